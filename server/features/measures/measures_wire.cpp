#include <fmt/format.h>

#include <array>
#include <cmath>

#include "features/measures/measures.h"
#include "platform/json.h"

namespace onthaal::measures {
namespace {

std::string number(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "null";
}

// As many digits as it takes to read back the same; never an exponent of JavaScript's own.
std::string number(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? fmt::format("{}", *value) : "null";
}

std::string text_json(std::string_view text) {
  std::string out;
  json::append_quoted(out, text);
  return out;
}

std::string quoted_list(const std::vector<std::string>& texts) {
  std::vector<std::string> items;
  for (const std::string& text : texts) items.push_back(text_json(text));
  return json::list(items);
}

std::string json_of(const Row& row) {
  std::vector<std::string> keys;
  for (const Key& key : row.keys) keys.push_back(json::Out().text("code", key.code).text("label", key.label).str());
  json::Out out;
  out.raw("keys", json::list(keys))
      .raw("n", number(row.n))
      .raw("base", number(row.base))
      .raw("value", number(row.value))
      .boolean("withheld", row.is_withheld)
      .maybe_text("source", row.source);
  if (row.unit) out.text("unit", name_of(*row.unit));
  if (row.period) out.text("from", hours::day_text(row.period->from)).text("until", hours::day_text(row.period->until));
  if (row.definition) out.raw("definition", json_of(*row.definition));
  return std::move(out).str();
}

}  // namespace

std::string_view name_of(sheets::Who who) {
  static constexpr std::array<std::string_view, 5> kWho{"unknown", "pupil", "parent", "teacher", "other"};
  return kWho.at(static_cast<std::size_t>(who));
}

std::string json_of(const Definition& definition) {
  return json::Out()
      .text("name", definition.name)
      .integer("version", definition.version)
      .text("text", definition.text)
      .text("base", definition.base)
      .text("filter", definition.filter)
      .maybe_text("valid_from", definition.valid_from)
      .maybe_text("valid_until", definition.valid_until)
      .str();
}

std::string json_of(const Filter& filter) {
  return json::Out()
      .text("from", hours::day_text(filter.from))
      .text("until", hours::day_text(filter.until))
      .raw("who", filter.who ? text_json(name_of(*filter.who)) : "null")
      .raw("themes", quoted_list(filter.themes))
      .raw("centre", filter.centre ? text_json(filter.centre->text()) : "null")
      .raw("definition", filter.version ? std::to_string(*filter.version) : "null")
      .str();
}

std::string json_of(const Table& table) {
  std::vector<std::string> dimensions, rows, definitions;
  for (const Dimension& each : table.dimensions)
    dimensions.push_back(json::Out().text("code", each.code).text("label", each.label).str());
  for (const Row& row : table.rows) rows.push_back(json_of(row));
  for (const Definition& each : definitions_of(table)) definitions.push_back(json_of(each));
  return json::Out()
      .text("name", table.name)
      .text("title", table.title)
      .text("says", table.says)
      .text("unit", name_of(table.unit))
      .raw("definition", json_of(table.definition))
      .raw("definitions", json::list(definitions))
      .raw("filter", json_of(table.filter))
      .raw("dimensions", json::list(dimensions))
      .raw("rows", json::list(rows))
      .raw("breaks", quoted_list(table.breaks))
      .time("computed_at", table.computed_at)
      .str();
}

std::vector<Figure> figures_of(const std::vector<Table>& tables) {
  std::vector<Figure> figures;
  for (const Table& table : tables)
    for (const Row& row : table.rows) {
      std::string name = table.name;
      for (const Key& key : row.keys) name += "." + key.code;
      figures.push_back({std::move(name), &table, &row});
    }
  return figures;
}

}  // namespace onthaal::measures
