#include "features/reports/reports.h"

#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "features/audit/audit.h"
#include "features/measures/measures.h"
#include "features/ratings/ratings.h"
#include "features/reports/reports_chapters.h"
#include "features/reports/reports_store.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::reports {
namespace {

const std::string kReport = "/api/lines/{slug}/reports/annual/{year}";
const std::string kTexts = kReport + "/texts/{chapter}";
const std::string kQuotes = kReport + "/quotes";
const std::string kQuote = kReport + "/quotes/{quote}";
const std::string kYear = "2026-2027";

class ReportsTest : public support::StoreTest {
 protected:
  ReportsTest() {
    streams::register_kinds({conversations::stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    anna = staff("anna", "clbchat", accounts::Role::operator_);
    carla = staff("carla", "clbchat", accounts::Role::coordinator);
    gert = staff("gert", "gent", accounts::Role::coordinator);
  }

  Actor staff(const std::string& login, const std::string& slug, accounts::Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{slug, role}}}, "-");
    });
    return Staff{person.value().id, {1}};
  }
  Result<Reply> call(const http::Routes& table, http::Verb verb, std::string_view path, const Actor& actor,
                     std::vector<std::string> parts, const std::string& body = "") {
    for (const http::Route& route : table) {
      if (route.path != path || route.verb != verb) continue;
      auto work = route.parse({.actor = actor, .parts = std::move(parts), .body = body});
      if (!work) return std::unexpected(std::move(work.error()));
      return world.finish(*std::move(work));
    }
    return fail(Code::internal, "no route");
  }
  Result<Reply> ask(http::Verb verb, const std::string& path, const Actor& actor, std::vector<std::string> more = {},
                    const std::string& body = "", const std::string& slug = "clbchat") {
    std::vector<std::string> parts{slug, kYear};
    parts.insert(parts.end(), more.begin(), more.end());
    return call(routes(), verb, path, actor, std::move(parts), body);
  }
  static boost::json::object read(const Result<Reply>& reply) {
    boost::json::parse_options options;
    options.max_depth = 100;
    return boost::json::parse(reply.value().body, {}, options).as_object();
  }
  Result<Reply> write(const std::string& chapter, int number, const std::string& text, const Actor& who) {
    return ask(http::Verb::put, kTexts, who, {chapter}, json::Out().integer("number", number).text("text", text).str());
  }

  // Somebody rated a talk that ended; the name of that rating. `visitor` is who did.
  std::string rated(const std::string& text, bool may_quote) {
    visitor = world.act([&](Tx& tx) -> Actor {
      const auto rows =
          tx.db.run({"test.visit", "insert into visit (token_hash, created_at) values (:hash, 0) returning id"},
                    {{"hash", tx.new_uuid()}});
      const VisitId visit{rows[0].integer(0)};
      talks.request(tx, {.line = line,
                         .visit = visit,
                         .nickname = Redacted<std::string>("vlinder"),
                         .language = "nl",
                         .who = "pupil"});
      return Visitor{visit};
    });
    const auto id = world.act([&](Tx& tx) {
      const auto first = conversations::first_waiting(tx.db, line.id).value();
      talks.accept(tx, first, std::get<Staff>(anna).staff, tx.new_uuid()).value();
      return first;
    });
    EXPECT_TRUE(world.act([&](Tx& tx) {
      const auto latest = conversations::latest_of_visit(tx.db, std::get<Visitor>(visitor).visit).value();
      return talks.end(tx, {.actor = visitor, .id = tx.new_uuid()}, {.conversation = latest.uuid});
    }));
    const auto body = json::Out().integer("stars", 5).text("text", text).boolean("may_quote", may_quote).str();
    EXPECT_TRUE(call(rating_routes, http::Verb::put, "/api/visit/rating", visitor, {}, body));
    return world.database.connection()
        .run({"test.rating", "select uuid from rating where conversation = :id"}, {{"id", id}})[0]
        .uuid(0)
        .text();
  }
  Result<Reply> quote(const std::string& rating, const Actor& who, const std::string& chapter = "quality",
                      const std::string& text = "Heel fijn.", const std::string& year = kYear) {
    const auto body = json::Out().text("rating", rating).text("chapter", chapter).text("text", text);
    return call(routes(), http::Verb::post, kQuotes, who, {"clbchat", year},
                json::Out(body).text("about", "leerling, 14 jaar").str());
  }
  boost::json::object listed() { return read(ask(http::Verb::get, kQuotes, carla)); }
  boost::json::object chapter(std::string_view code) {
    for (const auto& each : read(ask(http::Verb::get, kReport, carla)).at("chapters").as_array())
      if (each.at("code").as_string() == code) return each.as_object();
    return {};
  }

  ratings::RatingHooks hooks{.given = {}, .taken_back = take_back};
  http::Routes rating_routes = ratings::routes(hooks);
  conversations::Conversations talks{{}};
  lines::Line line;
  Actor anna, carla, gert, visitor;
};
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

TEST_P(ReportsTest, KeepEveryVersionOfATextAndLoseNone) {
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

TEST_P(ReportsTest, OnlyWhiteSpaceIsNoText) {
  EXPECT_EQ(read(write("glance", 0, "Een goed jaar.", carla)).at("number").as_int64(), 1);
  EXPECT_EQ(read(write("glance", 1, " \n\t ", carla)).at("text").as_string(), "");
  EXPECT_EQ(read(write("glance", 2, "  ", carla)).at("number").as_int64(), 2);
}

TEST_P(ReportsTest, TheFirstYearHasNoneBefore) {
  const auto report = call(routes(), http::Verb::get, kReport, carla, {"clbchat", "1900-1901"});
  EXPECT_EQ(read(report).at("year").as_string(), "1900-1901");
}

TEST_P(ReportsTest, ListTheNewestVersions) {
  for (int number = 0; number < 52; ++number)
    ASSERT_TRUE(write("themes", number, "Versie " + std::to_string(number), carla));
  const auto versions = read(ask(http::Verb::get, kTexts, carla, {"themes"})).at("versions").as_array();
  ASSERT_EQ(versions.size(), 50U);
  EXPECT_EQ(versions[0].at("number").as_int64(), 52);
}

TEST_P(ReportsTest, ShowAPartThatCameIntoUse) {
  ASSERT_TRUE(write("blended", 0, "Dit jaar begonnen we.", carla));
  EXPECT_TRUE(chapter("blended").at("is_shown").as_bool());
  ASSERT_TRUE(write("blended", 1, "", carla));
  EXPECT_FALSE(chapter("blended").at("is_shown").as_bool());
}

TEST_P(ReportsTest, QuoteOnlyWhatItsVisitorAllowed) {
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

TEST_P(ReportsTest, AQuoteIsMadeOnce) {
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

TEST_P(ReportsTest, QuoteFromTalksOfTheirYear) {
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

TEST_P(ReportsTest, AQuoteGoesWhenItsVisitorTakesItBack) {
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

TEST_P(ReportsTest, AQuoteThatIsTakenAwayIsGone) {
  const std::string rating = rated("Je hebt me geholpen", true);
  const std::string made(read(quote(rating, carla)).at("quote").as_string());
  EXPECT_EQ(ask(http::Verb::del, kQuote, gert, {made}).error().code, Code::not_found);
  EXPECT_EQ(ask(http::Verb::del, kQuote, carla, {made}).value().status, 204);
  EXPECT_EQ(ask(http::Verb::del, kQuote, carla, {made}).error().code, Code::not_found);
  EXPECT_TRUE(chapter("quality").at("quotes").as_array().empty());
  EXPECT_EQ(world.database.connection().run({"test.quotes", "select 1 from report_quote"}).size(), 0U);
  EXPECT_EQ(audit::find(world.database.connection(), {.what = "report.unquoted"}).size(), 1U);
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
