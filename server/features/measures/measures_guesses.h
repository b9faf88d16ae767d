#pragma once

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace onthaal::measures {

// Somebody who has all tables of one answer writes down what is shown and what adds up to what, and tries all numbers
// that agree with it. The test knows the true ones (0 where it names none), and looks for others near to them first.
class Guesses {
 public:
  using Numbers = std::map<std::string, std::int64_t>;

  explicit Guesses(const Numbers& truth) : truth_(truth) {}

  // Names times factors; together from the least to the most.
  void add(const Numbers& terms, std::int64_t least, std::int64_t most) {
    Line line{.terms = {}, .least = least, .most = most};
    for (const auto& [name, factor] : terms) {
      line.terms.emplace_back(place_of(name), factor);
      lines_of_[line.terms.back().first].push_back(lines_.size());
    }
    lines_.push_back(std::move(line));
  }
  void add(const Numbers& terms, std::int64_t sum = 0) { add(terms, sum, sum); }
  void know(const std::string& name, const std::optional<std::int64_t>& n) {
    if (n) add({{name, 1}}, *n);
  }
  void know_at_least(const std::string& name, std::int64_t least) { add({{name, 1}}, least, kMost); }
  void know_within(const std::string& part, const std::string& whole) { add({{whole, 1}, {part, -1}}, 0, kMost); }

  // What is written down that is not so: the test misreads the tables.
  std::vector<std::string> untrue() const {
    std::vector<std::string> names;
    for (const Line& line : lines_)
      if (!holds(line, true_))
        for (const auto& term : line.terms) names.push_back(names_.at(term.first));
    return names;
  }

  // Which of these can only be one number.
  std::set<std::string> found(const std::set<std::string>& names) {
    Ranges ranges(names_.size());
    std::set<std::string> found;
    if (!narrow(ranges, all_lines())) return found;
    std::vector<bool> is_open(names_.size(), false);
    for (const std::string& name : names) {
      const auto place = places_.find(name);
      if (place == places_.end() || is_open[place->second]) continue;
      if (!has_another(ranges, place->second, is_open)) found.insert(name);
    }
    return found;
  }
  // How often it took too long to say: counted as not found.
  int given_up() const { return given_up_; }

 private:
  static constexpr std::int64_t kMost = 100'000;
  static constexpr int kMostTries = 400;
  struct Range {
    std::int64_t least = 0, most = kMost;
    bool operator==(const Range&) const = default;
  };
  using Ranges = std::vector<Range>;
  struct Line {
    std::vector<std::pair<std::size_t, std::int64_t>> terms;
    std::int64_t least, most;
  };

  static bool holds(const Line& line, const std::vector<std::int64_t>& values) {
    std::int64_t sum = 0;
    for (const auto& [number, factor] : line.terms) sum += factor * values[number];
    return line.least <= sum && sum <= line.most;
  }
  std::size_t place_of(const std::string& name) {
    const auto [place, is_new] = places_.emplace(name, names_.size());
    if (is_new) {
      names_.push_back(name);
      lines_of_.emplace_back();
      true_.push_back(truth_.contains(name) ? truth_.at(name) : 0);
    }
    return place->second;
  }
  std::vector<std::size_t> all_lines() const {
    std::vector<std::size_t> all(lines_.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
  }

  bool has_another(const Ranges& ranges, std::size_t number, std::vector<bool>& is_open) {
    for (const std::int64_t far : {std::int64_t{2}, std::int64_t{6}, kMost}) {
      const bool is_last = far == kMost;
      Ranges near = ranges;
      for (std::size_t i = 0; i < near.size(); ++i)
        near[i] = {std::max(near[i].least, true_[i] - far), std::min(near[i].most, true_[i] + far)};
      for (const Range& other :
           {Range{true_[number] + 1, near[number].most}, {near[number].least, true_[number] - 1}}) {
        Ranges tried = near;
        tried[number] = other;
        int tries = kMostTries;
        if (other.least > other.most || !narrow(tried, all_lines())) continue;
        if (const auto values = solve(tried, tries)) {
          for (std::size_t i = 0; i < true_.size(); ++i) is_open[i] = is_open[i] || values->at(i) != true_[i];
          return true;
        }
        if (!is_last || tries > 0) continue;
        ++given_up_;
        return true;
      }
    }
    return false;
  }

  // What each number can be, by what the others can be. False: nothing.
  bool narrow(Ranges& ranges, std::vector<std::size_t> todo) const {
    while (!todo.empty()) {
      const Line& line = lines_[todo.back()];
      todo.pop_back();
      std::int64_t least = 0, most = 0;
      const auto times = [&](std::size_t number, std::int64_t factor) {
        const Range& range = ranges[number];
        return factor > 0 ? Range{factor * range.least, factor * range.most}
                          : Range{factor * range.most, factor * range.least};
      };
      for (const auto& [number, factor] : line.terms) {
        least += times(number, factor).least;
        most += times(number, factor).most;
      }
      for (const auto& [number, factor] : line.terms) {
        const Range before = ranges[number], mine = times(number, factor);
        Range& range = ranges[number];
        const std::int64_t low = line.least - (most - mine.most), high = line.most - (least - mine.least);
        range.least = std::max(range.least, factor > 0 ? up(low, factor) : up(-high, -factor));
        range.most = std::min(range.most, factor > 0 ? down(high, factor) : down(-low, -factor));
        if (range.least > range.most) return false;
        if (range == before) continue;
        least += times(number, factor).least - mine.least;
        most += times(number, factor).most - mine.most;
        todo.insert(todo.end(), lines_of_[number].begin(), lines_of_[number].end());
      }
    }
    return true;
  }
  static std::int64_t down(std::int64_t n, std::int64_t by) { return n >= 0 ? n / by : -((by - 1 - n) / by); }
  static std::int64_t up(std::int64_t n, std::int64_t by) { return -down(-n, by); }

  // All as near to the true ones as they can be; where these do not add up, one of them is another.
  std::optional<std::vector<std::int64_t>> solve(const Ranges& ranges, int& tries) const {
    if (--tries < 0) return std::nullopt;
    std::vector<std::int64_t> values;
    for (std::size_t i = 0; i < ranges.size(); ++i)
      values.push_back(std::clamp(true_[i], ranges[i].least, ranges[i].most));
    const auto wrong = std::ranges::find_if(lines_, [&](const Line& line) { return !holds(line, values); });
    if (wrong == lines_.end()) return values;
    std::optional<std::size_t> next;
    const auto size = [&](std::size_t number) { return ranges[number].most - ranges[number].least; };
    for (const auto& [number, _] : wrong->terms)
      if (size(number) > 0 && (!next || size(number) < size(*next))) next = number;
    if (!next) return std::nullopt;
    const Range range = ranges[*next];
    const std::int64_t near = values[*next];
    for (const Range& some : {Range{near, near}, {range.least, near - 1}, {near + 1, range.most}}) {
      Ranges tried = ranges;
      tried[*next] = some;
      if (some.least > some.most || !narrow(tried, lines_of_[*next])) continue;
      if (auto found = solve(tried, tries)) return found;
    }
    return std::nullopt;
  }

  const Numbers& truth_;
  std::map<std::string, std::size_t> places_;
  std::vector<std::string> names_;
  std::vector<std::int64_t> true_;
  std::vector<Line> lines_;
  std::vector<std::vector<std::size_t>> lines_of_;
  int given_up_ = 0;
};

}  // namespace onthaal::measures
