#include "features/imports/imports_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/csv_cell.h"
#include "platform/json.h"

namespace onthaal::imports {
namespace {

constexpr std::size_t kMaxGroups = 1'000;
constexpr std::size_t kFirstRows = 5;
constexpr std::size_t kShownValue = 60;  // bytes

// No half character at its end.
std::string beginning(std::string_view value) {
  if (value.size() <= kShownValue) return std::string(value);
  std::size_t size = kShownValue;
  while (size > 0 && (static_cast<unsigned char>(value[size]) & 0xc0u) == 0x80u) --size;
  return std::string(value.substr(0, size)) + "...";
}

// What a map can do something about: those values are told one by one.
bool is_about_words(std::string_view reason) {
  return reason == "not_allowed" || reason == "unknown_name" || reason == "ambiguous";
}

}  // namespace

void RefusalReport::add(const Refusal& refusal) {
  const std::string value = is_about_words(refusal.reason) ? beginning(refusal.value) : std::string();
  Key key{refusal.column, std::string(refusal.reason), value};
  if (groups_.size() >= kMaxGroups && !groups_.contains(key)) key = {refusal.column, std::string(refusal.reason), ""};
  Group& group = groups_[key];
  ++group.rows;
  if (group.first.size() < kFirstRows) group.first.push_back(refusal.row);
}

std::vector<const RefusalReport::Item*> RefusalReport::sorted(std::size_t most) const {
  std::vector<const Item*> items;
  for (const Item& item : groups_) items.push_back(&item);
  std::ranges::sort(items, [](const Item* one, const Item* other) {
    if (one->second.rows != other->second.rows) return one->second.rows > other->second.rows;
    return one->first < other->first;
  });
  items.resize(std::min(items.size(), most));
  return items;
}

std::string RefusalReport::text(std::size_t lines) const {
  std::string out;
  for (const Item* item : sorted(lines)) {
    const auto& [column, reason, value] = item->first;
    const auto& [rows, first] = item->second;
    const std::string quoted = value.empty() ? "" : " \"" + value + "\"";
    out += fmt::format("{:>9}  {}: {}{}; row{} {}{}\n", rows, column.empty() ? "(the row)" : column, reason, quoted,
                       rows == 1 ? "" : "s", fmt::join(first, ", "),
                       static_cast<std::size_t>(rows) > first.size() ? " ..." : "");
  }
  if (groups_.size() > lines) out += fmt::format("{:>9}  other reasons\n", groups_.size() - lines);
  return out;
}

std::string RefusalReport::json(std::size_t items) const {
  std::vector<std::string> out;
  for (const Item* item : sorted(items)) {
    const auto& [column, reason, value] = item->first;
    out.push_back(json::Out()
                      .text("column", column)
                      .text("reason", reason)
                      .text("value", value)
                      .integer("rows", item->second.rows)
                      .raw("first", fmt::format("[{}]", fmt::join(item->second.first, ",")))
                      .str());
  }
  return json::list(out);
}

std::string refusal_heading() {
  return "row,column,reason,value\n";
}

std::string refusal_line(const Refusal& refusal) {
  return fmt::format("{},{},{},{}\n", refusal.row, csv::cell(refusal.column, ','), refusal.reason,
                     csv::cell(beginning(refusal.value), ','));
}

}  // namespace onthaal::imports
