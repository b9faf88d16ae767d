#include <gtest/gtest.h>

#include <algorithm>

#include "features/reports/reports_chart.h"
#include "features/reports/reports_grid.h"
#include "features/reports/reports_page.h"
#include "features/reports/reports_sample.h"

namespace onthaal::reports {
namespace {

using namespace sample;

const Key kBefore{"2020-2021", "2020-2021"}, kNow{"2021-2022", "2021-2022"};
const Key kPupil{"pupil", "leerlingen"}, kParent{"parent", "ouders"};

struct Counted {
  Key year, who;
  int n;
};
Table by_year_and_who(const std::vector<Counted>& counts) {
  Table table{.name = "talks", .unit = Unit::count, .dimensions = {{"year", "Schooljaar"}, {"who", "Wie"}}};
  for (const auto& [year, who, n] : counts)
    table.rows.push_back(Row{.keys = {year, who}, .n = n, .value = static_cast<double>(n)});
  return table;
}

TEST(ReportTables, OfManyRowsTheLargestArePrinted) {
  const std::string table = printed(many_themes(70), Drawn::bars);
  EXPECT_TRUE(table.contains("Thema t31<"));
  EXPECT_FALSE(table.contains("Thema t30<"));
  EXPECT_TRUE(table.contains("De 40 grootste. Alle rijen staan in het werkboek."));
  const std::string chart = chart_of(many_themes(70), Drawn::bars);
  EXPECT_TRUE(chart.contains("Thema t70<"));
  EXPECT_FALSE(chart.contains("Thema t1<"));
  EXPECT_TRUE(chart.contains("grootste van 70."));
}

TEST(ReportTables, AYearByItselfIsStillSetOutByYear) {
  Table table = themes();
  table.dimensions = {{"year", "Schooljaar"}, {"who", "Wie"}};
  const Key year{"2021-2022", "2021-2022"};
  table.rows = {Row{.keys = {year, {"pupil", "leerlingen"}}, .n = 373, .base = 6826, .value = 373.0 / 6826},
                Row{.keys = {year, {"parent", "ouders"}}, .is_withheld = true}};
  const Grid grid = grid_of(table).value();
  EXPECT_EQ(grid.dimension, "year");
  EXPECT_EQ(grid.across.size(), 2U);
  EXPECT_EQ(chart_of(table, Drawn::lines), "") << "one point is no line";
  EXPECT_TRUE(printed(table, Drawn::lines).contains(">373 (5,46\u00a0%)<"));
}

TEST(ReportTables, ATableIsPrintedWhereItsChartDoesNotSayItAll) {
  const Table counts = years({{"2020-2021", 1}, {"2021-2022", 2}});
  Table shares = counts;
  shares.unit = Unit::share;
  EXPECT_TRUE(printed(counts, Drawn::columns).contains("<details>"));
  EXPECT_FALSE(printed(counts, Drawn::table).contains("<details>"));
  EXPECT_FALSE(printed(shares, Drawn::columns).contains("<details>")) << "how many, and of how many";
}

TEST(ReportTables, OnAPageBarsAndColoursStandInTheTable) {
  const std::string bars = printed(themes(), Drawn::bars);
  EXPECT_TRUE(bars.contains("<rect width=\"100.0\"")) << bars;
  EXPECT_TRUE(bars.contains(">n.g.<"));
  Table busy{.name = "busy", .unit = Unit::count, .dimensions = {{"weekday", "Dag"}, {"half_hour", "Half uur"}}};
  for (const char* half : {"08:00", "08:30", "09:00", "09:30"})
    for (const char* day : {"mon", "tue", "wed"}) {
      const int count = std::string_view(half) != "08:30" || *day == 'w' ? 0 : *day == 'm' ? 10 : 1;
      busy.rows.push_back({.keys = {{day, day}, {half, half}}, .n = count, .value = static_cast<double>(count)});
    }
  const std::string map = printed(busy, Drawn::heat);
  EXPECT_TRUE(map.contains("<td class=\"h5\">10</td><td class=\"h1\">1</td>")) << map;
  EXPECT_FALSE(map.contains("wed")) << "a day on which there was nothing";
  EXPECT_FALSE(map.contains("08:00") || map.contains("09:00")) << "from the first half hour to the last one";
}

TEST(ReportTables, WhereBasesDifferTheCellsTellThem) {
  Table table = themes();
  table.rows[1].base = 1300;
  EXPECT_TRUE(printed(table, Drawn::table).contains(">40 van 1.372 (2,92\u00a0%)<"));
  EXPECT_TRUE(printed(themes(), Drawn::table).contains(">40 (2,92\u00a0%)<"));
  table.rows[3].unit = Unit::years;
  table.rows[3].value = 14.5;
  EXPECT_TRUE(printed(table, Drawn::table).contains(">14,5\u00a0jaar (van 1.372)<"));
}

TEST(ReportTables, WhatIsUnknownIsNotNone) {
  const Key live{"live", "rechtstreeks"}, booked{"booked", "op afspraak"};
  Table table{.name = "handovers", .unit = Unit::count, .dimensions = {{"partner", "Lijn"}, {"kind", "Hoe"}}};
  table.rows = {Row{.keys = {{"a", "A"}, live}, .n = 14, .value = 14},
                Row{.keys = {{"a", "A"}, booked}, .n = 2, .value = 2}, Row{.keys = {{"b", "B"}, live}}};
  const std::string counts = printed(table, Drawn::table);
  EXPECT_TRUE(counts.contains(">B</th><td>n.b.</td><td>0</td>")) << counts;
  EXPECT_TRUE(counts.contains("n.b.: niet bekend."));
  EXPECT_FALSE(counts.contains("–"));

  Table means = themes();
  means.unit = Unit::years;
  means.rows[2] = Row{.keys = means.rows[2].keys, .n = 0, .base = 0};
  const std::string ages = printed(means, Drawn::table);
  EXPECT_TRUE(ages.contains("<td>–</td>")) << ages;
  EXPECT_TRUE(ages.contains("–: van niemand bekend."));
  EXPECT_FALSE(ages.contains("n.b."));
}

TEST(ReportTables, OfAYearWithPublishedNumbersTheOthersAreUnknown) {
  Table table = by_year_and_who({{kBefore, kPupil, 7}, {kNow, kPupil, 8}, {kNow, kParent, 9}});
  table.rows[0].source = "Jaarverslag";
  EXPECT_TRUE(printed(table, Drawn::table).contains("<td>7</td><td>n.b.</td>"));
  std::erase_if(table.rows, [](const Row& row) { return row.n == 9; });
  table.rows.push_back(Row{.keys = {kBefore, kParent}, .n = 1, .value = 1});
  EXPECT_TRUE(printed(table, Drawn::table).contains("<td>8</td><td>0</td>"));
}

TEST(ReportTables, AClassThatIsLeftOutOfOneYearIsNotSaidToBeNobody) {
  Table table = by_year_and_who({{kBefore, kPupil, 7}, {kBefore, {"other", "anderen"}, 6}, {kNow, kPupil, 8}});
  EXPECT_TRUE(printed(table, Drawn::table).contains("<td>8</td><td>0</td>"));
  table.filter.themes = {"pesten"};
  EXPECT_TRUE(printed(table, Drawn::table).contains("<td>8</td><td>–</td>"));
  EXPECT_TRUE(printed(table, Drawn::table).contains("–: van niemand bekend, of van te weinig mensen om te tonen."));
}

TEST(ReportTables, UnderAChartYearsLieBesideEachOther) {
  Table table = years({{"2020-2021", 1}, {"2021-2022", 2}});
  table.unit = Unit::share;
  table.rows[0].n = std::nullopt;
  table.rows[0].value = 0.05;
  table.rows[1].base = 8;
  table.rows[1].value = 0.25;
  const std::string lying = printed(table, Drawn::lines);
  EXPECT_TRUE(lying.contains(">2020-2021</th><th scope=\"col\">2021-2022</th>")) << lying;
  EXPECT_TRUE(lying.contains("<td>5,00\u00a0%</td><td>2 (25,00\u00a0%)</td>")) << lying;
  const std::string standing = table_of({table, std::nullopt, Drawn::lines}, report(), For::document).html;
  EXPECT_TRUE(standing.contains("<tr><td>2020-2021</td>")) << "paper of a text processor is narrow: " << standing;
  EXPECT_TRUE(printed(table, Drawn::table).contains(">2020-2021</th><td>5,00\u00a0%</td>"));
}

TEST(ReportTables, TheYearBeforeHasItsOwnBase) {
  Shown shown{who_in("2021-2022", 6, 4), who_in("2020-2021", 3, 1), Drawn::bars};
  const auto page = [&] { return table_of(shown, report(), For::screen_and_print).html; };
  const auto document = [&] { return table_of(shown, report(), For::document).html; };
  for (const std::string& html : {page(), document()}) {
    EXPECT_TRUE(html.contains(">3 (75,00\u00a0%)</td></tr>")) << html;
    EXPECT_TRUE(html.contains("Van hoeveel: 10; 2020-2021: 4.")) << html;
  }
  shown.before->rows[1].base = 2;
  for (const std::string& html : {page(), document()}) {
    EXPECT_TRUE(html.contains(">10</td>")) << html;
    EXPECT_TRUE(html.contains(">3 (75,00\u00a0%)</td>")) << html;
    EXPECT_TRUE(html.contains(">4</td></tr>") && html.contains(">2</td></tr>")) << html;
    EXPECT_FALSE(html.contains("Van hoeveel")) << html;
  }
  shown.table.rows.resize(1);
  EXPECT_TRUE(page().contains("2020-2021: 3 van 4 (75,00\u00a0%).")) << page();
}

TEST(ReportTables, NarrowOnesStandBesideEachOther) {
  Annual annual = report();
  Part& part = *std::ranges::find(annual.parts, "quality", [](const Part& each) { return each.chapter->code; });
  const auto pairs = [&] { return page_of(annual).contains("class=\"pair\""); };
  Table narrow = years({{"2020-2021", 1}, {"2021-2022", 2}});
  narrow.filter = themes().filter;
  const Shown shown{narrow, std::nullopt, Drawn::table};
  part.tables = {shown};
  EXPECT_FALSE(pairs());
  part.tables = {shown, shown};
  EXPECT_TRUE(pairs());
  EXPECT_FALSE(document_of(annual, [](const auto&) { return std::string(); }).contains("pair"));
  part.tables[1].table.rows[0].keys[0].label = std::string(70, 'x');
  EXPECT_TRUE(pairs()) << "a long name wraps";
  part.tables[1] = {themes(), std::nullopt, Drawn::bars};
  EXPECT_FALSE(pairs());
}

}  // namespace
}  // namespace onthaal::reports
