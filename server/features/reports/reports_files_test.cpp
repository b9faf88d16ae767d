#include "features/reports/reports_files.h"

#include <gtest/gtest.h>

#include "features/reports/reports_sample.h"
#include "platform/json.h"

namespace onthaal::reports {
namespace {

using namespace sample;

TEST(ReportFiles, AFigureOfAnotherYearHasItsDaysAndDefinition) {
  Annual annual = report();
  annual.tables[0].breaks = {"2021-09-01"};
  annual.tables[0].definition.version = 2;
  annual.tables[0].definition.valid_from = "2021-09-01";
  annual.tables[0].earlier = {{.name = "talk", .version = 1, .text = "Eerst.", .valid_until = "2021-08-31"}};
  measures::Row& row = annual.tables[0].rows[0];
  row.period = measures::parse_year("2020-2021");
  row.definition = measures::Definition{.name = "talk", .version = 7, .text = "Toen.", .base = "", .filter = ""};
  const auto figures = json::parse(figures_file(annual)).value().at("figures").as_array();
  EXPECT_EQ(figures[0].at("filter").at("from").as_string(), "2020-09-01");
  EXPECT_EQ(figures[0].at("filter").at("until").as_string(), "2021-08-31");
  EXPECT_EQ(figures[0].at("definition").at("version").as_int64(), 7);
  EXPECT_EQ(figures[1].at("filter").at("from").as_string(), "2021-09-01");
  EXPECT_EQ(figures[1].at("definition").at("version").as_int64(), 2);
  EXPECT_EQ(figures[1].at("definitions").at(0).at("text").as_string(), "Eerst.");
  EXPECT_EQ(figures[1].at("definitions").at(1).at("version").as_int64(), 2);
  EXPECT_EQ(figures[0].at("breaks").at(0).as_string(), "2021-09-01");
  const std::string words = part_of(workbook_file(annual).value(), "xl/sharedStrings.xml");
  EXPECT_TRUE(words.contains("van 1 september 2020 tot en met 31 augustus 2021; definitie versie 7"));
  EXPECT_TRUE(words.contains("Op 1 september 2021 veranderde de definitie"));
  EXPECT_TRUE(words.contains("Tot en met 31 augustus 2021: Eerst. Vanaf 1 september 2021: "));
  EXPECT_TRUE(words.contains("versie 1 en 2"));
}

TEST(ReportFiles, TheWorkbookBeginsWithNumbers) {
  Annual annual = report();
  annual.glance = {{"talks_by_who.parent", "met ouders", Unit::share,
                    Row{.keys = {}, .n = 1433, .base = 8673, .value = 1433.0 / 8673},
                    Row{.keys = {}, .n = 3, .base = 12, .value = 0.25}}};
  const std::string sheet = part_of(workbook_file(annual).value(), "xl/worksheets/sheet1.xml");
  for (const char* number : {"<v>1433</v>", "<v>8673</v>", "<v>0.165", "<v>0.25</v>", "<v>3</v>", "<v>12</v>"})
    EXPECT_TRUE(sheet.contains(number)) << number << sheet;
  const auto has_year_before = [&] {
    return part_of(workbook_file(annual).value(), "xl/sharedStrings.xml").contains(">2020-2021<");
  };
  EXPECT_TRUE(has_year_before());
  annual.glance[0].before.reset();
  EXPECT_FALSE(has_year_before()) << "no column without a number";
}

TEST(ReportFiles, TheWorkbookHasEveryTableWithItsTypes) {
  const std::string book = workbook_file(report()).value();
  const std::string names = part_of(book, "xl/workbook.xml");
  EXPECT_TRUE(names.contains(R"(name="themes")"));
  EXPECT_TRUE(names.contains(R"(name="pesten window")"));
  const std::string sheet = part_of(book, "xl/worksheets/sheet2.xml");
  EXPECT_TRUE(sheet.contains("<v>373</v>"));
  EXPECT_TRUE(sheet.contains("<v>6826</v>"));
  EXPECT_TRUE(sheet.contains("state=\"frozen\""));
  const std::string words = part_of(book, "xl/sharedStrings.xml");
  for (const char* each : {">Waarde<", ">Eenheid<", ">aandeel<", ">jaar<"}) EXPECT_TRUE(words.contains(each)) << each;
  EXPECT_TRUE(part_of(book, "xl/charts/chart1.xml").contains("barDir"));
}

TEST(ReportFiles, TheYearBeforeIsInEveryForm) {
  Annual annual = report();
  EXPECT_TRUE(json::parse(figures_file(annual)).value().at("before").is_null());
  annual.tables = {who_in("2021-2022", 6, 4)};
  annual.before = {who_in("2020-2021", 31, 9)};
  const auto before = json::parse(figures_file(annual)).value().at("before");
  EXPECT_EQ(before.at("year").as_string(), "2020-2021");
  const auto& pupils = before.at("figures").at(0);
  EXPECT_EQ(pupils.at("name").as_string(), "talks_by_who.pupil");
  EXPECT_EQ(pupils.at("n").as_int64(), 31);
  EXPECT_EQ(pupils.at("base").as_int64(), 40);
  EXPECT_EQ(pupils.at("filter").at("from").as_string(), "2020-09-01");
  EXPECT_EQ(pupils.at("definition").at("version").as_int64(), 1);
  const std::string book = workbook_file(annual).value();
  const std::string sheet = part_of(book, "xl/worksheets/sheet2.xml");
  for (const char* number : {"<v>31</v>", "<v>40</v>", "<v>0.775</v>"}) EXPECT_TRUE(sheet.contains(number)) << sheet;
  const std::string words = part_of(book, "xl/sharedStrings.xml");
  EXPECT_TRUE(words.contains(">2020-2021: van<"));
  EXPECT_TRUE(words.contains("Daarnaast van 1 september 2020 tot en met 31 augustus 2021: talks_by_who, versie 1."));
}

TEST(ReportFiles, EveryFigureHasANameOfItsOwn) {
  const auto file = json::parse(figures_file(report())).value();
  std::vector<std::string> names;
  for (const auto& each : file.at("figures").as_array()) names.emplace_back(each.at("name").as_string());
  EXPECT_EQ(names[0], "themes.pesten.pupil");
  EXPECT_EQ(names[4], "theme_window.pesten.pupil@pesten");
  EXPECT_EQ(names.size(), 8U);
  const auto& first = file.at("figures").at(0);
  EXPECT_EQ(first.at("n").as_int64(), 373);
  EXPECT_EQ(first.at("base").as_int64(), 6826);
  EXPECT_EQ(first.at("definition").at("version").as_int64(), 1);
  EXPECT_TRUE(first.at("filter").at("who").is_null()) << "and it is said";
  EXPECT_TRUE(file.at("figures").at(2).at("value").is_null());
  EXPECT_TRUE(file.at("figures").at(2).at("withheld").as_bool());
}

}  // namespace
}  // namespace onthaal::reports
