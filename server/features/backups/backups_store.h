#pragma once

#include "features/backups/backups.h"

// What a backup tells of the database that it holds.
namespace onthaal::backups::store {

std::vector<Table> tables(db::Connection& db);  // by name
std::vector<KeyName> master_keys(db::Connection& db);
std::vector<Deletion> deletions(db::Connection& db, Millis from);  // the oldest first
std::vector<Departure> departures(db::Connection& db, Millis from);
std::vector<Departure> changed_people(db::Connection& db, Millis from);
// Or a departure, or somebody who came back or gets in otherwise than before.
bool has_deletion(db::Connection& db, Millis from);
std::optional<Millis> last_deletion(db::Connection& db, Millis until);
std::string last_migration(db::Connection& db);  // empty where there is none

}  // namespace onthaal::backups::store
