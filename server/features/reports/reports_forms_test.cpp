#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "features/reports/reports_chart.h"
#include "features/reports/reports_files.h"
#include "features/reports/reports_grid.h"
#include "features/reports/reports_page.h"
#include "features/reports/reports_told.h"
#include "platform/json.h"
#include "platform/private_folder.h"
#include "platform/process.h"

// What a report looks like, whatever the figures in it.
namespace onthaal::reports {
namespace {

using measures::Key;
using measures::Row;
using measures::Table;
using measures::Unit;

Table themes() {
  Table table{
      .name = "themes",
      .title = "Waarover ging het?",
      .says = "Het ging het vaakst over pesten.",
      .unit = Unit::share,
      .definition = {.name = "talk", .version = 1, .text = "Een gesprek.", .base = "Alle gesprekken."},
      .filter = {.from = hours::parse_day("2021-09-01").value(), .until = hours::parse_day("2022-08-31").value()},
      .dimensions = {{"theme", "Thema"}, {"who", "Wie"}},
      .computed_at = 0};
  const Key pesten{"pesten", "Pesten & <b>meer</b>"}, rouw{"rouw", "Rouw"};
  const Key pupil{"pupil", "leerlingen"}, parent{"parent", "ouders"};
  table.rows = {Row{.keys = {pesten, pupil}, .n = 373, .base = 6826, .value = 373.0 / 6826},
                Row{.keys = {pesten, parent}, .n = 35, .base = 1372, .value = 35.0 / 1372},
                Row{.keys = {rouw, pupil}, .is_withheld = true},
                Row{.keys = {rouw, parent}, .n = 40, .base = 1372, .value = 40.0 / 1372}};
  return table;
}

Annual report() {
  Annual annual{.line = {{1}, {}, "clbchat", "CLB \"ch@t\" </title>"},
                .year = "2021-2022",
                .year_before = "2020-2021",
                .period = measures::parse_year("2021-2022").value(),
                .computed_at = 0};
  annual.tables = {themes()};
  Table window = themes();
  window.name = "theme_window";
  window.dimensions = {{"statistic", "Maat"}, {"who", "Wie"}};
  window.filter.themes = {"pesten"};
  window.rows.back().unit = Unit::years;
  annual.of_themes = {window};
  for (const Chapter& chapter : chapters()) annual.parts.push_back({.chapter = &chapter, .is_shown = true});
  for (Part& part : annual.parts)
    if (part.chapter->code == "themes") {
      part.text = store::Text{1, 0, "an", "# Kop\n\n<script>x</script>\n\n[a](javascript:b) {{leeg}} **vet**"};
      part.tables = {Shown{themes(), std::nullopt, Drawn::bars}};
      part.quotes = {{.chapter = "themes", .text = "\"Dank\" <i>", .about = "leerling"}};
    }
  return annual;
}

TEST(ReportForms, TellWhereTalksComeFrom) {
  Annual annual = report();
  EXPECT_EQ(page_of(annual).find("class=\"origin\""), std::string::npos);
  annual.origin = "Van de 9 gesprekken komen er 9 uit ‘Oud <systeem>’.";
  for (const std::string& text : {page_of(annual), document_of(annual, [](const auto&) { return std::string(); })})
    EXPECT_NE(text.find("<p class=\"origin\">Van de 9 gesprekken komen er 9 uit ‘Oud &lt;systeem&gt;’.</p>"),
              std::string::npos);
  EXPECT_NE(figures_file(annual).find("\"origin\":\"Van de 9 gesprekken"), std::string::npos);
  EXPECT_NE(page_of(annual).find("Geteld op 1 januari 1970 om 01:00, van"), std::string::npos);
}

// A part of a file that is a zip of XML.
std::string part_of(const std::string& zip, const std::string& name) {
  const files::PrivateFolder folder;
  const auto file = folder.path() / "file.zip";
  std::ofstream(file, std::ios::binary) << zip;
  return process::run({.argv = {"unzip", "-p", file.string(), name}, .max_output = 16 << 20}).value_or("");
}

TEST(ReportForms, AFigureOfAnotherYearHasItsDaysAndDefinition) {
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

TEST(ReportForms, NumbersAreAsFlemishPeopleWriteThem) {
  EXPECT_EQ(told::count(8813), "8.813");
  EXPECT_EQ(told::count(1'000'000), "1.000.000");
  EXPECT_EQ(told::count(-12), "-12");
  EXPECT_EQ(told::value(Unit::share, 436.0 / 8361), "5,21 %");
  EXPECT_EQ(told::value(Unit::seconds, 1110), "18,5 min.");
  EXPECT_EQ(told::value(Unit::stars, 4.24), "4,24");
  EXPECT_EQ(told::value(Unit::years, 14.5), "14,5 jaar");
  EXPECT_EQ(told::value(Unit::hours, 950), "950 uur");
  EXPECT_EQ(told::value(Unit::count, 49), "49");
  EXPECT_EQ(told::day(hours::parse_day("2022-09-01").value()), "1 september 2022");
  const Table table = themes();
  EXPECT_EQ(told::cell(table, table.rows[0]), "373 (5,46 %)");
  EXPECT_EQ(told::cell(table, table.rows[2]), "n.g.");
  EXPECT_EQ(told::cell(table, Row{.keys = {}}), "–");
}

TEST(ReportForms, MonthsGoDownFromSeptemberAndYearsAcross) {
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

TEST(ReportForms, AChartHoldsTextAndNoMarkupOfAnybody) {
  const std::string chart = chart_of(themes(), Drawn::bars);
  EXPECT_TRUE(chart.contains("Pesten &amp; &lt;b&gt;meer&lt;/b&gt;")) << chart;
  EXPECT_TRUE(chart.contains("373 (5,46 %)"));
  EXPECT_TRUE(chart.contains("n.g."));
  EXPECT_FALSE(chart.contains("<b>"));
  EXPECT_EQ(chart_of(themes(), Drawn::table), "");
  Table nothing = themes();
  nothing.rows.clear();
  for (const Drawn drawn : {Drawn::bars, Drawn::columns, Drawn::lines, Drawn::heat})
    EXPECT_EQ(chart_of(nothing, drawn), "");
}

// So many themes, the first one the rarest.
Table many_themes(int number) {
  Table table = themes();
  table.dimensions = {{"theme", "Thema"}};
  table.rows.clear();
  for (int at = 1; at <= number; ++at) {
    const std::string code = "t" + std::to_string(at);
    table.rows.push_back({.keys = {{code, "Thema " + code}}, .n = at, .base = 100, .value = at / 100.0});
  }
  return table;
}

TEST(ReportForms, OfManyRowsTheLargestArePrinted) {
  const std::string table = table_of({many_themes(70), std::nullopt, Drawn::bars}, report(), For::screen_and_print);
  EXPECT_TRUE(table.contains("Thema t31<"));
  EXPECT_FALSE(table.contains("Thema t30<"));
  EXPECT_TRUE(table.contains("De 40 grootste. Alle rijen staan in het werkboek."));
  const std::string chart = chart_of(many_themes(70), Drawn::bars);
  EXPECT_TRUE(chart.contains("Thema t70<"));
  EXPECT_FALSE(chart.contains("Thema t1<"));
  EXPECT_TRUE(chart.contains("grootste van 70."));
}

TEST(ReportForms, AYearByItselfIsStillSetOutByYear) {
  Table table = themes();
  table.dimensions = {{"year", "Schooljaar"}, {"who", "Wie"}};
  const Key year{"2021-2022", "2021-2022"};
  table.rows = {Row{.keys = {year, {"pupil", "leerlingen"}}, .n = 373, .base = 6826, .value = 373.0 / 6826},
                Row{.keys = {year, {"parent", "ouders"}}, .is_withheld = true}};
  const Grid grid = grid_of(table).value();
  EXPECT_EQ(grid.dimension, "year");
  EXPECT_EQ(grid.across.size(), 2U);
  EXPECT_EQ(chart_of(table, Drawn::lines), "") << "one point is no line";
  EXPECT_TRUE(
      table_of({table, std::nullopt, Drawn::lines}, report(), For::screen_and_print).contains(">373 (5,46 %)<"));
}

// Talks of some school years.
Table years(const std::vector<std::pair<const char*, int>>& counts) {
  Table table{.name = "talks_by_year", .unit = Unit::count, .dimensions = {{"year", "Schooljaar"}}};
  for (const auto& [year, count] : counts)
    table.rows.push_back({.keys = {{year, year}}, .n = count, .value = static_cast<double>(count)});
  return table;
}

TEST(ReportForms, AYearOfWhichNothingIsKnownHasItsPlace) {
  const Table table = years({{"2018-2019", 5465}, {"2021-2022", 8813}});
  const std::string chart = chart_of(table, Drawn::columns);
  for (const char* each : {">2018-2019<", ">2019-2020<", ">2020-2021<", ">2021-2022<", "niet bekend", "8.813"})
    EXPECT_TRUE(chart.contains(each)) << each << chart;
  EXPECT_FALSE(chart.contains("definitie"));
}

TEST(ReportForms, AChartShowsWhereTheDefinitionChanged) {
  Table table = years({{"2021-2022", 8813}, {"2022-2023", 8281}});
  table.breaks = {"2022-09-01"};
  EXPECT_TRUE(chart_of(table, Drawn::columns).contains("andere telling"));
  table.breaks = {"2021-09-01"};
  EXPECT_FALSE(chart_of(table, Drawn::columns).contains("andere telling")) << "before the first column";
}

TEST(ReportForms, ATableIsPrintedWhereItsChartDoesNotSayItAll) {
  const Table counts = years({{"2020-2021", 1}, {"2021-2022", 2}});
  Table shares = counts;
  shares.unit = Unit::share;
  const auto printed = [](const Table& table, Drawn drawn) {
    return !table_of({table, std::nullopt, drawn}, report(), For::screen_and_print).contains("<details>");
  };
  EXPECT_FALSE(printed(counts, Drawn::columns));
  EXPECT_TRUE(printed(counts, Drawn::table));
  EXPECT_TRUE(printed(shares, Drawn::columns)) << "how many, and of how many";
}

TEST(ReportForms, OnAPageBarsAndColoursStandInTheTable) {
  const std::string bars = table_of({themes(), std::nullopt, Drawn::bars}, report(), For::screen_and_print);
  EXPECT_TRUE(bars.contains("<rect width=\"100.0\"")) << bars;
  EXPECT_TRUE(bars.contains(">n.g.<"));
  Table busy{.name = "busy", .unit = Unit::count, .dimensions = {{"weekday", "Dag"}, {"half_hour", "Half uur"}}};
  for (const char* half : {"08:00", "08:30", "09:00", "09:30"})
    for (const char* day : {"mon", "tue", "wed"}) {
      const int count = std::string_view(half) != "08:30" || *day == 'w' ? 0 : *day == 'm' ? 10 : 1;
      busy.rows.push_back({.keys = {{day, day}, {half, half}}, .n = count, .value = static_cast<double>(count)});
    }
  const std::string map = table_of({busy, std::nullopt, Drawn::heat}, report(), For::screen_and_print);
  EXPECT_TRUE(map.contains("<td class=\"h5\">10</td><td class=\"h1\">1</td>")) << map;
  EXPECT_FALSE(map.contains("wed")) << "a day on which there was nothing";
  EXPECT_FALSE(map.contains("08:00") || map.contains("09:00")) << "from the first half hour to the last one";
}

TEST(ReportForms, AConverterIsGivenNothingToFetch) {
  const std::string document = document_of(report(), [](const std::string&) { return std::string("/our/picture"); });
  ASSERT_TRUE(document.contains(" src=\""));
  for (auto at = document.find(" src="); at != document.npos; at = document.find(" src=", at + 1))
    EXPECT_TRUE(std::string_view(document).substr(at).starts_with(" src=\"/our/picture\""));
  for (const char* never : {"<svg", "url(", "<link", "@import"}) EXPECT_FALSE(document.contains(never)) << never;
}

TEST(ReportForms, ALineEndsWhereNothingIsKnown) {
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

TEST(ReportForms, WhereBasesDifferTheCellsTellThem) {
  Table table = themes();
  table.rows[1].base = 1300;
  const auto printed = [](const Table& table) {
    return table_of({table, std::nullopt, Drawn::table}, report(), For::screen_and_print);
  };
  EXPECT_TRUE(printed(table).contains(">40 van 1.372 (2,92 %)<"));
  EXPECT_TRUE(printed(themes()).contains(">40 (2,92 %)<"));
  table.rows[3].unit = Unit::years;
  table.rows[3].value = 14.5;
  EXPECT_TRUE(printed(table).contains(">14,5 jaar (van 1.372)<"));
}

TEST(ReportForms, TheAppendixDefinesWhatIsInTheReport) {
  Annual annual = report();
  const auto is_defined = [&] { return page_of(annual).contains("themes, versie 1 van de definitie"); };
  EXPECT_TRUE(is_defined());
  for (Part& part : annual.parts) part.tables.clear();
  EXPECT_FALSE(is_defined());
}

TEST(ReportForms, WhatIsWithheldIsNoColumnOfNothing) {
  Table table = themes();
  table.dimensions = {{"who", "Wie"}, {"theme", "Thema"}};
  for (Row& row : table.rows) std::swap(row.keys[0], row.keys[1]);
  EXPECT_TRUE(chart_of(table, Drawn::columns).contains(">n.g.<"));
}

TEST(ReportForms, ASentenceThatIsNotThereIsNoParagraph) {
  Annual annual = report();
  for (Part& part : annual.parts)
    for (Shown& shown : part.tables) shown.table.says.clear();
  const std::string page = page_of(annual);
  EXPECT_TRUE(page.contains("373 (5,46 %)"));
  EXPECT_FALSE(page.contains("<p class=\"says\">"));
}

TEST(ReportForms, LinesOfAQuoteAndHeadsOfATableStay) {
  Annual annual = report();
  for (Part& part : annual.parts)
    if (part.chapter->code == "themes") {
      part.text->text = "| Jaar | Aantal |\n|---|---|\n| 2021 | 3 |\n";
      part.quotes[0].text = "Dank.\nTot ooit.";
    }
  const std::string page = page_of(annual);
  EXPECT_TRUE(page.contains("Dank.<br>Tot ooit."));
  EXPECT_TRUE(page.contains("<thead><tr><th scope=\"col\">Jaar</th>"));
}

TEST(ReportForms, APageStandsByItselfAndRunsNothing) {
  const std::string page = page_of(report());
  for (const char* never : {"<script", "javascript:", "src=", "url(", "@import", "<i>", "<link"})
    EXPECT_FALSE(page.contains(never)) << never;
  EXPECT_TRUE(page.contains("&lt;script&gt;x&lt;/script&gt;"));
  EXPECT_TRUE(page.contains("{{leeg}}"));
  EXPECT_TRUE(page.contains("<strong>vet</strong>"));
  EXPECT_TRUE(page.contains("<h3>Kop</h3>"));
  EXPECT_TRUE(page.contains("&quot;Dank&quot; &lt;i&gt;"));
  EXPECT_TRUE(page.contains("<title>Jaarverslag CLB &quot;ch@t&quot; &lt;/title&gt; 2021-2022</title>"));
  EXPECT_TRUE(page.contains("@page{size:A4")) << "it is printed";
  EXPECT_FALSE(page.contains("\"CLB \"ch@t\" </title>")) << "nor does its name end the style";
}

TEST(ReportForms, WhatIsNotToBeComparedIsSaidOnceInAChapter) {
  Annual annual = report();
  for (Part& part : annual.parts) {
    if (part.chapter->code != "themes") continue;
    Shown& shown = part.tables.emplace_back(part.tables.front());
    shown.before = shown.table;
    shown.before->definition.version = 2;
    part.tables.push_back(shown);
  }
  const std::string page = page_of(annual);
  const auto note = page.find("* Met de definitie van toen: vergelijk niet zomaar.");
  ASSERT_NE(note, page.npos);
  EXPECT_EQ(page.find("vergelijk niet zomaar", note + 40), page.npos);
}

TEST(ReportForms, ALinkIsOneAndHasItsAddressOnPaper) {
  EXPECT_EQ(prose_of("Zie [de site](https://a.be/?b=1&c=\"2\") of <https://d.be>."),
            "<p>Zie <a href=\"https://a.be/?b=1&amp;c=&quot;2&quot;\">de site</a><span class=\"address\"> "
            "(https://a.be/?b=1&amp;c=&quot;2&quot;)</span> of <a href=\"https://d.be\">https://d.be</a>.</p>");
  EXPECT_EQ(prose_of("[a](data:text/html,x)"), "<p>a</p>");
}

TEST(ReportForms, TheWorkbookBeginsWithNumbers) {
  Annual annual = report();
  annual.glance = {{"talks_by_who.parent", "met ouders", Unit::share,
                    Row{.keys = {}, .n = 1433, .base = 8673, .value = 1433.0 / 8673}, 0.25}};
  const std::string sheet = part_of(workbook_file(annual).value(), "xl/worksheets/sheet1.xml");
  for (const char* number : {"<v>1433</v>", "<v>8673</v>", "<v>0.165", "<v>0.25</v>"})
    EXPECT_TRUE(sheet.contains(number)) << number << sheet;
  const auto has_year_before = [&] {
    return part_of(workbook_file(annual).value(), "xl/sharedStrings.xml").contains(">2020-2021<");
  };
  EXPECT_TRUE(has_year_before());
  annual.glance[0].before.reset();
  EXPECT_FALSE(has_year_before()) << "no column without a number";
}

TEST(ReportForms, TheWorkbookHasEveryTableWithItsTypes) {
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

TEST(ReportForms, EveryFigureHasANameOfItsOwn) {
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

TEST(ReportForms, TextProcessorsGetTheTextTheTablesAndTheQuotes) {
  for (const char* name : {"annual.docx", "annual.odt"}) {
    const std::string bytes = make_file(report(), *find_file(name)).value();
    const files::PrivateFolder folder;
    const auto file = folder.path() / name;
    std::ofstream(file, std::ios::binary) << bytes;
    const bool is_word = std::string_view(name).ends_with("docx");
    const std::string text =
        is_word ? process::run({.argv = {"pandoc", "--to=plain", "--wrap=none", file.string()}}).value()
                : part_of(bytes, "content.xml");
    for (const char* expected : {"Waarover ging het?", "373 (5,46 %)", "Rouw", "Dank", "leerling", "vet"})
      EXPECT_TRUE(text.contains(expected)) << name << ": " << expected << "\n" << text;
  }
}

// With these folders to find programs in.
class Path {
 public:
  explicit Path(const std::string& folders) { ::setenv("PATH", folders.c_str(), 1); }
  ~Path() { ::setenv("PATH", before_.c_str(), 1); }
  Path(const Path&) = delete;
  Path& operator=(const Path&) = delete;

 private:
  const std::string before_ = std::getenv("PATH");
};

TEST(ReportForms, WordGetsChartsWhereTheyCanBecomePictures) {
  const std::string with = make_file(report(), *find_file("annual.docx")).value();
  const files::PrivateFolder folder;
  const std::string converter = process::run({.argv = {"which", "pandoc"}}).value();
  std::filesystem::create_symlink(converter.substr(0, converter.find('\n')), folder.path() / "pandoc");
  const std::string without = [&] {
    const Path path(folder.path().string());
    return make_file(report(), *find_file("annual.docx")).value();
  }();
  EXPECT_TRUE(part_of(with, "word/_rels/document.xml.rels").contains(".png"));
  EXPECT_FALSE(part_of(without, "word/_rels/document.xml.rels").contains("media/"));
  EXPECT_TRUE(part_of(without, "word/document.xml").contains("373 (5,46 %)"));
}

// A converter that does this instead.
void pretend(const std::filesystem::path& folder, const std::string& script) {
  const auto file = folder / "pandoc";
  std::ofstream(file) << "#!/bin/sh\n" << script;
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
}

TEST(ReportForms, AConverterKnowsNothingOfOurs) {
  const files::PrivateFolder folder;
  pretend(folder.path(), "env; cat >/dev/null\n");
  ::setenv("ONTHAAL_SECRET", "geheim", 1);
  const Path path(folder.path().string() + ":/usr/bin:/bin");
  const std::string known = make_file(report(), *find_file("annual.odt")).value();
  ::unsetenv("ONTHAAL_SECRET");
  EXPECT_TRUE(known.contains("HOME=" + std::filesystem::temp_directory_path().string())) << known;
  EXPECT_FALSE(known.contains("geheim"));
}

TEST(ReportForms, AConverterThatFailsIsAnError) {
  const files::PrivateFolder folder;
  pretend(folder.path(), "exit 3\n");
  const Path path(folder.path().string() + ":/usr/bin:/bin");
  EXPECT_EQ(make_file(report(), *find_file("annual.odt")).error().code, Code::internal);
}

TEST(ReportForms, WithoutAConverterItIsSaid) {
  const Path path("/nowhere");
  const auto refused = make_file(report(), *find_file("annual.docx"));
  const auto available = available_files();
  EXPECT_EQ(refused.error().code, Code::conflict);
  EXPECT_TRUE(refused.error().detail.contains("pandoc"));
  EXPECT_EQ(available, (std::vector<std::string>{"annual.html", "annual.xlsx", "annual.json"}));
}

}  // namespace
}  // namespace onthaal::reports
