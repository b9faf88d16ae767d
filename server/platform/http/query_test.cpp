#include "platform/http/query.h"

#include <gtest/gtest.h>

#include <array>

namespace onthaal::http {
namespace {

TEST(Query, IsReadFieldByField) {
  const Query query{{"from", "2021-09-01"}, {"theme", "pesten"}, {"theme", "angst"}, {"years", "10"}};
  QueryReader read(query);
  EXPECT_EQ(read.required("from"), "2021-09-01");
  EXPECT_EQ(read.each("theme", 2), (std::vector<std::string>{"pesten", "angst"}));
  EXPECT_EQ(read.maybe_integer("years", 0, 20), 10);
  EXPECT_EQ(read.maybe("until"), std::nullopt);
  EXPECT_FALSE(read.finished());
}

TEST(Query, IsReadAsWhatItStandsFor) {
  static constexpr std::array<std::string_view, 2> kFormats{"csv", "xlsx"};
  const auto only_x = [](std::string_view text) { return text == "x" ? std::optional(7) : std::nullopt; };
  const Query query{{"format", "xlsx"}, {"wrong", "pdf"}, {"day", "x"}, {"night", "y"}};
  QueryReader read(query);
  EXPECT_EQ(read.choice("format", kFormats), 1U);
  EXPECT_EQ(read.choice("none", kFormats), 0U);
  EXPECT_EQ(read.choice("wrong", kFormats), 0U);
  EXPECT_EQ(read.required("day", only_x), 7);
  EXPECT_EQ(read.required("night", only_x), 0);
  EXPECT_EQ(read.required("morning", only_x), 0);
  EXPECT_EQ(read.finished()->fields,
            (std::vector<FieldError>{{"wrong", "not_allowed"}, {"night", "not_allowed"}, {"morning", "required"}}));
}

TEST(Query, NamesWhatIsWrong) {
  const Query query{{"theme", "a"},  {"theme", "b"}, {"who", "x"}, {"who", "y"},  {"years", "1x"}, {"most", "21"},
                    {"least", "-1"}, {"empty", ""},  {"more", ""}, {"term", "a"}, {"term", "b"},   {"term", "a"}};
  QueryReader read(query);
  read.each("theme", 1);
  read.maybe("who");
  read.each("term", 3);
  read.maybe_integer("years", 0, 20);
  read.maybe_integer("most", 0, 20);
  read.maybe_integer("least", 0, 20);
  read.required("empty");
  read.required("from");
  const auto error = read.finished();
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, Code::invalid);
  EXPECT_EQ(error->fields, (std::vector<FieldError>{{"theme", "repeated"},
                                                    {"who", "repeated"},
                                                    {"term", "repeated"},
                                                    {"years", "not_a_number"},
                                                    {"most", "too_large"},
                                                    {"least", "too_small"},
                                                    {"empty", "required"},
                                                    {"from", "required"},
                                                    {"more", "unknown_field"}}));
}

}  // namespace
}  // namespace onthaal::http
