#include "features/reports/reports_opening.h"

#include <fmt/format.h>

#include <algorithm>

#include "features/reports/reports_grid.h"
#include "features/reports/reports_markup.h"
#include "features/reports/reports_told.h"

namespace onthaal::reports {
namespace {

bool is_mean(measures::Unit unit) {
  using enum measures::Unit;
  return unit != count && unit != share && unit != hours;
}

std::string told_before(const Told& told, const Annual& annual) {
  if (!told.before) return {};
  const measures::Row& row = *told.before;
  const std::string out = annual.year_before + ": " + told::value(told.unit, row.value.value_or(0));
  if (told.unit == measures::Unit::share && row.base) return out + " van\u00a0" + told::count(*row.base);
  return is_mean(told.unit) && row.n ? out + ", n\u00a0=\u00a0" + told::count(*row.n) : out;
}

std::string told_now(const Told& told) {
  return told.row.is_withheld ? "n.g." : told::value(told.unit, told.row.value.value_or(0));
}

// What a share or a mean is of.
std::string told_of(const Told& told) {
  if (told.unit == measures::Unit::share && told.row.n && told.row.base)
    return fmt::format("{} van {}", told::count(*told.row.n), told::count(*told.row.base));
  if (is_mean(told.unit) && told.row.n) return fmt::format("n = {}", told::count(*told.row.n));
  return {};
}

// The months of the year as a line of roofs at the foot of the cover. It says nothing: a chapter does.
std::string skyline_of(const Annual& annual) {
  const auto table = std::ranges::find(annual.tables, "talks_by_month", &measures::Table::name);
  const auto grid = table == annual.tables.end() ? std::nullopt : grid_of(*table);
  if (!grid) return {};
  const Grid months = for_chart(*grid);
  const double most = highest(months);
  if (most <= 0) return {};
  std::string out = R"(<svg class="skyline" viewBox="0 0 120 40" preserveAspectRatio="none" aria-hidden="true">)";
  const double step = 120.0 / static_cast<double>(months.down.size());
  for (std::size_t at = 0; at < months.down.size(); ++at) {
    const double tall = 40 * value_of(months.cells[at].back()) / most;
    out += fmt::format(R"(<rect x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}"/>)",
                       step * (static_cast<double>(at) + 0.03), 40 - tall, step * 0.94, tall);
  }
  return out + "</svg>";
}

// Of a share how many: that says more, alone on a cover.
std::string told_on_cover(const Told& told) {
  return told.unit == measures::Unit::share && told.row.n ? told::count(*told.row.n) : told_now(told);
}

}  // namespace

std::string glance_of(const Annual& annual, For reader) {
  const bool is_page = reader == For::screen_and_print;
  std::string out = is_page
                        ? R"(<ul class="glance">)"
                        : R"(<table><colgroup><col style="width:42%"><col style="width:15%"><col style="width:20%">)"
                          R"(<col style="width:23%"></colgroup><tbody>)";
  for (const Told& each : annual.glance) {
    const std::string parts[] = {told_now(each), each.label, told_of(each), told_before(each, annual)};
    if (is_page)
      out += fmt::format("<li><strong>{}</strong>{}<small>{}</small><small>{}</small></li>", escaped(parts[0]),
                         escaped(parts[1]), escaped(parts[2]), escaped(parts[3]));
    else
      out += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", escaped(parts[1]), escaped(parts[0]),
                         escaped(parts[2]), escaped(parts[3]));
  }
  return out + (is_page ? "</ul>" : "</tbody></table>");
}

std::string origin_of(const Annual& annual) {
  return annual.origin ? R"(<p class="origin">)" + escaped(*annual.origin) + "</p>" : std::string();
}

std::string cover_of(const Annual& annual, std::string_view title, std::string_view prose) {
  constexpr std::size_t kOnCover = 3;
  std::string figures;
  for (std::size_t at = 0; at < std::min(kOnCover, annual.glance.size()); ++at)
    figures += fmt::format("<li><strong>{}</strong>{}</li>", escaped(told_on_cover(annual.glance[at])),
                           escaped(annual.glance[at].label));
  return fmt::format(
      R"(<header class="cover"><p class="kicker">{}</p><h1>{}</h1><p class="year">{}</p><p class="period">{} tot en )"
      R"(met {}</p>{}{}<ul>{}</ul>{}</header>)"
      "\n",
      escaped(annual.line.name), title, annual.year, told::day(annual.period.from), told::day(annual.period.until),
      origin_of(annual), prose, figures, skyline_of(annual));
}

}  // namespace onthaal::reports
