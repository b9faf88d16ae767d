#include <algorithm>

#include "features/reports/reports_files.h"
#include "features/reports/reports_sheet.h"

namespace onthaal::reports {
namespace {

using measures::Table;
using workbook::Look;

Shown shown_of(const Annual& annual, const Table& table) {
  Shown made{table, std::nullopt, Drawn::table};
  const auto before = std::ranges::find(annual.before, table.name, &Table::name);
  if (before != annual.before.end()) made.before = *before;
  for (const Part& part : annual.parts)
    for (const Shown& shown : part.tables)
      if (shown.table.name == table.name) made.drawn = shown.drawn;
  return made;
}

void write_contents(workbook::Sheet& sheet, const Annual& annual) {
  constexpr std::uint32_t kHeads = 3;
  sheet.set(0, 0, std::string_view("Jaarverslag " + annual.line.name + " " + annual.year), Look::title);
  if (annual.origin) sheet.set(1, 0, std::string_view(*annual.origin));
  std::vector<std::string_view> heads{"In één oogopslag", annual.year, "Eenheid", "Aantal", "Van"};
  if (std::ranges::any_of(annual.glance, [](const Told& told) { return told.before.has_value(); }))
    heads.insert(heads.end(), {annual.year_before, "Aantal", "Van"});
  std::uint16_t column = 0;
  for (const std::string_view head : heads) {
    sheet.width(column, column == 0 ? 38 : 12);
    sheet.set(kHeads, column++, head, Look::heading);
  }
  std::uint32_t at = kHeads;
  for (const Told& told : annual.glance) {
    ++at;
    sheet.set(at, 0, std::string_view(told.label));
    sheet.set(at, 1, value_cell(told.unit, &told.row));
    sheet.set(at, 2, unit_name(told.unit));
    sheet.set(at, 3, count_cell(told.row.n));
    sheet.set(at, 4, count_cell(told.row.base));
    if (!told.before) continue;
    sheet.set(at, 5, value_cell(told.unit, &*told.before));
    sheet.set(at, 6, count_cell(told.before->n));
    sheet.set(at, 7, count_cell(told.before->base));
  }
}

}  // namespace

Result<std::string> workbook_file(const Annual& annual) {
  workbook::Book book("Jaarverslag " + annual.line.name + " " + annual.year);
  write_contents(book.add("Overzicht"), annual);
  const auto add = [&](const Table& table, const std::string& name) {
    write_sheet(book.add(name), shown_of(annual, table));
  };
  for (const Table& table : annual.tables) add(table, table.name);
  // Not as long as a name of a sheet may be: "zelfmoordgedachten by_year".
  for (const Table& table : annual.of_themes)
    add(table, table.filter.themes.at(0) + " " + table.name.substr(std::string_view("theme_").size()));
  return book.bytes();
}

}  // namespace onthaal::reports
