#include "features/measures/measures.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "features/measures/measures_read.h"
#include "features/measures/measures_tables.h"

namespace onthaal::measures {
namespace {

Scope scope_of(const store::Terms& terms, const Asked& asked, std::optional<std::int64_t> centre) {
  Scope scope{.from = asked.filter.from,
              .until = asked.filter.until,
              .first_year = std::numeric_limits<int>::max(),
              .who = asked.filter.who,
              .themes = {},
              .centre = centre,
              .version = asked.filter.version,
              .domains = {}};
  for (const std::string& code : asked.filter.themes) {
    const auto found = std::ranges::find(terms.themes, code, [](const auto& theme) { return theme.second.code; });
    scope.themes.push_back(found == terms.themes.end() ? 0 : found->first);
  }
  const auto domains = domains_of(terms);
  for (const auto& [id, theme] : terms.themes)
    for (const std::string& domain : theme.domains)
      scope.domains[id] |= 1U << static_cast<unsigned>(std::distance(domains.begin(), domains.find(domain)));
  return scope;
}

}  // namespace

std::vector<Table> tables(const Snapshot& snapshot, LineId line, const Asked& asked) {
  const Reading reading(snapshot, line, asked);
  Facts facts;
  facts.terms = store::terms(snapshot.db, line, asked.language);
  // A centre that is not there is had by no talk.
  const auto centre = asked.filter.centre
                          ? std::optional(store::find_centre(snapshot.db, line, *asked.filter.centre).value_or(-1))
                          : std::nullopt;
  Scope scope = scope_of(facts.terms, asked, centre);
  reading.fill(scope, facts);
  const Context context{.asked = asked,
                        .scope = scope,
                        .facts = facts,
                        .last_year = year_number(asked.filter.until),
                        .last_day = hours::day_of(snapshot.now)};
  std::vector<Table> all;
  for (const std::string& name : asked.names) all.push_back(table_of(measure(name), context, snapshot.now));
  return all;
}

std::optional<std::int64_t> find_centre(db::Connection& db, LineId line, const Uuid& centre) {
  return store::find_centre(db, line, centre);
}

}  // namespace onthaal::measures
