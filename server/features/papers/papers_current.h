#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "features/papers/papers_store.h"
#include "platform/markdown.h"

// What holds now: the text that is in force, and what stands in its {{braces}}.
namespace onthaal::papers {

using Facts = std::map<std::string, std::string, std::less<>>;

// What a line tells of itself, once for all its papers of a language: kept like a paper, a line of text `name: value`
// each.
inline constexpr std::string_view kFacts = "facts";
bool is_facts(std::string_view text);  // only known names, each with a value

struct Current {
  std::int64_t number = 0;  // 0: what is shipped
  std::optional<store::Version> version;
  std::vector<store::Edition> editions;  // what was shipped: empty for facts, and where there is no such paper
  std::string text;
  Millis at = 0;
  // An upgrade brought another text than the one that who published saw.
  bool is_behind() const { return version && !editions.empty() && version->shipped != editions[0].number; }
};
Current current(db::Connection& db, LineId line, const store::Which& which);

// What stands in the {{braces}} of any paper of a line: looked up once.
class Known {
 public:
  Known(db::Connection& db, const lines::Line& line);
  // Name of the line, periods, the day since when it holds, and the facts; those of Dutch where English ones are not
  // there, and the other way round. Outlives this.
  markdown::Fill filling(std::string_view language, Millis at) const;

 private:
  Facts same_, nl_, en_;
};

}  // namespace onthaal::papers
