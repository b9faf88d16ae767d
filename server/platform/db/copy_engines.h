#pragma once

#include "platform/db/copy.h"

// What copy.h does, per engine. Inside platform/db only.
namespace onthaal::db {

Result<void> copy_sqlite(const std::filesystem::path& file, const std::string& path, const std::stop_token& stop,
                         const std::function<void(Connection&)>& look);
Result<void> put_back_sqlite(const std::filesystem::path& file, const std::string& path);

Result<void> copy_postgres(const std::filesystem::path& file, const std::string& url, const std::string& pg_dump,
                           const std::stop_token& stop, const std::function<void(Connection&)>& look);
std::string dump_problem(const std::string& url, const Tools& tools);
std::string put_back_problem(const Tools& tools);
bool is_empty_postgres(const std::string& url);
Result<void> put_back_postgres(const std::filesystem::path& file, const std::string& url,
                               const std::string& pg_restore);

}  // namespace onthaal::db
