#pragma once

#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace onthaal::measures {

// Somebody who has all tables of one answer writes down what is shown and what adds up to what, and solves it.
class Equations {
 public:
  using Terms = std::map<std::string, double>;

  void add(Terms terms, double sum) { rows_.emplace_back(std::move(terms), sum); }
  void know(const std::string& name, const std::optional<std::int64_t>& n) {
    if (n) add({{name, 1}}, static_cast<double>(*n));
  }
  // What has only one value.
  std::map<std::string, double> solve() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      auto& [terms, sum] = rows_[i];
      std::erase_if(terms, [](const auto& term) { return std::abs(term.second) < 1e-9; });
      if (terms.empty()) continue;
      const std::string pivot = terms.begin()->first;
      const double by = terms.begin()->second;
      for (auto& [_, factor] : terms) factor /= by;
      sum /= by;
      for (std::size_t other = 0; other < rows_.size(); ++other)
        if (other != i) subtract(rows_[other], rows_[i], pivot);
    }
    std::map<std::string, double> solved;
    for (const auto& [terms, sum] : rows_)
      if (terms.size() == 1) solved[terms.begin()->first] = sum / terms.begin()->second;
    return solved;
  }

 private:
  using Line = std::pair<Terms, double>;
  static void subtract(Line& from, const Line& line, const std::string& pivot) {
    const auto found = from.first.find(pivot);
    if (found == from.first.end()) return;
    const double times = found->second;
    for (const auto& [name, factor] : line.first) from.first[name] -= times * factor;
    from.second -= times * line.second;
    std::erase_if(from.first, [](const auto& term) { return std::abs(term.second) < 1e-9; });
  }
  std::vector<Line> rows_;
};

}  // namespace onthaal::measures
