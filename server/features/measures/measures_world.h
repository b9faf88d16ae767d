#pragma once

#include <algorithm>
#include <utility>

#include "features/measures/measures_tables.h"
#include "platform/json.h"

// Talks made by hand, counted without a database; and how a test finds a figure.
namespace onthaal::measures {

inline Day day(std::string_view text) {
  return hours::parse_day(text).value();
}

inline constexpr std::int64_t kBullying = 11, kStress = 12, kVaccine = 13, kOther = 14;

inline store::Terms test_terms() {
  return {.themes = {{kBullying, {"pesten", "Pesten", {"PSF"}}},
                     {kStress, {"angst_stress", "Angst, stress", {"PSF"}}},
                     {kVaccine, {"vaccinatie", "Vaccinatie", {"PGZ", "PSF"}}},
                     {kOther, {"ander_thema", "Een ander thema", {}}}},
          .outcomes = {{21, "info_en_advies", "Info en advies"}, {22, "doorverwezen_clb", "Doorverwezen"}},
          .sources = {{31, "smartschool", "Smartschool"}, {32, "affiche", "Affiche"}}};
}

inline sheets::Talk talk_with(sheets::Who who, std::vector<std::int64_t> themes = {}) {
  return {.second = 17 * 3600,
          .course = sheets::Course::talk,
          .has_untaken = true,
          .by_appointment = sheets::Known::no,
          .who = who,
          .dialogue = sheets::Known::yes,
          .registered = sheets::Known::yes,
          .fake = sheets::Known::no,
          .broken_off = sheets::Known::no,
          .stars = std::uint8_t{0},
          .handed = sheets::Handed::no,
          .themes = std::move(themes)};
}

struct Made {
  Asked asked;
  Scope scope{};
  Facts facts{};
  std::vector<std::pair<Day, sheets::Talk>> talks;
  Day now = day("2099-12-31");

  explicit Made(std::string_view from, std::string_view until)
      : asked{.names = {}, .filter = {.from = day(from), .until = day(until)}} {
    facts.terms = test_terms();
  }
  void add(std::string_view on, const sheets::Talk& talk, int times = 1) {
    for (int i = 0; i < times; ++i) talks.emplace_back(day(on), talk);
  }
  // As tables() does, from the talks by hand.
  Table table(std::string_view name) {
    const Filter& filter = asked.filter;
    scope = {.from = filter.from,
             .until = filter.until,
             .first_year = year_number(filter.from) - asked.years.value_or(50),
             .who = filter.who,
             .themes = {},
             .centre = scope.centre,
             .version = filter.version,
             .domains = {{kBullying, 2}, {kStress, 2}, {kVaccine, 3}}};
    for (const std::string& code : filter.themes)
      for (const auto& [id, theme] : facts.terms.themes)
        if (theme.code == code) scope.themes.push_back(id);
    std::ranges::sort(talks, {}, [](const auto& each) { return each.first; });
    Counter counter(scope);
    for (const auto& [on, talk] : talks) counter.add(on, talk);
    facts.counts = counter.take();
    const Context context{
        .asked = asked, .scope = scope, .facts = facts, .last_year = year_number(filter.until), .last_day = now};
    return table_of(measure(name), context, 0);
  }
};

inline const Row* find_row(const Table& table, const std::vector<std::string>& codes) {
  const auto is_it = [&](const Row& row) {
    return std::ranges::equal(row.keys, codes, {}, [](const Key& key) { return key.code; });
  };
  const auto found = std::ranges::find_if(table.rows, is_it);
  return found == table.rows.end() ? nullptr : &*found;
}
inline const Row& row_of(const Table& table, const std::vector<std::string>& codes) {
  const Row* found = find_row(table, codes);
  if (!found) throw std::runtime_error("no such row in " + json_of(table));
  return *found;
}

inline std::optional<std::int64_t> n_of(const Table& table, const std::vector<std::string>& codes) {
  return row_of(table, codes).n;
}
inline std::optional<std::int64_t> base_of(const Table& table, const std::vector<std::string>& codes) {
  return row_of(table, codes).base;
}
inline double value_of(const Table& table, const std::vector<std::string>& codes) {
  return row_of(table, codes).value.value();
}

}  // namespace onthaal::measures
