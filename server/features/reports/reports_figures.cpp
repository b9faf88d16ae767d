#include <set>
#include <tuple>

#include "features/reports/reports_files.h"
#include "features/reports/reports_grid.h"
#include "features/reports/reports_wire.h"
#include "platform/json.h"

namespace onthaal::reports {
namespace {

std::string figure_of(const std::string& name, const measures::Figure& figure) {
  const measures::Table& table = *figure.table;
  const measures::Row& row = *figure.row;
  const measures::Definition& definition = row.definition ? *row.definition : table.definition;
  measures::Filter filter = table.filter;
  if (row.period) std::tie(filter.from, filter.until) = std::tie(row.period->from, row.period->until);
  std::vector<std::string> definitions, breaks;
  for (const measures::Definition& each : measures::definitions_of(table))
    definitions.push_back(measures::json_of(each));
  for (const std::string& day : table.breaks) breaks.push_back('"' + day + '"');
  return json::Out()
      .text("name", name)
      .raw("value", wire::number(row.value))
      .raw("n", wire::number(row.n))
      .raw("base", wire::number(row.base))
      .text("unit", measures::name_of(row.unit.value_or(table.unit)))
      .boolean("withheld", row.is_withheld)
      .maybe_text("source", row.source)
      .raw("filter", measures::json_of(filter))
      .raw("definition", json::Out()
                             .text("name", definition.name)
                             .integer("version", definition.version)
                             .text("text", definition.text)
                             .text("base", definition.base)
                             .text("filter", definition.filter)
                             .str())
      .raw("definitions", json::list(definitions))
      .raw("breaks", json::list(breaks))
      .time("computed_at", table.computed_at)
      .str();
}

}  // namespace

std::string figures_file(const Annual& annual) {
  std::vector<std::string> figures, before;
  std::set<std::string> names;
  const auto add = [&](const std::vector<measures::Table>& tables, bool is_of_theme) {
    for (const measures::Figure& each : measures::figures_of(tables)) {
      std::string name = each.name;
      if (is_of_theme && !has_dimension(*each.table, "theme")) name += "@" + each.table->filter.themes.at(0);
      if (names.insert(name).second) figures.push_back(figure_of(name, each));
    }
  };
  add(annual.tables, false);
  add(annual.of_themes, true);
  for (const measures::Figure& each : measures::figures_of(annual.before)) before.push_back(figure_of(each.name, each));
  const std::string year_before = json::Out().text("year", annual.year_before).raw("figures", json::list(before)).str();
  return json::Out()
             .text("line", annual.line.slug)
             .text("year", annual.year)
             .time("computed_at", annual.computed_at)
             .maybe_text("origin", annual.origin)
             .raw("figures", json::list(figures))
             .raw("before", before.empty() ? "null" : year_before)
             .str() +
         "\n";
}

}  // namespace onthaal::reports
