#include "core/csv.h"
#include "features/hours/hours_store.h"
#include "features/hours/hours_wire.h"

namespace onthaal::hours {

std::string_view shipped_csv();  // hours.csv

// As the annual reports of 2021-2022 and 2022-2023 have them; docs/decisions/0012 says what they leave open.
Rules shipped() {
  Rules rules;
  const csv::Table table = csv::parse(shipped_csv()).value();
  for (const csv::Row& row : table.rows) {
    const auto& cells = row.cells;
    const Days days = cells[1] == "school" ? Days::school : Days::holiday;
    const Day from = parse_day(cells[2]).value();
    const auto until = parse_day(cells[3]);
    if (cells[0] == "override")
      rules.overrides.push_back({{}, days, from, until.value(), cells[5]});
    else
      rules.regimes.push_back({{}, days, parse_week(cells[4]).value(), from, until});
  }
  return rules;
}

void ship(Tx& tx, LineId line) {
  const Rules rules = shipped();
  for (const Regime& regime : rules.regimes) store::insert(tx, line, regime);
  for (const Override& days : rules.overrides) store::insert(tx, line, days, std::nullopt);
}

}  // namespace onthaal::hours
