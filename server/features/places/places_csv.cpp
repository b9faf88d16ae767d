#include "features/places/places_csv.h"

#include <algorithm>
#include <iterator>

#include "core/csv.h"
#include "core/text.h"
#include "features/places/places_wire.h"

namespace onthaal::places {
namespace {

constexpr std::string_view kColumns[] = {"name", "town", "phone", "url", "hours", "week", "about", "kind", "public"};

std::vector<FieldError> wrong_columns(const std::vector<std::string>& columns) {
  std::vector<FieldError> mistakes;
  if (std::ranges::find(columns, "name") == columns.end()) mistakes.push_back({"row 1.name", "required"});
  for (const std::string& column : columns)
    if (std::ranges::find(kColumns, column) == std::end(kColumns) || std::ranges::count(columns, column) > 1)
      mistakes.push_back({"row 1." + column, "unknown_field"});
  return mistakes;
}

boost::json::object object_of(const std::vector<std::string>& columns, const csv::Row& row) {
  boost::json::object place{{"kind", "centre"}, {"public", false}};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string_view cell = trimmed(row.cells[i]);
    if (cell.empty()) continue;
    if (columns[i] == "public" && (cell == "ja" || cell == "nee"))
      place["public"] = cell == "ja";
    else
      place[columns[i]] = cell;
  }
  return place;
}

}  // namespace

Result<std::vector<store::NewPlace>> parse_csv(std::string_view text) {
  const auto table = csv::parse(text);
  if (!table) return std::unexpected(table.error());
  std::vector<FieldError> mistakes = wrong_columns(table->columns);
  std::vector<store::NewPlace> places;
  for (const csv::Row& row : table->rows) {
    if (!mistakes.empty() && mistakes.front().field.starts_with("row 1.")) break;
    auto place = wire::parse_place(object_of(table->columns, row), "row " + std::to_string(row.number));
    if (place)
      places.push_back(*std::move(place));
    else
      std::ranges::move(place.error().fields, std::back_inserter(mistakes));
  }
  if (!mistakes.empty()) return std::unexpected(Error{Code::invalid, "nothing was imported", std::move(mistakes)});
  return places;
}

}  // namespace onthaal::places
