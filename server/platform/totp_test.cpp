#include "platform/totp.h"

#include <gtest/gtest.h>

namespace onthaal::totp {
namespace {

// RFC 6238, appendix B, of SHA-1: the last six of its eight digits.
constexpr std::string_view kSecret = "12345678901234567890";

TEST(Totp, GivesTheCodesOfTheStandard) {
  const std::pair<Millis, std::string_view> cases[] = {
      {59'000, "287082"},         {1111111109'000, "081804"}, {1111111111'000, "050471"},
      {1234567890'000, "005924"}, {2000000000'000, "279037"}, {20000000000'000, "353130"},
  };
  for (const auto& [now, code] : cases) EXPECT_EQ(find_step(kSecret, code, now, 0), now / 30'000) << code;
}

TEST(Totp, TakesTheStepsBesideAndNoOthers) {
  constexpr std::string_view code = "287082";  // of step 1
  EXPECT_EQ(find_step(kSecret, code, 0, 0), 1);
  EXPECT_EQ(find_step(kSecret, code, 89'999, 0), 1);
  EXPECT_EQ(find_step(kSecret, code, 90'000, 0), std::nullopt);
  for (const std::string_view wrong : {"287083", "28708", "2870820", "", "abcdef"})
    EXPECT_EQ(find_step(kSecret, wrong, 59'000, 0), std::nullopt) << wrong;
}

TEST(Totp, AStepIsNotTakenTwice) {
  EXPECT_EQ(find_step(kSecret, "287082", 59'000, 1), std::nullopt);
}

TEST(Totp, TheUrlIsWhatAppsRead) {
  EXPECT_EQ(url("CLB chat", "els@gent", kSecret),
            "otpauth://totp/CLB%20chat:els%40gent?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=CLB%20chat");
}

}  // namespace
}  // namespace onthaal::totp
