#include "features/reports/reports_narrowed.h"

#include <gtest/gtest.h>

namespace onthaal::reports {
namespace {

using measures::Key;
using measures::Row;

measures::Table outcomes(std::string says) {
  measures::Table table{.name = "outcomes",
                        .title = "Waartoe leidde het gesprek?",
                        .says = std::move(says),
                        .unit = measures::Unit::share,
                        .dimensions = {{"outcome", "Resultaat"}, {"who", "Wie"}}};
  const Key contact{"contact", "Contact met de leerlingenbegeleiding, o.a. Op school"};
  table.rows = {Row{.keys = {contact, {"pupil", "leerlingen"}}, .n = 4},
                Row{.keys = {contact, {"parent", "ouders"}}, .n = 3}};
  return table;
}

TEST(ReportNarrowed, OnPaperStandsNoNumberThatOnlyExplainsAnother) {
  Shown volume{{.name = "volume", .dimensions = {{"what", "Wat"}}}, std::nullopt, Drawn::table};
  for (const auto& [code, n] : {std::pair("talks", 9), {"open", 1}, {"talks_only", 9}, {"second_unknown", 9}})
    volume.table.rows.push_back(Row{.keys = {{code, code}}, .n = n});
  volume.table.rows.push_back(Row{.keys = {{"left", "left"}}});
  const auto paper = on_paper({volume, volume});
  ASSERT_EQ(paper.size(), 2U);
  EXPECT_EQ(paper[0].table.rows.size(), 2U);
  volume.table.rows[1].n = 0;
  EXPECT_TRUE(on_paper({volume}).empty()) << "the talks alone are told beside those of other years";
}

TEST(ReportNarrowed, ASentenceStaysWithWhomItIsAbout) {
  const std::string of_pupils =
      "Gesprekken met leerlingen leidden het vaakst tot ‘Contact met ouders’: 4 van 8 gesprekken (50 %).";
  const std::string of_parents =
      "Gesprekken met ouders leidden het vaakst tot ‘Contact met de leerlingenbegeleiding, o.a. Op school’: "
      "3 van 4 gesprekken (75 %).";
  const auto table = outcomes(of_pupils + " " + of_parents);
  EXPECT_EQ(narrowed(table, "who", "pupil").says, of_pupils);
  EXPECT_EQ(narrowed(table, "who", "parent").says, of_parents);
  EXPECT_EQ(narrowed(table, "who", "parent").rows.size(), 1U);
  EXPECT_EQ(narrowed(table, "who", "parent").title, "Waartoe leidde het gesprek? (ouders)");
  EXPECT_EQ(narrowed(outcomes(of_pupils), "who", "parent").says, "");
}

}  // namespace
}  // namespace onthaal::reports
