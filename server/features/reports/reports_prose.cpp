#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "features/reports/reports_markup.h"
#include "features/reports/reports_page.h"
#include "features/reports/reports_wire.h"

namespace onthaal::reports {
namespace {

constexpr std::int64_t kFirstLevel = 2;  // a heading in a text stands under that of its chapter

std::string html_of(const boost::json::array& blocks, bool is_in_header);

std::string member(const boost::json::object& block, std::string_view name) {
  const auto* value = block.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

// Nothing: of that kind only what stands in it is shown.
std::string element_of(const boost::json::object& block, const std::string& kind) {
  if (kind == "paragraph") return "p";
  if (kind == "heading")
    return fmt::format("h{}", std::min<std::int64_t>(block.at("level").as_int64() + kFirstLevel, 6));
  if (kind == "list") return block.at("is_ordered").as_bool() ? "ol" : "ul";
  if (kind == "item") return "li";
  if (kind == "strong") return "strong";
  if (kind == "emph") return "em";
  if (kind == "block_quote") return "blockquote";
  if (kind == "table") return "table";
  if (kind == "table_row") return "tr";
  return {};
}

// On paper nobody can follow it: its address stands there, unless that is what it is called.
std::string link_to(const std::string& url, const std::string& inside) {
  const std::string address = escaped(url);
  const std::string printed = inside == address ? "" : fmt::format(R"(<span class="address"> ({})</span>)", address);
  return fmt::format(R"(<a href="{}">{}</a>{})", address, inside, printed);
}

std::string html_of(const boost::json::object& block, bool is_in_header) {
  const std::string kind = member(block, "kind");
  if (kind == "text" || kind == "blank") return escaped(member(block, "text"));
  if (kind == "code") return "<code>" + escaped(member(block, "text")) + "</code>";
  if (kind == "linebreak") return "<br>";
  if (kind == "thematic_break") return "<hr>";
  const bool is_header = block.contains("is_header") ? block.at("is_header").as_bool() : is_in_header;
  const auto* in = block.if_contains("in");
  const std::string inside = in != nullptr ? html_of(in->as_array(), is_header) : std::string();
  if (kind == "link") return link_to(member(block, "url"), inside);
  if (kind == "table_cell") return (is_in_header ? "<th scope=\"col\">" + inside + "</th>" : "<td>" + inside + "</td>");
  if (kind == "table_header") return "<thead><tr>" + inside + "</tr></thead>";
  const std::string element = element_of(block, kind);
  return element.empty() ? inside : fmt::format("<{0}>{1}</{0}>", element, inside);
}

std::string html_of(const boost::json::array& blocks, bool is_in_header) {
  std::string out;
  for (const auto& block : blocks) out += html_of(block.as_object(), is_in_header);
  return out;
}

}  // namespace

std::string prose_of(std::string_view markdown) {
  boost::json::parse_options options;
  options.max_depth = 100;
  return html_of(boost::json::parse(wire::blocks(markdown), {}, options).as_array(), false);
}

}  // namespace onthaal::reports
