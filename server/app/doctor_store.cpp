#include "app/doctor_store.h"

namespace onthaal::app::store {
namespace {

constexpr std::int64_t kPage = 500;

inline constexpr db::Sql kIntegrity{"doctor.integrity", "pragma integrity_check"};
inline constexpr db::Sql kReachable{"doctor.reachable", "select 1"};
inline constexpr db::Sql kForeignKeys{"doctor.foreign_keys", "pragma foreign_key_check"};
inline constexpr db::Sql kMigrations{"doctor.migrations", "select name from migration order by number"};
inline constexpr db::Sql kUnknownMasters{
    "doctor.unknown_masters",
    "select master, count(*) from seal_key where wrapped is not null and master not in (select number from master_key)"
    " group by master order by master"};
inline constexpr db::Sql kBrokenConversations{
    "doctor.broken_conversations",
    "select stream from conversation_event group by stream having min(number) <> 1 or max(number) <> count(*)"
    " order by stream"};
inline constexpr db::Sql kBrokenLines{
    "doctor.broken_lines",
    "select stream from line_event group by stream having min(number) < 1 or max(number) - min(number) + 1 <> count(*)"
    " order by stream"};
inline constexpr db::Sql kConversationEvents{
    "doctor.conversation_events",
    "select e.id, k.id, k.wrapped, k.master, k.uuid, e.number, e.body from conversation_event e"
    " join seal_key k on k.id = e.sealed_by where e.id > :after order by e.id limit :limit"};
inline constexpr db::Sql kLineEvents{
    "doctor.line_events",
    "select e.id, k.id, k.wrapped, k.master, k.uuid, e.number, e.body from line_event e"
    " join seal_key k on k.id = e.sealed_by where e.id > :after order by e.id limit :limit"};
inline constexpr db::Sql kNicknames{
    "doctor.nicknames",
    "select c.id, k.id, k.wrapped, k.master, k.uuid, c.uuid, c.nickname from conversation c"
    " join seal_key k on k.id = c.key where c.id > :after order by c.id limit :limit"};
inline constexpr db::Sql kQuestions{
    "doctor.questions",
    "select c.id, k.id, k.wrapped, k.master, k.uuid, c.uuid, c.question from conversation c"
    " join seal_key k on k.id = c.key where c.id > :after and c.question is not null order by c.id limit :limit"};
inline constexpr db::Sql kNotes{"doctor.notes",
                                "select c.id, k.id, k.wrapped, k.master, k.uuid, c.uuid, r.note from registration r"
                                " join conversation c on c.id = r.conversation join seal_key k on k.id = c.key"
                                " where c.id > :after and r.note is not null order by c.id limit :limit"};
inline constexpr db::Sql kRatings{"doctor.ratings",
                                  "select r.id, k.id, k.wrapped, k.master, k.uuid, c.uuid, r.text from rating r"
                                  " join conversation c on c.id = r.conversation join seal_key k on k.id = c.key"
                                  " where r.id > :after and r.text is not null order by r.id limit :limit"};

std::vector<std::string> texts(const db::Rows& rows) {
  std::vector<std::string> out;
  for (const db::Row row : rows) out.push_back(row.text(0));
  return out;
}

Uuid uuid_of(const std::string& bytes) {
  return Uuid::of_bytes(bytes).value_or(Uuid{});
}

void each_row(db::Connection& db, const db::Sql& sql, const std::function<void(const db::Row&)>& look) {
  for (std::int64_t after = 0;;) {
    const db::Rows rows = db.run(sql, {{"after", after}, {"limit", kPage}});
    if (rows.empty()) return;
    for (const db::Row row : rows) {
      look(row);
      after = row.integer(0);
    }
  }
}

Sealed sealed(const db::Row& row, const std::string& table, seal::Kind kind) {
  return {.name = table + " " + std::to_string(row.integer(0)),
          .key = row.integer(1),
          .wrapped = row.maybe_text(2),
          .master = row.integer(3),
          .key_owner = uuid_of(row.text(4)),
          .kind = kind,
          .owner = {},
          .number = 0,
          .text = row.text(6)};
}

}  // namespace

std::vector<std::string> integrity_problems(db::Connection& db) {
  if (db.engine() == db::Engine::postgres) {
    db.run(kReachable);
    return {};
  }
  auto told = texts(db.run(kIntegrity));
  if (told == std::vector<std::string>{"ok"}) told.clear();
  return told;
}

std::vector<std::string> foreign_key_problems(db::Connection& db) {
  if (db.engine() == db::Engine::postgres) return {};  // never unenforced there
  std::vector<std::string> out;
  for (const db::Row row : db.run(kForeignKeys))
    out.push_back(row.text(0) + " row " + std::to_string(row.maybe_integer(1).value_or(0)) + " refers to no " +
                  row.text(2));
  return out;
}

std::vector<std::string> migrations(db::Connection& db) {
  return texts(db.run(kMigrations));
}

std::vector<KeyUse> unknown_masters(db::Connection& db) {
  std::vector<KeyUse> out;
  for (const db::Row row : db.run(kUnknownMasters)) out.push_back({row.integer(0), row.integer(1)});
  return out;
}

std::vector<std::string> broken_streams(db::Connection& db) {
  std::vector<std::string> out;
  for (const db::Row row : db.run(kBrokenConversations))
    out.push_back("conversation_event of stream " + std::to_string(row.integer(0)));
  for (const db::Row row : db.run(kBrokenLines))
    out.push_back("line_event of stream " + std::to_string(row.integer(0)));
  return out;
}

void each_sealed_event(db::Connection& db, const std::function<void(const Sealed&)>& look) {
  const auto look_at = [&](const char* table, seal::Kind kind) {
    return [&look, table, kind](const db::Row& row) {
      Sealed each = sealed(row, table, kind);
      each.owner = each.key_owner;
      each.number = row.integer(5);
      look(each);
    };
  };
  each_row(db, kConversationEvents, look_at("conversation_event", seal::Kind::event));
  each_row(db, kLineEvents, look_at("line_event", seal::Kind::line_event));
}

void each_sealed_word(db::Connection& db, const std::function<void(const Sealed&)>& look) {
  const auto look_at = [&](const char* what, seal::Kind kind) {
    return [&look, what, kind](const db::Row& row) {
      Sealed each = sealed(row, what, kind);
      each.owner = uuid_of(row.text(5));
      look(each);
    };
  };
  each_row(db, kNicknames, look_at("nickname of conversation", seal::Kind::nickname));
  each_row(db, kQuestions, look_at("question of conversation", seal::Kind::question));
  each_row(db, kNotes, look_at("note on conversation", seal::Kind::note));
  each_row(db, kRatings, look_at("rating", seal::Kind::rating));
}

}  // namespace onthaal::app::store
