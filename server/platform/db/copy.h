#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/result.h"
#include "platform/db/db.h"

// A whole database as one file: SQLite's own, or what pg_dump writes in its custom form.
namespace onthaal::db {

struct Tools {  // of PostgreSQL: names in PATH, or paths
  std::string pg_dump = "pg_dump";
  std::string pg_restore = "pg_restore";
};

Engine engine_of(const std::string& url);
std::string_view name_of(Engine engine);  // "sqlite", "postgresql"

// Why no copy of that database can be made, or put back, with these programs; empty when nothing is in the way. Of
// PostgreSQL: pg_dump must be there, and may not be older than the server; pg_restore not older than pg_dump, whose
// files it reads. Throws DbError when the server cannot be asked.
std::string copy_problem(const std::string& url, const Tools& tools);
std::string put_back_problem(const std::string& url, const Tools& tools);

// Copies the state of one moment into a new file while others read and write, and gives `look` a connection that sees
// exactly that state. Nothing of the file stays after an error; `restart` when a stop was asked for.
Result<void> copy_to(const std::filesystem::path& file, const std::string& url, const Tools& tools,
                     const std::stop_token& stop, const std::function<void(Connection&)>& look);

// Whether there is nothing yet. Throws DbError when that cannot be asked.
bool is_empty(const std::string& url);

// Makes the database out of such a file, of the same engine; it must be empty. All of it, or nothing. An SQLite file is
// moved there, so it must be in the same folder.
Result<void> put_back(const std::filesystem::path& file, const std::string& url, const Tools& tools);

// What the file itself is missing, of SQLite; empty when all is well.
std::string damage_in(const std::filesystem::path& sqlite_file);

}  // namespace onthaal::db
