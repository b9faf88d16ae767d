#include "features/reports/reports_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "features/reports/reports_appendix.h"
#include "features/reports/reports_chart.h"
#include "features/reports/reports_markup.h"
#include "features/reports/reports_narrowed.h"
#include "features/reports/reports_notes.h"
#include "features/reports/reports_opening.h"
#include "features/reports/reports_page_style.h"
#include "features/reports/reports_told.h"

namespace onthaal::reports {
namespace {

// Whatever it holds, in quotes of a style sheet.
std::string css_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const bool is_plain = static_cast<unsigned char>(c) >= 0x80 || c == ' ' || (c >= '0' && c <= '9') ||
                          (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    out += is_plain ? std::string(1, c) : fmt::format("\\{:x} ", static_cast<unsigned>(c));
  }
  return out + "\"";
}

std::string page_rules(const Annual& annual) {
  const std::string foot = css_text(annual.line.name + ", jaarverslag " + annual.year);
  return fmt::format(
      "@page{{size:A4;margin:18mm 18mm 20mm;@bottom-left{{content:{0};{1}}}"
      "@bottom-right{{content:counter(page);{1}}}}}"
      "@page:first{{margin:0;@bottom-left{{content:none}}@bottom-right{{content:none}}}}",
      foot, fmt::format("font:8.5pt {};color:#475b60", kFont));
}

// Who reads it, and what it does with a chart.
struct Reader {
  For kind;
  const Pictured* pictured = nullptr;
  bool is_page() const { return kind == For::screen_and_print; }
};

std::string picture(const Shown& shown, const Reader& reader) {
  // On a page bars and colours stand in the table.
  const bool is_in_table = shown.drawn == Drawn::bars || shown.drawn == Drawn::heat;
  if (reader.is_page() && is_in_table) return {};
  const std::string chart = chart_of(shown.table, shown.drawn);
  if (chart.empty()) return {};
  if (reader.is_page()) return "<figure>" + chart + "</figure>";
  const std::string address = (*reader.pictured)(chart);
  if (address.empty()) return {};
  return fmt::format(R"(<p><img alt="{}" width="640" src="{}"></p>)", escaped(shown.table.title), address);
}

// Lines stay lines.
std::string lines_of(std::string_view text) {
  std::string out;
  for (const char c : escaped(text)) out += c == '\n' ? std::string("<br>") : std::string(1, c);
  return out;
}

std::string quote_of(const store::Quote& quote) {
  const std::string about = quote.about.empty() ? "" : "<footer>" + escaped(quote.about) + "</footer>";
  return fmt::format("<blockquote><p>{}</p>{}</blockquote>", lines_of(quote.text), about);
}

std::string prose_in(const Part& part) {
  if (!part.text || part.text->text.empty()) return {};
  return R"(<div class="prose">)" + prose_of(part.text->text) + "</div>";
}

Printed block_of(const Shown& shown, bool has_title, const Annual& annual, const Reader& reader) {
  std::string out = R"(<div class="block">)";
  if (has_title) out += "<h3>" + escaped(shown.table.title) + "</h3>";
  out += paragraph("says", shown.table.says, reader.kind);
  const std::string chart = picture(shown, reader);
  const Printed printed = table_of(shown, annual, reader.kind);
  return {out + chart + printed.html + "</div>", chart.empty() ? printed.size : Size::wide};
}

// On a page narrow tables that follow each other stand two by two, and so do sentences.
std::string in_pairs(const std::vector<Printed>& blocks, const Reader& reader) {
  std::string out;
  for (std::size_t at = 0; at < blocks.size(); ++at) {
    const Size size = reader.is_page() ? blocks[at].size : Size::wide;
    const bool is_pair = size != Size::wide && at + 1 < blocks.size() && blocks[at + 1].size == size;
    out += is_pair ? R"(<div class="pair">)" + blocks[at].html + blocks[at + 1].html + "</div>" : blocks[at].html;
    if (is_pair) ++at;
  }
  return out;
}

std::string section_of(const Part& part, const Annual& annual, const Reader& reader) {
  std::string out = fmt::format(R"(<section id="{}"><h2>{}</h2>)", part.chapter->code, part.chapter->title);
  if (part.chapter->code == "glance") out += glance_of(annual, reader.kind);
  out += prose_in(part);
  std::vector<Printed> blocks;
  for (const Shown& each : on_paper(part.tables))
    blocks.push_back(block_of(each, part.tables.size() > 1, annual, reader));
  out += in_pairs(blocks, reader);
  out += paragraph("note", notes_of(part), reader.kind);
  for (const store::Quote& quote : part.quotes) out += quote_of(quote);
  if (part.chapter->code == "appendix") out += appendix_of(annual);
  return out + "</section>\n";
}

std::string contents_of(const Annual& annual) {
  std::string out = "<nav><h2>Inhoud</h2><ol>";
  for (const Part& part : annual.parts)
    if (part.is_shown && part.chapter->code != "cover")
      out += fmt::format(R"(<li><a href="#{}">{}</a></li>)", part.chapter->code, part.chapter->title);
  return out + "</ol></nav>\n";
}

std::string whole_of(const Annual& annual, const Reader& reader) {
  const bool is_page = reader.is_page();
  std::string out = fmt::format("<!doctype html>\n<html lang=\"nl-BE\"><head><meta charset=\"utf-8\"><title>{}</title>",
                                escaped("Jaarverslag " + annual.line.name + " " + annual.year));
  if (is_page)
    out += fmt::format(
        "<meta name=\"viewport\" content=\"width=device-width\"><meta http-equiv=\"Content-Security-Policy\" "
        "content=\"default-src 'none'; style-src 'unsafe-inline'\"><style>{}{}</style>",
        kPageStyle, page_rules(annual));
  out += "</head><body>\n";
  for (const Part& part : annual.parts) {
    if (!part.is_shown) continue;
    if (part.chapter->code != "cover") {
      out += section_of(part, annual, reader);
      continue;
    }
    out += is_page ? cover_of(annual, part.chapter->title, prose_in(part)) + contents_of(annual) + "<main>\n"
                   : origin_of(annual) + prose_in(part);
  }
  return out + (is_page ? "</main>" : "") + "</body></html>\n";
}

}  // namespace

std::string page_of(const Annual& annual) {
  return whole_of(annual, {For::screen_and_print});
}

std::string document_of(const Annual& annual, const Pictured& pictured) {
  return whole_of(annual, {For::document, &pictured});
}

}  // namespace onthaal::reports
