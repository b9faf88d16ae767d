#include "features/reports/reports_annual.h"

#include <algorithm>
#include <map>

#include "features/reports/reports_narrowed.h"

namespace onthaal::reports {
namespace {

using measures::Row;
using measures::Table;

constexpr int kYearsBefore = 5;

const Table* find(const std::vector<Table>& tables, std::string_view name) {
  const auto found = std::ranges::find(tables, name, &Table::name);
  return found == tables.end() ? nullptr : &*found;
}

std::vector<Shown> shown(const Chapter& chapter, const std::vector<Table>& tables, const std::vector<Table>& before) {
  std::vector<Shown> all;
  for (const Place& place : chapter.places) {
    const Table* now = find(tables, place.table);
    if (now == nullptr) continue;
    // A theme's own rows, and not the sum of the chosen ones.
    const bool is_of_theme = !chapter.theme.empty() && place.dimension.empty();
    const std::string_view dimension = is_of_theme ? "theme" : place.dimension;
    const std::string_view key = is_of_theme ? chapter.theme : place.key;
    Shown each{narrowed(*now, dimension, key), std::nullopt, place.drawn};
    if (!place.title.empty()) each.table.title = place.title;
    const Table* then = find(before, place.table);
    if (then != nullptr) each.before = narrowed(*then, dimension, key);
    all.push_back(std::move(each));
  }
  return all;
}

using ByName = std::map<std::string, measures::Figure, std::less<>>;

ByName by_name(const std::vector<Table>& tables) {
  ByName all;
  for (const measures::Figure& each : measures::figures_of(tables)) all.emplace(each.name, each);
  return all;
}

std::string of_year(std::string_view figure, std::string_view year) {
  std::string name(figure);
  if (const auto at = name.find("{year}"); at != name.npos) name.replace(at, 6, year);
  return name;
}

// A change of definition between the two years, or within this one, makes them two different things.
bool is_comparable(const Table& table, const measures::Period& period) {
  const std::string first = hours::day_text(period.from);
  return std::ranges::none_of(table.breaks, [&](const std::string& day) { return day >= first; });
}

std::vector<Told> glance(const Annual& annual) {
  const ByName now = by_name(annual.tables);
  const ByName then = by_name(annual.before);
  std::vector<Told> all;
  for (const Headline& headline : headlines()) {
    const auto found = now.find(of_year(headline.figure, annual.year));
    if (found == now.end() || !found->second.row->value) continue;
    const auto& [name, table, row] = found->second;
    Told told{name, std::string(headline.label), row->unit.value_or(table->unit), *row, std::nullopt};
    const bool is_by_year = headline.figure.contains("{year}");
    const ByName& where = is_by_year ? now : then;
    const auto earlier = where.find(of_year(headline.figure, annual.year_before));
    if (earlier != where.end() && earlier->second.row->value && has_something(*earlier->second.table) &&
        is_comparable(*table, annual.period) && earlier->second.table->definition.version == table->definition.version)
      told.before = *earlier->second.row;
    all.push_back(std::move(told));
  }
  return all;
}

// What a reader has to know of all figures.
std::optional<std::string> origin(const Annual& annual) {
  const ByName figures = by_name(annual.tables);
  const auto talks = figures.find("talks_by_year." + annual.year);
  if (talks != figures.end() && !talks->second.row->n && !talks->second.row->is_withheld)
    return "Hoeveel gesprekken er in " + annual.year + " waren, is niet bekend.";
  return figures.contains("origins.imported") ? std::optional(find(annual.tables, "origins")->says) : std::nullopt;
}

// Of the school year before; nothing where there can be none.
std::vector<Table> tables_before(const Snapshot& snapshot, const lines::Line& line, const std::string& year) {
  const auto period = measures::parse_year(year);
  if (!period) return {};
  auto tables = measures::tables(snapshot, line.id,
                                 {.names = tables_of_year_before(),
                                  .filter = {.from = period->from, .until = period->until},
                                  .years = 0,
                                  .has_all_terms = true});
  std::erase_if(tables, [](const Table& table) { return !has_something(table); });
  return tables;
}

bool is_shown(const Part& part) {
  if (part.chapter->is_always) return true;
  return (part.text && !part.text->text.empty()) || !part.quotes.empty() ||
         std::ranges::any_of(part.tables, [](const Shown& each) { return has_something(each.table); });
}

}  // namespace

bool has_something(const Table& table) {
  // Of what is set out by year, in the newest one.
  const auto at = std::ranges::find(table.dimensions, "year", &measures::Dimension::code);
  const auto index = static_cast<std::size_t>(at - table.dimensions.begin());
  const std::string year = measures::year_of(table.filter.until);
  return std::ranges::any_of(table.rows, [&](const Row& row) {
    if (at != table.dimensions.end() && row.keys.at(index).code != year) return false;
    const bool is_named = std::ranges::none_of(row.keys, [](const auto& key) { return key.code == "unknown"; });
    return is_named && (row.is_withheld || row.n.value_or(0) > 0 || row.value.value_or(0) > 0);
  });
}

std::optional<Annual> annual(const Snapshot& snapshot, const lines::Line& line, const std::string& year) {
  const auto period = measures::parse_year(year);
  if (!period) return std::nullopt;
  const hours::Day last = period->from - date::days(1);
  const std::string year_before = measures::year_of(last);
  Annual made{.line = line, .year = year, .year_before = year_before, .period = *period, .computed_at = snapshot.now};
  made.tables = measures::tables(
      snapshot, line.id,
      {.names = tables_of_year(), .filter = {.from = period->from, .until = period->until}, .years = kYearsBefore});
  made.before = tables_before(snapshot, line, year_before);
  made.origin = origin(made);
  made.glance = glance(made);
  auto texts = store::texts(snapshot.db, line.id, year);
  const auto quotes = store::quotes(snapshot.db, line.id, year);
  for (const Chapter& chapter : chapters()) {
    Part part{.chapter = &chapter};
    if (const auto text = texts.find(chapter.code); text != texts.end()) part.text = std::move(text->second);
    if (chapter.theme.empty()) {
      part.tables = shown(chapter, made.tables, made.before);
    } else {
      auto of_theme = measures::tables(
          snapshot, line.id,
          {.names = tables_of_theme(chapter),
           .filter = {.from = period->from, .until = period->until, .themes = {std::string(chapter.theme)}},
           .years = kYearsBefore});
      part.tables = shown(chapter, of_theme, {});
      std::ranges::move(of_theme, std::back_inserter(made.of_themes));
    }
    std::ranges::copy_if(quotes, std::back_inserter(part.quotes),
                         [&](const store::Quote& quote) { return quote.chapter == chapter.code; });
    part.is_shown = is_shown(part);
    made.parts.push_back(std::move(part));
  }
  return made;
}

}  // namespace onthaal::reports
