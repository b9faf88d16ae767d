#include "platform/db/copy.h"

#include "platform/db/copy_engines.h"
#include "platform/db/statement.h"

namespace onthaal::db {

Engine engine_of(const std::string& url) {
  return is_sqlite(url) ? Engine::sqlite : Engine::postgres;
}

std::string_view name_of(Engine engine) {
  return engine == Engine::sqlite ? "sqlite" : "postgresql";
}

std::string copy_problem(const std::string& url, const Tools& tools) {
  return is_sqlite(url) ? "" : dump_problem(url, tools);
}

std::string put_back_problem(const std::string& url, const Tools& tools) {
  return is_sqlite(url) ? "" : put_back_problem(tools);
}

Result<void> copy_to(const std::filesystem::path& file, const std::string& url, const Tools& tools,
                     const std::stop_token& stop, const std::function<void(Connection&)>& look) {
  std::error_code unimportant;
  std::filesystem::remove(file, unimportant);
  const auto copied = [&]() -> Result<void> {
    try {
      return is_sqlite(url) ? copy_sqlite(file, sqlite_path(url), stop, look)
                            : copy_postgres(file, url, tools.pg_dump, stop, look);
    } catch (const FullError& error) {
      return fail(Code::busy, error.what());
    } catch (const DbError& error) {
      return fail(Code::internal, error.what());
    }
  }();
  if (!copied) std::filesystem::remove(file, unimportant);
  return copied;
}

bool is_empty(const std::string& url) {
  if (!is_sqlite(url)) return is_empty_postgres(url);
  const std::string path = sqlite_path(url);
  return !std::filesystem::exists(path) && !std::filesystem::exists(path + "-wal");
}

Result<void> put_back(const std::filesystem::path& file, const std::string& url, const Tools& tools) {
  return is_sqlite(url) ? put_back_sqlite(file, sqlite_path(url)) : put_back_postgres(file, url, tools.pg_restore);
}

}  // namespace onthaal::db
