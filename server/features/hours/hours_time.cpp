#include "features/hours/hours_time.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace onthaal::hours {
namespace {

using std::chrono::minutes;
constexpr int kDayMinutes = 24 * 60;

const date::time_zone& brussels() {
  static const date::time_zone* const zone = date::locate_zone("Europe/Brussels");
  return *zone;
}

// Digits only, all of them.
std::optional<int> number(std::string_view text) {
  int value = 0;
  const bool is_digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (!is_digits || error != std::errc{}) return std::nullopt;
  return value;
}

// "17:00" as minutes; 24:00 too.
std::optional<int> parse_minutes(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = number(text.substr(0, 2)), minute = number(text.substr(3));
  if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > kDayMinutes) return std::nullopt;
  return *hour * 60 + *minute;
}

std::string minutes_text(int value) {
  return fmt::format("{:02}:{:02}", value / 60, value % 60);
}

// The part before the separator; `text` keeps what follows it.
std::string_view next_part(std::string_view& text, char separator) {
  const std::size_t at = text.find(separator);
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(at == text.npos ? text.size() : at + 1);
  return part;
}

std::optional<std::size_t> weekday_named(std::string_view name) {
  const auto* const found = std::ranges::find(kWeekdays, name);
  if (found == kWeekdays.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kWeekdays.begin());
}

// "mon", "mon-fri", "daily": the first and the last.
std::optional<std::pair<std::size_t, std::size_t>> parse_weekdays(std::string_view text) {
  if (text == "daily") return std::pair{std::size_t{0}, std::size_t{6}};
  const bool is_range = text.find('-') != text.npos;
  const auto first = weekday_named(next_part(text, '-'));
  const auto last = is_range ? weekday_named(text) : first;
  if (!first || !last || *last < *first || (is_range && *last == *first)) return std::nullopt;
  return std::pair{*first, *last};
}

// "mon-fri 16:00-18:00 20:00-22:00" into a week that has none of these days yet.
bool add_part(Week& week, std::string_view part) {
  const auto range = parse_weekdays(next_part(part, ' '));
  std::vector<Stretch> stretches;
  while (!part.empty()) {
    const auto stretch = parse_stretch(next_part(part, ' '));
    if (!stretch) return false;
    stretches.push_back(*stretch);
  }
  if (!range || stretches.empty() || !are_in_order(stretches)) return false;
  for (std::size_t day = range->first; day <= range->second; ++day) {
    if (!week.at(day).empty()) return false;
    week.at(day) = stretches;
  }
  return true;
}

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number(text.substr(0, 4)), month = number(text.substr(5, 2)), day = number(text.substr(8));
  if (!year || !month || !day || *year < 1900 || *year > 2200) return std::nullopt;
  const date::year_month_day date{date::year(*year), date::month(static_cast<unsigned>(*month)),
                                  date::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

std::string day_text(Day day) {
  return date::format("%F", day);
}

Day day_of(Millis at) {
  return date::floor<date::days>(local_of(at));
}

Millis utc_of(LocalTime local, Edge edge) {
  const date::local_info info = brussels().get_info(local);
  if (info.result == date::local_info::nonexistent)
    return std::chrono::milliseconds(info.first.end.time_since_epoch()).count();
  const bool is_last = info.result == date::local_info::ambiguous && edge == Edge::end;
  const auto since = local.time_since_epoch() - (is_last ? info.second.offset : info.first.offset);
  return std::chrono::milliseconds(since).count();
}

LocalTime local_of(Millis at) {
  return date::floor<minutes>(
      brussels().to_local(date::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(at))));
}

std::optional<LocalTime> parse_local(std::string_view text) {
  if (text.size() != 16 || text[10] != 'T') return std::nullopt;
  const auto day = parse_day(text.substr(0, 10));
  const auto time = parse_minutes(text.substr(11));
  if (!day || !time || *time == kDayMinutes) return std::nullopt;
  return *day + minutes(*time);
}

std::string local_text(LocalTime time) {
  return date::format("%FT%R", time);
}

std::optional<Stretch> parse_stretch(std::string_view text) {
  if (text.size() != 11 || text[5] != '-') return std::nullopt;
  const auto from = parse_minutes(text.substr(0, 5)), until = parse_minutes(text.substr(6));
  if (!from || !until || *from >= *until) return std::nullopt;
  return Stretch{*from, *until};
}

std::string stretch_text(Stretch stretch) {
  return minutes_text(stretch.from) + "-" + minutes_text(stretch.until);
}

bool are_in_order(const std::vector<Stretch>& stretches) {
  const auto touch = [](const Stretch& one, const Stretch& next) { return next.from <= one.until; };
  return std::ranges::adjacent_find(stretches, touch) == stretches.end();
}

Stretch stretch_of(Day day, const Span& span) {
  const auto minute = [&](Millis at) { return static_cast<int>((local_of(at) - LocalTime(day)).count()); };
  return {minute(span.from), minute(span.until)};
}

std::size_t weekday_of(Day day) {
  return date::weekday(day).iso_encoding() - 1;
}

std::optional<Week> parse_week(std::string_view text) {
  Week week;
  if (text == "always") {
    week.fill({{0, kDayMinutes}});
    return week;
  }
  if (text.empty() || text.starts_with(' ') || text.ends_with(',')) return std::nullopt;
  while (!text.empty()) {
    std::string_view part = next_part(text, ',');
    if (part.starts_with(' ')) part.remove_prefix(1);
    if (part.empty() || part.ends_with(' ') || !add_part(week, part)) return std::nullopt;
  }
  return week;
}

std::optional<bool> is_open(const Week& week, Millis now) {
  const LocalTime local = local_of(now);
  const Day day = date::floor<date::days>(local);
  const bool is_daily = std::ranges::all_of(week, [&](const auto& each) { return each == week.front(); });
  const auto holiday = holiday_of(day);
  if (!is_daily && holiday && holiday->feast != Feast::none) return std::nullopt;
  const auto minute = (local - LocalTime(day)).count();
  return std::ranges::any_of(week.at(weekday_of(day)),
                             [&](const Stretch& each) { return each.from <= minute && minute < each.until; });
}

}  // namespace onthaal::hours
