#include "features/reports/reports_narrowed.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"

namespace onthaal::reports {
namespace {

using measures::Row;
using measures::Table;

// As it stands in a sentence: without what explains it.
std::string_view name_of(const measures::Key& key) {
  return std::string_view(key.label).substr(0, key.label.find(" ("));
}

// How long the first sentence is; a name in quotes may look like the end of one.
std::size_t first_sentence(std::string_view text) {
  const auto is_in_quotes = [&](std::size_t at) {
    const auto opened = text.rfind("‘", at);
    return opened != text.npos && text.find("’", opened) > at;
  };
  std::size_t end = text.find(". ");
  while (end != text.npos && is_in_quotes(end)) end = text.find(". ", end + 1);
  return std::min(end, text.size());
}

std::string without_quoted(std::string text) {
  for (auto open = text.find("‘"); open != text.npos; open = text.find("‘", open))
    text.erase(open, text.find("’", open) - open);
  return text;
}

// Of what a table says the sentences about that key of a dimension, and about no other.
std::string about(const Table& table, std::size_t dimension, std::string_view key) {
  std::string kept;
  std::string_view rest = table.says;
  while (!rest.empty()) {
    const std::string_view sentence = rest.substr(0, first_sentence(rest));
    rest.remove_prefix(std::min(sentence.size() + 2, rest.size()));
    const std::string words = ascii_lower(without_quoted(std::string(sentence)));
    const auto is_told_rightly = [&](const Row& row) {
      const measures::Key& each = row.keys.at(dimension);
      return words.contains(ascii_lower(name_of(each))) == (each.code == key);
    };
    if (!std::ranges::all_of(table.rows, is_told_rightly)) continue;
    kept += (kept.empty() ? "" : " ") + std::string(sentence) + (sentence.ends_with('.') ? "" : ".");
  }
  return kept;
}

}  // namespace

Table narrowed(Table table, std::string_view dimension, std::string_view key) {
  const auto at = std::ranges::find(table.dimensions, dimension, &measures::Dimension::code);
  if (dimension.empty() || at == table.dimensions.end()) return table;
  const auto index = static_cast<std::size_t>(at - table.dimensions.begin());
  const auto is_wanted = [&](const Row& row) { return row.keys.at(index).code == key; };
  const auto first = std::ranges::find_if(table.rows, is_wanted);
  if (!std::ranges::all_of(table.rows, is_wanted)) table.says = about(table, index, key);
  if (first != table.rows.end()) {
    const std::string name(name_of(first->keys.at(index)));
    table.title = fmt::format("{} ({})", table.title.substr(0, table.title.find(" (")), name);
  }
  std::erase_if(table.rows, [&](const Row& row) { return !is_wanted(row); });
  return table;
}

std::vector<Shown> on_paper(std::vector<Shown> tables) {
  for (Shown& each : tables) {
    if (each.table.name != "volume") continue;
    std::erase_if(each.table.rows, [](const Row& row) {
      const std::string& code = row.keys.at(0).code;
      return code == "talks_only" || code == "second_unknown" || (code == "open" && row.n == 0) ||
             (!row.n && !row.is_withheld);
    });
    // How many talks there were stands beside those of other years.
    if (each.table.rows.size() == 1) each.table.rows.clear();
  }
  std::erase_if(tables, [](const Shown& each) { return !has_something(each.table); });
  return tables;
}

}  // namespace onthaal::reports
