#include "app/doctor_store.h"

namespace onthaal::app::store {
namespace {

constexpr std::int64_t kPage = 500;

inline constexpr db::Sql kIntegrity{"doctor.integrity", "pragma integrity_check"};
inline constexpr db::Sql kReachable{"doctor.reachable", "select 1"};
inline constexpr db::Sql kForeignKeys{"doctor.foreign_keys", "pragma foreign_key_check"};
inline constexpr db::Sql kMigrations{"doctor.migrations", "select name from migration order by number"};
// The roles that came after the log: whoever has one was given it in an entry.
inline constexpr db::Sql kLoggedRole{"doctor.logged_role",
                                     "select 1 from staff_role where role not in ('operator', 'coordinator') limit 1"};
inline constexpr db::Sql kUnknownMasters{
    "doctor.unknown_masters",
    "select master, count(*) from seal_key where wrapped is not null and master not in (select number from master_key)"
    " group by master union all"
    " select master, count(*) from trace_key where wrapped is not null and master not in (select number from "
    "master_key)"
    " group by master order by master"};
inline constexpr db::Sql kBrokenConversations{
    "doctor.broken_conversations",
    "select stream from conversation_event group by stream having min(number) <> 1 or max(number) <> count(*)"
    " order by stream"};
inline constexpr db::Sql kBrokenLines{
    "doctor.broken_lines",
    "select stream from line_event group by stream having min(number) < 1 or max(number) - min(number) + 1 <> count(*)"
    " order by stream"};
inline constexpr db::Sql kBrokenCases{
    "doctor.broken_cases",
    "select stream from case_event group by stream having min(number) <> 1 or max(number) <> count(*) order by stream"};
inline constexpr db::Sql kConversationEvents{
    "doctor.conversation_events",
    "select e.id, k.id, k.wrapped, k.master, k.uuid, e.number, e.body from conversation_event e"
    " join seal_key k on k.id = e.sealed_by where e.id > :after order by e.id limit :limit"};
inline constexpr db::Sql kLineEvents{
    "doctor.line_events",
    "select e.id, k.id, k.wrapped, k.master, k.uuid, e.number, e.body from line_event e"
    " join seal_key k on k.id = e.sealed_by where e.id > :after order by e.id limit :limit"};
inline constexpr db::Sql kCaseEvents{
    "doctor.case_events",
    "select e.id, k.id, k.wrapped, k.master, k.uuid, e.number, e.body from case_event e"
    " join seal_key k on k.id = e.sealed_by where e.id > :after order by e.id limit :limit"};

// Every column of sealed words that is no event: whose, under which number, and where it is.
struct Words {
  const char* name;
  seal::Kind kind;
  std::int64_t number;
  db::Sql sql;
};
constexpr Words kWords[] = {
    {"nickname of conversation",
     seal::Kind::nickname,
     0,
     {"doctor.nicknames",
      "select w.id, k.id, k.wrapped, k.master, k.uuid, w.uuid, w.nickname from conversation w"
      " join seal_key k on k.id = w.key where w.id > :after and w.nickname is not null order by w.id limit :limit"}},
    {"question of conversation",
     seal::Kind::question,
     0,
     {"doctor.questions",
      "select w.id, k.id, k.wrapped, k.master, k.uuid, w.uuid, w.question from conversation w"
      " join seal_key k on k.id = w.key where w.id > :after and w.question is not null order by w.id limit :limit"}},
    {"note on conversation",
     seal::Kind::note,
     0,
     {"doctor.notes",
      "select w.conversation, k.id, k.wrapped, k.master, k.uuid, c.uuid, w.note from registration w"
      " join conversation c on c.id = w.conversation join seal_key k on k.id = c.key"
      " where w.conversation > :after and w.note is not null order by w.conversation limit :limit"}},
    {"rating of conversation",
     seal::Kind::rating,
     0,
     {"doctor.ratings",
      "select w.conversation, k.id, k.wrapped, k.master, k.uuid, c.uuid, w.text from rating w"
      " join conversation c on c.id = w.conversation join seal_key k on k.id = c.key"
      " where w.conversation > :after and length(w.text) > 0 order by w.conversation limit :limit"}},
    {"escalation",
     seal::Kind::escalation,
     0,
     {"doctor.escalations",
      "select w.id, k.id, k.wrapped, k.master, k.uuid, w.uuid, w.why from escalation w"
      " join conversation c on c.id = w.conversation join seal_key k on k.id = c.key"
      " where w.id > :after and w.why is not null order by w.id limit :limit"}},
    {"second person of escalation",
     seal::Kind::escalation,
     1,
     {"doctor.second_persons",
      "select w.id, k.id, k.wrapped, k.master, k.uuid, w.uuid, w.second_person from escalation w"
      " join conversation c on c.id = w.conversation join seal_key k on k.id = c.key"
      " where w.id > :after and w.second_person is not null order by w.id limit :limit"}},
    {"flag",
     seal::Kind::flag,
     1,
     {"doctor.flags",
      "select w.id, k.id, k.wrapped, k.master, k.uuid, w.uuid, w.why from flag w"
      " join conversation c on c.id = w.conversation join seal_key k on k.id = c.key"
      " where w.id > :after and w.why is not null order by w.id limit :limit"}},
    {"question of flag",
     seal::Kind::flag,
     2,
     {"doctor.flag_questions",
      "select w.id, k.id, k.wrapped, k.master, k.uuid, w.uuid, w.question from flag w"
      " join conversation c on c.id = w.conversation join seal_key k on k.id = c.key"
      " where w.id > :after and w.question is not null order by w.id limit :limit"}},
    {"answer of flag",
     seal::Kind::flag,
     3,
     {"doctor.flag_answers",
      "select w.id, k.id, k.wrapped, k.master, k.uuid, w.uuid, w.answer from flag w"
      " join conversation c on c.id = w.conversation join seal_key k on k.id = c.key"
      " where w.id > :after and w.answer is not null order by w.id limit :limit"}},
    {"why a seal was broken",
     seal::Kind::legal,
     0,
     {"doctor.seal_breaks",
      "select w.id, k.id, k.wrapped, k.master, k.uuid, w.uuid, w.why from seal_break w"
      " join conversation c on c.id = w.conversation join seal_key k on k.id = c.key"
      " where w.id > :after order by w.id limit :limit"}},
    {"summary of handover",
     seal::Kind::handover,
     0,
     {"doctor.summaries",
      "select w.id, k.id, k.wrapped, k.master, k.uuid, w.uuid, w.summary from handover w"
      " join conversation c on c.id = w.conversation join seal_key k on k.id = c.key"
      " where w.id > :after and w.summary is not null order by w.id limit :limit"}},
    {"passed summary of handover",
     seal::Kind::handover,
     0,
     {"doctor.passed",
      "select w.id, k.id, k.wrapped, k.master, k.uuid, w.uuid, w.passed from handover w"
      " join conversation c on c.id = w.second join seal_key k on k.id = c.key"
      " where w.id > :after and w.passed is not null order by w.id limit :limit"}},
    {"refusal",
     seal::Kind::refusal,
     0,
     {"doctor.refusals",
      "select w.id, k.id, k.wrapped, k.master, k.uuid, w.uuid, w.reason from visit_refusal w"
      " join conversation c on c.id = w.conversation join seal_key k on k.id = c.key"
      " where w.id > :after and w.reason is not null order by w.id limit :limit"}},
    {"plan",
     seal::Kind::plan,
     0,
     {"doctor.plans",
      "select w.id, k.id, k.wrapped, k.master, k.uuid, w.uuid, w.text from plan w"
      " join seal_key k on k.id = w.key where w.id > :after and w.text is not null order by w.id limit :limit"}},
    {"moments of plan",
     seal::Kind::plan,
     1,
     {"doctor.moments",
      "select w.id, k.id, k.wrapped, k.master, k.uuid, w.uuid, w.moments from plan w"
      " join seal_key k on k.id = w.key where w.id > :after and w.moments is not null order by w.id limit :limit"}},
    {"nickname of appointment",
     seal::Kind::appointment,
     0,
     {"doctor.appointments",
      "select w.id, k.id, k.wrapped, k.master, k.uuid, w.uuid, w.nickname from appointment w"
      " join seal_key k on k.id = w.key where w.id > :after and w.nickname is not null order by w.id limit :limit"}},
    {"note of appointment",
     seal::Kind::appointment,
     1,
     {"doctor.appointment_notes",
      "select w.id, k.id, k.wrapped, k.master, k.uuid, w.uuid, w.note from appointment w"
      " join seal_key k on k.id = w.key where w.id > :after and w.note is not null order by w.id limit :limit"}},
};

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

bool has_logged_role(db::Connection& db) {
  return !db.run(kLoggedRole).empty();
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
  for (const db::Row row : db.run(kBrokenCases))
    out.push_back("case_event of stream " + std::to_string(row.integer(0)));
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
  each_row(db, kCaseEvents, look_at("case_event", seal::Kind::case_event));
}

void each_sealed_word(db::Connection& db, const std::function<void(const Sealed&)>& look) {
  for (const Words& words : kWords)
    each_row(db, words.sql, [&](const db::Row& row) {
      Sealed each = sealed(row, words.name, words.kind);
      each.owner = uuid_of(row.text(5));
      each.number = words.number;
      look(each);
    });
}

}  // namespace onthaal::app::store
