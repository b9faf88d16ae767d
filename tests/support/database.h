#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "platform/db/db.h"

namespace onthaal::support {

// A folder that is gone with its owner.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

enum class Schema { migrated, empty };

// A fresh database, gone at the end of the test. The PostgreSQL behind it is a real one, started once per test program
// on a unix socket and stopped at its exit.
class Database {
 public:
  explicit Database(db::Engine engine, Schema schema = Schema::migrated);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  const std::string& url() const { return url_; }
  // A connection for writing that lives as long as this.
  db::Connection& connection();
  std::unique_ptr<db::Connection> connect(db::Access access) const;
  // Ends every connection from the server's side, as a restarted server or a broken network does. PostgreSQL only.
  void cut_connections();

 private:
  db::Engine engine_;
  std::unique_ptr<TempFolder> folder_;
  std::string name_;
  std::string url_;
  std::unique_ptr<db::Connection> connection_;
};

inline std::string engine_name(const testing::TestParamInfo<db::Engine>& info) {
  return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
}

// After the fixture, which is a testing::TestWithParam<db::Engine>: every TEST_P of it runs on both engines.
#define ONTHAAL_ON_BOTH_ENGINES(Suite)                                                                  \
  INSTANTIATE_TEST_SUITE_P(Engines, Suite,                                                              \
                           testing::Values(onthaal::db::Engine::sqlite, onthaal::db::Engine::postgres), \
                           onthaal::support::engine_name)

}  // namespace onthaal::support
