#include "features/papers/papers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ranges>

#include "core/text.h"
#include "features/papers/papers_current.h"
#include "features/retention/retention.h"
#include "features/terms/terms.h"

namespace onthaal::papers {
namespace {

constexpr std::array<std::string_view, 9> kFactNames{"controller", "controller_address", "contact",
                                                     "dpo",        "dpo_contact",        "authority",
                                                     "hosting",    "legal_basis",        "confirmed_by"};
constexpr std::size_t kLongestFact = 200;  // characters

// Nothing where a line of it is not a fact.
std::optional<Facts> parse_facts(std::string_view text) {
  Facts facts;
  for (const auto part : std::views::split(text, '\n')) {
    const std::string_view line(part.begin(), part.end());
    if (line.empty()) continue;
    const auto colon = line.find(": ");
    if (colon == line.npos || std::ranges::find(kFactNames, line.substr(0, colon)) == kFactNames.end())
      return std::nullopt;
    const std::string_view value = line.substr(colon + 2);
    if (value.empty() || utf8_length(value).value_or(kLongestFact + 1) > kLongestFact) return std::nullopt;
    facts.insert_or_assign(std::string(line.substr(0, colon)), std::string(value));
  }
  return facts;
}

// "22 november 2026", in Brussels.
std::string day_told(Millis at, std::string_view language) {
  constexpr std::array<std::string_view, 12> kDutch{"januari",   "februari", "maart",    "april",
                                                    "mei",       "juni",     "juli",     "augustus",
                                                    "september", "oktober",  "november", "december"};
  constexpr std::array<std::string_view, 12> kEnglish{"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
  const std::string day = terms::day_of(at);  // "2026-11-22"
  const auto month = static_cast<std::size_t>(std::stoi(day.substr(5, 2)) - 1);
  return fmt::format("{} {} {}", std::stoi(day.substr(8, 2)), (language == "en" ? kEnglish : kDutch).at(month),
                     day.substr(0, 4));
}

Facts facts_of(db::Connection& db, LineId line, std::string_view language) {
  return parse_facts(current(db, line, {kFacts, language}).text).value_or(Facts{});
}

}  // namespace

bool is_facts(std::string_view text) {
  return parse_facts(text).has_value();
}

Current current(db::Connection& db, LineId line, const store::Which& which) {
  Current now{.editions = store::editions(db, which)};
  const auto versions = store::versions(db, line, which);
  if (!versions.empty()) {
    now.version = versions[0];
    now.number = versions[0].number;
    now.at = versions[0].at;
    now.text = store::text(db, line, which, now.number).value();
  } else if (!now.editions.empty()) {
    now.at = now.editions[0].at;
    now.text = store::shipped_text(db, which, now.editions[0].number).value();
  }
  return now;
}

Known::Known(db::Connection& db, const lines::Line& line)
    : same_{{"helpline", line.name}}, nl_(facts_of(db, line.id, "nl")), en_(facts_of(db, line.id, "en")) {
  for (const retention::Kind& kind : retention::kinds())
    same_.emplace(fmt::format("days_{}", kind.name), std::to_string(retention::days_of(db, line.id, kind.name)));
}

markdown::Fill Known::filling(std::string_view language, Millis at) const {
  Facts facts = same_;
  facts.emplace("date", day_told(at, language));
  for (const Facts& own : language == "en" ? std::array{en_, nl_} : std::array{nl_, en_})
    facts.insert(own.begin(), own.end());
  return [facts = std::move(facts)](std::string_view name) -> std::optional<std::string> {
    const auto found = facts.find(name);
    return found == facts.end() ? std::nullopt : std::optional(found->second);
  };
}

void ship(Tx& tx, std::span<const Shipped> papers) {
  for (const Shipped& paper : papers) {
    const store::Which which{paper.name, paper.language};
    const auto editions = store::editions(tx.db, which);
    const std::int64_t number = editions.empty() ? 0 : editions[0].number;
    if (number > 0 && store::shipped_text(tx.db, which, number) == paper.text) continue;
    store::insert_edition(tx, which, {number + 1, tx.now}, paper.text);
  }
}

}  // namespace onthaal::papers
