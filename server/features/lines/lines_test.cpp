#include "features/lines/lines.h"

#include <gtest/gtest.h>

#include "platform/json.h"
#include "support/world.h"

namespace onthaal::lines {
namespace {

class LinesTest : public support::StoreTest {
 protected:
  Result<Line> make(const std::string& slug, const std::string& name = "CLBch@t") {
    return world.act([&](Tx& tx) { return create(tx, {slug, name}); });
  }
  Result<Reply> get(std::size_t route, std::vector<std::string> parts = {}) {
    http::Request request;
    request.parts = std::move(parts);
    auto work = routes().at(route).parse(request);
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  Result<Reply> add(std::string_view data) {
    auto work = control_commands().at(0).parse(json::parse(data).value());
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
};
ONTHAAL_ON_BOTH_ENGINES(LinesTest);

TEST(LineSlug, IsShortLowerCaseAndNotOneOfOurWords) {
  for (const char* good : {"clbchat", "clb-gent", "a1", "clbchat2026", "0123456789012345678901234567890123456789"})
    EXPECT_TRUE(is_slug(good)) << good;
  for (const char* bad : {"", "a", "CLBchat", "clb chat", "clb_chat", "clb/chat", "clé", "..", "api", "live", "desk",
                          "office", "assets", "site", "favicon", "01234567890123456789012345678901234567890"})
    EXPECT_FALSE(is_slug(bad)) << bad;
}

TEST_P(LinesTest, IsFoundByEveryNameItHas) {
  const Line made = make("clbchat").value();
  auto& db = world.database.connection();
  for (const auto& found : {find(db, made.id), find(db, made.uuid), find_by_slug(db, "clbchat")}) {
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, made.id);
    EXPECT_EQ(found->uuid, made.uuid);
    EXPECT_EQ(found->slug, "clbchat");
    EXPECT_EQ(found->name, "CLBch@t");
  }
  EXPECT_FALSE(find_by_slug(db, "CLBCHAT"));
  EXPECT_FALSE(find(db, Uuid{}));
}

TEST_P(LinesTest, ASlugIsGivenOnce) {
  const Line first = make("clbchat", "eerste").value();
  EXPECT_EQ(make("clbchat", "tweede").error().code, Code::conflict);
  EXPECT_EQ(find(world.database.connection(), first.id)->name, "eerste");
}

TEST_P(LinesTest, AreListedBySlug) {
  make("zee", "Zee").value();
  make("berg", "Berg \"hoog\"").value();
  EXPECT_EQ(get(0)->body, R"({"lines":[{"slug":"berg","name":"Berg \"hoog\""},{"slug":"zee","name":"Zee"}]})");
}

TEST_P(LinesTest, OneIsShownByItsSlug) {
  const Line made = make("clbchat").value();
  EXPECT_EQ(get(1, {"clbchat"})->body,
            R"({"line":")" + made.uuid.text() + R"(","slug":"clbchat","name":"CLBch@t","open":true})");
  EXPECT_EQ(get(1, {"iets-anders"}).error().code, Code::not_found);
}

TEST_P(LinesTest, TheControlSocketAddsThem) {
  EXPECT_EQ(add(R"({"slug":"clbchat","name":"CLBch@t"})")->status, 201);
  EXPECT_TRUE(find_by_slug(world.database.connection(), "clbchat"));
  EXPECT_EQ(add(R"({"slug":"clbchat","name":"CLBch@t"})").error().code, Code::conflict);
}

TEST_P(LinesTest, AWrongFieldIsNamed) {
  const auto wrong = add(R"({"slug":"desk","name":"","colour":"red"})");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, Code::invalid);
  EXPECT_EQ(wrong.error().fields,
            (std::vector<FieldError>{{"name", "too_short"}, {"slug", "not_allowed"}, {"colour", "unknown_field"}}));
}

}  // namespace
}  // namespace onthaal::lines
