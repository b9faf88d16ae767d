#include "core/csv_cell.h"

#include <gtest/gtest.h>

#include "core/csv.h"

namespace onthaal::csv {
namespace {

TEST(CsvCell, IsQuotedWhereItHasToBe) {
  EXPECT_EQ(cell("pesten", ','), "pesten");
  EXPECT_EQ(cell("CLB Gent, Aalst", ','), "\"CLB Gent, Aalst\"");
  EXPECT_EQ(cell("CLB Gent, Aalst", ';'), "CLB Gent, Aalst");
  EXPECT_EQ(cell("a;b", ';'), "\"a;b\"");
  EXPECT_EQ(cell("\"het\" CLB", ','), "\"\"\"het\"\" CLB\"");
  EXPECT_EQ(cell("twee\nregels", ','), "\"twee\nregels\"");
  EXPECT_EQ(cell("", ','), "");
}

TEST(CsvCell, IsNeverAFormula) {
  for (const char* text : {"=1+1", "+32", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"}) {
    const std::string made = cell(text, ';');
    EXPECT_TRUE(made.starts_with("'") || made.starts_with("\"'")) << text;
  }
  EXPECT_EQ(cell("=HYPERLINK(\"http://x\",\"y\")", ','), "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
  EXPECT_EQ(cell("a=b", ','), "a=b");
}

TEST(CsvCell, ComesBackAsItWas) {
  const std::string text = "a \"b\", c; d\r\ne";
  const std::string file = "x,y\r\n" + cell(text, ',') + ",1\r\n";
  const auto table = parse(file);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows.at(0).cells.at(0), text);
}

}  // namespace
}  // namespace onthaal::csv
