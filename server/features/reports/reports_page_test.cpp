#include "features/reports/reports_page.h"

#include <gtest/gtest.h>

#include "features/reports/reports_files.h"
#include "features/reports/reports_narrowed.h"
#include "features/reports/reports_sample.h"

namespace onthaal::reports {
namespace {

using namespace sample;

TEST(ReportPage, WhatIsSaidFirstHasItsBaseInBothYears) {
  Annual annual = report();
  annual.glance = {{"mobile.all", "op een smartphone", Unit::share, Row{.keys = {}, .n = 6, .base = 10, .value = 0.6},
                    Row{.keys = {}, .n = 3, .base = 4, .value = 0.75}},
                   {"mean_age.pupil", "leeftijd", Unit::years, Row{.keys = {}, .n = 10, .base = 10, .value = 14},
                    Row{.keys = {}, .n = 4, .base = 4, .value = 13.5}},
                   {"talks_by_year.2021-2022", "gesprekken", Unit::count, Row{.keys = {}, .n = 10, .value = 10},
                    Row{.keys = {}, .n = 4, .value = 4}}};
  for (const std::string& text : {page_of(annual), document_of(annual, [](const auto&) { return std::string(); })})
    for (const char* each : {">6 van 10<", ">2020-2021: 75,00\u00a0% van\u00a04<",
                             ">2020-2021: 13,5\u00a0jaar, n\u00a0=\u00a04<", ">2020-2021: 4<"})
      EXPECT_TRUE(text.contains(each)) << each << text;
}

TEST(ReportPage, TellWhereTalksComeFrom) {
  Annual annual = report();
  EXPECT_EQ(page_of(annual).find("class=\"origin\""), std::string::npos);
  annual.origin = "Van de 9 gesprekken komen er 9 uit ‘Oud <systeem>’.";
  for (const std::string& text : {page_of(annual), document_of(annual, [](const auto&) { return std::string(); })})
    EXPECT_NE(text.find("<p class=\"origin\">Van de 9 gesprekken komen er 9 uit ‘Oud &lt;systeem&gt;’.</p>"),
              std::string::npos);
  EXPECT_NE(figures_file(annual).find("\"origin\":\"Van de 9 gesprekken"), std::string::npos);
  EXPECT_NE(page_of(annual).find("Geteld op 1 januari 1970 om 01:00, van"), std::string::npos);
}

TEST(ReportPage, AConverterIsGivenNothingToFetch) {
  const std::string document = document_of(report(), [](const std::string&) { return std::string("/our/picture"); });
  ASSERT_TRUE(document.contains(" src=\""));
  for (auto at = document.find(" src="); at != document.npos; at = document.find(" src=", at + 1))
    EXPECT_TRUE(std::string_view(document).substr(at).starts_with(" src=\"/our/picture\""));
  for (const char* never : {"<svg", "url(", "<link", "@import"}) EXPECT_FALSE(document.contains(never)) << never;
}

TEST(ReportPage, TheAppendixDefinesWhatIsInTheReport) {
  Annual annual = report();
  const auto is_defined = [&] { return page_of(annual).contains("themes, versie 1 van de definitie"); };
  EXPECT_TRUE(is_defined());
  for (Part& part : annual.parts) part.tables.clear();
  EXPECT_FALSE(is_defined());
}

TEST(ReportPage, WhatSeveralDefinitionsSayIsSaidOnce) {
  Annual annual = report();
  Table other = annual.tables[0];
  other.name = "outcomes";
  annual.tables.push_back(other);
  annual.tables[0].definition.text = "Wat er genoteerd is. Een gesprek is een aanvraag.";
  annual.tables[1].definition.text = "Wat ervan kwam. Een gesprek is een aanvraag.";
  for (Table& table : annual.tables) table.definition.valid_from = "2022-09-01";
  for (Part& part : annual.parts)
    if (part.chapter->code == "outcomes") part.tables = {{other, std::nullopt, Drawn::table}};
  const std::string page = page_of(annual);
  EXPECT_TRUE(page.contains("<p>Vanaf 1 september 2022: Een gesprek is een aanvraag.</p>")) << page;
  EXPECT_TRUE(page.contains("<dd>Wat er genoteerd is.</dd>"));
  EXPECT_TRUE(page.contains("<dd>Wat ervan kwam.</dd>"));
}

TEST(ReportPage, ASentenceThatIsNotThereIsNoParagraph) {
  Annual annual = report();
  for (Part& part : annual.parts)
    for (Shown& shown : part.tables) shown.table.says.clear();
  const std::string page = page_of(annual);
  EXPECT_TRUE(page.contains("373 (5,46\u00a0%)"));
  EXPECT_FALSE(page.contains("<p class=\"says\">"));
}

TEST(ReportPage, LinesOfAQuoteAndHeadsOfATableStay) {
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

TEST(ReportPage, APageStandsByItselfAndRunsNothing) {
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

TEST(ReportPage, WhatIsNotToBeComparedIsSaidOnceInAChapter) {
  Annual annual = report();
  for (Part& part : annual.parts) {
    if (part.chapter->code != "themes") continue;
    Shown& shown = part.tables.emplace_back(part.tables.front());
    shown.before = shown.table;
    shown.before->definition.version = 2;
  }
  EXPECT_FALSE(page_of(annual).contains("vergelijk niet zomaar")) << "pupils and parents have no year beside them";
  for (Part& part : annual.parts) {
    if (part.tables.empty()) continue;
    Shown& shown = part.tables.back();
    shown.table = narrowed(shown.table, "who", "pupil");
    shown.before = narrowed(*shown.before, "who", "pupil");
    part.tables.push_back(shown);
  }
  const std::string page = page_of(annual);
  const auto note = page.find("* Met de definitie van toen: vergelijk niet zomaar.");
  ASSERT_NE(note, page.npos);
  EXPECT_EQ(page.find("vergelijk niet zomaar", note + 40), page.npos);
}

TEST(ReportPage, ALinkIsOneAndHasItsAddressOnPaper) {
  EXPECT_EQ(prose_of("Zie [de site](https://a.be/?b=1&c=\"2\") of <https://d.be>."),
            "<p>Zie <a href=\"https://a.be/?b=1&amp;c=&quot;2&quot;\">de site</a><span class=\"address\"> "
            "(https://a.be/?b=1&amp;c=&quot;2&quot;)</span> of <a href=\"https://d.be\">https://d.be</a>.</p>");
  EXPECT_EQ(prose_of("[a](data:text/html,x)"), "<p>a</p>");
}

}  // namespace
}  // namespace onthaal::reports
