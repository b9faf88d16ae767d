#include "platform/workbook_formats.h"

#include <array>
#include <stdexcept>

namespace onthaal::workbook {
namespace {

// Told apart by who cannot tell red from green (Okabe and Ito, darkened a little for white paper).
constexpr std::array<lxw_color_t, 6> kColours{0x0B6E6E, 0xD5762B, 0x3C6EB4, 0xA84D83, 0x6B6B6B, 0xB08A00};
constexpr lxw_color_t kInk = 0x1D2B2B;
constexpr lxw_color_t kSoft = 0xDCEFEC;
constexpr lxw_color_t kGrey = 0xD0D5D5;

lxw_format* number(lxw_workbook* book, const char* shown) {
  lxw_format* format = workbook_add_format(book);
  format_set_num_format(format, shown);
  return format;
}

std::uint8_t type_of(ChartKind kind) {
  switch (kind) {
    case ChartKind::bars:
      return LXW_CHART_BAR;
    case ChartKind::columns:
      return LXW_CHART_COLUMN;
    case ChartKind::lines:
      return LXW_CHART_LINE;
  }
  throw std::logic_error("a kind of chart");
}

void colour(lxw_chart_series* series, ChartKind kind, lxw_color_t colour) {
  if (kind == ChartKind::lines) {
    lxw_chart_line line{.color = colour, .width = 2.25F};
    chart_series_set_line(series, &line);
    return;
  }
  lxw_chart_fill fill{.color = colour};
  chart_series_set_fill(series, &fill);
}

// What begins with "=" would be a formula there.
std::string plain(const std::string& text) {
  return sound(text.starts_with('=') ? ' ' + text : text);
}

void set_axes(lxw_chart* chart, const Chart& wanted) {
  lxw_chart_line grid{.color = kGrey, .width = 0.5F};
  chart_axis_major_gridlines_set_line(chart->y_axis, &grid);
  if (wanted.kind == ChartKind::bars) {
    chart_axis_set_reverse(chart->y_axis);  // a table's first row on top
    chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
  }
  if (wanted.is_share) {
    lxw_chart_axis* values = wanted.kind == ChartKind::bars ? chart->x_axis : chart->y_axis;
    chart_axis_set_num_format(values, "0%");
  }
}

}  // namespace

std::string sound(std::string_view text) {
  std::string made(text);
  for (const std::string_view bad : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"})
    for (std::size_t at = made.find(bad); at != made.npos; at = made.find(bad, at)) made.replace(at, 3, "\xEF\xBF\xBD");
  return made;
}

Formats::Formats(lxw_workbook* book)
    : title(workbook_add_format(book)),
      heading(workbook_add_format(book)),
      note(workbook_add_format(book)),
      count(number(book, "#,##0")),
      decimal(number(book, "#,##0.00")),
      share(number(book, "0.00%")),
      date(number(book, "yyyy-mm-dd")) {
  format_set_bold(title);
  format_set_font_size(title, 14);
  format_set_font_color(title, kInk);
  format_set_bold(heading);
  format_set_bg_color(heading, kSoft);
  format_set_bottom(heading, LXW_BORDER_THIN);
  format_set_text_wrap(heading);
  format_set_font_size(note, 9);
  format_set_text_wrap(note);
  format_set_align(note, LXW_ALIGN_VERTICAL_TOP);
}

lxw_format* Formats::of(Look look) const {
  switch (look) {
    case Look::plain:
      return nullptr;
    case Look::title:
      return title;
    case Look::heading:
      return heading;
    case Look::note:
      return note;
  }
  throw std::logic_error("a look");
}

lxw_chart* draw(lxw_workbook* book, const char* sheet, const Chart& chart) {
  lxw_chart* drawn = workbook_add_chart(book, type_of(chart.kind));
  if (drawn == nullptr) throw std::runtime_error("no chart can be made");
  std::size_t number = 0;
  for (const Series& each : chart.series) {
    lxw_chart_series* series = chart_add_series(drawn, nullptr, nullptr);
    const auto& names = chart.categories;
    chart_series_set_categories(series, sheet, names.first_row, names.column, names.last_row, names.column);
    const auto& values = each.values;
    chart_series_set_values(series, sheet, values.first_row, values.column, values.last_row, values.column);
    chart_series_set_name(series, plain(each.name).c_str());
    colour(series, chart.kind, kColours.at(number++ % kColours.size()));
  }
  chart_title_set_name(drawn, plain(chart.title).c_str());
  if (chart.series.size() == 1)
    chart_legend_set_position(drawn, LXW_CHART_LEGEND_NONE);
  else
    chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
  set_axes(drawn, chart);
  return drawn;
}

}  // namespace onthaal::workbook
