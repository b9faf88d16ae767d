#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "features/measures/measures_tables.h"

namespace onthaal::measures {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.emplace_back(text.substr(0, at));
    if (at == text.npos) return parts;
    text.remove_prefix(at + 1);
  }
}

// 8813 to 8.813 in Dutch, 8,813 in English; a comma or a point before the digits behind it.
std::string number(double value, int digits, Language language) {
  std::string text = fmt::format("{:.{}f}", std::abs(value), digits);
  const std::size_t point = text.find('.');
  std::size_t at = point == text.npos ? text.size() : point;
  if (point != text.npos && language == Language::nl) text[point] = ',';
  for (; at > 3; at -= 3) text.insert(at - 3, language == Language::nl ? "." : ",");
  return (value < 0 ? "-" : "") + text;
}

std::string percent(double share, Language language) {
  return number(share * 100, std::abs(share) < 0.1 ? 1 : 0, language) + (language == Language::nl ? " %" : "%");
}

std::string duration(double seconds, Language language) {
  if (seconds < 90) return number(seconds, 0, language) + (language == Language::nl ? " seconden" : " seconds");
  return number(seconds / 60, 1, language) + (language == Language::nl ? " minuten" : " minutes");
}

std::string value_text(double value, Unit unit, Language language) {
  switch (unit) {
    case Unit::count:
      return number(value, std::floor(value) == value ? 0 : 1, language);
    case Unit::share:
      return percent(value, language);
    case Unit::seconds:
      return duration(value, language);
    case Unit::years:
      return number(value, 1, language) + (language == Language::nl ? " jaar" : " years");
    case Unit::stars:
      return number(value, 2, language);
    case Unit::hours:
      return number(value, std::floor(value) == value ? 0 : 1, language) +
             (language == Language::nl ? " uur" : " hours");
    case Unit::people:
      return number(value, 1, language);
  }
  return {};
}

// A place in a sentence: a code for each dimension, and what is told of the row that they name: n, base, value, label,
// the label of one of its keys (1, 2), or how much more or less it is than the year before (change). Of a code: itself,
// `@year` and `@before` (the school year of the last day, and the one before), `*` for the first row, `max` for the one
// with the largest value, `sum` for all together. What ends in `~break` is for years between which the definition
// changed, `~many` for operators of more than one system, `~none` where no theme is chosen.
class Sentence {
 public:
  Sentence(const Table& table, const Context& context, bool has_companion)
      : table_(table), context_(context), has_companion_(has_companion) {}

  std::optional<std::string> fill(std::string_view text) const {
    if (const std::size_t at = text.rfind('~'); at != text.npos) {
      if (!holds(text.substr(at + 1))) return std::nullopt;
      text = text.substr(0, at);
    }
    std::string filled;
    while (true) {
      const std::size_t open = text.find('{');
      filled += text.substr(0, open);
      if (open == text.npos) return filled;
      const std::size_t close = text.find('}', open);
      const auto told = place(text.substr(open + 1, close - open - 1));
      if (!told) return std::nullopt;
      filled += *told;
      text.remove_prefix(close + 1);
    }
  }

 private:
  using Codes = std::vector<std::string>;

  bool holds(std::string_view condition) const {
    if (condition == "break") return is_broken();
    if (condition == "many") return systems_of(context_) > 1;
    return condition == "none" && context_.asked.filter.themes.empty();
  }

  std::optional<std::string> place(std::string_view text) const {
    Codes codes = split(text, '.');
    const std::string field = codes.back();
    codes.pop_back();
    if (std::ranges::find(codes, "sum") != codes.end()) return sum(codes);
    const Row* row = find(codes);
    return row ? tell(*row, codes, field) : std::nullopt;
  }

  std::optional<std::string> tell(const Row& row, const Codes& codes, const std::string& field) const {
    const Language language = context_.asked.language;
    if (field == "label") return row.keys.at(0).label;
    if (field == "1" || field == "2") return row.keys.at(field == "1" ? 0 : 1).label;
    if (field == "change") return change(row, codes);
    const auto told = field == "n" ? row.n : field == "base" ? row.base : std::nullopt;
    if (told) return number(static_cast<double>(*told), 0, language);
    if (field != "value" || !row.value) return std::nullopt;
    return value_text(*row.value, row.unit.value_or(table_.unit), language);
  }

  bool is_like(const Row& row, const Codes& codes) const {
    if (codes.size() != row.keys.size()) return false;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const std::string& code = codes[i];
      if (code == "*" || code == "max" || code == "sum") continue;
      const int year = context_.last_year - (code == "@before" ? 1 : 0);
      if (row.keys[i].code != (code.starts_with('@') ? context_.year(year).code : code)) return false;
    }
    return true;
  }

  // Nothing is the most where what is withheld may be more. Of a centre less is withheld than any that is shown, unless
  // it is there to hide another.
  bool may_hide_more(const Codes& codes) const {
    if (table_.name == "centres" && !has_companion_) return false;
    return std::ranges::any_of(table_.rows, [&](const Row& row) { return row.is_withheld && is_like(row, codes); });
  }

  const Row* find(const Codes& codes) const {
    const bool is_max = std::ranges::find(codes, "max") != codes.end();
    if (is_max || std::ranges::find(codes, "*") != codes.end())
      if (may_hide_more(codes)) return nullptr;
    const Row* found = nullptr;
    for (const Row& row : table_.rows) {
      if (row.is_withheld || !is_like(row, codes)) continue;
      if (!is_max) return &row;
      if (row.value.value_or(0) > 0 && (!found || *row.value > *found->value)) found = &row;
    }
    return found;
  }

  std::optional<std::string> sum(const Codes& codes) const {
    std::int64_t sum = 0;
    for (const Row& row : table_.rows) {
      if (row.is_withheld) return std::nullopt;
      if (is_like(row, codes)) sum += row.n.value_or(0);
    }
    return sum == 0 ? std::nullopt : std::optional(number(static_cast<double>(sum), 0, context_.asked.language));
  }

  // Whether the definition changed between the two years that are compared.
  bool is_broken() const {
    return std::ranges::any_of(table_.breaks, [&](const std::string& day) {
      const auto changed = hours::parse_day(day);
      return changed && *changed > first_day(context_.last_year - 1) && *changed <= last_day(context_.last_year);
    });
  }

  // Not across a change of the definition.
  std::optional<std::string> change(const Row& row, Codes codes) const {
    const Language language = context_.asked.language;
    std::ranges::replace(codes, "@year", "@before");
    const Row* before = find(codes);
    if (!before || is_broken() || !row.n || before->n.value_or(0) == 0) return std::nullopt;
    const double share = static_cast<double>(*row.n - *before->n) / static_cast<double>(*before->n);
    if (share == 0) return word("says.same", language);
    std::string text = word(share > 0 ? "says.more" : "says.less", language);
    return text.replace(text.find("{}"), 2, percent(std::abs(share), language));
  }

  const Table& table_;
  const Context& context_;
  bool has_companion_;
};

}  // namespace

std::string sentence(const Measure& measure, const Table& table, const Context& context, bool has_companion) {
  const Language language = context.asked.language;
  const bool is_empty = std::ranges::all_of(
      table.rows, [](const Row& row) { return !row.is_withheld && row.n.value_or(0) == 0 && !row.source; });
  if (is_empty) return word("says.nothing", language);
  const Sentence place(table, context, has_companion);
  for (const std::string& text : split(measure.says.in(language), '|'))
    if (auto filled = place.fill(text)) return *filled;
  const bool has_withheld = std::ranges::any_of(table.rows, &Row::is_withheld);
  return word(has_withheld ? "says.withheld" : "says.plain", language);
}

}  // namespace onthaal::measures
