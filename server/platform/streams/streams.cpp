#include "platform/streams/streams.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "platform/json.h"
#include "platform/log.h"

namespace onthaal::streams {
namespace {

// The statements of one event table. A db::Sql only points to its text, so these are made once and never destroyed.
struct Statements {
  explicit Statements(const std::string& table)
      : names{"streams.append." + table, "streams.last." + table, "streams.command." + table, "streams.read." + table,
              "streams.rewrite." + table},
        texts{
            "insert into " + table +
                " (stream, number, at, event, author_kind, author, command, sealed_by, body) values"
                " (:stream, :number, :at, :event, :author_kind, :author, :command, :sealed_by, :body)",
            "select number from " + table + " where stream = :stream order by number desc limit 1",
            "select number from " + table +
                " where stream = :stream and number > :after and author_kind = :author_kind and author = :author"
                " and command = :command order by number limit 1",
            "select e.number, e.at, e.event, e.author_kind, e.author, e.command, e.sealed_by, e.body, k.master,"
            " k.wrapped, k.uuid from " +
                table +
                " e left join seal_key k on k.id = e.sealed_by where e.stream = :stream and e.number > :after"
                " order by e.number limit :limit",
            "update " + table + " set body = :body where stream = :stream and number = :number and sealed_by = :key"} {}
  db::Sql append() const { return {names[0], texts[0]}; }
  db::Sql last() const { return {names[1], texts[1]}; }
  db::Sql command() const { return {names[2], texts[2]}; }
  db::Sql read() const { return {names[3], texts[3]}; }
  db::Sql rewrite() const { return {names[4], texts[4]}; }

  const std::string names[5];
  const std::string texts[5];
};

struct Registered {
  std::vector<StreamKind> kinds;
  std::vector<const Statements*> statements;
};
Registered& registered() {
  static Registered all;
  return all;
}

const Statements* statements_of_table(std::string_view table) {
  static std::map<std::string, Statements, std::less<>> all;
  const std::string name(table);
  return &all.try_emplace(name, name).first->second;
}

const Statements& statements(const StreamKey& stream) {
  return *registered().statements.at(static_cast<std::size_t>(stream.kind));
}

const StreamKind& kind_of(const StreamKey& stream) {
  return registered().kinds.at(static_cast<std::size_t>(stream.kind));
}

std::int64_t kind_value(const Author& author) {
  return static_cast<std::int64_t>(author.kind);
}

inline constexpr db::Sql kInsertKey{
    "streams.insert_key",
    "insert into seal_key (uuid, master, wrapped) values (:uuid, :master, :wrapped) returning id"};
inline constexpr db::Sql kFindKey{"streams.find_key", "select uuid, master, wrapped from seal_key where id = :id"};

// Consecutive events are mostly sealed by one key, so the last one that was unwrapped is kept.
class Opener {
 public:
  Opener(const seal::Keyring& keys, seal::Kind kind) : keys_(keys), kind_(kind) {}

  std::optional<std::string> words(const db::Row& row, std::int64_t number) {
    if (row.is_null(6)) return row.text(7);
    const std::int64_t id = row.integer(6);
    if (id_ != id) unwrap(row, id);
    if (!key_) return std::nullopt;
    auto words = seal::open(*key_, kind_, owner_, number, row.text(7));
    if (!words) log::error("streams.event_damaged", {{"key", id}, {"number", number}});
    return words;
  }

 private:
  void unwrap(const db::Row& row, std::int64_t id) {
    id_ = id;
    key_.reset();
    if (row.is_null(9)) return;
    owner_ = row.uuid(10);
    key_ = keys_.unwrap(row.text(9), row.integer(8), owner_);
    if (!key_ && !is_destroyed(row.integer(8))) log::error("streams.key_not_opened", {{"key", id}});
  }

  // In a database that was restored.
  bool is_destroyed(std::int64_t master) const {
    const auto gone = keys_.destroyed();
    return std::ranges::find(gone, master, &seal::MasterKey::number) != gone.end();
  }

  const seal::Keyring& keys_;
  const seal::Kind kind_;
  std::int64_t id_ = 0;
  Uuid owner_;
  std::optional<seal::Key> key_;
};

}  // namespace

void register_kinds(std::vector<StreamKind> kinds) {
  Registered& all = registered();
  all.statements.clear();
  for (const StreamKind& kind : kinds) all.statements.push_back(statements_of_table(kind.table));
  all.kinds = std::move(kinds);
}

const std::vector<StreamKind>& kinds() {
  return registered().kinds;
}

StreamKey key(std::string_view kind, std::int64_t id) {
  const auto& all = kinds();
  const auto found = std::ranges::find(all, kind, &StreamKind::name);
  if (found == all.end()) throw std::logic_error("no such kind of stream");
  return {static_cast<std::int32_t>(found - all.begin()), id};
}

std::int64_t last_number(db::Connection& db, const StreamKey& stream) {
  const db::Rows rows = db.run(statements(stream).last(), {{"stream", stream.id}});
  return rows.empty() ? 0 : rows[0].integer(0);
}

// The number is part of what the seal protects, so it is asked for before the insert. There is one writer; were there
// another, the unique index would refuse the second of the two.
std::int64_t append(Tx& tx, const StreamKey& stream, const Uuid& stream_uuid, Draft draft, const Sealing* sealing) {
  Event event{.number = last_number(tx.db, stream) + 1,
              .at = tx.now,
              .event = std::string(draft.event),
              .author = draft.author,
              .command = draft.command,
              .data = std::move(draft.data)};
  std::string sealed;
  std::optional<std::int64_t> sealed_by;
  if (sealing != nullptr) {
    sealed = seal::seal(sealing->key, kind_of(stream).sealed_as, sealing->owner, event.number, *event.data, tx.random);
    sealed_by = sealing->id;
  }
  tx.db.run(statements(stream).append(), {{"stream", stream.id},
                                          {"number", event.number},
                                          {"at", event.at},
                                          {"event", event.event},
                                          {"author_kind", kind_value(event.author)},
                                          {"author", event.author.id},
                                          {"command", event.command},
                                          {"sealed_by", sealed_by},
                                          {"body", db::Bytes{sealing != nullptr ? sealed : *event.data}}});
  auto frame = std::make_shared<const std::string>(event_frame(stream, stream_uuid, event));
  tx.effects.push_back(Appended{stream, event.number, std::move(frame), event.command, stream_uuid});
  return event.number;
}

bool rewrite(Tx& tx, const StreamKey& stream, std::int64_t number, std::string_view data, const Sealing& sealing) {
  const std::string body = seal::seal(sealing.key, kind_of(stream).sealed_as, sealing.owner, number, data, tx.random);
  return tx.db
             .run(statements(stream).rewrite(),
                  {{"stream", stream.id}, {"number", number}, {"key", sealing.id}, {"body", db::Bytes{body}}})
             .changed() > 0;
}

std::optional<std::int64_t> find_command(db::Connection& db, const StreamKey& stream, std::int64_t after,
                                         const Author& author, const Uuid& command) {
  const db::Rows rows = db.run(statements(stream).command(), {{"stream", stream.id},
                                                              {"after", after},
                                                              {"author_kind", kind_value(author)},
                                                              {"author", author.id},
                                                              {"command", command}});
  if (rows.empty()) return std::nullopt;
  return rows[0].integer(0);
}

std::vector<Event> read(const Snapshot& snapshot, const StreamKey& stream, std::int64_t after, std::int64_t limit) {
  const db::Rows rows =
      snapshot.db.run(statements(stream).read(), {{"stream", stream.id}, {"after", after}, {"limit", limit}});
  std::vector<Event> events;
  events.reserve(rows.size());
  Opener opener(snapshot.keys, kind_of(stream).sealed_as);
  for (const db::Row row : rows) {
    const std::int64_t number = row.integer(0);
    events.push_back({.number = number,
                      .at = row.integer(1),
                      .event = row.text(2),
                      .author = {static_cast<Author::Kind>(row.integer(3)), row.integer(4)},
                      .command = row.maybe_uuid(5),
                      .data = opener.words(row, number)});
  }
  return events;
}

std::string event_frame(const StreamKey& stream, const Uuid& stream_uuid, const Event& event) {
  std::string name(kind_of(stream).name);
  name += ':';
  name += stream_uuid.text();
  json::Out out;
  out.text("type", "event").text("stream", name).integer("number", event.number).time("at", event.at);
  out.text("event", event.event);
  if (event.command) out.uuid("id", *event.command);
  out.raw("data", event.data ? std::string_view(*event.data) : std::string_view("null"));
  return std::move(out).str();
}

Sealing make_sealing(Tx& tx, const Uuid& owner) {
  seal::Key key = tx.keys.make_key(tx.random);
  const seal::Wrapped wrapped = tx.keys.wrap(key, owner, tx.random);
  const db::Rows rows =
      tx.db.run(kInsertKey, {{"uuid", owner}, {"master", wrapped.master}, {"wrapped", db::Bytes{wrapped.bytes}}});
  return {rows[0].integer(0), owner, key};
}

std::optional<Sealing> find_sealing(db::Connection& db, const seal::Keyring& keys, std::int64_t id) {
  const db::Rows rows = db.run(kFindKey, {{"id", id}});
  if (rows.empty() || rows[0].is_null(2)) return std::nullopt;
  const Uuid owner = rows[0].uuid(0);
  auto key = keys.unwrap(rows[0].text(2), rows[0].integer(1), owner);
  if (!key) return std::nullopt;
  return Sealing{id, owner, *key};
}

}  // namespace onthaal::streams
