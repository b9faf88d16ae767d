#include "features/guides/guides.h"

#include "core/csv.h"
#include "features/guides/guides_wire.h"

namespace onthaal::guides {

std::string_view shipped_csv();  // guides.csv

void ship(Tx& tx, LineId line) {
  const csv::Table table = csv::parse(shipped_csv()).value();
  for (const csv::Row& row : table.rows) {
    boost::json::object guide{{"is_step", false}};
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (table.columns[i] == "step")
        guide["is_step"] = row.cells[i] == "ja";
      else
        guide[table.columns[i]] = row.cells[i];
    }
    store::restore(tx, line, wire::parse_guide(guide).value());
  }
}

}  // namespace onthaal::guides
