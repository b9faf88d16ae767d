#include "features/reports/reports_world.h"

namespace onthaal::reports {
namespace {

class ReportTextsTest : public ReportsWorld {};
ONTHAAL_ON_BOTH_ENGINES(ReportTextsTest);

TEST_P(ReportTextsTest, KeepEveryVersionOfATextAndLoseNone) {
  EXPECT_TRUE(chapter("themes").at("text").is_null());
  EXPECT_EQ(read(write("themes", 0, "Het jaar van **pesten**.", carla)).at("number").as_int64(), 1);
  EXPECT_EQ(write("themes", 0, "Van iemand die dat niet zag.", carla).error().code, Code::conflict);
  EXPECT_EQ(read(write("themes", 0, "Het jaar van **pesten**.", carla)).at("number").as_int64(), 1) << "sent again";
  EXPECT_EQ(read(write("themes", 1, "Beter.", carla)).at("number").as_int64(), 2);
  EXPECT_EQ(write("themes", 7, "Te vroeg.", carla).error().code, Code::conflict);
  const auto text = chapter("themes").at("text").as_object();
  EXPECT_EQ(text.at("text").as_string(), "Beter.");
  EXPECT_EQ(text.at("by").as_string(), "carla");
  const auto versions = read(ask(http::Verb::get, kTexts, carla, {"themes"})).at("versions").as_array();
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[1].at("text").as_string(), "Het jaar van **pesten**.");
  EXPECT_TRUE(chapter("outcomes").at("text").is_null());
}

TEST_P(ReportTextsTest, OnlyWhiteSpaceIsNoText) {
  EXPECT_EQ(read(write("glance", 0, "Een goed jaar.", carla)).at("number").as_int64(), 1);
  EXPECT_EQ(read(write("glance", 1, " \n\t ", carla)).at("text").as_string(), "");
  EXPECT_EQ(read(write("glance", 2, "  ", carla)).at("number").as_int64(), 2);
}

TEST_P(ReportTextsTest, NoTextOverNoneIsNoVersion) {
  for (const char* nothing : {"", " \n"}) {
    const auto reply = read(write("glance", 0, nothing, carla));
    EXPECT_EQ(reply.at("number").as_int64(), 0);
    EXPECT_EQ(reply.at("text").as_string(), "");
  }
  EXPECT_TRUE(read(ask(http::Verb::get, kTexts, carla, {"glance"})).at("versions").as_array().empty());
  EXPECT_EQ(read(write("glance", 0, "Een goed jaar.", carla)).at("number").as_int64(), 1);
}

TEST_P(ReportTextsTest, ListTheNewestVersions) {
  for (int number = 0; number < 52; ++number)
    ASSERT_TRUE(write("themes", number, "Versie " + std::to_string(number), carla));
  const auto versions = read(ask(http::Verb::get, kTexts, carla, {"themes"})).at("versions").as_array();
  ASSERT_EQ(versions.size(), 50U);
  EXPECT_EQ(versions[0].at("number").as_int64(), 52);
}

TEST_P(ReportTextsTest, ShowAPartThatCameIntoUse) {
  ASSERT_TRUE(write("blended", 0, "Dit jaar begonnen we.", carla));
  EXPECT_TRUE(chapter("blended").at("is_shown").as_bool());
  ASSERT_TRUE(write("blended", 1, "", carla));
  EXPECT_FALSE(chapter("blended").at("is_shown").as_bool());
}

}  // namespace
}  // namespace onthaal::reports
