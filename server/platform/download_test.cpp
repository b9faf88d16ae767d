#include "platform/download.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>

namespace onthaal {
namespace {

std::size_t files_of_ours() {
  std::size_t count = 0;
  for (const auto& each : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code gone;
    const std::string target = std::filesystem::read_symlink(each.path(), gone).string();
    if (target.find("/onthaal-") != std::string::npos) ++count;
  }
  return count;
}

TEST(Download, GivesBackWhatWasWritten) {
  const auto download = Download::make(std::filesystem::temp_directory_path()).value();
  ASSERT_TRUE(download->write("dag "));
  ASSERT_TRUE(download->write("allemaal"));
  EXPECT_EQ(download->size(), 12);
  std::array<char, 8> bytes{};
  EXPECT_EQ(download->read(4, bytes).value(), 8U);
  EXPECT_EQ(std::string_view(bytes.data(), 8), "allemaal");
  EXPECT_EQ(download->read(10, bytes).value(), 2U);
  EXPECT_EQ(download->read(12, bytes).value(), 0U);
}

TEST(Download, IsWrittenByWhoWantsAPath) {
  const auto download = Download::make(std::filesystem::temp_directory_path()).value();
  std::ofstream(download->path()) << "dag";
  EXPECT_EQ(read_all(download).value(), "dag");
  ASSERT_TRUE(download->write(" allemaal"));
  EXPECT_EQ(read_all(download).value(), "dag allemaal");
}

TEST(Download, HasNoNameAndGoesWithItsOwner) {
  const std::size_t before = files_of_ours();
  {
    const auto download = Download::make(std::filesystem::temp_directory_path()).value();
    ASSERT_TRUE(download->write("x"));
    ASSERT_EQ(files_of_ours(), before + 1);
    for (const auto& each : std::filesystem::directory_iterator("/proc/self/fd")) {
      std::error_code gone;
      const std::string target = std::filesystem::read_symlink(each.path(), gone).string();
      if (target.find("/onthaal-") != std::string::npos) EXPECT_FALSE(std::filesystem::exists(target)) << target;
    }
  }
  EXPECT_EQ(files_of_ours(), before);
}

}  // namespace
}  // namespace onthaal
