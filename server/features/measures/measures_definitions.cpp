#include "features/measures/measures_definitions.h"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

#include "core/csv.h"
#include "core/split.h"

namespace onthaal::measures {

std::string_view shipped_csv();     // measures.csv
std::string_view measures_words();  // measures_words.txt

namespace {

constexpr std::array<std::string_view, 7> kUnits{"count", "share", "seconds", "years", "stars", "hours", "people"};
constexpr std::array<std::string_view, 4> kCounts{"talk", "both", "request", "other"};

template <std::size_t N>
std::size_t index_of(const std::array<std::string_view, N>& words, const std::string& word) {
  const auto* const found = std::ranges::find(words, word);
  if (found == words.end()) throw std::logic_error("measures.csv: " + word);
  return static_cast<std::size_t>(found - words.begin());
}

struct Shipped {
  std::vector<Measure> measures;
  std::vector<Version> talk, request;
};

Shipped read_shipped() {
  const csv::Table table = csv::parse(shipped_csv()).value();
  Shipped shipped;
  for (const auto& [_, cells] : table.rows) {
    const auto cell = [&, &row = cells](std::string_view column) -> const std::string& {
      return row.at(static_cast<std::size_t>(std::ranges::find(table.columns, column) - table.columns.begin()));
    };
    const auto words = [&](const std::string& column) { return Words{cell(column + "_nl"), cell(column + "_en")}; };
    if (cell("kind") == "count") {
      if (cell("name") == "other") continue;
      auto& versions = cell("name") == "talk" ? shipped.talk : shipped.request;
      versions.push_back({static_cast<int>(versions.size()) + 1, hours::parse_day(cell("from")),
                          hours::parse_day(cell("until")), words("text")});
      continue;
    }
    shipped.measures.push_back({.name = cell("name"),
                                .counted = static_cast<Counted>(index_of(kCounts, cell("counts"))),
                                .unit = static_cast<Unit>(index_of(kUnits, cell("unit"))),
                                .dimensions = split(cell("dimensions"), ','),
                                .traits = split(cell("traits"), ','),
                                .filters = split(cell("filters"), ','),
                                .title = words("title"),
                                .text = words("text"),
                                .base = words("base"),
                                .filter = words("filter"),
                                .says = words("says")});
  }
  return shipped;
}

const Shipped& shipped() {
  static const Shipped all = read_shipped();
  return all;
}

const std::map<std::string, Words, std::less<>>& words() {
  static const auto all = [] {
    std::map<std::string, Words, std::less<>> words;
    const csv::Table table = csv::parse(measures_words()).value();
    for (const auto& [_, cells] : table.rows) words[cells.at(0)] = {cells.at(1), cells.at(2)};
    return words;
  }();
  return all;
}

std::optional<std::string> text_of(const std::optional<Day>& day) {
  return day ? std::optional(hours::day_text(*day)) : std::nullopt;
}

const Version& counted_with(const Measure& measure, const Filter& filter) {
  if (measure.counted == Counted::request || measure.counted == Counted::other) return shipped().request.front();
  const auto& versions = shipped().talk;
  return filter.version ? versions.at(static_cast<std::size_t>(*filter.version) - 1) : talk_version_on(filter.until);
}

}  // namespace

bool has_dimension(const Measure& measure, std::string_view dimension) {
  return std::ranges::find(measure.dimensions, dimension) != measure.dimensions.end();
}

bool heeds(const Measure& measure, std::string_view filter) {
  return std::ranges::find(measure.filters, filter) != measure.filters.end();
}

const std::vector<Measure>& measures() {
  return shipped().measures;
}

const Measure& measure(std::string_view name) {
  const auto found = std::ranges::find(measures(), name, &Measure::name);
  if (found == measures().end()) throw std::logic_error("no such table");
  return *found;
}

const std::vector<std::string>& names() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> list;
    for (const Measure& each : measures()) list.push_back(each.name);
    return list;
  }();
  return all;
}

const std::vector<Version>& talk_versions() {
  return shipped().talk;
}

const Version& talk_version_on(Day day) {
  const auto& versions = shipped().talk;
  const auto holds = [&](const Version& each) { return !each.from || *each.from <= day; };
  return *std::ranges::find_if(versions.rbegin(), versions.rend(), holds);
}

std::string word(std::string_view code, Language language) {
  const auto found = words().find(code);
  return found == words().end() ? std::string(code) : found->second.in(language);
}

bool has_word(std::string_view code) {
  return words().contains(code);
}

std::string_view name_of(Unit unit) {
  return kUnits.at(static_cast<std::size_t>(unit));
}

Definition definition_of(const Measure& measure, const Filter& filter, Language language) {
  const Version& version = counted_with(measure, filter);
  Definition definition{.name = measure.name,
                        .version = version.number,
                        .text = measure.text.in(language),
                        .base = measure.base.in(language),
                        .filter = measure.filter.in(language),
                        .valid_from = std::nullopt,
                        .valid_until = std::nullopt};
  if (measure.counted == Counted::both) {
    for (const Version& each : shipped().talk)
      definition.text += " " + std::to_string(each.number) + ": " + each.text.in(language);
  } else if (measure.counted != Counted::other) {
    definition.text += " " + version.text.in(language);
    definition.valid_from = text_of(version.from);
    definition.valid_until = text_of(version.until);
  }
  return definition;
}

Definition definition_of(std::string_view table, const Filter& filter, Language language) {
  return definition_of(measure(table), filter, language);
}

std::vector<std::string> breaks_of(const Measure& measure, const Filter& filter, Day from, Day until) {
  std::vector<std::string> breaks;
  if (measure.counted != Counted::talk || filter.version) return breaks;
  for (const Version& each : shipped().talk)
    if (each.from && from < *each.from && *each.from <= until) breaks.push_back(hours::day_text(*each.from));
  return breaks;
}

std::vector<Definition> earlier_of(const Measure& measure, Filter filter, const std::vector<std::string>& breaks,
                                   Language language) {
  std::vector<Definition> earlier;
  for (const std::string& day : breaks) {
    filter.until = hours::parse_day(day).value() - date::days{1};
    earlier.push_back(definition_of(measure, filter, language));
  }
  return earlier;
}

std::vector<Definition> definitions_of(const Table& table) {
  std::vector<Definition> all = table.earlier;
  all.push_back(table.definition);
  return all;
}

}  // namespace onthaal::measures
