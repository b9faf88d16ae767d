#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "features/reports/reports_annual.h"

namespace onthaal::reports {

// screen_and_print: a page that stands by itself, with nothing to fetch; printed, it is a report on A4.
// document: plain HTML for a converter to a text processor's format.
enum class For : std::uint8_t { screen_and_print, document };
std::string page_of(const Annual& annual);
// Where the reader finds an SVG as a picture; empty: it is left out.
using Pictured = std::function<std::string(const std::string& svg)>;
std::string document_of(const Annual& annual, const Pictured& pictured);

// What a coordinator wrote, as HTML: the same blocks that the pages get, so no markup of anybody's comes through.
std::string prose_of(std::string_view markdown);
// In a style that the page and the reference documents have. Nothing of no words.
std::string paragraph(std::string_view style, std::string_view words, For reader);
// A table on paper, and what there is to know about it.
enum class Size : std::uint8_t { wide, narrow, sentence };
struct Printed {
  std::string html;
  Size size = Size::wide;
};
Printed table_of(const Shown& shown, const Annual& annual, For reader);

}  // namespace onthaal::reports
