#pragma once

#include <vector>

#include "app/doctor.h"
#include "core/clock.h"
#include "features/backups/backups.h"
#include "platform/config.h"

// Backups, and the way back: what needs to know the whole house.
namespace onthaal::app {

backups::Settings backup_settings(const config::Config& config);

// Before a newer version changes the schema: a copy of the database in the data folder, named after the first migration
// that it has not and the moment, `before-0010-20261122T160000Z.db`: none takes the place of another, of each schema
// the last two stay. Sealed where there is a key to seal it to; goes after 30 days. Nothing to do for an empty
// database, and for one that is up to date.
Result<void> keep_before_migrating(const config::Config& config, db::Connection& db, Millis now);

struct Restored {
  backups::Manifest manifest;
  std::vector<std::string> destroyed;   // master keys that words in it need, and that were destroyed
  std::int64_t deleted_again = 0;       // talks
  std::int64_t shut_out_again = 0;      // people who might not log in any more
  std::vector<std::string> changed;     // logins: a password, a second factor, a role or an address was another since
  std::optional<Millis> deleted_until;  // nothing is known of either after that; nor of any, without a list
  std::vector<Check> checks;            // the doctor's
};
// Makes an empty house out of a backup, with the master keys that are in place, deletes what was deleted since and
// shuts out who was (`deletions`: the list; nothing: whatever and whoever was gone is back). An error changed nothing,
// except where it says so. A house that was not restored to the end is not opened.
Result<Restored> restore(const config::Config& config, const std::filesystem::path& file,
                         const std::optional<std::filesystem::path>& deletions, const seal::KeyPair& keys,
                         const Clock& clock, Random& random);
// Why this house may not be opened: a restore of it did not come to its end.
Result<void> check_restored(const config::Config& config);
// What such a one left of a database that is not sealed. Whoever holds the lock of the database is the only one.
void remove_restore_leftovers(const config::Config& config);

}  // namespace onthaal::app
