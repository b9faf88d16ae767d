#include "features/sheets/sheets_store.h"

namespace onthaal::sheets::store {
namespace {

constexpr db::Sql kStale{"sheet.stale",
                         "select day from sheet_stale where line = :line and day >= :from and day <= :until"
                         " order by day"};
constexpr db::Sql kFirstStale{"sheet.first_stale",
                              "select line, day from sheet_stale where day < :before order by line, day limit 1"};
constexpr db::Sql kSetStale{"sheet.set_stale",
                            "insert into sheet_stale (line, day) values (:line, :day) on conflict do nothing"};
constexpr db::Sql kClearStale{"sheet.clear_stale", "delete from sheet_stale where line = :line and day = :day"};
constexpr db::Sql kSheets{
    "sheet.list",
    "select s.day, s.import, s.talks, s.body from sheet s left join talk_import i on i.id = s.import"
    " where s.line = :line and s.day >= :from and s.day <= :until"
    " and (s.import = 0 or i.state = 'shown') order by s.day, s.import"};
constexpr db::Sql kPut{"sheet.put",
                       "insert into sheet (line, day, import, talks, ended, dialogues, body) values (:line, :day, 0,"
                       " :talks, :ended, :dialogues, :body) on conflict (line, day, import) do update set"
                       " talks = excluded.talks, ended = excluded.ended, dialogues = excluded.dialogues,"
                       " body = excluded.body"};
constexpr db::Sql kRemoveOwn{"sheet.remove_own", "delete from sheet where line = :line and day = :day and import = 0"};
constexpr db::Sql kAdd{
    "sheet.add",
    "insert into sheet (line, day, import, talks, ended, dialogues, body) values (:line, :day, :import,"
    " :talks, :ended, :dialogues, :body)"};
constexpr db::Sql kTally{
    "sheet.tally",
    "select cast(coalesce(sum(s.ended), 0) as bigint), cast(coalesce(sum(s.dialogues), 0) as bigint) from sheet s"
    " left join talk_import i on i.id = s.import left join sheet_stale t on t.line = s.line and t.day = s.day"
    " and s.import = 0 where s.line = :line and s.day >= :from and s.day <= :until"
    " and ((s.import = 0 and t.day is null) or i.state = 'shown')"};
// Up to a day that is asked for once, so that no plan of any size of the table looks for it row by row.
constexpr db::Sql kRemove{
    "sheet.remove",
    "delete from sheet where import = :import and import > 0 and day < coalesce((select day from"
    " sheet where import = :import and import > 0 order by day limit 1 offset :most), 1000000000)"};
constexpr db::Sql kImportedExtent{
    "sheet.imported_extent",
    "select min(first), max(last) from (select (select min(s.day) from sheet s where s.import = i.id and s.import > 0)"
    " as first, (select max(s.day) from sheet s where s.import = i.id and s.import > 0) as last from talk_import i"
    " where i.line = :line and i.state = 'shown') as e"};
constexpr db::Sql kOwnExtent{"sheet.own_extent",
                             "select (select min(requested_at) from conversation where line = :line),"
                             " (select max(requested_at) from conversation where line = :line)"};
constexpr db::Sql kAsked{"sheet.asked", "select line, requested_at from conversation where id = :id"};
std::int64_t number(Day day) {
  return day.time_since_epoch().count();
}

Day day_at(const db::Row& row, std::size_t column) {
  return Day(date::days(static_cast<int>(row.integer(column))));
}

std::vector<Due> dues(const db::Rows& rows) {
  std::vector<Due> all;
  for (const db::Row row : rows) all.push_back({{row.integer(0)}, day_at(row, 1)});
  return all;
}

}  // namespace

std::vector<Day> stale(db::Connection& db, LineId line, Day from, Day until) {
  std::vector<Day> all;
  for (const db::Row row : db.run(kStale, {{"line", line}, {"from", number(from)}, {"until", number(until)}}))
    all.push_back(day_at(row, 0));
  return all;
}

std::optional<Due> first_stale(db::Connection& db, Day before) {
  const auto all = dues(db.run(kFirstStale, {{"before", number(before)}}));
  return all.empty() ? std::nullopt : std::optional(all[0]);
}

void set_stale(db::Connection& db, LineId line, Day day) {
  db.run(kSetStale, {{"line", line}, {"day", number(day)}});
}

std::vector<Sheet> sheets(db::Connection& db, LineId line, Day from, Day until) {
  std::vector<Sheet> all;
  for (const db::Row row : db.run(kSheets, {{"line", line}, {"from", number(from)}, {"until", number(until)}}))
    all.push_back({day_at(row, 0), row.integer(1), row.integer(2), row.text(3)});
  return all;
}

void put_own(db::Connection& db, LineId line, Day day, std::span<const Talk> talks) {
  Tally tally;
  for (const Talk& each : talks) tally.add(each);
  if (talks.empty())
    db.run(kRemoveOwn, {{"line", line}, {"day", number(day)}});
  else
    db.run(kPut, {{"line", line},
                  {"day", number(day)},
                  {"talks", std::ssize(talks)},
                  {"ended", tally.talks},
                  {"dialogues", tally.dialogues},
                  {"body", db::Bytes{pack(talks)}}});
  db.run(kClearStale, {{"line", line}, {"day", number(day)}});
}

Tally tally(db::Connection& db, LineId line, Day from, Day until) {
  const db::Rows rows = db.run(kTally, {{"line", line}, {"from", number(from)}, {"until", number(until)}});
  return {rows[0].integer(0), rows[0].integer(1)};
}

void add(db::Connection& db, LineId line, std::int64_t import, Day day, std::int64_t talks, std::string_view body) {
  Tally tally;
  unpack(body, [&](const Talk& each) { tally.add(each); });
  db.run(kAdd, {{"line", line},
                {"day", number(day)},
                {"import", import},
                {"talks", talks},
                {"ended", tally.talks},
                {"dialogues", tally.dialogues},
                {"body", db::Bytes{body}}});
}

std::int64_t remove(db::Connection& db, std::int64_t import, std::int64_t most) {
  return db.run(kRemove, {{"import", import}, {"most", most}}).changed() + remove_totals(db, import);
}

std::optional<Extent> imported_extent(db::Connection& db, LineId line) {
  const db::Rows rows = db.run(kImportedExtent, {{"line", line}});
  if (rows.empty() || rows[0].is_null(0)) return std::nullopt;
  return Extent{day_at(rows[0], 0), day_at(rows[0], 1)};
}

std::optional<std::pair<Millis, Millis>> own_extent(db::Connection& db, LineId line) {
  const db::Rows rows = db.run(kOwnExtent, {{"line", line}});
  if (rows[0].is_null(0)) return std::nullopt;
  return std::pair{rows[0].integer(0), rows[0].integer(1)};
}

std::optional<Asked> asked(db::Connection& db, ConversationId id) {
  const db::Rows rows = db.run(kAsked, {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return Asked{{rows[0].integer(0)}, rows[0].integer(1)};
}

}  // namespace onthaal::sheets::store
