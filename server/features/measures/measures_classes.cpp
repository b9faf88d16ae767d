#include "features/measures/measures_classes.h"

#include <algorithm>

#include "features/measures/measures_few.h"

namespace onthaal::measures {

bool are_totals_shown(const Context& context) {
  const Filter& filter = context.asked.filter;
  const auto is_narrowed = [&](std::string_view what) {
    return what == "theme" ? !filter.themes.empty() : what == "centre" && filter.centre.has_value();
  };
  return std::ranges::any_of(context.asked.names, [&](const std::string& name) {
    const Measure& each = measure(name);
    return !has_dimension(each, "who") && std::ranges::any_of(each.filters, is_narrowed);
  });
}

std::size_t add_classes(std::vector<suppress::Cell>& cells, std::vector<suppress::Sum>& sums,
                        const std::array<std::optional<std::size_t>, kClasses>& places, std::size_t total,
                        bool is_total_first) {
  const std::size_t base = cells.size();
  cells.emplace_back();
  suppress::Sum two{.cells = {}, .total = base, .is_total_first = true};
  suppress::Sum all{.cells = {base}, .total = total, .is_total_first = is_total_first};
  for (std::size_t i = 0; i < kClasses; ++i) {
    if (!places.at(i)) continue;
    const std::size_t cell = *places.at(i);
    if (i < 2) cells[base].n += cells[cell].n;
    (i < 2 ? two : all).cells.push_back(cell);
    if (is_total_first && cells[cell].is_withheld) cells[total].is_withheld = cells[total].n > 0;
  }
  sums.push_back(std::move(two));
  sums.push_back(std::move(all));
  return base;
}

HiddenClasses hidden_classes(const Context& context) {
  std::vector<suppress::Cell> cells;
  std::vector<suppress::Sum> sums;
  std::array<std::optional<std::size_t>, kClasses> places{};
  for (std::size_t i = 0; i < kClasses; ++i) {
    const std::size_t who = kWhoInOrder.at(i);
    const std::int64_t n = context.period().talks.at(who);
    places.at(i) = i;
    cells.push_back({n, (who != 0 || context.asked.filter.centre) && is_few(context.asked.filter, n, true)});
  }
  const std::int64_t all = context.period().talks[kAll];
  cells.push_back({all, is_few(context.asked.filter, all, false)});
  const std::size_t base = add_classes(cells, sums, places, kClasses, !are_totals_shown(context));
  cells[base].is_withheld = is_few(context.asked.filter, cells[base].n, true);
  const bool is_safe = suppress::protect(cells, sums);
  HiddenClasses hidden{
      .codes = {}, .has_base = cells[base].is_withheld, .has_pupils = cells[0].is_withheld || !is_safe};
  for (std::size_t i = 0; i < kClasses; ++i)
    if (cells[i].is_withheld || (cells[i].n > 0 && !is_safe)) hidden.codes.insert(context.who(kWhoInOrder.at(i)).code);
  return hidden;
}

void lose_rank(const Context& context, Draft& draft) {
  std::vector<DraftRow> ranked;
  for (const std::size_t who : kWhoInOrder) {
    std::multimap<std::string, DraftRow> hidden;
    for (DraftRow& row : draft.rows) {
      if (row.row.keys.back().code != context.who(who).code) continue;
      if (row.row.is_withheld)
        hidden.emplace(row.row.keys.front().label, row);
      else
        ranked.push_back(row);
    }
    for (auto& [_, row] : hidden) ranked.push_back(std::move(row));
  }
  draft.rows = std::move(ranked);
}

}  // namespace onthaal::measures
