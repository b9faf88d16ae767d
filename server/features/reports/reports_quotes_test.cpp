#include "features/audit/audit.h"
#include "features/reports/reports_world.h"

namespace onthaal::reports {
namespace {

class ReportQuotesTest : public ReportsWorld {};
ONTHAAL_ON_BOTH_ENGINES(ReportQuotesTest);

TEST_P(ReportQuotesTest, QuoteOnlyWhatItsVisitorAllowed) {
  const std::string allowed = rated("Je hebt me geholpen", true);
  const std::string refused = rated("Hou dit voor jezelf", false);
  const auto candidates = listed().at("candidates").as_array();
  ASSERT_EQ(candidates.size(), 1U);
  EXPECT_EQ(candidates[0].at("rating").as_string(), allowed);
  EXPECT_EQ(candidates[0].at("text").as_string(), "Je hebt me geholpen");
  EXPECT_EQ(quote(refused, carla).error().code, Code::not_found);
  EXPECT_EQ(quote(Uuid{}.text(), carla).error().code, Code::not_found);
  for (const char* no : {"nergens", "cover", "glance", "appendix"})
    EXPECT_EQ(quote(allowed, carla, no).error().fields, (std::vector<FieldError>{{"chapter", "not_allowed"}}));

  const auto made = read(quote(allowed, carla));
  EXPECT_EQ(made.at("text").as_string(), "Heel fijn.");
  EXPECT_TRUE(listed().at("candidates").as_array().empty());
  EXPECT_EQ(chapter("quality").at("quotes").as_array().size(), 1U);
  EXPECT_EQ(audit::find(world.database.connection(), {.what = "report.quoted"}).size(), 1U);
}

TEST_P(ReportQuotesTest, AQuoteIsMadeOnce) {
  const std::string rating = rated("Je hebt me geholpen", true);
  const auto first = quote(rating, carla).value();
  EXPECT_EQ(first.status, 201);
  const auto again = quote(rating, carla).value();
  EXPECT_EQ(again.status, 200) << "pressed twice";
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(quote(rating, carla, "themes").error().code, Code::conflict);
  EXPECT_EQ(quote(rating, carla, "quality", "Anders gezegd.").error().code, Code::conflict);
  EXPECT_EQ(audit::find(world.database.connection(), {.what = "report.quoted"}).size(), 1U);
}

TEST_P(ReportQuotesTest, QuoteFromTalksOfTheirYear) {
  const std::string rating = rated("Je hebt me geholpen", true);
  for (const char* other : {"2025-2026", "2027-2028"}) {
    EXPECT_EQ(quote(rating, carla, "quality", "Heel fijn.", other).error().fields,
              (std::vector<FieldError>{{"rating", "not_allowed"}}));
    const auto there = read(call(routes(), http::Verb::get, kQuotes, carla, {"clbchat", other}));
    EXPECT_TRUE(there.at("candidates").as_array().empty());
  }
  EXPECT_EQ(listed().at("candidates").as_array().size(), 1U);
  EXPECT_EQ(quote(rating, carla).value().status, 201);
}

TEST_P(ReportQuotesTest, AQuoteGoesWhenItsVisitorTakesItBack) {
  const std::string other = rated("Dank jullie", true);
  ASSERT_EQ(quote(other, carla).value().status, 201);
  const std::string rating = rated("Je hebt me geholpen", true);
  ASSERT_EQ(quote(rating, carla).value().status, 201);
  ASSERT_EQ(chapter("quality").at("quotes").as_array().size(), 2U);
  for (int times = 0; times < 2; ++times)
    EXPECT_TRUE(call(rating_routes, http::Verb::put, "/api/visit/rating", visitor, {}, R"({"may_quote":false})"));
  const auto left = chapter("quality").at("quotes").as_array();
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].at("rating").as_string(), other);
  EXPECT_TRUE(listed().at("candidates").as_array().empty());
  EXPECT_EQ(quote(rating, carla).error().code, Code::not_found);
  const auto logged = audit::find(world.database.connection(), {.what = "report.unquoted"});
  ASSERT_EQ(logged.size(), 1U);
  EXPECT_EQ(logged[0].staff, std::nullopt);
  EXPECT_EQ(logged[0].data, R"({"year":"2026-2027","by":"visitor"})");
  EXPECT_EQ(logged[0].about, Uuid::parse(rating));
}

TEST_P(ReportQuotesTest, AQuoteThatIsTakenAwayIsGone) {
  const std::string rating = rated("Je hebt me geholpen", true);
  const std::string made(read(quote(rating, carla)).at("quote").as_string());
  EXPECT_EQ(ask(http::Verb::del, kQuote, gert, {made}).error().code, Code::not_found);
  EXPECT_EQ(ask(http::Verb::del, kQuote, carla, {made}).value().status, 204);
  EXPECT_EQ(ask(http::Verb::del, kQuote, carla, {made}).error().code, Code::not_found);
  EXPECT_TRUE(chapter("quality").at("quotes").as_array().empty());
  EXPECT_EQ(world.database.connection().run({"test.quotes", "select 1 from report_quote"}).size(), 0U);
  EXPECT_EQ(audit::find(world.database.connection(), {.what = "report.unquoted"}).size(), 1U);
}

}  // namespace
}  // namespace onthaal::reports
