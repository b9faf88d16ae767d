#include <tuple>

#include "features/sheets/sheets_store.h"

// What the doctor and the night need to hold sheets against what they say.
namespace onthaal::sheets::store {
namespace {

constexpr db::Sql kOwnDays{"sheet.own_days",
                           "select s.line, s.day from sheet s where s.import = 0 and not exists (select 1 from"
                           " sheet_stale t where t.line = s.line and t.day = s.day) order by s.line, s.day"};
constexpr db::Sql kNextSheet{"sheet.next_sheet",
                             "select line, day from sheet where import = 0 and (line, day) > (:line, :day)"
                             " order by line, day limit 1"};
constexpr db::Sql kNextTalk{"sheet.next_talk",
                            "select line, requested_at from conversation where (line, requested_at) >= (:line, :from)"
                            " order by line, requested_at limit 1"};
constexpr db::Sql kHours{"sheet.hours", "select distinct line, requested_at / 3600000 from conversation order by 1, 2"};
constexpr db::Sql kImportedDays{"sheet.imported_days",
                                "select s.line, s.day, s.import, i.uuid from sheet s join talk_import i"
                                " on i.id = s.import where i.state = 'shown' order by s.line, s.day, s.import"};
constexpr db::Sql kKept{"sheet.kept",
                        "select talks, ended, dialogues, body from sheet where line = :line and day = :day"
                        " and import = :import"};

std::int64_t number(Day day) {
  return day.time_since_epoch().count();
}

Due due_of(const db::Row& row) {
  return {{row.integer(0)}, Day(date::days(static_cast<int>(row.integer(1))))};
}

std::optional<Due> next_sheet(db::Connection& db, const Due& after) {
  const db::Rows rows = db.run(kNextSheet, {{"line", after.line}, {"day", number(after.day)}});
  return rows.empty() ? std::nullopt : std::optional(due_of(rows[0]));
}

std::optional<Due> next_talk(db::Connection& db, const Due& after) {
  const Millis from = hours::utc_of(hours::LocalTime(after.day + date::days(1)), hours::Edge::begin);
  const db::Rows rows = db.run(kNextTalk, {{"line", after.line}, {"from", from}});
  if (rows.empty()) return std::nullopt;
  return Due{{rows[0].integer(0)}, hours::day_of(rows[0].integer(1))};
}

}  // namespace

std::vector<Due> own_days(db::Connection& db) {
  std::vector<Due> all;
  for (const db::Row row : db.run(kOwnDays, {})) all.push_back(due_of(row));
  return all;
}

std::vector<Due> days_with_talks(db::Connection& db) {
  std::vector<Due> all;
  for (const db::Row row : db.run(kHours, {})) {
    const Due due{{row.integer(0)}, hours::day_of(row.integer(1) * kHour)};
    if (all.empty() || all.back().line != due.line || all.back().day != due.day) all.push_back(due);
  }
  return all;
}

std::optional<Due> next_own_day(db::Connection& db, const Due& after) {
  const auto sheet = next_sheet(db, after);
  const auto talk = next_talk(db, after);
  if (!sheet || !talk) return sheet ? sheet : talk;
  return std::tie(talk->line, talk->day) < std::tie(sheet->line, sheet->day) ? talk : sheet;
}

std::vector<Imported> imported_days(db::Connection& db) {
  std::vector<Imported> all;
  for (const db::Row row : db.run(kImportedDays, {})) all.push_back({due_of(row), row.integer(2), row.uuid(3)});
  return all;
}

std::optional<Kept> kept(db::Connection& db, const Due& due, std::int64_t import) {
  const db::Rows rows = db.run(kKept, {{"line", due.line}, {"day", number(due.day)}, {"import", import}});
  if (rows.empty()) return std::nullopt;
  return Kept{rows[0].integer(0), {rows[0].integer(1), rows[0].integer(2)}, rows[0].text(3)};
}

}  // namespace onthaal::sheets::store
