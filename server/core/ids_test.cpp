#include "core/ids.h"

#include <gtest/gtest.h>

#include "core/random.h"

namespace onthaal {
namespace {

struct SameByte final : Random {
  explicit SameByte(std::uint8_t byte) : byte_(byte) {}
  void fill(std::span<std::uint8_t> bytes) override {
    for (auto& b : bytes) b = byte_;
  }
  std::uint8_t byte_;
};

TEST(Uuid, version_7_holds_the_time_and_randomness) {
  SameByte ones(0xff);
  SameByte zeros(0);
  EXPECT_EQ(Uuid::v7(0x017f22e279b0, ones).text(), "017f22e2-79b0-7fff-bfff-ffffffffffff");
  EXPECT_EQ(Uuid::v7(0x017f22e279b0, zeros).text(), "017f22e2-79b0-7000-8000-000000000000");
  EXPECT_LT(Uuid::v7(1, ones), Uuid::v7(2, zeros));
}

TEST(Uuid, reads_what_it_writes_in_either_case) {
  const std::string text = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
  const auto id = Uuid::parse(text);
  ASSERT_TRUE(id);
  EXPECT_EQ(id->text(), text);
  EXPECT_EQ(Uuid::parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"), id);
  EXPECT_EQ(Uuid::of_bytes(id->view()), id);
}

TEST(Uuid, refuses_what_is_none) {
  for (const char* text : {"", "017f22e2", "017f22e279b07cc398c4dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
                           "017f22e2-79b0-7cc3-98c4-dc0c0c07398ff", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
                           "017f22e2-79b0-7cc3-98c4ddc0c0c07398f", "017f22e-279b0-7cc3-98c4-dc0c0c07398f"})
    EXPECT_FALSE(Uuid::parse(text)) << text;
  EXPECT_FALSE(Uuid::of_bytes("fifteen bytes.."));
}

}  // namespace
}  // namespace onthaal
