#include "features/reports/reports_chart.h"

#include <gtest/gtest.h>

#include "features/reports/reports_grid.h"
#include "features/reports/reports_sample.h"
#include "features/reports/reports_told.h"

namespace onthaal::reports {
namespace {

using namespace sample;

TEST(ReportCharts, NumbersAreAsFlemishPeopleWriteThem) {
  EXPECT_EQ(told::count(8813), "8.813");
  EXPECT_EQ(told::count(1'000'000), "1.000.000");
  EXPECT_EQ(told::count(-12), "-12");
  EXPECT_EQ(told::value(Unit::share, 436.0 / 8361), "5,21\u00a0%");
  EXPECT_EQ(told::value(Unit::seconds, 1110), "18,5\u00a0min.");
  EXPECT_EQ(told::value(Unit::stars, 4.24), "4,24");
  EXPECT_EQ(told::value(Unit::years, 14.5), "14,5\u00a0jaar");
  EXPECT_EQ(told::value(Unit::hours, 950), "950\u00a0uur");
  EXPECT_EQ(told::value(Unit::count, 49), "49");
  EXPECT_EQ(told::day(hours::parse_day("2022-09-01").value()), "1 september 2022");
  const Table table = themes();
  EXPECT_EQ(told::cell(table, table.rows[0]), "373 (5,46\u00a0%)");
  EXPECT_EQ(told::cell(table, table.rows[2]), "n.g.");
  EXPECT_EQ(told::cell(table, Row{.keys = {}}), "n.b.");
  EXPECT_EQ(told::cell(table, Row{.keys = {}, .n = {}, .base = 0}), "–");
}

TEST(ReportCharts, MonthsGoDownFromSeptemberAndYearsAcross) {
  Table table{.name = "talks_by_month", .unit = Unit::count, .dimensions = {{"year", "Jaar"}, {"month", "Maand"}}};
  for (const char* year : {"2020-2021", "2021-2022"})
    for (const char* month : {"10", "01", "09", "all"})
      table.rows.push_back({.keys = {{year, year}, {month, month}}, .n = 1, .value = 1});
  const Grid grid = grid_of(table).value();
  std::vector<std::string> down, across;
  for (const Key& key : grid.down) down.push_back(key.code);
  for (const Key& key : grid.across) across.push_back(key.code);
  EXPECT_EQ(down, (std::vector<std::string>{"09", "10", "01", "all"}));
  EXPECT_EQ(across, (std::vector<std::string>{"2020-2021", "2021-2022"}));
  EXPECT_EQ(for_chart(grid).down.size(), 3U) << "a sum is no bar among its parts";
}

TEST(ReportCharts, AChartHoldsTextAndNoMarkupOfAnybody) {
  const std::string chart = chart_of(themes(), Drawn::bars);
  EXPECT_TRUE(chart.contains("Pesten &amp; &lt;b&gt;meer&lt;/b&gt;")) << chart;
  EXPECT_TRUE(chart.contains("373 (5,46\u00a0%)"));
  EXPECT_TRUE(chart.contains("n.g."));
  EXPECT_FALSE(chart.contains("<b>"));
  EXPECT_EQ(chart_of(themes(), Drawn::table), "");
  Table nothing = themes();
  nothing.rows.clear();
  for (const Drawn drawn : {Drawn::bars, Drawn::columns, Drawn::lines, Drawn::heat})
    EXPECT_EQ(chart_of(nothing, drawn), "");
}

TEST(ReportCharts, AYearOfWhichNothingIsKnownHasItsPlace) {
  const Table table = years({{"2018-2019", 5465}, {"2021-2022", 8813}});
  const std::string chart = chart_of(table, Drawn::columns);
  for (const char* each : {">2018-2019<", ">2019-2020<", ">2020-2021<", ">2021-2022<", "niet bekend", "8.813"})
    EXPECT_TRUE(chart.contains(each)) << each << chart;
  EXPECT_FALSE(chart.contains("definitie"));
}

TEST(ReportCharts, AChartShowsWhereTheDefinitionChanged) {
  Table table = years({{"2021-2022", 8813}, {"2022-2023", 8281}});
  table.breaks = {"2022-09-01"};
  EXPECT_TRUE(chart_of(table, Drawn::columns).contains("andere telling"));
  table.breaks = {"2021-09-01"};
  EXPECT_FALSE(chart_of(table, Drawn::columns).contains("andere telling")) << "before the first column";
}

TEST(ReportCharts, ALineEndsWhereNothingIsKnown) {
  Table table = themes();
  table.dimensions = {{"year", "Schooljaar"}, {"who", "Wie"}};
  table.rows.clear();
  for (int year = 2018; year <= 2022; ++year) {
    const std::string name = std::to_string(year) + "-" + std::to_string(year + 1);
    table.rows.push_back({.keys = {{name, name}, {"pupil", "leerlingen"}}, .n = 5});
    if (year != 2020) table.rows.back().value = 0.05;
    table.rows.push_back({.keys = {{name, name}, {"parent", "ouders"}}, .is_withheld = true});
  }
  const std::string chart = chart_of(table, Drawn::lines);
  std::size_t polylines = 0;
  for (auto at = chart.find("<polyline"); at != chart.npos; at = chart.find("<polyline", at + 1)) ++polylines;
  EXPECT_EQ(polylines, 2U);
  EXPECT_TRUE(chart.contains(">leerlingen<"));
  EXPECT_FALSE(chart.contains(">ouders<"));
  table.breaks = {"2022-09-01"};
  const std::string broken = chart_of(table, Drawn::lines);
  std::size_t parts = 0;
  for (auto at = broken.find("<polyline"); at != broken.npos; at = broken.find("<polyline", at + 1)) ++parts;
  EXPECT_EQ(parts, 3U) << "nor does it cross a change of definition";
}

TEST(ReportCharts, AFewYearsAreColumns) {
  Table table = years({{"2020-2021", 57}, {"2021-2022", 65}});
  const std::string chart = chart_of(table, Drawn::lines);
  EXPECT_FALSE(chart.contains("<polyline") || chart.contains("<circle")) << chart;
  EXPECT_TRUE(chart.contains("<rect") && chart.contains(">57<") && chart.contains(">65<")) << chart;
  table = years({{"2018-2019", 5}, {"2019-2020", 6}, {"2020-2021", 7}, {"2021-2022", 8}});
  EXPECT_TRUE(chart_of(table, Drawn::lines).contains("<polyline"));
}

TEST(ReportCharts, WhatIsWithheldIsNoColumnOfNothing) {
  Table table = themes();
  table.dimensions = {{"who", "Wie"}, {"theme", "Thema"}};
  for (Row& row : table.rows) std::swap(row.keys[0], row.keys[1]);
  EXPECT_TRUE(chart_of(table, Drawn::columns).contains(">n.g.<"));
}

}  // namespace
}  // namespace onthaal::reports
