#include "platform/http/pages.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/database.h"

namespace onthaal::http {
namespace {

class PagesTest : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& content) {
    const auto path = folder_.path() / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << content;
  }
  support::TempFolder folder_;
};

TEST_F(PagesTest, FindsEntryPagesByTheirAddress) {
  write("site.html", "site");
  write("desk.html", "desk");
  write("board.html", "board");
  write("account.html", "account");
  write("office.html", "office");
  write("visitor.html", "visitor");
  write("paper.html", "paper");
  const Pages pages(folder_.path());
  EXPECT_EQ(pages.find("/")->content, "site");
  EXPECT_EQ(pages.find("/desk")->content, "desk");
  EXPECT_EQ(pages.find("/board")->content, "board");
  EXPECT_EQ(pages.find("/account")->content, "account");
  EXPECT_EQ(pages.find("/office")->content, "office");
  EXPECT_EQ(pages.find("/office/team")->content, "office");
  EXPECT_EQ(pages.find("/clbchat")->content, "visitor");
  EXPECT_EQ(pages.find("/papers/clbchat")->content, "paper");
  EXPECT_EQ(pages.find("/papers/clbchat/privacy-staff")->content, "paper");
  EXPECT_EQ(pages.find("/papers/"), nullptr);
  EXPECT_EQ(pages.find("/papers/clbchat/a/b"), nullptr);
  EXPECT_EQ(pages.find("/clbchat")->cache, "no-store");
  EXPECT_EQ(pages.find("/clbchat/more"), nullptr);
  EXPECT_EQ(pages.find("/assets/../desk.html"), nullptr);
}

TEST_F(PagesTest, KeepsHashedFilesForEverAndPackedOnesBeside) {
  write("assets/visitor-abc.js", "let a = 1;");
  write("assets/visitor-abc.js.br", "packed");
  const Pages pages(folder_.path());
  const Pages::File* file = pages.find("/assets/visitor-abc.js");
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(file->brotli, "packed");
  EXPECT_EQ(file->cache, "public, max-age=31536000, immutable");
  EXPECT_EQ(file->type, "text/javascript; charset=utf-8");
  EXPECT_EQ(pages.find("/assets/visitor-abc.js.br"), nullptr);
  EXPECT_EQ(pages.size(), 1U);
}

TEST_F(PagesTest, AnotherContentHasAnotherTag) {
  write("a.txt", "one");
  const std::string before = Pages(folder_.path()).find("/a.txt")->etag;
  write("a.txt", "two");
  EXPECT_NE(Pages(folder_.path()).find("/a.txt")->etag, before);
}

TEST(Pages, AnAbsentFolderHasNoPages) {
  EXPECT_EQ(Pages("/nowhere/at/all").size(), 0U);
}

}  // namespace
}  // namespace onthaal::http
