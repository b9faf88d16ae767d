#include "features/reports/reports_grid.h"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>

namespace onthaal::reports {
namespace {

using measures::Key;
using measures::Row;
using measures::Table;

constexpr std::size_t kMostYears = 6;

std::vector<Key> keys_of(const Table& table, std::size_t dimension) {
  std::vector<Key> keys;
  for (const Row& row : table.rows)
    if (std::ranges::find(keys, row.keys.at(dimension).code, &Key::code) == keys.end())
      keys.push_back(row.keys.at(dimension));
  return keys;
}

// Of a calendar, whatever rows come first: from September on; and what is no month or time behind them.
void put_in_order(std::vector<Key>& keys, std::string_view dimension) {
  const auto place = [&](const Key& key) -> std::string {
    if (key.code.empty() || key.code.front() < '0' || key.code.front() > '9') return "~";
    return (dimension == "month" && key.code >= "09" ? "0" : "1") + key.code;
  };
  if (dimension == "month" || dimension == "half_hour") std::ranges::sort(keys, {}, place);
}

bool is_year(std::string_view code) {
  return measures::parse_year(code).has_value();
}

// A year of which nothing is known stands among the others.
void fill_years(std::vector<Key>& keys) {
  for (std::size_t at = 0; at + 1 < keys.size(); ++at) {
    const auto year = measures::parse_year(keys[at].code);
    const auto following = measures::parse_year(keys[at + 1].code);
    if (!year || !following || following->from <= year->until + date::days(1)) continue;
    const std::string name = measures::year_of(year->until + date::days(1));
    keys.insert(keys.begin() + static_cast<std::ptrdiff_t>(at) + 1, {name, name});
  }
}

// Keeps the rows and columns that are wanted.
template <class Wants>
Grid kept(const Grid& grid, const Wants& wants) {
  Grid made{.dimension = grid.dimension, .corner = grid.corner};
  std::vector<std::size_t> columns;
  for (std::size_t column = 0; column < grid.across.size(); ++column)
    if (grid.is_plain() || wants(grid.across, column)) columns.push_back(column);
  for (const std::size_t column : columns) made.across.push_back(grid.across[column]);
  for (std::size_t row = 0; row < grid.down.size(); ++row) {
    if (!wants(grid.down, row)) continue;
    made.down.push_back(grid.down[row]);
    auto& cells = made.cells.emplace_back();
    for (const std::size_t column : columns) cells.push_back(grid.cells[row][column]);
  }
  return made;
}

bool is_recent(const std::vector<Key>& keys, std::size_t at) {
  return !is_year(keys[at].code) || at + kMostYears >= keys.size();
}

bool has_value(const Row* cell) {
  return cell != nullptr && cell->value;
}

// The columns with a cell that is wanted.
template <class Wants>
Grid with_columns(const Grid& grid, const Wants& wants) {
  std::vector<std::size_t> columns;
  for (std::size_t column = 0; column < grid.across.size(); ++column)
    if (std::ranges::any_of(grid.cells, [&](const auto& row) { return wants(row[column]); })) columns.push_back(column);
  Grid made{.dimension = grid.dimension, .corner = grid.corner, .down = grid.down};
  for (const std::size_t column : columns) made.across.push_back(grid.across[column]);
  for (const auto& row : grid.cells) {
    auto& cells = made.cells.emplace_back();
    for (const std::size_t column : columns) cells.push_back(row[column]);
  }
  return made;
}

}  // namespace

bool has_dimension(const Table& table, std::string_view code) {
  return std::ranges::find(table.dimensions, code, &measures::Dimension::code) != table.dimensions.end();
}

std::optional<Grid> grid_of(const Table& table) {
  std::vector<std::size_t> active;
  for (std::size_t each = 0; each < table.dimensions.size(); ++each)
    if (keys_of(table, each).size() > 1) active.push_back(each);
  // What is set out by year is so from the first year on.
  const auto year = std::ranges::find(table.dimensions, "year", &measures::Dimension::code);
  const auto at = static_cast<std::size_t>(year - table.dimensions.begin());
  if (year != table.dimensions.end() && active.size() < 2 && std::ranges::find(active, at) == active.end()) {
    active.push_back(at);
    std::ranges::sort(active);
  }
  if (active.empty() && !table.dimensions.empty()) active.push_back(0);
  if (active.empty() || active.size() > 2) return std::nullopt;
  // Months under each other, a column for each year; half hours under each other, a column for each day.
  const std::string second = table.dimensions.at(active.back()).code;
  if (active.size() == 2 && (second == "month" || second == "half_hour")) std::swap(active[0], active[1]);
  const auto& first = table.dimensions[active[0]];
  Grid grid{.dimension = first.code, .corner = first.label, .down = keys_of(table, active[0])};
  grid.across = active.size() == 2 ? keys_of(table, active[1]) : std::vector<Key>(1);
  fill_years(grid.down);
  put_in_order(grid.down, table.dimensions[active[0]].code);
  std::map<std::pair<std::string, std::string>, const Row*> found;
  for (const Row& row : table.rows)
    found[{row.keys[active[0]].code, active.size() == 2 ? row.keys[active[1]].code : ""}] = &row;
  for (const Key& down : grid.down) {
    auto& cells = grid.cells.emplace_back();
    for (const Key& across : grid.across) {
      const auto cell = found.find({down.code, across.code});
      cells.push_back(cell == found.end() ? nullptr : cell->second);
    }
  }
  return grid;
}

Grid for_paper(const Grid& grid) {
  return kept(grid, is_recent);
}

Grid for_chart(const Grid& grid) {
  const Grid recent = kept(grid, [](const std::vector<Key>& keys, std::size_t at) {
    const std::string& code = keys[at].code;
    return is_recent(keys, at) && code != "all" && code != "any" && code != "unknown" && code != "unsaid";
  });
  Grid made{.dimension = recent.dimension, .corner = recent.corner, .across = recent.across};
  for (std::size_t row = 0; row < recent.down.size(); ++row) {
    const auto is_told = [](const Row* cell) { return has_value(cell) || (cell != nullptr && cell->is_withheld); };
    if (!is_year(recent.down[row].code) && std::ranges::none_of(recent.cells[row], is_told)) continue;
    made.down.push_back(recent.down[row]);
    made.cells.push_back(recent.cells[row]);
  }
  return with_columns(made, has_value);
}

Grid largest(const Grid& grid, std::size_t most) {
  if (grid.down.size() <= most) return grid;
  std::vector<std::size_t> rows(grid.down.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  std::ranges::sort(rows, std::greater(), [&](std::size_t row) { return highest_of(grid.cells[row]); });
  rows.resize(most);
  std::ranges::sort(rows);
  Grid made{.dimension = grid.dimension, .corner = grid.corner, .across = grid.across};
  for (const std::size_t row : rows) {
    made.down.push_back(grid.down[row]);
    made.cells.push_back(grid.cells[row]);
  }
  return made;
}

Grid for_map(Grid grid) {
  const auto is_empty = [](const std::vector<const Row*>& row) {
    return std::ranges::all_of(row, [](const Row* cell) { return value_of(cell) <= 0; });
  };
  while (!grid.cells.empty() && is_empty(grid.cells.back())) {
    grid.cells.pop_back();
    grid.down.pop_back();
  }
  const auto first = std::ranges::find_if_not(grid.cells, is_empty) - grid.cells.begin();
  grid.cells.erase(grid.cells.begin(), grid.cells.begin() + first);
  grid.down.erase(grid.down.begin(), grid.down.begin() + first);
  const Grid made =
      with_columns(grid, [](const Row* cell) { return value_of(cell) > 0 || (cell != nullptr && cell->is_withheld); });
  return made.across.size() > 1 ? made : grid;
}

double value_of(const Row* row) {
  return row != nullptr && row->value ? *row->value : 0;
}

double highest_of(const std::vector<const Row*>& cells) {
  double most = 0;
  for (const Row* cell : cells) most = std::max(most, value_of(cell));
  return most;
}

double highest(const Grid& grid) {
  double most = 0;
  for (const auto& row : grid.cells) most = std::max(most, highest_of(row));
  return most;
}

}  // namespace onthaal::reports
