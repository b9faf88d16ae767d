#pragma once

#include "features/sheets/sheets.h"

// SQL of sheets, and of the rows that they are made from.
namespace onthaal::sheets::store {

using hours::Day;

// The line's own talks of a day, from their rows, in the order in which they were asked for.
std::vector<Talk> talks_of(db::Connection& db, LineId line, Day day);

std::vector<Day> stale(db::Connection& db, LineId line, Day from, Day until);
struct Due {
  LineId line;
  Day day;
};
std::optional<Due> first_stale(db::Connection& db, Day before);
void set_stale(db::Connection& db, LineId line, Day day);

struct Sheet {
  Day day;
  std::int64_t import;
  std::int64_t talks;  // how many there must be in it
  std::string body;
};
std::vector<Sheet> sheets(db::Connection& db, LineId line, Day from, Day until);  // by day; own ones first
// Instead of what was there; of no talks there is no sheet.
void put_own(db::Connection& db, LineId line, Day day, std::span<const Talk> talks);
std::vector<Due> own_days(db::Connection& db);  // that are not stale
// The next day that has a sheet or ought to have one.
std::optional<Due> next_own_day(db::Connection& db, const Due& after);
std::vector<Due> days_with_talks(db::Connection& db);  // of all own talks, from their rows
struct Imported {
  Due due;
  std::int64_t import;
  Uuid uuid;
};
std::vector<Imported> imported_days(db::Connection& db);  // of shown imports
struct Kept {
  std::int64_t talks;
  Tally tally;
  std::string body;
};
std::optional<Kept> kept(db::Connection& db, const Due& due, std::int64_t import);  // 0: the own one

Tally tally(db::Connection& db, LineId line, Day from, Day until);  // without own talks of stale days

void add(db::Connection& db, LineId line, std::int64_t import, Day day, std::int64_t talks, std::string_view body);
void add(db::Connection& db, LineId line, std::int64_t import, const Total& total);
std::int64_t remove(db::Connection& db, std::int64_t import, std::int64_t most);  // how many rows went
std::int64_t remove_totals(db::Connection& db, std::int64_t import);

std::optional<Extent> imported_extent(db::Connection& db, LineId line);
struct Asked {
  LineId line;
  Millis at;
};
std::optional<Asked> asked(db::Connection& db, ConversationId id);
std::optional<std::pair<Millis, Millis>> own_extent(db::Connection& db, LineId line);
std::vector<Total> totals(db::Connection& db, LineId line);
std::vector<std::int64_t> imports(db::Connection& db, LineId line);

}  // namespace onthaal::sheets::store

namespace onthaal::sheets {

// Whether the own sheet of that day is there and says what these rows say.
bool is_right(db::Connection& db, const store::Due& due, std::span<const Talk> rows);

}  // namespace onthaal::sheets
