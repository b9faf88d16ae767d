#include "platform/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "platform/json.h"

namespace onthaal::markdown {
namespace {

using Node = std::unique_ptr<cmark_node, decltype([](cmark_node* node) { cmark_node_free(node); })>;
using Parser = std::unique_ptr<cmark_parser, decltype([](cmark_parser* parser) { cmark_parser_free(parser); })>;

constexpr int kDeepest = 20;  // what nests deeper is not shown

// What modest is. cmark fills each row of a table to its full width, looks at every open list at every empty line, and
// at all of a paragraph again at each start of a table, "[" or "<".
constexpr std::size_t kMostLines = 2'000;
constexpr std::size_t kMostCells = 10'000;  // as if each line were a row of the widest table
constexpr std::ptrdiff_t kMostBars = 21;    // 20 columns
constexpr std::size_t kLongestMargin = 200;
constexpr int kMostTables = 100;
constexpr std::ptrdiff_t kMostOpened = 1'000;                    // "{{" too: what is filled in is longer than its name
constexpr std::string_view kMargin = " \t\v\f>-+*0123456789.)";  // before the words of a quotation or a list
constexpr std::string_view kTableStart = " \t\v\f>-+*0123456789.)|:";

std::string text_block(std::string_view text) {
  return json::Out().text("kind", "text").text("text", text).str();
}

// One text, or several with blanks between them.
void append_filled(std::vector<std::string>& items, std::string_view text, const Fill& fill) {
  std::string written;
  while (true) {
    const auto begin = text.find("{{");
    const auto end = begin == text.npos ? text.npos : text.find("}}", begin);
    if (end == text.npos) break;
    const std::string_view name = text.substr(begin + 2, end - begin - 2);
    written.append(text.substr(0, begin));
    if (const auto value = fill(name)) {
      written.append(*value);
    } else {
      if (!written.empty()) items.push_back(text_block(written));
      written.clear();
      items.push_back(json::Out().text("kind", "blank").text("text", name).str());
    }
    text.remove_prefix(end + 2);
  }
  written.append(text);
  if (!written.empty()) items.push_back(text_block(written));
}

bool is_safe(std::string_view url) {
  constexpr std::array<std::string_view, 4> kSchemes{"https://", "http://", "mailto:", "tel:"};
  return std::ranges::any_of(kSchemes, [&](std::string_view scheme) { return url.starts_with(scheme); });
}

std::string_view literal_of(cmark_node* node) {
  const char* literal = cmark_node_get_literal(node);
  return literal ? literal : "";
}

// HTML is what somebody typed, as any other text.
bool is_text(cmark_node* node) {
  const std::string_view kind = cmark_node_get_type_string(node);
  return kind == "text" || kind == "html_block" || kind == "html_inline";
}

std::string children(cmark_node* node, const Fill& fill, int depth);

std::string shown(cmark_node* node, const Fill& fill, int depth) {
  const std::string_view kind = cmark_node_get_type_string(node);
  if (kind == "code" || kind == "code_block")
    return json::Out().text("kind", "code").text("text", literal_of(node)).str();
  if (kind == "softbreak") return text_block(" ");
  json::Out out;
  const char* url = kind == "link" ? cmark_node_get_url(node) : nullptr;
  out.text("kind", kind == "link" && !is_safe(url) ? "plain" : kind);
  if (kind == "link" && is_safe(url)) out.text("url", url);
  if (kind == "heading") out.integer("level", cmark_node_get_heading_level(node));
  if (kind == "list") out.boolean("is_ordered", cmark_node_get_list_type(node) == CMARK_ORDERED_LIST);
  if (kind == "table_header" || kind == "table_row")
    out.boolean("is_header", cmark_gfm_extensions_get_table_row_is_header(node) != 0);
  return out.raw("in", children(node, fill, depth + 1)).str();
}

std::string children(cmark_node* node, const Fill& fill, int depth) {
  std::vector<std::string> items;
  if (depth == kDeepest) return json::list(items);
  for (cmark_node* each = cmark_node_first_child(node); each; each = cmark_node_next(each)) {
    if (is_text(each))
      append_filled(items, literal_of(each), fill);
    else
      items.push_back(shown(each, fill, depth));
  }
  return json::list(items);
}

}  // namespace

bool is_modest(std::string_view text) {
  if (std::ranges::count_if(text, [](char c) { return c == '[' || c == '<' || c == '{'; }) > kMostOpened) return false;
  std::size_t lines = 0;
  std::size_t widest = 1;
  int tables = 0;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    const std::size_t margin = std::min(line.find_first_not_of(kMargin), line.size());
    if (line.contains('-') && line.find_first_not_of(kTableStart) == line.npos) ++tables;
    const auto bars = std::ranges::count(line, '|');
    widest = std::max(widest, static_cast<std::size_t>(bars) + 1);
    if (++lines > kMostLines || tables > kMostTables || margin > kLongestMargin || bars > kMostBars ||
        lines * widest > kMostCells)
      return false;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return true;
}

std::string blocks(std::string_view text, const Fill& fill) {
  if (!is_modest(text))
    return json::list({json::Out().text("kind", "paragraph").raw("in", json::list({text_block(text)})).str()});
  static const bool is_ready = (cmark_gfm_core_extensions_ensure_registered(), true);
  if (!is_ready) return "[]";
  const Parser parser(cmark_parser_new(CMARK_OPT_VALIDATE_UTF8));
  cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension("table"));
  cmark_parser_feed(parser.get(), text.data(), text.size());
  const Node document(cmark_parser_finish(parser.get()));
  cmark_consolidate_text_nodes(document.get());
  return children(document.get(), fill, 0);
}

std::set<std::string> names(std::string_view text) {
  std::set<std::string> found;
  blocks(text, [&](std::string_view name) -> std::optional<std::string> {
    found.emplace(name);
    return std::nullopt;
  });
  return found;
}

}  // namespace onthaal::markdown
