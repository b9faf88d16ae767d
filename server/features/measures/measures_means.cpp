#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "features/measures/measures_tables.h"

namespace onthaal::measures {
namespace {

// Two numbers that are withheld are two unknowns; how many there are together and their mean would be two equations.
struct Spread {
  struct Cell {
    std::int64_t value, n;
    bool is_withheld;
  };
  std::vector<Cell> cells;
  bool is_base_withheld = false;

  bool is_whole() const { return !is_base_withheld && std::ranges::none_of(cells, &Cell::is_withheld); }
};

Spread spread_of(std::string_view table, const Context& context) {
  Draft draft = draft_of(measure(table), context);
  Spread spread;
  for (const DraftRow& row : draft.rows) {
    const std::string& code = row.row.keys.front().code;
    std::int64_t value = 0;
    if (std::from_chars(code.data(), code.data() + code.size(), value).ec != std::errc()) continue;
    spread.cells.push_back({value, row.row.n.value_or(0), false});
  }
  withhold(measure(table), context, draft);
  for (std::size_t i = 0; i < spread.cells.size(); ++i) {
    spread.cells[i].is_withheld = draft.is_withheld || draft.rows.at(i).row.is_withheld;
    spread.is_base_withheld = spread.is_base_withheld || draft.is_withheld || !draft.rows.at(i).row.base;
  }
  return spread;
}

// A mean in tenths, and the sums that it can be of.
std::int64_t tenths(std::int64_t sum, std::int64_t n) {
  return std::llround(static_cast<double>(sum) * 10 / static_cast<double>(n));
}
struct Range {
  std::int64_t least, most;
};
Range sums_of(std::int64_t sum, std::int64_t n) {
  Range range{sum, sum};
  while (tenths(range.least - 1, n) == tenths(sum, n)) --range.least;
  while (tenths(range.most + 1, n) == tenths(sum, n)) ++range.most;
  return range;
}

// Whether each withheld number can be another one, together with one more: still as many, and a sum in the range.
bool can_change(const Spread& spread, std::int64_t sum, const Range& range) {
  const auto can_move = [&](const Spread::Cell& cell, const Spread::Cell& other, int more) {
    const std::int64_t then = sum + more * (cell.value - other.value);
    return &cell != &other && other.is_withheld && cell.n + more >= 1 && other.n - more >= 1 && range.least <= then &&
           then <= range.most;
  };
  return std::ranges::all_of(spread.cells, [&](const Spread::Cell& cell) {
    return !cell.is_withheld || std::ranges::any_of(spread.cells, [&](const Spread::Cell& other) {
      return can_move(cell, other, 1) || can_move(cell, other, -1);
    });
  });
}

// Rows whose mean is of those that the spread is of, all together or in parts.
struct Means {
  std::vector<DraftRow*> parts;
  DraftRow* all = nullptr;
  std::int64_t others = 0;    // the sum of those in `all` that the spread is not of: known, to be on the safe side
  std::vector<Range> hidden;  // of parts that are withheld already: known as well
};

std::int64_t sum_of(const DraftRow& row) {
  return std::llround(row.row.value.value_or(0) * static_cast<double>(row.row.n.value_or(0)));
}

bool is_safe(const Means& means, const Spread& spread) {
  if (spread.is_base_withheld) return false;
  std::int64_t sum = 0;
  for (const Spread::Cell& cell : spread.cells) sum += cell.value * cell.n;
  Range range{0, 0};
  const auto add = [&](const Range& more) { range = {range.least + more.least, range.most + more.most}; };
  for (const Range& each : means.hidden) add(each);
  for (const DraftRow* row : means.parts) add(sums_of(sum_of(*row), *row->row.n));
  if (means.all) {
    const Range all = sums_of(sum_of(*means.all), *means.all->row.n);
    range = {std::max(range.least, all.least - means.others), std::min(range.most, all.most - means.others)};
  }
  return can_change(spread, sum, range);
}

// In tenths, and where that would still tell, first not of all together, then of no part.
void guard(Means means, const Spread& spread) {
  if (means.all && !is_safe(means, spread)) {
    hide(*means.all);
    means.all = nullptr;
  }
  if (!means.parts.empty() && !is_safe(means, spread)) {
    for (DraftRow* row : means.parts) hide(*row);
    means.parts.clear();
  }
  if (means.all) means.parts.push_back(means.all);
  for (DraftRow* row : means.parts) row->row.value = std::round(*row->row.value * 10) / 10;
}

bool is_asked(const Context& context, std::string_view table) {
  return std::ranges::find(context.asked.names, table) != context.asked.names.end();
}

class MeansOfTable {
 public:
  MeansOfTable(const Measure& measure, const Context& context, Draft& draft)
      : measure_(measure), context_(context), draft_(draft) {}

  // The ages are those of pupils alone; everybody together, less the others, would be pupils.
  void guard_ages(std::string_view statistic) {
    const Spread spread = spread_of("ages", context_);
    if (spread.is_whole()) return;
    const auto pupil = static_cast<std::size_t>(sheets::Who::pupil);
    Means means = means_of(statistic);
    means.others = context_.period().age[kAll].sum - context_.period().age[pupil].sum;
    std::erase_if(means.parts, [&](const DraftRow* row) { return row->row.keys.back().code != "pupil"; });
    if (means.all && means.parts.empty()) hide(*std::exchange(means.all, nullptr));
    guard(std::move(means), spread);
  }

  // Only beside the spread: published means of stars have two digits.
  void guard_stars(std::string_view statistic) {
    if (!is_asked(context_, "stars_spread")) return;
    const Spread spread = spread_of("stars_spread", context_);
    if (spread.is_whole()) return;
    Means means = means_of(statistic);
    for (std::size_t who = 0; who < kClasses; ++who) {
      const Mean& mean = context_.period().stars.at(who);
      const auto is_who = [&](const DraftRow* row) { return row->row.keys.back().code == context_.who(who).code; };
      if (std::ranges::none_of(means.parts, is_who)) means.hidden.push_back({mean.sum, mean.sum});
    }
    guard(std::move(means), spread);
  }

 private:
  Means means_of(std::string_view statistic) {
    Means means;
    for (DraftRow& row : draft_.rows) {
      if (!is_of(row, statistic) || !row.row.value) continue;
      if (row.row.keys.back().code == "all")
        means.all = &row;
      else
        means.parts.push_back(&row);
    }
    return means;
  }
  bool is_of(const DraftRow& row, std::string_view statistic) const {
    return measure_.dimensions.front() == "who" || row.row.keys.front().code == statistic;
  }

  const Measure& measure_;
  const Context& context_;
  Draft& draft_;
};

}  // namespace

void withhold_means(const Measure& measure, const Context& context, Draft& draft) {
  MeansOfTable means(measure, context, draft);
  if (measure.name == "mean_age" || measure.name == "theme_window") means.guard_ages("age");
  if (measure.name == "stars" || measure.name == "theme_window") means.guard_stars("stars");
}

}  // namespace onthaal::measures
