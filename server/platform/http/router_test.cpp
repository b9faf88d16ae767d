#include "platform/http/router.h"

#include <gtest/gtest.h>

namespace onthaal::http {
namespace {

Result<Work> nothing(const Request&) {
  return Reply{};
}

Router router() {
  return Router({{Verb::get, "/api/lines", nothing},
                 {Verb::get, "/api/lines/{slug}", nothing},
                 {Verb::post, "/api/lines/{slug}/visits", nothing}});
}

TEST(Router, FindsByPathAndVerb) {
  const Router all = router();
  const auto list = all.find(Verb::get, *parse_target("/api/lines"));
  ASSERT_TRUE(list);
  EXPECT_EQ(list->route->path, "/api/lines");
  const auto one = all.find(Verb::post, *parse_target("/api/lines/clb%20chat/visits?a=1"));
  ASSERT_TRUE(one);
  EXPECT_EQ(one->parts, std::vector<std::string>{"clb chat"});
}

TEST(Router, HandsOnWhatWasAsked) {
  const Router all = router();
  const auto list = all.find(Verb::get, *parse_target("/api/lines?theme=a%26b&theme=c+d&empty=&bare"));
  ASSERT_TRUE(list);
  EXPECT_EQ(list->query, (Query{{"theme", "a&b"}, {"theme", "c d"}, {"empty", ""}, {"bare", ""}}));
}

TEST(Router, TellsAWrongVerbFromAWrongAddress) {
  const Router all = router();
  EXPECT_EQ(all.find(Verb::del, *parse_target("/api/lines")).error().code, Code::method_not_allowed);
  EXPECT_EQ(all.find(Verb::get, *parse_target("/api/lines/")).error().code, Code::not_found);
  EXPECT_EQ(all.find(Verb::get, *parse_target("/api/line")).error().code, Code::not_found);
  EXPECT_EQ(all.find(Verb::get, *parse_target("/api/lines/a/visits/b")).error().code, Code::not_found);
}

TEST(Target, RefusesWhatIsNoPath) {
  for (const char* text : {"", "lines", "http://elsewhere/", "/%zz", "/%ff", "/a%00b", "/a b", "/a?b=%ff", "/a?%00=b"})
    EXPECT_FALSE(parse_target(text)) << text;
}

TEST(Target, IsDecodedWithoutWhatWasAsked) {
  const auto target = parse_target("/J%C3%BCrgen?name=/b");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path(), "/Jürgen");
}

// What stays encoded in the path must not become a separator or a way up.
TEST(Target, KeepsAnEncodedSlashInsideItsSegment) {
  const auto target = parse_target("/assets/..%2fsecret");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, (std::vector<std::string>{"assets", "../secret"}));
}

}  // namespace
}  // namespace onthaal::http
