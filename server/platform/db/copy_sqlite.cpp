#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/db/copy_engines.h"
#include "platform/db/statement.h"
#include "platform/files.h"

namespace onthaal::db {
namespace {

constexpr int kPagesAtOnce = 512;
constexpr int kBusyMs = 5000;

struct CloseConnection {
  void operator()(sqlite3* connection) const { sqlite3_close(connection); }
};
using Handle = std::unique_ptr<sqlite3, CloseConnection>;

std::unexpected<Error> refused(const std::filesystem::path& file, int code) {
  return fail((code & 0xff) == SQLITE_FULL ? Code::busy : Code::internal,
              file.string() + " cannot be copied: " + sqlite3_errstr(code));
}

Result<Handle> open(const std::filesystem::path& file, int flags) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &opened, flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  Handle handle(opened);
  if (code != SQLITE_OK) return refused(file, code);
  sqlite3_busy_timeout(opened, kBusyMs);
  return handle;
}

int run(const Handle& handle, const char* sql) {
  return sqlite3_exec(handle.get(), sql, nullptr, nullptr, nullptr);
}

// The source is held at one state by a transaction of its own, so the pages come from that state however many steps it
// takes; writers go on in the write-ahead log.
Result<void> copy_pages(const std::filesystem::path& file, const Handle& from, const Handle& to,
                        const std::stop_token& stop) {
  sqlite3_backup* copying = sqlite3_backup_init(to.get(), "main", from.get(), "main");
  if (copying == nullptr) return refused(file, sqlite3_errcode(to.get()));
  int code = SQLITE_OK;
  const files::Descriptor written(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  while (code == SQLITE_OK && !stop.stop_requested()) {
    code = sqlite3_backup_step(copying, kPagesAtOnce);
    ::fdatasync(written.value());  // a little at a time: commits wait for the same disk
  }
  sqlite3_backup_finish(copying);
  if (code == SQLITE_OK) return fail(Code::restart, "the server is stopping");
  if (code != SQLITE_DONE) return refused(file, code);
  return {};
}

}  // namespace

Result<void> copy_sqlite(const std::filesystem::path& file, const std::string& path, const std::stop_token& stop,
                         const std::function<void(Connection&)>& look) {
  {
    const auto from = open(path, 0);
    if (!from) return std::unexpected(from.error());
    const auto to = open(file, SQLITE_OPEN_CREATE);
    if (!to) return std::unexpected(to.error());
    ::chmod(file.c_str(), 0600);
    if (const int code = run(*from, "pragma query_only = on; begin; select count(*) from sqlite_schema");
        code != SQLITE_OK)
      return refused(path, code);
    run(*to, "pragma synchronous = off");
    if (auto copied = copy_pages(file, *from, *to, stop); !copied) return copied;
    // One file, without a log beside it; whoever serves it makes it so again.
    if (const int code = run(*to, "pragma journal_mode = delete"); code != SQLITE_OK) return refused(file, code);
  }
  if (auto synced = files::sync(file); !synced) return synced;
  look(*connect_sqlite(file, Access::read));
  return {};
}

Result<void> put_back_sqlite(const std::filesystem::path& file, const std::string& path) {
  return files::rename_new(file, path);
}

std::string damage_in(const std::filesystem::path& sqlite_file) {
  try {
    const Rows rows = connect_sqlite(sqlite_file, Access::read)->run({"copy.check", "pragma integrity_check(1)"});
    return rows[0].text(0) == "ok" ? "" : rows[0].text(0);
  } catch (const DbError& error) {
    return error.what();
  }
}

}  // namespace onthaal::db
