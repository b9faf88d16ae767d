#include <algorithm>

#include "core/csv.h"
#include "features/handovers/handovers_store.h"

namespace onthaal::handovers {

std::string_view shipped_csv();  // handovers.csv

namespace {

constexpr std::int64_t kTakeMinutes = 10;

std::vector<csv::Row> shipped() {
  return csv::parse(shipped_csv()).value().rows;
}

Example example_of(const std::vector<std::string>& cells) {
  Example example{.line = {cells[6], cells[0] + " (voorbeeld)"},
                  .about = cells[1],
                  .kept_days = std::stoll(cells[7]),
                  .themes = {},
                  .welcome = {cells[9], cells[10], cells[11]},
                  .privacy = {cells[12], cells[13], cells[14]}};
  for (std::string_view left = cells[8]; !left.empty();) {
    const std::size_t comma = left.find(',');
    example.themes.emplace_back(left.substr(0, comma));
    left.remove_prefix(comma == left.npos ? left.size() : comma + 1);
  }
  return example;
}

}  // namespace

// They are links, with addresses that these lines themselves make public. A coordinator changes them into a line of
// this server where that is there.
void ship(Tx& tx, LineId line) {
  for (const csv::Row& row : shipped())
    store::insert_partner(tx, line,
                          {.name = row.cells[0],
                           .about = row.cells[1],
                           .privacy = {row.cells[3], row.cells[4], row.cells[5]},
                           .target = std::nullopt,
                           .url = row.cells[2],
                           .take_minutes = kTakeMinutes});
}

std::vector<Example> examples() {
  std::vector<Example> all;
  for (const csv::Row& row : shipped()) all.push_back(example_of(row.cells));
  return all;
}

void add_example(Tx& tx, LineId line, const Example& example, LineId target) {
  const auto there = store::partners(tx.db, line);
  if (line == target || std::ranges::find(there, std::optional(target), &Partner::target) != there.end()) return;
  store::insert_partner(tx, line,
                        {.name = example.line.name,
                         .about = example.about,
                         .privacy = example.privacy,
                         .target = target,
                         .url = std::nullopt,
                         .take_minutes = kTakeMinutes});
}

}  // namespace onthaal::handovers
