#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <unordered_map>
#include <utility>

#include "platform/db/statement.h"

namespace onthaal::db {
namespace {

// Numbers of types in PostgreSQL's catalogue (pg_type.dat).
constexpr Oid kBool = 16, kBytea = 17, kName = 19, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25, kUnknown = 705,
              kVarchar = 1043, kNumeric = 1700, kVoid = 2278;
constexpr int kTimeoutUnknown = -1;
constexpr std::int64_t kWriterKey = 0x6f6e746861616c02;

struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Result = std::unique_ptr<PGresult, FreeResult>;

template <class T>
T big_endian(const char* data) {
  T value;
  std::memcpy(&value, data, sizeof value);
  if constexpr (std::endian::native == std::endian::little && sizeof(T) > 1) value = std::byteswap(value);
  return value;
}

// The binary form of numeric: count of digits, weight, sign, scale, digits in base 10000
// (src/backend/utils/adt/numeric.c).
std::int64_t whole_number(std::string_view name, const char* data) {
  const auto digits = big_endian<std::int16_t>(data);
  const auto weight = big_endian<std::int16_t>(data + 2);
  const auto sign = big_endian<std::uint16_t>(data + 4);
  if ((sign != 0 && sign != 0x4000) || digits > weight + 1 || weight > 4) {
    throw std::logic_error(std::string(name) + ": a column is no whole number; cast it to an integer");
  }
  std::int64_t value = 0;
  for (int place = 0; place <= weight; ++place) {
    value = value * 10000 + (place < digits ? big_endian<std::int16_t>(data + 8 + 2 * place) : 0);
  }
  return sign == 0 ? value : -value;
}

Cell read_cell(std::string_view name, const PGresult* result, int row, int column) {
  if (PQgetisnull(result, row, column) != 0) return std::monostate{};
  const char* data = PQgetvalue(result, row, column);
  switch (PQftype(result, column)) {
    case kInt8:
      return big_endian<std::int64_t>(data);
    case kInt4:
      return std::int64_t{big_endian<std::int32_t>(data)};
    case kInt2:
      return std::int64_t{big_endian<std::int16_t>(data)};
    case kBool:
      return std::int64_t{data[0] != 0};
    case kNumeric:
      return whole_number(name, data);
    case kVoid:
      return std::monostate{};
    case kText:
    case kBytea:
    case kVarchar:
    case kName:
    case kUnknown:
      return std::string(data, static_cast<std::size_t>(PQgetlength(result, row, column)));
    default:
      throw std::logic_error(std::string(name) + ": a column is neither a whole number, text nor bytes; cast it");
  }
}

// The primary message only: DETAIL quotes rows. Class 22 (data exception) may quote a value in its message too.
std::string message_of(const PGresult* result, std::string_view state) {
  const char* constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
  const char* primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  std::string text = "SQLSTATE " + std::string(state);
  if (state.starts_with("22") || primary == nullptr) return text;
  if (state.starts_with("23") && constraint != nullptr) return text + ", constraint " + constraint;
  return text + ", " + primary;
}

[[noreturn]] void raise(std::string_view name, const PGresult* result) {
  const char* field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string_view state = field == nullptr ? "" : field;
  const std::string what = std::string(name) + ": " + message_of(result, state);
  if (state.starts_with("23")) throw ConstraintError(what);
  if (state == "57014") throw InterruptedError(what);
  if (state == "53100") throw FullError(what);
  if (state.starts_with("08") || state.starts_with("57P")) throw ConnectionLostError(what);
  throw DbError(what);
}

Oid type_of(const Value& value) {
  constexpr std::array<Oid, 4> kTypes{0, kInt8, kText, kBytea};
  return kTypes[value.index()];
}

// What is bound to one call, all in binary form.
struct Bound {
  explicit Bound(std::size_t count) : numbers(count), values(count), lengths(count), formats(count, 1), types(count) {}

  void put(std::size_t place, const Value& value) {
    types[place] = type_of(value);
    std::string_view bytes;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      numbers[place] = big_endian<std::int64_t>(reinterpret_cast<const char*>(number));
      bytes = {reinterpret_cast<const char*>(&numbers[place]), sizeof(std::int64_t)};
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      bytes = text->data() == nullptr ? "" : *text;
    } else if (const auto* blob = std::get_if<Bytes>(&value)) {
      bytes = blob->view.data() == nullptr ? "" : blob->view;
    }
    values[place] = bytes.data();
    lengths[place] = static_cast<int>(bytes.size());
  }

  std::vector<std::int64_t> numbers;
  std::vector<const char*> values;
  std::vector<int> lengths;
  std::vector<int> formats;
  std::vector<Oid> types;
};

struct Statement {
  std::string text;      // as given
  std::string numbered;  // as sent
  Parameters parameters;
  Bound bound;
  std::vector<Oid> types;  // 0 while only NULL was given: then the server decides
  std::string handle;      // empty until it is prepared
};

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

std::unique_ptr<PGconn, CloseConnection> open(const std::string& url) {
  constexpr std::array<const char*, 8> kKeys{"connect_timeout",
                                             "keepalives_idle",
                                             "keepalives_interval",
                                             "keepalives_count",
                                             "client_encoding",
                                             "application_name",
                                             "dbname",
                                             nullptr};
  const std::array<const char*, 8> values{"5", "10", "5", "3", "UTF8", "onthaal", url.c_str(), nullptr};
  std::unique_ptr<PGconn, CloseConnection> connection(PQconnectdbParams(kKeys.data(), values.data(), 1));
  if (PQstatus(connection.get()) != CONNECTION_OK) {
    throw DbError(std::string("cannot connect to PostgreSQL: ") + PQerrorMessage(connection.get()));
  }
  PQsetNoticeReceiver(connection.get(), [](void*, const PGresult*) {}, nullptr);
  return connection;
}

class PostgresConnection final : public Connection {
 public:
  PostgresConnection(const std::string& url, Access access) : db_(open(url)) {
    send("set standard_conforming_strings = on");
    if (access == Access::read) {
      send("set default_transaction_read_only = on");
    } else {  // acknowledged means on disk, whatever the server's default is
      send("select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'");
    }
  }

  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;
  // Said, since the server notices a closed connection a little later, and then the next one may not write yet.
  ~PostgresConnection() override {
    if (has_claimed_) const Result ignored(PQexec(db_.get(), "select pg_advisory_unlock_all()"));
  }

  Engine engine() const override { return Engine::postgres; }

  Rows run(const Sql& sql, Args args) override {
    before_statement(sql.name);
    Statement& statement = find(sql);
    statement.parameters.bind(sql, args,
                              [&](std::size_t place, const Value& value) { statement.bound.put(place, value); });
    prepare(sql.name, statement);
    const Bound& bound = statement.bound;
    const Result result(PQexecPrepared(db_.get(), statement.handle.c_str(), static_cast<int>(bound.values.size()),
                                       bound.values.data(), bound.lengths.data(), bound.formats.data(), 1));
    check(sql.name, result.get());
    return rows(sql.name, result.get());
  }

  void run_script(std::string_view script) override {
    before_statement("script");
    send(expand(script, Engine::postgres), "script");
  }

  void begin_write() override { begin("begin"); }
  void begin_snapshot() override { begin("begin isolation level repeatable read read only"); }

  void commit() override {
    // The time limit must not strike a COMMIT: it would be reported as cancelled after it happened.
    const std::string text =
        std::exchange(pending_, {}) + (timeout_ == 0 ? "commit" : "set statement_timeout = 0; commit");
    deadline_.reset();
    const Result result = send_commit(text);
    timeout_ = 0;
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") throw DbError("db.commit: the transaction had failed");
  }

  void rollback() noexcept override {
    pending_.clear();
    deadline_.reset();
    if (timeout_ != 0) timeout_ = kTimeoutUnknown;
    if (in_transaction()) const Result ignored(PQexec(db_.get(), "rollback"));
  }

  bool in_transaction() const override {
    const PGTransactionStatusType status = PQtransactionStatus(db_.get());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
  }

  void savepoint() override { send(std::exchange(pending_, {}) + "savepoint act", "db.savepoint"); }

  // Travels with what comes next: one round trip less for each act.
  void release_savepoint() override {
    if (PQtransactionStatus(db_.get()) != PQTRANS_INTRANS) throw DbError("db.release_savepoint: the act had failed");
    pending_ = "release savepoint act; ";
  }

  void rollback_to_savepoint() override {
    pending_.clear();
    deadline_.reset();
    timeout_ = kTimeoutUnknown;
    send("rollback to savepoint act; release savepoint act", "db.rollback_to_savepoint");
  }

  void set_deadline(const std::optional<Deadline>& deadline) override {
    deadline_ = deadline;
    wanted_timeout_ = 0;
    if (!deadline) return;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline->at - std::chrono::steady_clock::now());
    wanted_timeout_ = static_cast<int>(std::max<std::int64_t>(left.count(), 1));
  }

  void checkpoint(std::int64_t) override {}

  bool claim_writing() override {
    static constexpr Sql kClaim{"db.claim_writing", "select pg_try_advisory_lock(:key)"};
    has_claimed_ = run(kClaim, {{"key", kWriterKey}})[0].integer(0) != 0;
    return has_claimed_;
  }

 private:
  Result send(const std::string& text, std::string_view name = "db.set") {
    Result result(PQexec(db_.get(), text.c_str()));
    check(name, result.get());
    return result;
  }

  // A cancelled COMMIT may have happened all the same.
  Result send_commit(const std::string& text) {
    try {
      return send(text, "db.commit");
    } catch (const InterruptedError& error) {
      throw ConnectionLostError(error.what());
    }
  }

  void begin(const std::string& text) {
    pending_.clear();
    if (deadline_ && timeout_ != wanted_timeout_) {
      timeout_ = kTimeoutUnknown;
      send(text + "; set statement_timeout = " + std::to_string(wanted_timeout_), "db.begin");
      timeout_ = wanted_timeout_;
    } else {
      send(text, "db.begin");
    }
  }

  // A statement may run for as long as was left when the deadline was set; none starts after it.
  void before_statement(std::string_view name) {
    if (!pending_.empty()) send(std::exchange(pending_, {}));
    const int wanted = deadline_ ? wanted_timeout_ : 0;
    if (timeout_ != wanted) {
      timeout_ = kTimeoutUnknown;
      send("set statement_timeout = " + std::to_string(wanted));
      timeout_ = wanted;
    }
    if (deadline_ && deadline_->is_over()) {
      throw InterruptedError(std::string(name) + ": the deadline had passed");
    }
  }

  void check(std::string_view name, const PGresult* result) const {
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
    if (PQstatus(db_.get()) == CONNECTION_BAD) {
      throw ConnectionLostError(std::string(name) + ": the connection to PostgreSQL is lost");
    }
    raise(name, result);
  }

  Statement& find(const Sql& sql) {
    if (const auto found = statements_.find(sql.name); found != statements_.end()) {
      if (found->second.text != sql.text) refuse_other_text(sql);
      return found->second;
    }
    Numbered numbered = number_parameters(expand(sql.text, Engine::postgres));
    const std::size_t count = numbered.names.size();
    Statement statement{std::string(sql.text), std::move(numbered.text), Parameters(std::move(numbered.names)),
                        Bound(count),          std::vector<Oid>(count),  {}};
    return statements_.emplace(std::string(sql.name), std::move(statement)).first->second;
  }

  // Prepared again when a parameter has another type than before: at most once for each that was NULL at first.
  void prepare(std::string_view name, Statement& statement) {
    bool is_ready = !statement.handle.empty();
    for (std::size_t place = 0; place < statement.types.size(); ++place) {
      const Oid type = statement.bound.types[place];
      if (type == 0 || type == statement.types[place]) continue;
      statement.types[place] = type;
      is_ready = false;
    }
    if (is_ready) return;
    statement.handle.clear();
    std::string handle = "onthaal_" + std::to_string(++prepared_);
    const Result result(PQprepare(db_.get(), handle.c_str(), statement.numbered.c_str(),
                                  static_cast<int>(statement.types.size()), statement.types.data()));
    check(name, result.get());
    statement.handle = std::move(handle);
  }

  static Rows rows(std::string_view name, const PGresult* result) {
    const int columns = PQnfields(result);
    const int count = PQntuples(result);
    std::vector<Cell> cells;
    cells.reserve(static_cast<std::size_t>(columns) * static_cast<std::size_t>(count));
    for (int row = 0; row < count; ++row) {
      for (int column = 0; column < columns; ++column) cells.push_back(read_cell(name, result, row, column));
    }
    std::int64_t changed = 0;
    const std::string_view status = PQcmdStatus(const_cast<PGresult*>(result));
    const std::string_view number = PQcmdTuples(const_cast<PGresult*>(result));
    if (!status.starts_with("SELECT")) std::from_chars(number.data(), number.data() + number.size(), changed);
    return {std::move(cells), static_cast<std::size_t>(columns), changed};
  }

  std::unique_ptr<PGconn, CloseConnection> db_;
  bool has_claimed_ = false;
  std::unordered_map<std::string, Statement, Hash, std::equal_to<>> statements_;
  std::uint64_t prepared_ = 0;
  std::string pending_;
  std::optional<Deadline> deadline_;
  int wanted_timeout_ = 0;
  int timeout_ = 0;  // what the server's session has, in ms
};

}  // namespace

std::unique_ptr<Connection> connect_postgres(const std::string& url, Access access) {
  return std::make_unique<PostgresConnection>(url, access);
}

}  // namespace onthaal::db
