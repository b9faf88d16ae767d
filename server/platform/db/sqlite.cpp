#include <sqlite3.h>

#include <unordered_map>

#include "platform/db/statement.h"

namespace onthaal::db {
namespace {

// The progress handler looks at the clock once per so many steps of SQLite's machine: about 20 us apart.
constexpr int kStepsPerLook = 1000;
constexpr int kBusyMs = 5000;
constexpr std::int64_t kCheckpointAgain = 16 << 20;

struct CloseStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
struct CloseConnection {
  void operator()(sqlite3* connection) const { sqlite3_close(connection); }
};

struct Statement {
  std::string text;
  std::unique_ptr<sqlite3_stmt, CloseStatement> handle;
  Parameters parameters;
  std::size_t columns;
  bool only_reads;
};

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

[[noreturn]] void raise(std::string_view name, int code, const std::string& message) {
  const std::string what = std::string(name) + ": " + message;
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
      throw ConstraintError(what);
    case SQLITE_INTERRUPT:
      throw InterruptedError(what);
    case SQLITE_FULL:
      throw FullError(what);
    default:
      throw DbError(what);
  }
}

// A null pointer would bind NULL.
const char* pointer(std::string_view text) {
  return text.data() == nullptr ? "" : text.data();
}

int bind_value(sqlite3_stmt* statement, int place, const Value& value) {
  switch (value.index()) {
    case 1:
      return sqlite3_bind_int64(statement, place, std::get<1>(value));
    case 2: {
      const std::string_view text = std::get<2>(value);
      return sqlite3_bind_text64(statement, place, pointer(text), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    case 3: {
      const std::string_view bytes = std::get<3>(value).view;
      return sqlite3_bind_blob64(statement, place, pointer(bytes), bytes.size(), SQLITE_STATIC);
    }
    default:
      return sqlite3_bind_null(statement, place);
  }
}

Cell read_cell(std::string_view name, sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return sqlite3_column_int64(statement, column);
    case SQLITE_NULL:
      return std::monostate{};
    case SQLITE_FLOAT:
      throw std::logic_error(std::string(name) + ": a column is a float; cast it to an integer");
    default:
      break;
  }
  const void* data = sqlite3_column_blob(statement, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
  return data == nullptr ? std::string() : std::string(static_cast<const char*>(data), size);
}

class SqliteConnection final : public Connection {
 public:
  SqliteConnection(const std::string& path, Access access) {
    // Its statistics of memory are nobody's, and a lock that all threads take at each allocation: the writer would wait
    // there for a thread that has to wait for everything.
    [[maybe_unused]] static const int without_statistics = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3* opened = nullptr;
    const int create = access == Access::write ? SQLITE_OPEN_CREATE : 0;
    const int code =
        sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | create, nullptr);
    db_.reset(opened);
    if (code != SQLITE_OK) {
      throw DbError("cannot open " + path + " (" + sqlite3_errstr(code) +
                    "): the folder must exist and be writable for the user that runs Onthaal");
    }
    sqlite3_extended_result_codes(opened, 1);
    sqlite3_busy_timeout(opened, kBusyMs);
    sqlite3_progress_handler(opened, kStepsPerLook, [](void* self) { return as_self(self)->is_late() ? 1 : 0; }, this);
    if (access == Access::write) {
      run_script("pragma journal_mode = wal; pragma synchronous = full; pragma journal_size_limit = 67108864");
      // Takes the place of SQLite's own checkpoint inside a commit.
      sqlite3_wal_hook(opened, &SqliteConnection::count_pages, this);
      page_size_ = run({"db.page_size", "pragma page_size"}, {})[0].integer(0);
    }
    run_script("pragma foreign_keys = on; pragma cache_size = -8000; pragma temp_store = memory");
    if (access == Access::read) run_script("pragma query_only = on");
  }

  Engine engine() const override { return Engine::sqlite; }

  Rows run(const Sql& sql, Args args) override {
    Statement& statement = prepared(sql);
    sqlite3_stmt* handle = statement.handle.get();
    statement.parameters.bind(sql, args, [&](std::size_t place, const Value& value) {
      const int code = bind_value(handle, static_cast<int>(place) + 1, value);
      if (code != SQLITE_OK) raise(sql.name, code, sqlite3_errstr(code));
    });
    const Reset reset{handle};
    refuse_when_late(sql.name);
    std::vector<Cell> cells;
    int code = sqlite3_step(handle);
    for (; code == SQLITE_ROW; code = sqlite3_step(handle)) {
      for (std::size_t column = 0; column < statement.columns; ++column) {
        cells.push_back(read_cell(sql.name, handle, static_cast<int>(column)));
      }
    }
    if (code != SQLITE_DONE) raise(sql.name, code, sqlite3_errmsg(db_.get()));
    return {std::move(cells), statement.columns, statement.only_reads ? 0 : sqlite3_changes64(db_.get())};
  }

  void run_script(std::string_view script) override {
    const int code = sqlite3_exec(db_.get(), expand(script, Engine::sqlite).c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) raise("script", code, sqlite3_errmsg(db_.get()));
  }

  void begin_write() override { run({"db.begin_write", "begin immediate"}, {}); }
  void begin_snapshot() override { run({"db.begin_snapshot", "begin"}, {}); }
  void commit() override {
    deadline_.reset();
    run({"db.commit", "commit"}, {});
  }
  void rollback() noexcept override {
    deadline_.reset();
    if (!in_transaction()) return;
    try {
      run({"db.rollback", "rollback"}, {});
    } catch (const std::exception&) {  // SQLite says so only when there is nothing left to roll back
    }
  }
  bool in_transaction() const override { return sqlite3_get_autocommit(db_.get()) == 0; }
  void savepoint() override { run({"db.savepoint", "savepoint act"}, {}); }
  void release_savepoint() override { run({"db.release_savepoint", "release savepoint act"}, {}); }
  void rollback_to_savepoint() override {
    deadline_.reset();
    run({"db.rollback_to_savepoint", "rollback to savepoint act"}, {});
    release_savepoint();
  }

  void set_deadline(const std::optional<Deadline>& deadline) override { deadline_ = deadline; }

  void checkpoint(std::int64_t bytes) override {
    const std::int64_t held = pages_ * page_size_;
    if (pages_ == moved_pages_ || held <= bytes || (bytes > 0 && held < checkpoint_again_)) return;
    int all = 0;
    int moved = 0;
    deadline_.reset();
    const int code = sqlite3_wal_checkpoint_v2(db_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &all, &moved);
    if (code != SQLITE_OK && code != SQLITE_BUSY) raise("db.checkpoint", code, sqlite3_errmsg(db_.get()));
    if (all == moved) moved_pages_ = pages_;
    // The log starts anew only when no reader needs the old one: until then it grows, and this is not tried each time.
    checkpoint_again_ = held + kCheckpointAgain;
  }

  bool claim_writing() override { return true; }

 private:
  struct Reset {
    sqlite3_stmt* handle;
    ~Reset() { sqlite3_reset(handle); }
  };

  static SqliteConnection* as_self(void* self) { return static_cast<SqliteConnection*>(self); }

  static int count_pages(void* self, sqlite3*, const char*, int pages) {
    SqliteConnection& connection = *as_self(self);
    if (pages < connection.pages_) connection.checkpoint_again_ = 0;
    connection.pages_ = pages;
    connection.moved_pages_ = 0;
    return SQLITE_OK;
  }

  bool is_late() const { return deadline_ && deadline_->is_over(); }

  void refuse_when_late(std::string_view name) const {
    if (is_late()) throw InterruptedError(std::string(name) + ": the deadline had passed");
  }

  Statement& prepared(const Sql& sql) {
    if (const auto found = statements_.find(sql.name); found != statements_.end()) {
      if (found->second.text != sql.text) refuse_other_text(sql);
      return found->second;
    }
    const std::string text = expand(sql.text, Engine::sqlite);
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(db_.get(), text.data(), static_cast<int>(text.size()),
                                        SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    if (code != SQLITE_OK) raise(sql.name, code, sqlite3_errmsg(db_.get()));
    std::unique_ptr<sqlite3_stmt, CloseStatement> owned(handle);
    std::vector<std::string> names;
    for (int place = 1; place <= sqlite3_bind_parameter_count(handle); ++place) {
      const char* name = sqlite3_bind_parameter_name(handle, place);
      names.emplace_back(name == nullptr ? "" : name + 1);
    }
    Statement statement{std::string(sql.text), std::move(owned), Parameters(std::move(names)),
                        static_cast<std::size_t>(sqlite3_column_count(handle)), sqlite3_stmt_readonly(handle) != 0};
    return statements_.emplace(std::string(sql.name), std::move(statement)).first->second;
  }

  std::unique_ptr<sqlite3, CloseConnection> db_;
  std::unordered_map<std::string, Statement, Hash, std::equal_to<>> statements_;
  std::optional<Deadline> deadline_;
  std::int64_t page_size_ = 4096;
  std::int64_t pages_ = 0;             // in the write-ahead log after the last commit of this connection
  std::int64_t moved_pages_ = 0;       // the same number once all of them are in the database
  std::int64_t checkpoint_again_ = 0;  // bytes
};

}  // namespace

std::unique_ptr<Connection> connect_sqlite(const std::string& path, Access access) {
  return std::make_unique<SqliteConnection>(path, access);
}

}  // namespace onthaal::db
