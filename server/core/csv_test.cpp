#include "core/csv.h"

#include <gtest/gtest.h>

namespace onthaal::csv {
namespace {

using Cells = std::vector<std::string>;

std::vector<FieldError> mistakes(std::string_view text) {
  const auto table = parse(text);
  return table ? std::vector<FieldError>{} : table.error().fields;
}

TEST(Csv, TakesWhatSpreadsheetsWrite) {
  const auto table =
      parse("\xef\xbb\xbfname;about\r\n\"Leuven; de \"\"stad\"\"\";\"een\r\ntwee\"\r\n\r\nGent;\r\n").value();
  EXPECT_EQ(table.columns, (Cells{"name", "about"}));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].number, 2u);
  EXPECT_EQ(table.rows[0].cells, (Cells{"Leuven; de \"stad\"", "een\r\ntwee"}));
  EXPECT_EQ(table.rows[1].number, 4u);
  EXPECT_EQ(table.rows[1].cells, (Cells{"Gent", ""}));
}

TEST(Csv, TheHeaderSaysWhichSeparator) {
  EXPECT_EQ(parse("name,town\na;b,c").value().rows.at(0).cells, (Cells{"a;b", "c"}));
  EXPECT_EQ(parse("name;town\na,b;c").value().rows.at(0).cells, (Cells{"a,b", "c"}));
  EXPECT_EQ(parse("name\na,b;c\n").error().fields, (std::vector<FieldError>{{"row 2", "too_long"}}));
}

TEST(Csv, AnEmptyFileHasNoColumns) {
  EXPECT_TRUE(parse("").value().columns.empty());
  EXPECT_TRUE(parse("\xef\xbb\xbf").value().rows.empty());
  EXPECT_TRUE(parse("name;town\n").value().rows.empty());
}

TEST(Csv, EveryWrongRowIsNamed) {
  EXPECT_EQ(mistakes("a;b\n1\n1;2\n1;2;3\n"), (std::vector<FieldError>{{"row 2", "too_short"}, {"row 4", "too_long"}}));
  EXPECT_EQ(mistakes("a;b\n1;2\"3\n\"1\"x;2\n1;2\n"),
            (std::vector<FieldError>{{"row 2", "not_text"}, {"row 3", "not_text"}}));
  EXPECT_EQ(mistakes("a;b\n1;\"never closed\n"), (std::vector<FieldError>{{"row 2", "not_text"}}));
  EXPECT_EQ(mistakes("a;b\rc;d"), (std::vector<FieldError>{{"row 1", "not_text"}}));
}

TEST(Csv, AFileIsReadRowByRow) {
  Reader reader("a,b\r\n\"x;\"\"y\"\"\",\"een\ntwee\"\n\n1,2\"3\n4,5", ',');
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.cells(), (std::vector<std::string_view>{"a", "b"}));
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.cells(), (std::vector<std::string_view>{"x;\"y\"", "een\ntwee"}));
  ASSERT_TRUE(reader.next());
  EXPECT_TRUE(reader.is_empty());
  ASSERT_TRUE(reader.next());
  EXPECT_FALSE(reader.is_text());
  EXPECT_EQ(reader.number(), 4u);
  ASSERT_TRUE(reader.next());
  EXPECT_TRUE(reader.is_text());
  EXPECT_EQ(reader.cells(), (std::vector<std::string_view>{"4", "5"}));
  EXPECT_FALSE(reader.next());
  EXPECT_FALSE(reader.next());
}

TEST(Csv, TheSeparatorMayBeSaid) {
  Reader reader("a,b;c", ';');
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.cells(), (std::vector<std::string_view>{"a,b", "c"}));
}

}  // namespace
}  // namespace onthaal::csv
