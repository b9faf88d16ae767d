#include "features/registrations/registrations_store.h"

namespace onthaal::registrations {
namespace {

constexpr db::Sql kFind{
    "registration.find",
    "select c.id, c.uuid, c.line, l.uuid, s.uuid, c.key, c.nickname, r.note, r.state, r.who, r.age, r.gender, t.code,"
    " r.is_broken_off, r.is_boundary, r.is_fake from registration r join conversation c on c.id = r.conversation"
    " join line l on l.id = c.line join staff s on s.id = r.staff"
    " left join term t on t.id = r.source where c.uuid = :conversation and r.staff = :staff"};
constexpr db::Sql kFindStaff{"registration.find_staff",
                             "select r.staff from registration r join conversation c on c.id = r.conversation"
                             " where c.uuid = :conversation"};
constexpr db::Sql kThemes{"registration.themes",
                          "select t.code from registration_theme r join term t on t.id = r.term"
                          " where r.registration = :id order by r.position"};
constexpr db::Sql kOutcomes{"registration.outcomes",
                            "select t.code from registration_outcome r join term t on t.id = r.term"
                            " where r.registration = :id order by t.position, t.id"};
constexpr db::Sql kInsert{
    "registration.insert",
    "insert into registration (conversation, line, staff, state, who, age, gender, source, is_broken_off, is_boundary,"
    " opened_at, changed_at) values (:conversation, (select line from conversation where id = :conversation), :staff, "
    "'open',"
    " :who, :age, :gender, :source, :is_broken_off,"
    " (select count(*) from conversation where id = :conversation and closing = 'boundary'), :now, :now)"
    " on conflict (conversation) do nothing returning conversation"};
constexpr db::Sql kSave{
    "registration.save",
    "update registration set state = :state, who = :who, age = :age, gender = :gender, source = :source,"
    " is_broken_off = :is_broken_off, is_boundary = :is_boundary, is_fake = :is_fake, note = :note, changed_at = :now,"
    " done_at = coalesce(done_at, :done_at) where conversation = :id and (state <> 'done' or state = :state)"
    " returning conversation"};
constexpr db::Sql kFindNote{"registration.find_note",
                            "select note from registration where conversation = :id and note is not null"};
constexpr db::Sql kSetNote{"registration.set_note", "update registration set note = :note where conversation = :id"};
constexpr db::Sql kClearThemes{"registration.clear_themes", "delete from registration_theme where registration = :id"};
constexpr db::Sql kClearOutcomes{"registration.clear_outcomes",
                                 "delete from registration_outcome where registration = :id"};
constexpr db::Sql kAddTheme{"registration.add_theme",
                            "insert into registration_theme (registration, term, position)"
                            " values (:id, :term, :position)"};
constexpr db::Sql kAddOutcome{"registration.add_outcome",
                              "insert into registration_outcome (registration, term) values (:id, :term)"};
constexpr db::Sql kCountOpen{"registration.count_open",
                             "select count(*) from registration r join conversation c on c.id = r.conversation"
                             " where r.staff = :staff and r.state = 'open' and c.line = :line"};
constexpr db::Sql kPendingOf{"registration.pending_of",
                             "select c.uuid, c.key, c.nickname, c.ended_at, r.state from registration r"
                             " join conversation c on c.id = r.conversation where r.staff = :staff"
                             " and r.state <> 'done' and c.line = :line order by c.ended_at, c.id"};
constexpr db::Sql kCountPending{"registration.count_pending",
                                "select count(*) from registration r join conversation c on c.id = r.conversation"
                                " where r.state <> 'done' and c.line = :line"};

std::vector<std::string> codes(const db::Rows& rows) {
  std::vector<std::string> all;
  for (const db::Row row : rows) all.push_back(row.text(0));
  return all;
}

}  // namespace

namespace store {

std::optional<Registration> find(db::Connection& db, const Uuid& conversation, StaffId staff) {
  const db::Rows rows = db.run(kFind, {{"conversation", conversation}, {"staff", staff}});
  if (rows.empty()) return std::nullopt;
  const db::Row row = rows[0];
  const ConversationId id{row.integer(0)};
  return Registration{.conversation = {id, row.uuid(1), {row.integer(2)}, row.uuid(3)},
                      .operator_uuid = row.uuid(4),
                      .key = row.integer(5),
                      .nickname = row.text(6),
                      .note = row.maybe_text(7),
                      .form = {.state = row.text(8),
                               .who = row.maybe_text(9),
                               .age = row.maybe_integer(10),
                               .gender = row.maybe_text(11),
                               .source = row.maybe_text(12),
                               .themes = codes(db.run(kThemes, {{"id", id}})),
                               .outcomes = codes(db.run(kOutcomes, {{"id", id}})),
                               .is_broken_off = row.integer(13) != 0,
                               .is_boundary = row.integer(14) != 0,
                               .is_fake = row.integer(15) != 0}};
}

std::optional<StaffId> find_staff(db::Connection& db, const Uuid& conversation) {
  const db::Rows rows = db.run(kFindStaff, {{"conversation", conversation}});
  if (rows.empty()) return std::nullopt;
  return StaffId{rows[0].integer(0)};
}

void insert(Tx& tx, ConversationId conversation, StaffId staff, const Begun& begun) {
  const conversations::Intake& intake = begun.intake;
  const db::Rows inserted = tx.db.run(kInsert, {{"conversation", conversation},
                                                {"staff", staff},
                                                {"who", intake.who},
                                                {"age", intake.age},
                                                {"gender", intake.gender},
                                                {"source", intake.source},
                                                {"is_broken_off", begun.is_broken_off},
                                                {"now", tx.now}});
  if (!inserted.empty() && begun.outcome) tx.db.run(kAddOutcome, {{"id", conversation}, {"term", *begun.outcome}});
}

bool save(Tx& tx, ConversationId conversation, const Filled& filled) {
  const Form& form = filled.form;
  const bool is_done = form.state == "done";
  const db::Rows saved =
      tx.db.run(kSave, {{"id", conversation},
                        {"state", form.state},
                        {"who", form.who},
                        {"age", form.age},
                        {"gender", form.gender},
                        {"source", filled.source},
                        {"is_broken_off", form.is_broken_off},
                        {"is_boundary", form.is_boundary},
                        {"is_fake", form.is_fake},
                        {"note", filled.note ? std::optional(db::Bytes{*filled.note}) : std::nullopt},
                        {"now", tx.now},
                        {"done_at", is_done ? std::optional(tx.now) : std::nullopt}});
  if (saved.empty()) return false;
  tx.db.run(kClearThemes, {{"id", conversation}});
  tx.db.run(kClearOutcomes, {{"id", conversation}});
  std::int64_t position = 0;
  for (const TermId term : filled.themes)
    tx.db.run(kAddTheme, {{"id", conversation}, {"term", term}, {"position", position++}});
  for (const TermId term : filled.outcomes) tx.db.run(kAddOutcome, {{"id", conversation}, {"term", term}});
  return true;
}

std::optional<std::string> find_note(db::Connection& db, ConversationId conversation) {
  const db::Rows rows = db.run(kFindNote, {{"id", conversation}});
  if (rows.empty()) return std::nullopt;
  return rows[0].text(0);
}

void set_note(Tx& tx, ConversationId conversation, std::string_view sealed) {
  tx.db.run(kSetNote, {{"id", conversation}, {"note", db::Bytes{sealed}}});
}

std::vector<Listed> pending_of(db::Connection& db, LineId line, StaffId staff) {
  std::vector<Listed> all;
  for (const db::Row row : db.run(kPendingOf, {{"line", line}, {"staff", staff}}))
    all.push_back({row.uuid(0), row.integer(1), row.text(2), row.integer(3), row.text(4)});
  return all;
}

}  // namespace store

std::int64_t count_open(db::Connection& db, LineId line, StaffId staff) {
  return db.run(kCountOpen, {{"line", line}, {"staff", staff}})[0].integer(0);
}

std::int64_t count_pending(db::Connection& db, LineId line) {
  return db.run(kCountPending, {{"line", line}})[0].integer(0);
}

}  // namespace onthaal::registrations
