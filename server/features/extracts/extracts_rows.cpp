#include "features/extracts/extracts_rows.h"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>

#include "features/extracts/extracts_store.h"
#include "features/terms/terms.h"

namespace onthaal::extracts {
namespace {

using sheets::Talk;

template <std::size_t N, class E>
std::string_view name(const std::array<std::string_view, N>& names, E value) {
  return names.at(static_cast<std::size_t>(value));
}
constexpr std::array<std::string_view, 4> kCourses{"open", "left", "refused", "talk"};
constexpr std::array<std::string_view, 5> kGenders{"unknown", "f", "m", "x", "unsaid"};
constexpr std::array<std::string_view, 5> kDevices{"unknown", "phone", "tablet", "computer", "mobile"};
constexpr std::array<std::string_view, 3> kKnown{"unknown", "no", "yes"};
constexpr std::array<std::string_view, 5> kHanded{"unknown", "no", "live", "booked", "link"};

Value flag(sheets::Known value) {
  return value == sheets::Known::unknown ? Value() : Value(name(kKnown, value));
}

// Words, so that no spreadsheet takes them for a day in October or a sum.
Value age_band(const std::optional<std::uint8_t>& age) {
  if (!age) return {};
  if (*age <= 9) return "9_or_younger";
  if (*age <= 11) return "10_to_11";
  if (*age <= 13) return "12_to_13";
  if (*age <= 15) return "14_to_15";
  if (*age <= 17) return "16_to_17";
  return "18_or_older";
}

Value minutes(const std::optional<std::uint32_t>& seconds, std::uint32_t most) {
  if (!seconds) return {};
  return std::int64_t{std::min((*seconds + 59) / 60, most)};
}

std::string joined(const std::vector<std::string_view>& parts) {
  std::string text;
  for (const std::string_view part : parts) {
    if (!text.empty()) text += '|';
    text += part;
  }
  return text;
}

Value codes(db::Connection& db, Words& words, const std::vector<std::int64_t>& ids) {
  if (ids.empty()) return {};
  std::vector<std::string_view> parts;
  for (const std::int64_t id : ids) parts.push_back(words.term(db, id).code);
  return words.keep(joined(parts));
}

Value domains(db::Connection& db, Words& words, const std::vector<std::int64_t>& themes) {
  std::vector<std::string_view> parts;
  for (const std::int64_t theme : themes)
    for (const std::string& domain : words.term(db, theme).domains)
      if (std::ranges::find(parts, domain) == parts.end()) parts.emplace_back(domain);
  if (parts.empty()) return {};
  return words.keep(joined(parts));
}

void fill_moment(Row& row, Words& words, hours::Day day, const Talk& talk) {
  const date::year_month_day date{day};
  at(row, Column::school_year) = words.keep(measures::year_of(day));
  at(row, Column::month) =
      words.keep(fmt::format("{:04}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month())));
  at(row, Column::weekday) = std::int64_t{date::weekday(day).iso_encoding()};
  const auto half_hour = talk.second / 1800;
  at(row, Column::half_hour) = words.keep(fmt::format("{:02}:{:02}", half_hour / 2, half_hour % 2 * 30));
}

void fill_course(Row& row, const Talk& talk) {
  at(row, Column::kind) = name(kCourses, talk.course);
  at(row, Column::by_appointment) = flag(talk.by_appointment);
  at(row, Column::dialogue) = name(kKnown, talk.dialogue);
  at(row, Column::wait_minutes) = minutes(talk.wait, kLongestWait);
  at(row, Column::duration_minutes) = minutes(talk.duration, kLongestTalk);
  if (talk.stars.value_or(0) > 0) at(row, Column::stars) = std::int64_t{*talk.stars};
  at(row, Column::origin) = talk.import > 0 ? "import" : "own";
}

void fill_person(Row& row, const Talk& talk) {
  at(row, Column::who) = measures::name_of(talk.who);
  at(row, Column::age_band) = age_band(talk.age);
  at(row, Column::gender) = name(kGenders, talk.gender);
  at(row, Column::device) = name(kDevices, talk.device);
}

void fill_recorded(Row& row, db::Connection& db, Words& words, const Talk& talk) {
  at(row, Column::registered) = flag(talk.registered);
  if (talk.registered == sheets::Known::yes) {
    at(row, Column::fake) = flag(talk.fake);
    at(row, Column::broken_off) = flag(talk.broken_off);
  }
  if (!talk.themes.empty()) at(row, Column::main_theme) = words.term(db, talk.themes.front()).code;
  at(row, Column::themes) = codes(db, words, talk.themes);
  at(row, Column::domains) = domains(db, words, talk.themes);
  at(row, Column::outcomes) = codes(db, words, talk.outcomes);
  if (talk.source > 0) at(row, Column::source) = words.term(db, talk.source).code;
}

void fill_places(Row& row, db::Connection& db, Words& words, const Talk& talk) {
  at(row, Column::handed) = name(kHanded, talk.handed);
  if (talk.partner > 0) at(row, Column::partner) = words.partner(db, talk.partner);
  if (talk.centre > 0) at(row, Column::centre) = words.place(db, talk.centre);
}

}  // namespace

const Words::Term& Words::term(db::Connection& db, std::int64_t id) {
  if (const auto known = terms_.find(id); known != terms_.end()) return known->second;
  const auto found = terms::find(db, TermId{id});
  Term term{.code = found ? keep(found->code) : std::string_view("unknown"), .domains = {}};
  if (found) term.domains = found->domains;
  return terms_.emplace(id, std::move(term)).first->second;
}

std::string_view Words::place(db::Connection& db, std::int64_t id) {
  if (const auto known = places_.find(id); known != places_.end()) return known->second;
  return places_[id] = keep(store::place_name(db, id).value_or("unknown"));
}

std::string_view Words::partner(db::Connection& db, std::int64_t id) {
  if (const auto known = partners_.find(id); known != partners_.end()) return known->second;
  return partners_[id] = keep(store::partner_name(db, id).value_or("unknown"));
}

Row row_of(db::Connection& db, Words& words, hours::Day day, const Talk& talk) {
  Row row;
  fill_moment(row, words, day, talk);
  fill_course(row, talk);
  fill_person(row, talk);
  fill_recorded(row, db, words, talk);
  fill_places(row, db, words, talk);
  return row;
}

}  // namespace onthaal::extracts
