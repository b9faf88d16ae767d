#include "platform/workbook.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "platform/private_folder.h"
#include "platform/process.h"

namespace onthaal::workbook {
namespace {

// A part of the file, which is a zip of XML.
std::string part(const std::string& book, const std::string& name) {
  const files::PrivateFolder folder;
  const auto file = folder.path() / "book.xlsx";
  std::ofstream(file, std::ios::binary) << book;
  const auto found = process::run({.argv = {"unzip", "-p", file.string(), name}, .max_output = 16 << 20});
  return found ? *found : "";
}

std::string book_with(Size size, const std::function<void(Sheet&)>& fill) {
  Book book("Jaarverslag", size);
  fill(book.add("Thema's"));
  return book.bytes().value();
}

TEST(Workbook, KeepsTheTypeOfACell) {
  const std::string book = book_with(Size::small, [](Sheet& sheet) {
    sheet.set(0, 0, std::string_view("=1+1"));
    sheet.set(0, 1, std::int64_t{8813});
    sheet.set(0, 2, Share{0.0521});
    sheet.set(0, 3, Date{2022, 9, 1});
    sheet.set(0, 4, 18.5);
    sheet.set(0, 5, std::monostate{});
  });
  const std::string sheet = part(book, "xl/worksheets/sheet1.xml");
  EXPECT_TRUE(sheet.contains(R"(<c r="A1" t="s">)")) << sheet;
  EXPECT_FALSE(sheet.contains("<f>"));
  EXPECT_TRUE(sheet.contains("<v>8813</v>"));
  EXPECT_TRUE(sheet.contains("<v>0.0521</v>"));
  EXPECT_TRUE(sheet.contains("<v>44805</v>"));  // days since 1899-12-30
  EXPECT_TRUE(sheet.contains("<v>18.5</v>"));
  EXPECT_FALSE(sheet.contains(R"(r="F1")"));
  EXPECT_TRUE(part(book, "xl/sharedStrings.xml").contains("=1+1"));
  EXPECT_TRUE(part(book, "xl/styles.xml").contains(R"(formatCode="0.00%")"));
}

TEST(Workbook, DrawsAChartOfCells) {
  const std::string book = book_with(Size::small, [](Sheet& sheet) {
    sheet.set(0, 0, std::string_view("Pesten"));
    sheet.set(0, 1, std::int64_t{373});
    sheet.add({.kind = ChartKind::bars,
               .title = "Waarover ging het?",
               .categories = {0, 0, 0},
               .series = {{"leerling", {0, 0, 1}}},
               .row = 2});
  });
  const std::string chart = part(book, "xl/charts/chart1.xml");
  EXPECT_TRUE(chart.contains("Waarover ging het?"));
  EXPECT_TRUE(chart.contains("<c:v>373</c:v>"));
}

TEST(Workbook, HasNoFormulaInAChartEither) {
  const std::string book = book_with(Size::small, [](Sheet& sheet) {
    sheet.set(0, 0, std::string_view("x"));
    sheet.add({.kind = ChartKind::bars, .title = "=A1", .categories = {0, 0, 0}, .series = {{"=Blad!A1", {0, 0, 1}}}});
  });
  const std::string chart = part(book, "xl/charts/chart1.xml");
  EXPECT_FALSE(chart.contains("<c:f>A1<")) << chart;
  EXPECT_FALSE(chart.contains("Blad!A1</c:f>")) << chart;
  EXPECT_TRUE(chart.contains(" =A1<"));
  EXPECT_TRUE(chart.contains(" =Blad!A1<"));
}

TEST(Workbook, HasOnlyWhatXmlCanHave) {
  const std::string text = part(book_with(Size::small,
                                          [](Sheet& sheet) {
                                            sheet.set(0, 0,
                                                      std::string_view("a\xEF\xBF\xBE"
                                                                       "b\xEF\xBF\xBF\x01"));
                                          }),
                                "xl/sharedStrings.xml");
  EXPECT_TRUE(text.contains("a\uFFFDb\uFFFD_x0001_")) << text;
}

TEST(Workbook, WritesManyRowsFromTopToBottom) {
  const std::string book = book_with(Size::large, [](Sheet& sheet) {
    for (std::uint32_t row = 0; row < 20'000; ++row) {
      sheet.set(row, 0, std::string_view("2021-11"));
      sheet.set(row, 1, std::int64_t{row});
    }
  });
  EXPECT_LT(book.size(), 1 << 20);
  EXPECT_TRUE(part(book, "xl/worksheets/sheet1.xml").contains("<v>19999</v>"));
  EXPECT_TRUE(part(book, "xl/workbook.xml").contains("Thema s"));
}

TEST(Workbook, MakesNamesForSheets) {
  Book book("Jaarverslag");
  book.add("wacht/duur");
  book.add("WACHT DUUR");
  book.add("een naam die veel te lang is om de naam van een blad te zijn");
  book.add("");
  const std::string names = part(book.bytes().value(), "xl/workbook.xml");
  EXPECT_TRUE(names.contains(R"(name="wacht duur")"));
  EXPECT_TRUE(names.contains(R"(name="WACHT DUUR 2")"));
  EXPECT_TRUE(names.contains(R"(name="een naam die veel te lang is om")"));
  EXPECT_TRUE(names.contains(R"(name="-")"));
}

TEST(Workbook, RefusesWhatASheetCannotHold) {
  Book book("Jaarverslag");
  book.add("een").set(kMostRows, 0, std::int64_t{1});
  EXPECT_EQ(book.finish().error().code, Code::too_large);
}

TEST(Workbook, LeavesNothingBehind) {
  const files::PrivateFolder place;
  Book book("een", Size::large, place.path());
  Sheet& sheet = book.add("een");
  for (std::uint32_t row = 0; row < 20'000; ++row) sheet.set(row, 0, std::string_view("2021-11"));
  EXPECT_TRUE(std::filesystem::is_empty(place.path()));  // also while it is made
  const auto made = book.finish();
  EXPECT_TRUE(std::filesystem::is_empty(place.path()));
  EXPECT_GT((*made)->size(), 10'000);
}

}  // namespace
}  // namespace onthaal::workbook
