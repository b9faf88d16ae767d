#include "core/result.h"

#include <gtest/gtest.h>

#include <set>

namespace onthaal {
namespace {

TEST(ErrorTable, has_a_row_for_every_code_in_its_place) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Code::internal); ++i) {
    const auto code = static_cast<Code>(i);
    EXPECT_EQ(error_row(code).code, code);
    EXPECT_TRUE(names.insert(error_row(code).name).second) << error_row(code).name;
  }
}

}  // namespace
}  // namespace onthaal
