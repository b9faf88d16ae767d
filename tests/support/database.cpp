#include "support/database.h"

#include <stdlib.h>
#include <unistd.h>

#include <system_error>

#include "platform/db/migrations.h"
#include "support/postgres.h"

namespace onthaal::support {
namespace {

namespace fs = std::filesystem;

void migrate(const std::string& url) {
  db::migrate(*db::connect(url, db::Access::write), db::embedded_migrations());
}

// Migrated once, then copied for each test.
const fs::path& sqlite_template() {
  static const TempFolder folder;
  static const fs::path file = [] {
    fs::path path = folder.path() / "template.db";
    migrate("sqlite://" + path.string());
    return path;
  }();
  return file;
}

db::Connection& postgres_door() {
  static const auto connection = db::connect(postgres_url("postgres"), db::Access::write);
  return *connection;
}

const std::string& postgres_template() {
  static const std::string name = [] {
    postgres_door().run_script("create database onthaal_template");
    migrate(postgres_url("onthaal_template"));
    return "onthaal_template";
  }();
  return name;
}

std::string make_postgres(Schema schema) {
  static int number = 0;
  std::string name = "test_" + std::to_string(++number);
  const std::string from = schema == Schema::migrated ? postgres_template() : "template0";
  postgres_door().run_script("create database " + name + " template " + from);
  return name;
}

// In memory where there is room for it (containers often have little): ten times faster, and nothing here must last.
fs::path temp_root() {
  constexpr std::uintmax_t kEnough = std::uintmax_t{1} << 30;
  const fs::path memory = "/dev/shm";
  std::error_code error;
  const fs::space_info space = fs::space(memory, error);
  const bool has_room = !error && space.available >= kEnough && access(memory.c_str(), W_OK) == 0;
  return has_room ? memory : fs::temp_directory_path();
}

}  // namespace

TempFolder::TempFolder() {
  std::string pattern = temp_root() / "onthaal-XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) throw std::system_error(errno, std::generic_category(), pattern);
  path_ = pattern;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Database::Database(db::Engine engine, Schema schema) : engine_(engine) {
  if (engine == db::Engine::postgres) {
    name_ = make_postgres(schema);
    url_ = postgres_url(name_);
    return;
  }
  folder_ = std::make_unique<TempFolder>();
  const fs::path file = folder_->path() / "onthaal.db";
  if (schema == Schema::migrated) fs::copy_file(sqlite_template(), file);
  url_ = "sqlite://" + file.string();
}

Database::~Database() {
  connection_.reset();
  if (engine_ == db::Engine::sqlite) return;
  try {
    postgres_door().run_script("drop database " + name_ + " with (force)");
  } catch (const db::DbError& error) {
    ADD_FAILURE() << error.what();
  }
}

db::Connection& Database::connection() {
  if (!connection_) connection_ = connect(db::Access::write);
  return *connection_;
}

std::unique_ptr<db::Connection> Database::connect(db::Access access) const {
  return db::connect(url_, access);
}

void Database::cut_connections() {
  static constexpr db::Sql kCut{
      "support.cut", "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity where datname = :name"};
  postgres_door().run(kCut, {{"name", name_}});
}

}  // namespace onthaal::support
