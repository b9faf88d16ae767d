#pragma once

#include <span>
#include <string_view>

namespace onthaal::db {

class Connection;

struct Migration {
  std::string_view name;  // "0001_open_the_house"
  std::string_view sql;
};
std::span<const Migration> embedded_migrations();

// Brings the database to the newest migration, each in its own transaction, and returns how many were run. Throws
// DbError when the database knows a migration that this binary does not: it is from a newer version.
int migrate(Connection& connection, std::span<const Migration> migrations);

}  // namespace onthaal::db
