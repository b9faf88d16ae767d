#include <algorithm>

#include "features/measures/measures.h"
#include "features/reports/reports_chapters.h"
#include "features/reports/reports_world.h"

namespace onthaal::reports {
namespace {

class ReportsTest : public ReportsWorld {};
ONTHAAL_ON_BOTH_ENGINES(ReportsTest);

TEST(Reports, AskOnlyForTablesThatThereAre) {
  const auto& names = measures::names();
  for (const Chapter& chapter : chapters())
    for (const Place& place : chapter.places)
      EXPECT_NE(std::ranges::find(names, place.table), names.end()) << place.table;
}

TEST_P(ReportsTest, HaveEveryChapterAndItsTables) {
  const auto report = read(ask(http::Verb::get, kReport, carla));
  const auto& shown = report.at("chapters").as_array();
  ASSERT_EQ(shown.size(), chapters().size());
  for (std::size_t at = 0; at < shown.size(); ++at) {
    EXPECT_EQ(std::string_view(shown[at].at("code").as_string()), chapters()[at].code);
    EXPECT_EQ(shown[at].at("tables").as_array().size(), chapters()[at].places.size());
    EXPECT_EQ(shown[at].at("is_shown").as_bool(), chapters()[at].is_always) << "nothing is counted yet";
  }
  EXPECT_EQ(report.at("from").as_string(), "2026-09-01");
  EXPECT_EQ(report.at("until").as_string(), "2027-08-31");
}

TEST_P(ReportsTest, TheFirstYearHasNoneBefore) {
  const auto report = call(routes(), http::Verb::get, kReport, carla, {"clbchat", "1900-1901"});
  EXPECT_EQ(read(report).at("year").as_string(), "1900-1901");
}

TEST_P(ReportsTest, AreForCoordinatorsOfTheLine) {
  for (const Actor& who : {anna, gert, Actor(Nobody{})}) {
    EXPECT_EQ(ask(http::Verb::get, kReport, who).error().code, Code::not_found);
    EXPECT_EQ(write("themes", 0, "Van mij.", who).error().code, Code::not_found);
    EXPECT_EQ(ask(http::Verb::get, kTexts, who, {"themes"}).error().code, Code::not_found);
    EXPECT_EQ(ask(http::Verb::get, kQuotes, who).error().code, Code::not_found);
    EXPECT_EQ(ask(http::Verb::get, kReport + "/files/{file}", who, {"annual.html"}).error().code, Code::not_found);
    EXPECT_EQ(quote(Uuid{}.text(), who).error().code, Code::not_found);
  }
  EXPECT_EQ(call(routes(), http::Verb::get, kReport, carla, {"clbchat", "2026"}).error().code, Code::not_found);
  EXPECT_EQ(write("nergens", 0, "x", carla).error().code, Code::not_found);
  EXPECT_EQ(ask(http::Verb::get, kReport + "/files/{file}", carla, {"annual.exe"}).error().code, Code::not_found);
}

TEST_P(ReportsTest, AFileComesWithItsNameAndType) {
  ASSERT_TRUE(write("cover", 0, "Voor <b>iedereen</b>", carla));
  const auto reply = ask(http::Verb::get, kReport + "/files/{file}", carla, {"annual.html"}).value();
  const std::vector<std::pair<std::string, std::string>> headers{
      {"Content-Type", "text/html; charset=utf-8"},
      {"Content-Disposition", "attachment; filename=\"clbchat-2026-2027-annual.html\""}};
  EXPECT_EQ(reply.headers, headers);
  EXPECT_TRUE(reply.body.contains("&lt;b&gt;iedereen&lt;/b&gt;"));
}

}  // namespace
}  // namespace onthaal::reports
