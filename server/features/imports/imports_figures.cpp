#include "features/imports/imports_figures.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace onthaal::imports {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"09", "10", "11", "12", "01", "02",
                                                   "03", "04", "05", "06", "07", "08"};
constexpr std::array<std::string_view, 2> kDefinitions{"1", "2"};
constexpr std::array<std::string_view, 6> kWhos{"all", "pupil", "parent", "teacher", "other", "unknown"};

// The keys of a dimension; of themes those are the line's.
struct Keys {
  std::string_view dimension;
  std::span<const std::string_view> codes;
};
struct TableRow {
  std::string_view name;
  bool is_share;
  std::vector<Keys> keys;  // but for the year
};

const std::vector<TableRow>& tables() {
  static const std::vector<TableRow> all{
      {"talks_by_year", false, {}},
      {"talks_so_far", false, {}},
      {"talks_by_month", false, {{"month", kMonths}}},
      {"talks_definitions", false, {{"definition", kDefinitions}}},
      {"open_hours", false, {}},
      {"fake_by_year", true, {}},
      {"theme_by_year", true, {{"theme", {}}, {"who", kWhos}}},
  };
  return all;
}

bool has(const Keys& keys, std::string_view code, const Names& names) {
  if (keys.dimension == "theme") return names.find("theme", code).found != Names::Found::no;
  return std::ranges::find(keys.codes, code) != keys.codes.end();
}

// What stands before the next dot; `text` keeps the rest, and the dot.
std::string_view take_code(std::string_view& text) {
  const std::string_view code = text.substr(0, text.find('.'));
  text.remove_prefix(code.size());
  return code;
}

}  // namespace

std::optional<Figure> find_figure(std::string_view name, const Names& names) {
  const auto table = std::ranges::find(tables(), take_code(name), &TableRow::name);
  if (table == tables().end()) return std::nullopt;
  for (const Keys& keys : table->keys) {
    if (name.empty()) return std::nullopt;
    name.remove_prefix(1);
    if (!has(keys, take_code(name), names)) return std::nullopt;
  }
  if (!name.empty()) return std::nullopt;
  return Figure{table->is_share};
}

}  // namespace onthaal::imports
