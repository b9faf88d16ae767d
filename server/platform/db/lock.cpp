#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstring>

#include "platform/db/statement.h"

namespace onthaal::db {
namespace {

constexpr std::int64_t kServerKey = 0x6f6e746861616c01;

class FileLock final : public Lock {
 public:
  explicit FileLock(int file) : file_(file) {}
  ~FileLock() override { close(file_); }

 private:
  int file_;
};

class AdvisoryLock final : public Lock {
 public:
  explicit AdvisoryLock(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
  AdvisoryLock(const AdvisoryLock&) = delete;
  AdvisoryLock& operator=(const AdvisoryLock&) = delete;
  // Said, since the server notices a closed connection a little later. Where it cannot be said, that frees it.
  ~AdvisoryLock() override {
    static constexpr Sql kUnlock{"db.unlock", "select pg_advisory_unlock(:key)"};
    try {
      connection_->run(kUnlock, {{"key", kServerKey}});
    } catch (const DbError&) {
    }
  }

 private:
  std::unique_ptr<Connection> connection_;
};

std::unique_ptr<Lock> try_file(const std::string& path) {
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) {
    throw DbError("cannot open " + path + " (" + std::strerror(errno) +
                  "): the folder must exist and be writable for the user that runs Onthaal");
  }
  auto lock = std::make_unique<FileLock>(file);
  if (flock(file, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK) return nullptr;
  throw DbError("cannot lock " + path + " (" + std::strerror(errno) + ")");
}

std::unique_ptr<Lock> try_advisory(const std::string& url) {
  static constexpr Sql kLock{"db.lock", "select pg_try_advisory_lock(:key)"};
  auto connection = connect_postgres(url, Access::write);
  if (connection->run(kLock, {{"key", kServerKey}})[0].integer(0) == 0) return nullptr;
  return std::make_unique<AdvisoryLock>(std::move(connection));
}

}  // namespace

std::unique_ptr<Lock> try_lock(const std::string& url) {
  return is_sqlite(url) ? try_file(sqlite_path(url) + ".lock") : try_advisory(url);
}

}  // namespace onthaal::db
