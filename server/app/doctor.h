#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "features/keys/keys.h"
#include "platform/config.h"
#include "platform/db/db.h"
#include "platform/seal.h"

namespace onthaal::app {

// One thing that was looked at. `problems` is empty when it is well.
struct Check {
  std::string_view name;
  std::string told;  // what was found, in a few words
  std::vector<std::string> problems;
};

// Looks at everything, changes nothing; may run beside a server. What cannot be looked at is a problem too.
std::vector<Check> examine(const config::Config& config);

// The parts that need a database, on one connection.
std::vector<Check> examine(db::Connection& db, const seal::Keyring* keys, const keys::Settings& settings = {});

}  // namespace onthaal::app
