#include "features/retention/retention_store.h"

#include <algorithm>
#include <array>
#include <span>

#include "features/retention/retention_store_kept.h"

namespace onthaal::retention::store {
namespace {

constexpr db::Sql kFindPeriod{"retention.find_period",
                              "select p.days, s.alias, p.changed_at from retention_period p"
                              " left join staff s on s.id = p.changed_by where p.line = :line and p.kind = :kind"};
constexpr db::Sql kPutPeriod{
    "retention.put_period",
    "insert into retention_period (line, kind, days, changed_by, changed_at) values (:line, :kind, :days, :by, :now)"
    " on conflict (line, kind) do update set days = excluded.days, changed_by = excluded.changed_by,"
    " changed_at = excluded.changed_at"};
constexpr db::Sql kAddToSweep{"retention.add_to_sweep",
                              "insert into retention_sweep (line, kind, days, began_at, count) values"
                              " (:line, :kind, :days, :now, :count) on conflict (line, kind) do update set"
                              " count = retention_sweep.count + excluded.count, days = excluded.days"};
constexpr db::Sql kEndSweep{
    "retention.end_sweep",
    "delete from retention_sweep where line = :line and kind = :kind returning days, began_at, count"};

constexpr db::Sql kExpiredTalks{"retention.expired_talks",
                                "select id from conversation where line = :line and is_forgotten = 0"
                                " and ended_at < :before order by ended_at limit :limit"};
// Those whose key was destroyed before there was this.
constexpr db::Sql kSealedTalks{"retention.sealed_talks",
                               "select id from conversation where line = :line and is_forgotten = 1"
                               " and forgotten_at is null order by id limit :limit"};
constexpr db::Sql kForget{
    "retention.forget",
    "update conversation set is_forgotten = 1, forgotten_at = :now, forgotten_by = :by, nickname = :empty,"
    " question = null where id = :id and forgotten_at is null returning key, visit"};
constexpr db::Sql kDestroyKey{"retention.destroy_key", "update seal_key set wrapped = null where id = :key"};
constexpr db::Sql kLeaveVisit{
    "retention.leave_visit",
    "update visit set last_line = (select c.line from conversation c where c.id = :id), last_ended_at ="
    " (select max(c.ended_at) from conversation c where c.visit = :visit) where id = :visit and is_forgotten = 0"
    " and not exists (select 1 from conversation c where c.visit = :visit and c.is_forgotten = 0)"};

// What stands in rows under the key of a talk, beside those of the talk itself. A talk has a handful of each of these.
constexpr db::Sql kTakeNote{"retention.take_note",
                            "update registration set note = null where conversation = :id and note is not null"};
constexpr db::Sql kEmptyRating{
    "retention.empty_rating",
    "update rating set text = :empty where conversation = :id and text is not null and length(text) > 0"};
// Who deletes a talk takes back that it may be quoted.
constexpr db::Sql kTakeQuote{
    "retention.take_quote",
    "delete from report_quote where rating in (select r.id from rating r where r.conversation = :id)"};
constexpr std::array kEmptied{
    db::Sql{"retention.empty_escalation",
            "update escalation set why = :empty, second_person = null where conversation = :id"},
    db::Sql{"retention.empty_flag",
            "update flag set why = :empty, question = null, answer = null where conversation = :id"},
    db::Sql{"retention.empty_seal_break", "update seal_break set why = :empty where conversation = :id"},
    db::Sql{"retention.empty_refusal", "update visit_refusal set reason = :empty where conversation = :id"},
};
constexpr std::array kTakenAway{
    db::Sql{"retention.take_summary",
            "update handover set summary = null where conversation = :id and summary is not null"},
    db::Sql{"retention.take_passed", "update handover set passed = null where second = :id and passed is not null"},
};
// Its events are as many as somebody wrote: some numbers at a time, which have no gaps.
constexpr std::array kEmptiedInSlices{
    db::Sql{"retention.empty_talk",
            "update conversation_event set body = :empty where stream = :id and number > :after and number <= :until"
            " and sealed_by is not null"},
    db::Sql{"retention.empty_case",
            "update case_event set body = :empty where stream = :id and number > :after and number <= :until"
            " and sealed_by is not null"},
};
constexpr db::Sql kLastNumber{"retention.last_number",
                              "select coalesce((select max(number) from conversation_event where stream = :id), 0),"
                              " coalesce((select max(number) from case_event where stream = :id), 0)"};
constexpr db::Sql kEmptyLineEvents{
    "retention.empty_line",
    "update line_event set body = :empty where id in (select e.id from line_event e where e.sealed_by ="
    " (select c.key from conversation c where c.id = :id) and length(e.body) > 0 order by e.id limit :limit)"};

constexpr db::Sql kExpiredPlans{
    "retention.expired_plans",
    "update plan set state = 'ended', code_hash = null, text = :empty, moments = null, changed_at = :now where id in"
    " (select t.id from plan t where t.line = :line and t.state = 'active' and t.used_at < :before order by t.used_at"
    " limit :limit) returning key"};

constexpr db::Sql kExpiredAppointments{
    "retention.expired_appointments",
    "delete from appointment where id in (select t.id from appointment_slot s join appointment t on t.slot = s.id"
    " join seal_key k on k.id = t.key where s.line = :line and s.ends_at < :before and k.wrapped is null"
    " order by s.ends_at limit :limit)"};
// So that the next one does not read them again.
constexpr db::Sql kExpiredSlots{
    "retention.expired_slots",
    "delete from appointment_slot where id in (select s.id from appointment_slot s where s.line = :line"
    " and s.ends_at < :before and not exists (select 1 from appointment t where t.slot = s.id)"
    " order by s.ends_at limit :limit)"};

constexpr db::Sql kExpiredVisits{
    "retention.expired_visits",
    "select v.id from visit v where v.is_forgotten = 0 and v.last_line = :line and v.last_ended_at < :before"
    " and not exists (select 1 from conversation c where c.visit = v.id and c.is_forgotten = 0)"
    " order by v.last_ended_at limit :limit"};
constexpr db::Sql kVoidVisit{"retention.void_visit",
                             "update visit set is_forgotten = 1, code_hash = null, token_hash = :nothing"
                             " where id = :visit"};
constexpr std::array kOfVisit{
    db::Sql{"retention.drop_tokens", "delete from visit_token where visit = :visit"},
    db::Sql{"retention.drop_codes", "delete from deletion_code where visit = :visit"},
};

constexpr db::Sql kDeleted{
    "retention.deleted",
    "select coalesce(max(c.forgotten_at), 0), count(*),"
    " count(case when exists (select 1 from appointment a where a.offered_in = c.id and a.state = 'booked') then 1 "
    "end),"
    " count(case when exists (select 1 from plan p where p.offered_in = c.id and p.state = 'active') then 1 end)"
    " from conversation c where c.visit = :visit and c.is_forgotten = 1"};

constexpr db::Bytes kEmpty{""};
constexpr std::int64_t kDestroyed = 3;  // rows

bool destroy(Tx& tx, ConversationId id, std::string_view by) {
  if (by == "visitor") tx.db.run(kTakeQuote, {{"id", id}});  // whatever became of the words
  const db::Rows forgotten = tx.db.run(kForget, {{"id", id}, {"now", tx.now}, {"by", by}, {"empty", kEmpty}});
  if (forgotten.empty()) return false;
  tx.db.run(kDestroyKey, {{"key", forgotten[0].integer(0)}});
  tx.db.run(kLeaveVisit, {{"id", id}, {"visit", forgotten[0].integer(1)}});
  return true;
}

Removed remove_words(Tx& tx, LineId line, Millis before, std::int64_t room) {
  Removed removed;
  const auto forgotten = [&](std::int64_t talk) {
    const Emptied gone = forget(tx, {talk}, "period").value_or(Emptied{.rows = 1});
    removed.rows += gone.rows;
    removed.notes += gone.notes;
    removed.ratings += gone.ratings;
  };
  const auto sealed = tx.db.run(kSealedTalks, {{"line", line}, {"limit", room}});
  for (const db::Row row : sealed) {
    if (removed.rows >= room) break;
    forgotten(row.integer(0));
  }
  for (const db::Row row : tx.db.run(kExpiredTalks, {{"line", line}, {"before", before}, {"limit", room}})) {
    if (removed.rows >= room) break;
    forgotten(row.integer(0));
    ++removed.count;
  }
  removed.is_more = removed.rows >= room;
  return removed;
}

Removed remove_plans(Tx& tx, LineId line, Millis before, std::int64_t room) {
  const db::Rows ended = tx.db.run(
      kExpiredPlans, {{"line", line}, {"before", before}, {"now", tx.now}, {"empty", kEmpty}, {"limit", room}});
  for (const db::Row row : ended) tx.db.run(kDestroyKey, {{"key", row.integer(0)}});
  const auto count = static_cast<std::int64_t>(ended.size());
  return {.count = count, .rows = 2 * count, .is_more = count == room};
}

Removed remove_appointments(Tx& tx, LineId line, Millis before, std::int64_t room) {
  const auto run = [&](const db::Sql& sql) {
    return tx.db.run(sql, {{"line", line}, {"before", before}, {"limit", room}}).changed();
  };
  const std::int64_t count = run(kExpiredAppointments);
  const std::int64_t slots = run(kExpiredSlots);
  return {.count = count, .rows = count + slots, .is_more = std::max(count, slots) == room};
}

// A token is unique and cannot be absent: 32 bytes that nobody was ever given.
Removed remove_visits(Tx& tx, LineId line, Millis before, std::int64_t room) {
  const std::int64_t limit = std::max<std::int64_t>(room / 4, 1);
  const db::Rows old = tx.db.run(kExpiredVisits, {{"line", line}, {"before", before}, {"limit", limit}});
  for (const db::Row row : old) {
    std::array<std::uint8_t, 32> nothing{};
    tx.random.fill(nothing);
    tx.db.run(kVoidVisit, {{"visit", row.integer(0)},
                           {"nothing", db::Bytes{{reinterpret_cast<const char*>(nothing.data()), nothing.size()}}}});
    for (const db::Sql& each : kOfVisit) tx.db.run(each, {{"visit", row.integer(0)}});
  }
  const auto count = static_cast<std::int64_t>(old.size());
  return {.count = count, .rows = 4 * count, .is_more = count == limit};
}

}  // namespace

std::optional<Period> find_period(db::Connection& db, LineId line, std::string_view kind) {
  const db::Rows rows = db.run(kFindPeriod, {{"line", line}, {"kind", kind}});
  if (rows.empty()) return std::nullopt;
  return Period{rows[0].integer(0), rows[0].maybe_text(1), rows[0].integer(2)};
}

void put_period(Tx& tx, LineId line, std::string_view kind, std::int64_t days, std::optional<StaffId> by) {
  tx.db.run(kPutPeriod, {{"line", line}, {"kind", kind}, {"days", days}, {"by", by}, {"now", tx.now}});
}

Counted count(db::Connection& db, LineId line, std::string_view kind, const Before& before) {
  const auto found = [&](auto... more) {
    return db.run(kept_of(kind).count, {{"line", line},
                                        {"before", before.own},
                                        {"in_7_days", before.own + 7 * kDay},
                                        {"in_30_days", before.own + 30 * kDay},
                                        more...});
  };
  const db::Rows rows = goes_with_words(kind) ? found(db::Arg{"later", before.own - before.words}) : found();
  const db::Row row = rows[0];
  return {row.integer(0), row.integer(1), row.integer(2), row.integer(3)};
}

Removed remove(Tx& tx, LineId line, std::string_view kind, Millis before, std::int64_t room) {
  if (kind == "words") return remove_words(tx, line, before, room);
  if (kind == "plans") return remove_plans(tx, line, before, room);
  if (kind == "visits") return remove_visits(tx, line, before, room);
  if (kind == "appointments") return remove_appointments(tx, line, before, room);
  const db::Sql& sql = kept_of(kind).remove;
  const std::int64_t changed =
      kind == "ratings"
          ? tx.db.run(sql, {{"line", line}, {"before", before}, {"limit", room}, {"empty", kEmpty}}).changed()
          : tx.db.run(sql, {{"line", line}, {"before", before}, {"limit", room}}).changed();
  return {.count = changed, .rows = changed, .is_more = changed == room};
}

std::vector<db::Sql> removals() {
  std::vector<db::Sql> all{kExpiredTalks, kExpiredPlans, kExpiredVisits, kExpiredAppointments, kExpiredSlots};
  for (const Kind& kind : kinds())
    if (const db::Sql& sql = kept_of(kind.name).remove; !sql.text.empty()) all.push_back(sql);
  return all;
}

std::vector<db::Sql> of_each() {
  std::vector<db::Sql> all{kSealedTalks, kForget,    kDestroyKey, kLeaveVisit,      kTakeNote,
                           kEmptyRating, kTakeQuote, kVoidVisit,  kEmptyLineEvents, kDeleted};
  const auto add = [&](std::span<const db::Sql> more) { all.insert(all.end(), more.begin(), more.end()); };
  add(kEmptied);
  add(kTakenAway);
  add(kEmptiedInSlices);
  add(kOfVisit);
  return all;
}

void add_to_sweep(Tx& tx, LineId line, std::string_view kind, std::int64_t days, std::int64_t count) {
  tx.db.run(kAddToSweep, {{"line", line}, {"kind", kind}, {"days", days}, {"now", tx.now}, {"count", count}});
}

std::optional<Sweep> end_sweep(Tx& tx, LineId line, std::string_view kind) {
  const db::Rows rows = tx.db.run(kEndSweep, {{"line", line}, {"kind", kind}});
  if (rows.empty()) return std::nullopt;
  return Sweep{rows[0].integer(0), rows[0].integer(1), rows[0].integer(2)};
}

std::optional<Emptied> forget(Tx& tx, ConversationId id, std::string_view by) {
  if (!destroy(tx, id, by)) return std::nullopt;
  Emptied emptied = empty(tx, id, 0);
  emptied.rows += kDestroyed;
  return emptied;
}

bool forget_soon(Tx& tx, ConversationId id, std::string_view by) {
  if (!destroy(tx, id, by)) return false;
  jobs::later(tx, kEmptyJob, std::to_string(id.value), tx.now, "0");
  return true;
}

Emptied empty(Tx& tx, ConversationId id, std::int64_t after) {
  const std::int64_t until = after + kSliceRows;
  Emptied emptied;
  std::int64_t& rows = emptied.rows;
  if (after == 0) {
    emptied.notes = tx.db.run(kTakeNote, {{"id", id}}).changed();
    emptied.ratings = tx.db.run(kEmptyRating, {{"id", id}, {"empty", kEmpty}}).changed();
    rows += emptied.notes + emptied.ratings;
    for (const db::Sql& each : kEmptied) rows += tx.db.run(each, {{"id", id}, {"empty", kEmpty}}).changed();
    for (const db::Sql& each : kTakenAway) rows += tx.db.run(each, {{"id", id}}).changed();
  }
  for (const db::Sql& each : kEmptiedInSlices)
    rows += tx.db.run(each, {{"id", id}, {"after", after}, {"until", until}, {"empty", kEmpty}}).changed();
  const std::int64_t of_line =
      tx.db.run(kEmptyLineEvents, {{"id", id}, {"empty", kEmpty}, {"limit", kSliceRows}}).changed();
  const db::Rows last = tx.db.run(kLastNumber, {{"id", id}});
  if (of_line == kSliceRows || until < std::max(last[0].integer(0), last[0].integer(1)))
    jobs::later(tx, kEmptyJob, std::to_string(id.value), tx.now, std::to_string(until));
  rows += of_line;
  return emptied;
}

Deleted deleted(db::Connection& db, const std::vector<VisitId>& visits) {
  Deleted all;
  for (const VisitId visit : visits) {
    const db::Rows rows = db.run(kDeleted, {{"visit", visit}});
    const db::Row row = rows[0];
    all.at = std::max(all.at, row.integer(0));
    all.talks += row.integer(1);
    all.has_appointment = all.has_appointment || row.integer(2) > 0;
    all.has_plan = all.has_plan || row.integer(3) > 0;
  }
  return all;
}

}  // namespace onthaal::retention::store
