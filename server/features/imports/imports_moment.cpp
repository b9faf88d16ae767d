#include "features/imports/imports_moment.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace onthaal::imports {
namespace {

using std::chrono::minutes;
constexpr std::uint32_t kMinuteSeconds = 60;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The digits at the front, at least `least` and at most `most` of them.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t size = 0;
  int value = 0;
  for (; size < most && size < text.size() && is_digit(text[size]); ++size) value = value * 10 + (text[size] - '0');
  if (size < least) return std::nullopt;
  text.remove_prefix(size);
  return value;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

struct Parts {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
};

// Minutes from Greenwich, where the text says so itself.
using Offset = std::optional<minutes>;

std::optional<Moment> moment_of(const Parts& parts, Zone zone, Offset offset) {
  const date::year_month_day date{date::year(parts.year), date::month(static_cast<unsigned>(parts.month)),
                                  date::day(static_cast<unsigned>(parts.day))};
  // One second more than a minute has: the leap second, which no clock here counts.
  if (!date.ok() || parts.year > 2200 || parts.hour > 23 || parts.minute > 59 || parts.second > 59) return std::nullopt;
  const hours::Day day(date);
  const auto second = static_cast<std::uint32_t>(parts.second);
  if (zone == Zone::brussels && !offset) {
    const auto wall = hours::LocalTime(day) + std::chrono::hours(parts.hour) + minutes(parts.minute);
    // The hour over which the clock leaps in spring.
    if (hours::local_of(hours::utc_of(wall, hours::Edge::begin)) != wall) return std::nullopt;
    return Moment{day, static_cast<std::uint32_t>(parts.hour * 60 + parts.minute) * kMinuteSeconds + second};
  }
  const auto since =
      day.time_since_epoch() + std::chrono::hours(parts.hour) + minutes(parts.minute) - offset.value_or(minutes(0));
  const auto local = hours::local_of(std::chrono::milliseconds(since).count());
  const auto local_day = date::floor<date::days>(local);
  const auto minute = static_cast<std::uint32_t>((local - hours::LocalTime(local_day)).count());
  return Moment{local_day, minute * kMinuteSeconds + second};
}

// "Z", "+02:00", "+0200", or nothing at all; `text` keeps the rest.
bool take_offset(std::string_view& text, Offset& offset) {
  if (take(text, 'Z')) {
    offset = minutes(0);
    return true;
  }
  if (text.empty()) return true;
  const int sign = text.front() == '-' ? -1 : 1;
  if (!take(text, '+') && !take(text, '-')) return false;
  const auto hour = take_number(text, 2, 2);
  take(text, ':');
  const auto minute = take_number(text, 2, 2);
  if (!hour || !minute || *hour > 14 || *minute > 59) return false;
  offset = minutes(sign * (*hour * 60 + *minute));
  return true;
}

int* part_of(Parts& parts, char kind) {
  switch (kind) {
    case 'Y':
      return &parts.year;
    case 'm':
      return &parts.month;
    case 'd':
      return &parts.day;
    case 'H':
      return &parts.hour;
    case 'M':
      return &parts.minute;
    case 'S':
      return &parts.second;
    default:
      return nullptr;
  }
}

bool is_format(std::string_view format) {
  Parts parts;
  for (std::size_t at = 0; at < format.size(); ++at) {
    if (format[at] != '%') continue;
    int* part = ++at < format.size() ? part_of(parts, format[at]) : nullptr;
    if (part == nullptr || ++*part > 1) return false;
  }
  return parts.year + parts.month + parts.day + parts.hour + parts.minute == 5;
}

}  // namespace

Millis Moment::utc() const {
  const auto minute = hours::LocalTime(day) + minutes(second / kMinuteSeconds);
  return hours::utc_of(minute, hours::Edge::begin) + std::int64_t{second % kMinuteSeconds} * 1000;
}

std::optional<MomentFormat> MomentFormat::parse(std::string_view format, Zone zone) {
  MomentFormat made;
  made.zone_ = zone;
  if (format == "iso") return made;
  if (!is_format(format)) return std::nullopt;
  made.format_ = format;
  return made;
}

std::optional<Moment> MomentFormat::read(std::string_view text) const {
  if (format_.empty()) return read_iso(text);
  Parts parts;
  for (std::size_t at = 0; at < format_.size(); ++at) {
    if (format_[at] != '%') {
      if (!take(text, format_[at])) return std::nullopt;
      continue;
    }
    const char kind = format_[++at];
    const auto number = kind == 'Y' ? take_number(text, 4, 4) : take_number(text, 1, 2);
    if (!number) return std::nullopt;
    *part_of(parts, kind) = *number;
  }
  if (!text.empty()) return std::nullopt;
  return moment_of(parts, zone_, std::nullopt);
}

std::optional<Moment> MomentFormat::read_iso(std::string_view text) const {
  Parts parts;
  const auto take_part = [&](int& part, std::size_t size) {
    const auto number = take_number(text, size, size);
    part = number.value_or(0);
    return number.has_value();
  };
  const bool is_minute = take_part(parts.year, 4) && take(text, '-') && take_part(parts.month, 2) && take(text, '-') &&
                         take_part(parts.day, 2) && (take(text, 'T') || take(text, ' ')) && take_part(parts.hour, 2) &&
                         take(text, ':') && take_part(parts.minute, 2);
  if (!is_minute || (take(text, ':') && !take_part(parts.second, 2))) return std::nullopt;
  if (take(text, '.') && !take_number(text, 1, 9)) return std::nullopt;
  Offset offset;
  if (!take_offset(text, offset) || !text.empty()) return std::nullopt;
  return moment_of(parts, zone_, offset);
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
  if (text.empty() || text.size() > 12 || !std::ranges::all_of(text, is_digit)) return std::nullopt;
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<std::int64_t> parse_millionths(std::string_view text) {
  const bool is_percent = text.ends_with('%');
  if (is_percent) text.remove_suffix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  const std::size_t comma = text.find_first_of(",.");
  const auto whole = parse_whole(text.substr(0, comma));
  if (!whole || *whole > 999'999'999) return std::nullopt;
  constexpr std::size_t kDigits = 6;
  const std::string_view rest = comma == text.npos ? std::string_view("0") : text.substr(comma + 1);
  const auto part = rest.size() <= kDigits ? parse_whole(rest) : std::nullopt;
  if (!part) return std::nullopt;
  std::int64_t value = *part;
  for (std::size_t digits = rest.size(); digits < kDigits; ++digits) value *= 10;
  value += *whole * 1'000'000;
  return is_percent ? (value + 50) / 100 : value;
}

std::optional<std::int64_t> parse_clock(std::string_view text) {
  std::array<std::int64_t, 3> parts{};
  std::size_t count = 0;
  while (count < parts.size()) {
    const std::size_t colon = text.find(':');
    const auto part = parse_whole(text.substr(0, colon));
    if (!part || (count > 0 && (*part > 59 || colon == 0 || text.substr(0, colon).size() != 2))) return std::nullopt;
    if (*part > 100'000) return std::nullopt;
    parts.at(count++) = *part;
    if (colon == text.npos) {
      if (count == 2) return parts[0] * 60 + parts[1];
      if (count == 3) return parts[0] * 3600 + parts[1] * 60 + parts[2];
      return std::nullopt;
    }
    text.remove_prefix(colon + 1);
  }
  return std::nullopt;
}

}  // namespace onthaal::imports
