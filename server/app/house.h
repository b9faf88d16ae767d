#pragma once

#include <memory>

#include "core/clock.h"
#include "core/random.h"
#include "core/result.h"
#include "features/keys/keys.h"
#include "platform/config.h"
#include "platform/db/db.h"
#include "platform/seal.h"

namespace onthaal::app {

// What must be there before anything runs: the lock, a migrated database, and the master keys that its words need.
struct House {
  std::unique_ptr<db::Lock> lock;  // keep it for as long as anything is written
  seal::Keyring keys;
  int migrations_run = 0;
};

enum class Before : std::uint8_t { copy, nothing };  // a newer version changes the schema

// Makes what is missing: the schema and, at the first start, the master key. `busy` when another server or command
// holds the lock; `not_found` when the database names a master key and there is none, `conflict` when the keys are
// those of another database: the detail says what to do. Throws db::DbError.
Result<House> open_house(const config::Config& config, const Clock& clock, Random& random,
                         Before before = Before::copy);
// With a lock that the caller waited for (standby).
Result<House> open_house(const config::Config& config, const Clock& clock, Random& random,
                         std::unique_ptr<db::Lock> lock, Before before = Before::copy);

// Brings the schema up to date, under the lock: how many changes there were.
Result<int> bring_up_to_date(const config::Config& config, db::Connection& db, const Clock& clock,
                             Before before = Before::copy);

// Where the master keys are kept, and how long each lives.
keys::Settings key_settings(const config::Config& config);

// The folder, with mode 0700 where it was missing: before the lock can be asked for.
Result<void> make_data_folder(const config::Config& config);

}  // namespace onthaal::app
