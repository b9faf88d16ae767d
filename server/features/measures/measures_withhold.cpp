#include <algorithm>
#include <set>

#include "features/measures/measures_classes.h"
#include "features/measures/measures_few.h"
#include "features/measures/measures_small.h"

namespace onthaal::measures {
namespace {

class Withholding {
 public:
  Withholding(const Measure& measure, const Context& context, Draft& draft)
      : measure_(measure), context_(context), draft_(draft), rule_(measure, context.asked.filter) {}

  void run() {
    find_classes();
    find_small();
    if (is_of_hidden_pupils() || !protect()) {
      draft_.rows.clear();
      draft_.is_withheld = true;
      return;
    }
    hide_bases();
    hide_rows();
    std::erase_if(draft_.rows, [&](const DraftRow& row) { return is_left_out(row); });
    if (measure_.name == "themes") lose_rank(context_, draft_);
  }

 private:
  const Filter& filter() const { return context_.asked.filter; }
  bool measure_has(std::string_view dimension) const { return has_dimension(measure_, dimension); }
  std::string_view code(const DraftRow& row, std::string_view dimension) const { return rule_.code(row, dimension); }

  // Under a filter that narrows.
  void find_classes() {
    if (!filter().themes.empty() || filter().centre) classes_ = hidden_classes(context_);
  }
  // Of a class that is withheld nothing else is shown, not even a zero: what there is of it would tell how many it is.
  bool is_of_hidden_class(const DraftRow& row) const {
    if (row.row.source || !classes_.codes.contains(code(row, "who"))) return false;
    return !measure_has("year") || parse_year(code(row, "year")) == Period{filter().from, filter().until};
  }
  // Of pupils and parents there always is a row, and of all classes where they are told apart.
  bool is_left_out(const DraftRow& row) const {
    if (row.is_unseen) return true;
    return is_of_hidden_class(row) && measure_.name != "talks_by_who" && code(row, "who") != "pupil" &&
           code(row, "who") != "parent";
  }
  bool is_of_hidden_pupils() const {
    return classes_.has_pupils && std::ranges::any_of(draft_.sums, &DraftSum::is_of_pupils);
  }

  // All talks of a year, as several tables show them.
  bool is_of_hidden_year(const DraftRow& row) const {
    constexpr std::array<std::string_view, 3> kTables{"talks_by_year", "talks_definitions", "theme_by_year"};
    if (row.row.source || std::ranges::find(kTables, measure_.name) == kTables.end()) return false;
    if (measure_has("who") && code(row, "who") != "all") return false;
    const auto period = parse_year(row.row.keys.front().code);
    return period && years_.contains(year_number(period->from));
  }

  void find_small() {
    if (measure_has("year")) years_ = hidden_years(context_);
    for (const DraftRow& row : draft_.rows) {
      const bool is_hidden = row.is_hidden || rule_.is_small(row) || is_of_hidden_class(row) || is_of_hidden_year(row);
      const std::int64_t n = row.row.n.value_or(0);
      if (n > 0 && rule_.is_small(row)) small_.insert(cells_.size());
      cells_.push_back(
          {.n = n, .is_withheld = n > 0 && is_hidden, .is_fixed = row.is_shown_elsewhere, .is_first = row.is_beside});
      if (has_classes() && !is_of_hidden_class(row)) cells_.back().most = most_of(row);
    }
  }

  // Of a class.
  std::int64_t most_of(const DraftRow& row) const {
    const auto is_it = [&](std::size_t who) { return context_.who(who).code == code(row, "who"); };
    const auto* const who = std::ranges::find_if(kWhoInOrder, is_it);
    const auto of_class = context_.period().talks.at(who == kWhoInOrder.end() ? kAll : *who);
    return row.is_mean ? of_class : row.row.base.value_or(of_class);
  }

  // What the table does not show, but other tables may.
  suppress::Cell total_of(const DraftSum& sum, std::int64_t base) const {
    suppress::Cell cell{.n = sum.total.value_or(base)};
    if (!sum.is_shown_elsewhere && !sum.is_hidden) return cell;
    cell.is_fixed = true;
    const bool is_few_there = is_few(filter(), cell.n, sum.is_of_pupils, sum.rest);
    cell.is_withheld = cell.n > 0 && (sum.is_hidden || is_few_there);
    return cell;
  }

  bool protect() {
    std::vector<suppress::Sum> sums(draft_.sums.size());
    std::vector<bool> has_total(sums.size(), false);
    std::vector<std::int64_t> bases(sums.size(), 0);
    for (std::size_t i = 0; i < draft_.rows.size(); ++i) {
      const DraftRow& row = draft_.rows[i];
      if (!row.sum || row.row.source) continue;
      bases[*row.sum] = row.row.base.value_or(bases[*row.sum]);
      if (row.is_total) {
        sums[*row.sum].total = i;
        has_total[*row.sum] = true;
      } else {
        sums[*row.sum].cells.push_back(i);
      }
    }
    for (std::size_t sum = 0; sum < sums.size(); ++sum) {
      if (has_total[sum]) continue;
      sums[sum].total = cells_.size();
      if (!draft_.sums[sum].total) base_cells_[sum] = cells_.size();
      if (const auto whole = draft_.sums[sum].part_of) sums[*whole].cells.push_back(cells_.size());
      cells_.push_back(total_of(draft_.sums[sum], bases[sum]));
    }
    const auto all = has_classes() ? sums_of_classes(sums) : sums;
    const bool is_safe = suppress::protect(cells_, all);
    hide_means(sums, has_total);
    return is_safe || (measure_has("year") && has_classes() && leave_totals(all));
  }

  // Years do not add up: of one that cannot be shown safely no class is, only that there is something.
  bool leave_totals(const std::vector<suppress::Sum>& two_each) {
    const auto is_open = [&](std::size_t cell) {
      return cells_[cell].is_withheld && !suppress::is_safe(cells_, two_each, cell);
    };
    std::set<std::size_t> lost;
    for (std::size_t i = 0; i < two_each.size(); ++i)
      if (is_open(two_each[i].total) || std::ranges::any_of(two_each[i].cells, is_open)) lost.insert(i / 2);
    for (std::size_t i = 0; i < draft_.rows.size(); ++i) {
      DraftRow& row = draft_.rows[i];
      if (row.row.source || !row.sum || !lost.contains(*row.sum)) continue;
      row.is_unseen = !row.is_total;
      cells_[i].is_withheld = row.is_total && cells_[i].n > 0;
    }
    return true;
  }

  bool has_classes() const { return measure_has("who") && measure_.name != "sources"; }
  std::vector<suppress::Sum> sums_of_classes(const std::vector<suppress::Sum>& plain) {
    std::vector<suppress::Sum> sums;
    for (const suppress::Sum& each : plain) {
      std::array<std::optional<std::size_t>, kClasses> places{};
      for (const std::size_t cell : each.cells)
        for (std::size_t i = 0; i < kClasses; ++i)
          if (code(draft_.rows[cell], "who") == context_.who(kWhoInOrder.at(i)).code) places.at(i) = cell;
      add_classes(cells_, sums, places, each.total, !are_totals_shown(context_));
    }
    return sums;
  }

  // The mean of all, and those of all classes but one, would give that one.
  void hide_means(const std::vector<suppress::Sum>& sums, const std::vector<bool>& has_total) {
    for (std::size_t sum = 0; sum < sums.size(); ++sum) {
      const auto is_withheld = [&](std::size_t cell) { return cells_[cell].is_withheld; };
      if (has_total[sum] && draft_.rows[sums[sum].total].is_mean && std::ranges::any_of(sums[sum].cells, is_withheld))
        cells_[sums[sum].total].is_withheld = cells_[sums[sum].total].n > 0;
    }
  }

  void hide_bases() {
    std::set<std::size_t> without_base;
    for (const auto& [sum, cell] : base_cells_)
      if (cells_[cell].is_withheld) without_base.insert(sum);
    std::set<std::size_t> small;
    for (DraftRow& row : draft_.rows) {
      if (row.row.source || !row.row.base) continue;
      const bool is_hidden = rule_.has_small_base(row) || is_of_hidden_class(row) ||
                             (measure_.name == "talks_by_who" && classes_.has_base);
      if (is_hidden && row.sum) small.insert(*row.sum);
      if (is_hidden || is_in(without_base, row.sum)) hide_base(row);
    }
    for (DraftRow& row : draft_.rows)
      if (row.is_total && row.sum && small.contains(*row.sum)) hide_base(row);
  }
  bool is_in(const std::set<std::size_t>& sums, std::optional<std::size_t> sum) const {
    for (; sum; sum = draft_.sums[*sum].part_of)
      if (sums.contains(*sum)) return true;
    return false;
  }
  static void hide_base(DraftRow& row) {
    row.row.base.reset();
    if (row.row.n == 0) return;
    row.row.value.reset();
    if (row.is_mean) withhold(row.row);  // of which they are one number
  }
  static void withhold(Row& row) {
    row.is_withheld = true;
    row.n.reset();
    row.value.reset();
  }

  void hide_rows() {
    for (std::size_t i = 0; i < draft_.rows.size(); ++i) {
      Row& row = draft_.rows[i].row;
      if (!cells_[i].is_withheld && !(row.n && is_of_hidden_class(draft_.rows[i]))) continue;
      draft_.has_companion = draft_.has_companion || !small_.contains(i);
      withhold(row);
      if (draft_.rows[i].is_mean) row.base.reset();
    }
  }

  const Measure& measure_;
  const Context& context_;
  Draft& draft_;
  SmallNumbers rule_;
  HiddenClasses classes_;
  std::set<std::size_t> small_;  // cells that are withheld for themselves
  std::set<int> years_;
  std::vector<suppress::Cell> cells_;              // of the rows, and of what they add up to
  std::map<std::size_t, std::size_t> base_cells_;  // by sum
};

}  // namespace

void withhold(const Measure& measure, const Context& context, Draft& draft) {
  Withholding(measure, context, draft).run();
  withhold_means(measure, context, draft);
}

}  // namespace onthaal::measures
