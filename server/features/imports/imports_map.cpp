#include "features/imports/imports_map.h"

#include <toml++/toml.h>

#include <algorithm>

#include "core/text.h"

namespace onthaal::imports {
namespace {

// Takes the keys of a table one by one, and knows those that nobody asked for.
class Taking {
 public:
  Taking(const toml::table& table, std::string prefix, std::vector<FieldError>& mistakes)
      : table_(table), prefix_(std::move(prefix)), mistakes_(mistakes) {}

  const toml::node* find(std::string_view key) {
    asked_.emplace_back(key);
    return table_.get(key);
  }
  void mistake(std::string_view key, std::string_view problem) {
    mistakes_.push_back({prefix_ + std::string(key), std::string(problem)});
  }
  std::optional<std::string> text(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) return std::nullopt;
    return text_of(*node, key);
  }
  std::optional<std::string> text_of(const toml::node& node, std::string_view key) {
    if (const auto* told = node.as_string()) return std::string(trimmed(told->get()));
    mistake(key, "not_text");
    return std::nullopt;
  }
  void finish() {
    for (const auto& [key, node] : table_)
      if (std::ranges::find(asked_, key.str()) == asked_.end()) mistake(key.str(), "unknown_field");
  }

 private:
  const toml::table& table_;
  std::string prefix_;
  std::vector<FieldError>& mistakes_;
  std::vector<std::string> asked_;
};

std::vector<std::string> read_columns(Taking& take, Kind kind) {
  std::vector<std::string> columns;
  if (auto column = take.text("column")) columns.push_back(*std::move(column));
  const toml::node* node = take.find("columns");
  if (node == nullptr) return columns;
  const toml::array* list = node->as_array();
  const bool may_be_several = kind == Kind::names || kind == Kind::moment;
  if (list == nullptr || list->empty())
    take.mistake("columns", "not_a_list");
  else if (!may_be_several || !columns.empty())
    take.mistake("columns", "not_allowed");
  else
    for (const toml::node& each : *list)
      if (auto column = take.text_of(each, "columns")) columns.push_back(*std::move(column));
  return columns;
}

// What a word is translated into is checked here where the program knows the words; names are the line's.
bool is_target(const FieldRow& row, std::string_view target) {
  if (target == kIgnore || target.empty()) return true;
  if (row.kind == Kind::choice) return std::ranges::find(row.codes, target) != row.codes.end();
  return true;
}

void read_values(Taking& take, const FieldRow& row, Source& source) {
  const toml::node* node = take.find("values");
  if (node == nullptr) return;
  const toml::table* table = node->as_table();
  if (table == nullptr) return take.mistake("values", "not_an_object");
  for (const auto& [word, target] : *table) {
    const std::string key = "values." + std::string(word.str());
    const auto told = take.text_of(target, key);
    if (!told) continue;
    if (!is_target(row, *told)) take.mistake(key, "not_allowed");
    source.values.insert_or_assign(std::string(trimmed(word.str())), *told);
  }
}

Unit read_unit(Taking& take) {
  constexpr std::array<std::string_view, 4> kUnits{"seconds", "minutes", "clock", "moment"};
  const auto told = take.text("unit");
  const auto* const unit = std::ranges::find(kUnits, told.value_or("seconds"));
  if (unit != kUnits.end()) return static_cast<Unit>(unit - kUnits.begin());
  take.mistake("unit", "not_allowed");
  return Unit::seconds;
}

void read_moments(Taking& take, Map& map) {
  const auto zone = take.text("zone").value_or("Europe/Brussels");
  if (zone != "Europe/Brussels" && zone != "UTC") take.mistake("zone", "not_allowed");
  const auto format = take.text("format").value_or("iso");
  if (auto made = MomentFormat::parse(format, zone == "UTC" ? Zone::utc : Zone::brussels))
    map.moments = *std::move(made);
  else
    take.mistake("format", "not_allowed");
}

Source read_source(Taking& take, const FieldRow& row) {
  Source source{.columns = read_columns(take, row.kind), .always = {}, .separator = {}, .values = {}};
  if (row.kind != Kind::moment && row.kind != Kind::text) {
    source.always = take.text("always");
    read_values(take, row, source);
  }
  if (row.kind == Kind::names) source.separator = take.text("separator").value_or("");
  if (row.kind == Kind::length) source.unit = read_unit(take);
  if (source.always && !is_target(row, *source.always)) take.mistake("always", "not_allowed");
  if (source.columns.empty() == !source.always) take.mistake("column", source.always ? "not_allowed" : "required");
  return source;
}

void read_field(const FieldRow& row, const toml::node& node, Map& map, std::optional<Source>& into,
                std::vector<FieldError>& mistakes) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return mistakes.push_back({std::string(row.name), "not_an_object"});
  Taking take(*table, std::string(row.name) + ".", mistakes);
  into = read_source(take, row);
  if (row.kind == Kind::moment) read_moments(take, map);
  take.finish();
}

Result<Map> read_map(const toml::table& table) {
  Map map;
  std::vector<FieldError> mistakes;
  Taking take(table, "", mistakes);
  map.name = take.text("name").value_or("");
  const std::string separator = take.text("separator").value_or("");
  if (separator.size() > 1 || (!separator.empty() && separator != ";" && separator != ","))
    take.mistake("separator", "not_allowed");
  else if (!separator.empty())
    map.separator = separator.front();
  if (utf8_length(map.name).value_or(0) > 200) take.mistake("name", "too_long");
  for (std::size_t i = 0; i < kFields; ++i)
    if (const toml::node* node = take.find(row_of(static_cast<Field>(i)).name))
      read_field(row_of(static_cast<Field>(i)), *node, map, map.sources.at(i), mistakes);
  if (table.get("moment") == nullptr) take.mistake("moment", "required");
  take.finish();
  if (!mistakes.empty()) return std::unexpected(Error{Code::invalid, "the map is not right", std::move(mistakes)});
  return map;
}

}  // namespace

Result<Map> parse_map(std::string_view toml) {
  try {
    return read_map(toml::parse(toml));
  } catch (const toml::parse_error& error) {
    return fail(Code::malformed, "the map is not TOML, line " + std::to_string(error.source().begin.line) + ": " +
                                     std::string(error.description()));
  }
}

}  // namespace onthaal::imports
