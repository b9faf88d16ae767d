#include <algorithm>
#include <cmath>
#include <set>

#include "core/split.h"
#include "features/measures/measures_question.h"
#include "features/measures/measures_written.h"

namespace onthaal::measures {
namespace {

bool is_something(const Row& row) {
  return row.is_withheld || row.n.value_or(0) > 0 || row.base.value_or(0) > 0 || row.value.value_or(0) > 0 ||
         row.source;
}

bool is_named(const Row& row) {
  return is_something(row) && std::ranges::find(row.keys, "unknown", &Key::code) == row.keys.end();
}

// A place in a sentence: a code for each dimension, and what is told of the row that they name: n, base, value, the
// label of one of its keys (1, 2; in quotes: ‘1’, ‘2’), or how much more or less it is than the year before
// (change). Of a code: itself, `@year` and `@before` (the school year of the last day, and the one before), `@period`
// (the years or months that are in it; alone: together), `@theme` (that which is chosen, or any of those), `*` for the
// first row, `max` for those with the largest value, `sum` for all together. Of more than one with the largest value
// all are named, unless they are many; `ties` is how many. `{talks.n?was/were}` is a word by whether it is one. What
// stands behind a `~` says when it holds.
class Sentence {
 public:
  Sentence(const Table& table, const Context& context, bool has_companion)
      : table_(table), context_(context), question_(table, context), has_companion_(has_companion) {}

  std::optional<std::string> fill(std::string_view text) const {
    if (const std::size_t at = text.rfind('~'); at != text.npos) {
      if (!question_.holds(text.substr(at + 1))) return std::nullopt;
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

  struct Told {
    std::string text;
    double number = 0;
  };

  std::optional<std::string> place(std::string_view text) const {
    const std::size_t choice = text.find('?');
    Codes codes = split(text.substr(0, choice), '.');
    const std::string field = codes.back();
    codes.pop_back();
    const bool is_sum = std::ranges::find(codes, "sum") != codes.end() || codes == Codes{"@period"};
    const auto told = is_sum ? sum(codes) : tell(codes, field);
    if (!told) return std::nullopt;
    return choice == text.npos ? told->text : one_or_more(text.substr(choice + 1), told->number);
  }

  std::optional<Told> tell(const Codes& codes, const std::string& field) const {
    const std::vector<const Row*> rows = find(codes);
    if (rows.empty()) return std::nullopt;
    const Row& row = *rows.front();
    if (field == "ties") return Told{{}, static_cast<double>(rows.size())};
    if (field == "1" && codes.front() == "@year") return Told{question_.whole_year(row.keys.front().label)};
    if (field == "1" || field == "2") return names(rows, field == "1" ? 0 : 1, false);
    if (field == "‘1’" || field == "‘2’") return names(rows, field == "‘1’" ? 0 : 1, true);
    if (field == "change") return change(row, codes);
    if (field == "value") return row.value ? value(row) : std::nullopt;
    const auto told = field == "n" ? row.n : row.base;
    return told ? counted(*told) : std::nullopt;
  }

  std::optional<Told> counted(std::int64_t n) const {
    return Told{number(static_cast<double>(n), 0, context_.asked.language), static_cast<double>(n)};
  }

  std::optional<Told> value(const Row& row) const {
    auto text = written(*row.value, row.unit.value_or(table_.unit), context_.asked.language);
    return text ? std::optional(Told{std::move(*text), *row.value}) : std::nullopt;
  }

  // Nothing where they are many, or differ in more than that.
  std::optional<Told> names(const std::vector<const Row*>& rows, std::size_t key, bool is_quoted) const {
    constexpr std::size_t kMostNames = 3;
    std::set<std::string> other;
    std::vector<std::string> all;
    for (const Row* row : rows) {
      const std::string& name = row->keys[key].label;
      if (std::ranges::find(all, name) == all.end()) all.push_back(name);
      for (std::size_t at = 0; at < row->keys.size(); ++at)
        if (at != key) other.insert(std::to_string(at) + row->keys[at].code);
    }
    if (all.size() > kMostNames || (all.size() > 1 && other.size() >= rows.front()->keys.size())) return std::nullopt;
    const bool is_name = rows.front()->keys[key].code != "any";
    return Told{listed(std::move(all), is_quoted && is_name, context_.asked.language)};
  }

  bool is_like(const Row& row, const Codes& codes) const {
    if (codes.size() != row.keys.size()) return false;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const std::string& code = codes[i];
      if (code == "max" && row.keys[i].code == "none") return false;  // no name of anything
      if (code == "*" || code == "max" || code == "sum") continue;
      if (code == "@period" && !question_.is_in_period(row)) return false;
      if (code == "@period") continue;
      if (row.keys[i].code != question_.meant_by(code)) return false;
    }
    return true;
  }

  // Nothing is the most where what is withheld may be more. Of a centre less is withheld than any that is shown, unless
  // it is there to hide another.
  bool may_hide_more(const Codes& codes) const {
    if (table_.name == "centres" && !has_companion_) return false;
    return std::ranges::any_of(table_.rows, [&](const Row& row) { return row.is_withheld && is_like(row, codes); });
  }

  std::vector<const Row*> find(const Codes& codes) const {
    const bool is_max = std::ranges::find(codes, "max") != codes.end();
    if (is_max && codes.front() == "@period" && !question_.has_a_most()) return {};
    if (is_max || std::ranges::find(codes, "*") != codes.end())
      if (may_hide_more(codes)) return {};
    std::vector<const Row*> found;
    for (const Row& row : table_.rows) {
      if (row.is_withheld || !is_like(row, codes)) continue;
      if (!is_max) return {&row};
      const double value = row.value.value_or(0);
      if (value <= 0) continue;
      if (!found.empty() && value > *found.front()->value) found.clear();
      if (found.empty() || value == *found.front()->value) found.push_back(&row);
    }
    return found;
  }

  std::optional<Told> sum(const Codes& codes) const {
    std::int64_t sum = 0;
    for (const Row& row : table_.rows) {
      if (!is_like(row, codes)) continue;
      if (row.is_withheld) return std::nullopt;
      sum += row.n.value_or(0);
    }
    return sum == 0 ? std::nullopt : counted(sum);
  }

  // Not across a change of the definition.
  std::optional<Told> change(const Row& row, Codes codes) const {
    constexpr double kHardly = 0.0005;
    const Language language = context_.asked.language;
    std::ranges::replace(codes, "@year", "@before");
    const auto before = find(codes);
    if (before.empty() || question_.is_broken() || !row.n || before.front()->n.value_or(0) == 0) return std::nullopt;
    const std::int64_t then = *before.front()->n;
    const double share = static_cast<double>(*row.n - then) / static_cast<double>(then);
    if (std::abs(share) < kHardly) return Told{word(share == 0 ? "says.same" : "says.nearly", language)};
    std::string text = word(share > 0 ? "says.more" : "says.less", language);
    return Told{text.replace(text.find("{}"), 2, percent(std::abs(share), language))};
  }

  const Table& table_;
  const Context& context_;
  Question question_;
  bool has_companion_;
};

}  // namespace

std::string sentence(const Measure& measure, const Table& table, const Context& context, const Draft& draft) {
  const Language language = context.asked.language;
  const bool is_untold = draft.is_untold || Question(table, context).is_untold(measure);
  const char* const none = context.is_unknown(measure) ? "says.unknown" : is_untold ? "says.untold" : "says.nothing";
  if (std::ranges::none_of(table.rows, is_something)) return word(none, language);
  const Sentence place(table, context, draft.has_companion);
  for (const std::string& text : split(measure.says.in(language), '|'))
    if (auto filled = place.fill(text)) return *filled;
  if (context.is_unknown(measure)) return word("says.unknown", language);
  if (std::ranges::none_of(table.rows, is_named)) return word("says.untold", language);
  const auto withheld = std::ranges::count_if(table.rows, &Row::is_withheld);
  if (withheld == 0) return word("says.plain", language);
  return word(withheld == std::ssize(table.rows) ? "says.withheld" : "says.partly_withheld", language);
}

}  // namespace onthaal::measures
