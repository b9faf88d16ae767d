#include <algorithm>

#include "core/csv.h"
#include "features/terms/terms_store.h"
#include "features/terms/terms_wire.h"

namespace onthaal::terms {

std::string_view shipped_csv();  // terms.csv

namespace {

boost::json::object object_of(const std::vector<std::string>& cells) {
  boost::json::array domains;
  for (std::string_view left = cells[5]; !left.empty();) {
    const std::size_t comma = left.find(',');
    domains.emplace_back(left.substr(0, comma));
    left.remove_prefix(comma == left.npos ? left.size() : comma + 1);
  }
  boost::json::object term{{"kind", cells[0]},
                           {"code", cells[1]},
                           {"label", {{"nl", cells[2]}, {"nl-u", cells[3]}, {"en", cells[4]}}},
                           {"domains", domains},
                           {"heavy", cells[6] == "ja"},
                           {"from", cells[7]},
                           {"until", nullptr}};
  if (!cells[8].empty()) term["until"] = cells[8];
  return term;
}

}  // namespace

// Themes, outcomes and sources are those of the annual reports of 2021-2022 and 2022-2023; the topics are ours. The
// dates are ours too: CLBch@t began on 1 September 2016, and what is about COVID stands from March 2020 until the end
// of the last school year in which it was reported.
void ship(Tx& tx, LineId line) {
  ship(tx, line, {});
}

void ship(Tx& tx, LineId line, const std::vector<std::string>& themes) {
  const csv::Table table = csv::parse(shipped_csv()).value();
  for (const auto& [_, cells] : table.rows) {
    const bool is_left_out =
        cells[0] == "theme" && !themes.empty() && std::ranges::find(themes, cells[1]) == themes.end();
    if (!is_left_out) store::insert(tx, line, wire::parse_term(object_of(cells)).value());
  }
}

}  // namespace onthaal::terms
