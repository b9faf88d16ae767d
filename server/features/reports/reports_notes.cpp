#include "features/reports/reports_notes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "features/reports/reports_told.h"

namespace onthaal::reports {
namespace {

using measures::Row;
using measures::Table;

// Of each group its base, where that is one for all its rows; beside the year before, where that stands beside it.
std::string bases_of(const Shown& shown, const Grid& grid) {
  std::vector<std::string> bases;
  const auto add = [&bases](const std::string& group, const std::optional<std::int64_t>& base) {
    if (base) bases.push_back(group + (group.empty() ? "" : ": ") + told::count(*base));
  };
  const Grid before = grid.is_plain() ? of_year_before(shown, grid) : Grid{};
  if (has_many_bases(grid) || has_many_bases(before)) return {};
  for (std::size_t column = 0; column < grid.across.size(); ++column)
    add(grid.across[column].label, base_of(grid, column));
  if (shown.before && grid.is_plain()) add(measures::year_of(shown.before->filter.until), base_of(before, 0));
  return bases.empty() ? "" : fmt::format("Van hoeveel: {}.", fmt::join(bases, "; "));
}

}  // namespace

const Row* same_in(const std::optional<Table>& before, const Row& row) {
  if (!before) return nullptr;
  const auto has_same_keys = [&](const Row& other) {
    return std::ranges::equal(other.keys, row.keys, {}, &measures::Key::code, &measures::Key::code);
  };
  const auto found = std::ranges::find_if(before->rows, has_same_keys);
  return found == before->rows.end() ? nullptr : &*found;
}

Grid of_year_before(const Shown& shown, Grid grid) {
  for (auto& cells : grid.cells)
    for (const Row*& cell : cells) cell = cell == nullptr ? nullptr : same_in(shown.before, *cell);
  return grid;
}

std::optional<std::int64_t> base_of(const Grid& grid, std::size_t column) {
  std::optional<std::int64_t> base;
  for (const auto& row : grid.cells) {
    if (row[column] == nullptr || !row[column]->base) continue;
    if (base && base != row[column]->base) return std::nullopt;
    base = row[column]->base;
  }
  return base;
}

bool has_many_bases(const Grid& grid) {
  for (std::size_t column = 0; column < grid.across.size(); ++column)
    if (!base_of(grid, column) &&
        std::ranges::any_of(grid.cells, [&](const auto& row) { return row[column] != nullptr && row[column]->base; }))
      return true;
  return false;
}

bool is_otherwise(const Shown& shown) {
  return shown.before && shown.before->definition.version != shown.table.definition.version;
}

std::string notes_of(const Shown& shown, const Grid& grid) {
  const Table& table = shown.table;
  std::string out = bases_of(shown, grid);
  const auto add = [&out](std::string_view note) { out += (out.empty() ? "" : " ") + std::string(note); };
  if (std::ranges::any_of(table.rows, &Row::is_withheld)) add("n.g.: niet getoond, het gaat om te weinig mensen.");
  std::string sources;
  for (const Row& row : table.rows)
    if (row.source && !sources.contains(*row.source)) sources += (sources.empty() ? "" : "; ") + *row.source;
  if (!sources.empty()) add("Bron van wat niet meer geteld kan worden: " + sources + ".");
  return out;
}

std::string note_of(const Row& row) {
  std::vector<std::string> notes;
  if (row.is_withheld) notes.emplace_back("niet getoond: te weinig mensen");
  if (row.source) notes.push_back(*row.source);
  if (row.period) notes.push_back("van " + told::day(row.period->from) + " tot en met " + told::day(row.period->until));
  if (row.definition) notes.push_back("definitie versie " + std::to_string(row.definition->version));
  return fmt::to_string(fmt::join(notes, "; "));
}

std::string told_of_break(std::string_view day) {
  return "Op " + told::day(hours::parse_day(day).value()) + " veranderde de definitie: vergelijk niet zomaar.";
}

std::string told_of_days(const measures::Definition& definition) {
  const auto& day = definition.valid_until ? definition.valid_until : definition.valid_from;
  if (!day) return {};
  return (definition.valid_until ? "Tot en met " : "Vanaf ") + told::day(hours::parse_day(*day).value()) + ": ";
}

std::string told_of_definition(const measures::Table& table) {
  if (table.earlier.empty()) return table.definition.text;
  std::string out;
  for (const measures::Definition& each : measures::definitions_of(table)) {
    out += (out.empty() ? "" : " ") + told_of_days(each) + each.text;
  }
  return out;
}

std::string told_of_versions(const measures::Table& table) {
  std::string out;
  for (const measures::Definition& each : table.earlier) out += std::to_string(each.version) + " en ";
  return "versie " + out + std::to_string(table.definition.version);
}

std::string notes_of(const Part& part) {
  std::set<std::string> days;
  bool has_star = false;
  for (const Shown& shown : part.tables) {
    if (!has_something(shown.table)) continue;
    days.insert(shown.table.breaks.begin(), shown.table.breaks.end());
    const auto grid = grid_of(shown.table);
    has_star = has_star || (is_otherwise(shown) && grid && grid->is_plain());
  }
  std::string out;
  for (const std::string& day : days) out += told_of_break(day) + " ";
  if (has_star)
    out += days.empty() ? "* Met de definitie van toen: vergelijk niet zomaar." : "* Met de definitie van toen.";
  return out;
}

}  // namespace onthaal::reports
