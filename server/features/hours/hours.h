#pragma once

#include <date/date.h>

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/lines/lines.h"
#include "platform/act/jobs.h"
#include "platform/act/work.h"
#include "platform/control.h"
#include "platform/http/route.h"

// When a line is open, as far as its hours say: weeks that count on school days or in school holidays (regimes), the
// holidays of Flanders and Belgium by rule, days set by hand (overrides), one-off openings and closings (exceptions). A
// line without regimes, or before its first one, is open day and night. Zone: Europe/Brussels.
namespace onthaal::hours {

using Day = date::local_days;
std::optional<Day> parse_day(std::string_view text);  // "2026-11-22", a day that exists, from year 1900 to 2200
std::string day_text(Day day);
Day day_of(Millis at);
// A local time. One that does not exist (the clock goes ahead) is the moment of that leap; one that exists twice is the
// first of them, or the last for what ends.
using LocalTime = date::local_time<std::chrono::minutes>;
enum class Edge : std::uint8_t { begin, end };
Millis utc_of(LocalTime local, Edge edge);
LocalTime local_of(Millis at);  // the minute in which it is

// Of a local day, in minutes: 0 to 1440.
struct Stretch {
  int from, until;
  bool operator==(const Stretch&) const = default;
};
using Week = std::array<std::vector<Stretch>, 7>;  // from Monday
// "always", or parts with commas between: "mon-fri 16:00-22:00, sun 10:00-12:00 13:00-24:00", "daily 17:00-24:00".
// Days are mon to sun, once each, a range goes forward; stretches are in order and do not touch.
std::optional<Week> parse_week(std::string_view text);
// Whether that week is open now. On a public holiday nobody knows, unless all days are the same.
std::optional<bool> is_open(const Week& week, Millis now);

enum class Days : std::uint8_t { school, holiday };
struct Regime {
  Uuid uuid;
  Days days;
  Week week;
  Day valid_from;
  std::optional<Day> valid_until;  // the last day
};
struct Exception {
  Uuid uuid;
  bool is_open;
  LocalTime starts_at, ends_at;
  std::string reason;
  std::optional<std::string> made_by;  // alias
  Millis made_at;
};
struct Override {
  Uuid uuid;
  Days days;
  Day first_day, last_day;
  std::string reason;
};
struct Settings {
  bool closes_public_holidays = true;
  bool closes_decree = true;
  std::int64_t run_out_minutes = 30;  // after closing, for who waits and who talks
  std::int64_t warn_minutes = 10;     // before the end of that: who will not be reached hears it
};
struct Rules {
  Settings settings;
  std::vector<Regime> regimes;
  std::vector<Exception> exceptions;  // as they were made: the latest word counts
  std::vector<Override> overrides;    // the same
};

// What a day is called by rule: "autumn_holiday", "ascension_day", ... (hours_holidays.cpp has them all, with sources).
enum class Feast : std::uint8_t { none, law, flemish };  // one of the ten of the law; 11 July
struct Holiday {
  std::string_view name;
  Feast feast = Feast::none;
};
std::optional<Holiday> holiday_of(Day day);
bool is_decree_closing(Day day);  // 25 December to 1 January, 11 July, 15 July to 15 August

// UTC.
struct Span {
  Millis from, until;
  bool operator==(const Span&) const = default;
};
enum class Because : std::uint8_t { always, regime, no_regime, public_holiday, decree, exception };
struct DayPlan {
  Day day;
  std::vector<Span> open;  // in order, apart
  Days days;               // which regimes count
  std::optional<Holiday> holiday;
  Because because;
  std::optional<Uuid> regime;         // whose week counts, whatever closed the day besides
  std::vector<std::string> reasons;   // of the exceptions that changed the day
  std::optional<std::string> set_as;  // the reason of the override that says which days these are
  Millis minutes() const;
};
DayPlan plan_of(const Rules& rules, Day day);
// One for each day; nothing for a line without regimes.
std::vector<DayPlan> plan_of(db::Connection& db, LineId line, Day from, Day until);

struct At {
  bool has_hours;  // false: no regimes, nor a one-off closing in sight: day and night
  bool is_open;
  std::optional<Millis> until;          // while open: the end of this stretch; nothing: not within a year
  std::optional<Millis> run_out_until;  // after closing, while it runs out
  std::optional<Millis> next;           // when the next stretch begins, within a year
  Because because;                      // of today
};
// Works on rules of any line; `rules` hold the exceptions that end after the day before `now`.
At at(const Rules& rules, Millis now);
At at(db::Connection& db, LineId line, Millis now);

// What follows `now` first, of each kind, in order of time; of the stretch that runs or runs out, and the next one.
enum class Moment : std::uint8_t { opens, closes, warns, run_out_ends };
struct Boundary {
  Millis at;
  Moment moment;
  bool operator==(const Boundary&) const = default;
};
std::vector<Boundary> boundaries(const Rules& rules, Millis now);
std::vector<Boundary> boundaries(db::Connection& db, LineId line, Millis now);

Settings settings_of(db::Connection& db, LineId line);

// What others do when hours say something else: a coordinator changed them, or a boundary has just passed (a job).
// Calling it once too often does no harm.
struct HoursHooks {
  std::function<void(Tx&, LineId)> changed;
};
// `hooks` outlive the routes and the jobs.
http::Routes routes(const HoursHooks& hooks);

// CLBch@t's own hours, as its annual reports have them.
Rules shipped();
// The same, for a line that has none.
void ship(Tx& tx, LineId line);

// For the machine's own administrator:
//   hours.ship {"line":slug}   answers {"regimes","overrides"}, how many there are; `conflict` when there were some
//   hours.days {"line":slug,"from":date,"to":date}   as GET /api/lines/{slug}/calendar/{from}/{to}
control::Commands control_commands(const HoursHooks& hooks);

std::vector<jobs::JobKind> jobs(const HoursHooks& hooks);
void schedule_jobs(Tx& tx);  // at every start

}  // namespace onthaal::hours
