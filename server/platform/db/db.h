#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/ids.h"
#include "platform/db/thread_clock.h"

// A thin layer over sqlite3 and libpq: one set of SQL, two engines.
//
//   inline constexpr db::Sql kFind{"line.find", "select id, name from line where slug = :slug"};
//   for (db::Row row : connection.run(kFind, {{"slug", slug}})) row.integer(0);
//
// In SQL, `{id}` `{int}` `{bytes}` stand for the engine's own types (migrations), `{for_update}` for a row lock where
// the engine has one. A statement runs to its end before run() returns, so no cursor is ever left open.
namespace onthaal::db {

// A statement with the name under which it is cached, logged and found in a trace. Names are unique.
struct Sql {
  std::string_view name;
  std::string_view text;
};

struct Bytes {
  std::string_view view;
};
using Value = std::variant<std::monostate, std::int64_t, std::string_view, Bytes>;

struct Arg {
  std::string_view name;
  Value value;

  Arg(std::string_view n, std::int64_t v) : name(n), value(v) {}
  Arg(std::string_view n, int v) : name(n), value(std::int64_t{v}) {}
  Arg(std::string_view n, bool v) : name(n), value(std::int64_t{v}) {}
  Arg(std::string_view n, std::string_view v) : name(n), value(v) {}
  Arg(std::string_view n, const std::string& v) : name(n), value(std::string_view(v)) {}
  Arg(std::string_view n, const char* v) : name(n), value(std::string_view(v)) {}
  Arg(std::string_view n, Bytes v) : name(n), value(v) {}
  Arg(std::string_view n, std::nullopt_t) : name(n) {}
  template <class T>
  Arg(std::string_view n, const std::optional<T>& v) : name(n) {
    if (v) value = Arg(n, *v).value;
  }
  // Id<Tag>, Uuid and the like
  template <class T>
    requires requires(const T& t) {
      { t.value } -> std::convertible_to<std::int64_t>;
    }
  Arg(std::string_view n, const T& id) : name(n), value(std::int64_t{id.value}) {}
  template <class T>
    requires requires(const T& t) {
      t.bytes;
      t.view();
    }
  Arg(std::string_view n, const T& uuid) : name(n), value(Bytes{uuid.view()}) {}
};
using Args = std::initializer_list<Arg>;

using Cell = std::variant<std::monostate, std::int64_t, std::string>;  // text and bytes are both std::string

// One row of a result. Columns are counted from 0, in the order of the select list. Asking a column for a type that it
// has not throws std::logic_error: that is a mistake in our SQL, never input.
class Row {
 public:
  explicit Row(std::span<const Cell> cells) : cells_(cells) {}
  bool is_null(std::size_t column) const;
  std::int64_t integer(std::size_t column) const;
  const std::string& text(std::size_t column) const;  // and bytes
  Uuid uuid(std::size_t column) const;
  std::optional<std::int64_t> maybe_integer(std::size_t column) const;
  std::optional<std::string> maybe_text(std::size_t column) const;
  std::optional<Uuid> maybe_uuid(std::size_t column) const;

 private:
  std::span<const Cell> cells_;
};

// All rows of one statement, owned.
class Rows {
 public:
  Rows(std::vector<Cell> cells, std::size_t columns, std::int64_t changed)
      : cells_(std::move(cells)), columns_(columns), changed_(changed) {}
  std::size_t size() const { return columns_ == 0 ? 0 : cells_.size() / columns_; }
  bool empty() const { return size() == 0; }
  std::int64_t changed() const { return changed_; }  // rows inserted, updated or deleted
  Row operator[](std::size_t index) const { return Row(std::span(cells_).subspan(index * columns_, columns_)); }

  struct Iterator {
    const Rows* rows;
    std::size_t index;
    Row operator*() const { return (*rows)[index]; }
    Iterator& operator++() {
      ++index;
      return *this;
    }
    bool operator==(const Iterator&) const = default;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

 private:
  std::vector<Cell> cells_;
  std::size_t columns_;
  std::int64_t changed_;
};

// Anything the database refuses. `what()` names the statement and the engine's message, never a bound value.
struct DbError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct ConstraintError : DbError {
  using DbError::DbError;
};
struct InterruptedError : DbError {
  using DbError::DbError;
};  // the deadline passed
struct FullError : DbError {
  using DbError::DbError;
};  // no room on the disk
// The connection is gone, and with it the transaction; when commit() says so, nobody knows whether it was committed.
struct ConnectionLostError : DbError {
  using DbError::DbError;
};

enum class Engine { sqlite, postgres };

// When a statement is interrupted: at a moment, or once the thread that runs it has worked for its time. That clock
// costs a system call, so it is asked only when the thread can have worked for so long.
struct Deadline {
  using Time = std::chrono::steady_clock::time_point;
  Time at;
  Time ask_from = Time::max();
  ThreadClock::time_point work_until{};

  bool is_over() const;
};

// One connection, used by one thread at a time.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual Engine engine() const = 0;

  virtual Rows run(const Sql& sql, Args args = {}) = 0;
  // Several statements without arguments: migrations, pragmas.
  virtual void run_script(std::string_view script) = 0;

  virtual void begin_write() = 0;     // SQLite: begin immediate
  virtual void begin_snapshot() = 0;  // one consistent state, read only
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;
  virtual bool in_transaction() const = 0;  // false after an error that rolled everything back
  virtual void savepoint() = 0;
  virtual void release_savepoint() = 0;
  virtual void rollback_to_savepoint() = 0;

  // From now on a statement that runs past `deadline` is interrupted (InterruptedError); nullopt takes it away.
  // PostgreSQL does the work elsewhere: a statement there is interrupted at `at`, and none starts after `work_until`.
  virtual void set_deadline(const std::optional<Deadline>& deadline) = 0;

  // SQLite: moves the write-ahead log into the database once it holds more than `bytes`. Elsewhere nothing to do.
  virtual void checkpoint(std::int64_t bytes) = 0;
  // Makes this the one connection that writes, for as long as it lives; false when another one is. PostgreSQL: an
  // advisory lock, so that a server that lost its connection learns whether another took over. SQLite: the Lock is
  // enough.
  virtual bool claim_writing() = 0;

  std::optional<Row> one(const Sql&, Args) = delete;  // a Row does not outlive its Rows: use run() and look at size()
};

// "sqlite:///absolute/path.db" or "postgresql://...". Throws DbError with what to do when it cannot be opened.
enum class Access { write, read };
std::unique_ptr<Connection> connect(const std::string& url, Access access);

// Held by the one active server; released when the process ends. nullptr when somebody else has it.
class Lock {
 public:
  virtual ~Lock() = default;
};
std::unique_ptr<Lock> try_lock(const std::string& url);

}  // namespace onthaal::db
