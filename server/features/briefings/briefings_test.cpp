#include "features/briefings/briefings.h"

#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "features/hours/hours.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::briefings {
namespace {

class BriefingsTest : public support::StoreTest {
 protected:
  BriefingsTest() {
    for (const char* slug : {"clbchat", "gent"})
      world.act([&](Tx& tx) { return lines::create(tx, {slug, slug}); }).value();
    line = world.view([](const Snapshot& s) { return lines::find_by_slug(s.db, "clbchat")->id; });
    noor = staff("noor", "clbchat", accounts::Role::operator_);
    greet = staff("greet", "clbchat", accounts::Role::coordinator);
    piet = staff("piet", "gent", accounts::Role::coordinator);
  }

  Actor staff(const std::string& login, const std::string& slug, accounts::Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{slug, role}}}, "hash");
    });
    return Staff{person->id, {1}};
  }
  Result<Reply> ask(http::Verb verb, std::string_view path, const Actor& actor, std::string_view body = {}) {
    const http::Request request{.actor = actor, .parts = {"clbchat"}, .body = body};
    for (const http::Route& route : table)
      if (route.verb == verb && route.path == "/api/lines/{slug}/" + std::string(path)) {
        auto work = route.parse(request);
        if (!work) return std::unexpected(work.error());
        return world.finish(*std::move(work));
      }
    throw std::logic_error("no such route");
  }
  std::string day(int ahead) { return hours::day_text(hours::day_of(world.clock.now()) + date::days(ahead)); }
  static std::string body(const std::string& day, const char* note, const char* reachable, const char* phone) {
    json::Out out;
    out.text("day", day);
    for (const auto& [key, value] : {std::pair{"note", note}, {"reachable", reachable}, {"phone", phone}})
      value == nullptr ? out.raw(key, "null") : out.text(key, value);
    return out.str();
  }
  Result<Reply> put(const std::string& body, const Actor& actor) {
    return ask(http::Verb::put, "briefing", actor, body);
  }
  std::string shown() { return ask(http::Verb::get, "briefing", noor)->body; }
  void run_due_jobs() {
    world.act([&](Tx& tx) {
      const auto due = tx.db.run({"test.due", "select key from job where kind = 'briefings.day' and due <= :now"},
                                 {{"now", tx.now}});
      for (const db::Row row : due) jobs(hooks).at(0).run(tx, {.key = row.text(0), .data = {}});
      tx.db.run({"test.done", "delete from job where due <= :now"}, {{"now", tx.now}});
    });
  }

  int told = 0;
  Hooks hooks{.changed = [this](Tx&, const lines::Line& changed, const Author&) { told += changed.id == line; }};
  http::Routes table = routes(hooks);
  LineId line;
  Actor noor, greet, piet;
};
ONTHAAL_ON_BOTH_ENGINES(BriefingsTest);

TEST_P(BriefingsTest, ANoteIsOfItsDayAndWhoIsReachableStays) {
  EXPECT_EQ(shown(), body(day(0), nullptr, nullptr, nullptr));
  const std::string first = body(day(0), "Vandaag twee nieuwe collega's.", "Greet", "0470 12 34 56");
  EXPECT_EQ(put(first, greet)->body, first);
  EXPECT_EQ(shown(), first);
  EXPECT_EQ(told, 1);

  world.clock.advance(std::chrono::hours(24));
  run_due_jobs();
  EXPECT_EQ(told, 2) << "the note of yesterday is gone";
  EXPECT_EQ(shown(), body(day(0), nullptr, "Greet", "0470 12 34 56"));
}

TEST_P(BriefingsTest, ADayAheadIsToldWhenItBegins) {
  put(body(day(0), nullptr, "Greet", "0470 12 34 56"), greet).value();
  put(body(day(1), "Examens.", "An", "016 11 22 33"), greet).value();
  EXPECT_EQ(told, 1);
  EXPECT_EQ(shown(), body(day(0), nullptr, "Greet", "0470 12 34 56"));
  const auto ahead = json::parse(ask(http::Verb::get, "briefings", greet)->body)->at("briefings").as_array();
  ASSERT_EQ(ahead.size(), 14u);
  EXPECT_EQ(ahead[1].at("note").as_string(), "Examens.");
  EXPECT_TRUE(ahead[2].at("note").is_null());
  EXPECT_EQ(ahead[13].at("reachable").as_string(), "An");
  EXPECT_EQ(ahead[13].at("day").as_string(), day(13));

  world.clock.advance(std::chrono::milliseconds(
      hours::utc_of(hours::day_of(world.clock.now()) + date::days(1), hours::Edge::begin) - world.clock.now()));
  run_due_jobs();
  EXPECT_GT(told, 1);
  EXPECT_EQ(shown(), body(day(0), "Examens.", "An", "016 11 22 33"));
}

TEST_P(BriefingsTest, OneWritesFromTodayToTwoWeeksAhead) {
  const auto wrong = [&](const std::string& text) { return put(text, greet).error().fields; };
  using Fields = std::vector<FieldError>;
  EXPECT_EQ(wrong(body(day(-1), "x", nullptr, nullptr)), (Fields{{"day", "too_small"}}));
  EXPECT_EQ(wrong(body(day(14), "x", nullptr, nullptr)), (Fields{{"day", "too_large"}}));
  EXPECT_TRUE(put(body(day(13), "x", nullptr, nullptr), greet));
  for (const char* bad : {"2026-02-30", "morgen", "2026-1-1", "2026-01-0x"})
    EXPECT_EQ(wrong(body(bad, "x", nullptr, nullptr)), (Fields{{"day", "not_allowed"}})) << bad;
  EXPECT_EQ(wrong(body(day(0), nullptr, "Greet", nullptr)), (Fields{{"phone", "required"}}));
  EXPECT_EQ(wrong(body(day(0), nullptr, nullptr, "112")), (Fields{{"reachable", "required"}}));
  EXPECT_EQ(wrong(body(day(0), nullptr, "Greet", "bel mij")), (Fields{{"phone", "not_allowed"}}));
  EXPECT_EQ(shown(), body(day(0), nullptr, nullptr, nullptr));
}

TEST_P(BriefingsTest, StaffOfTheLineReadAndItsCoordinatorsWrite) {
  const std::string text = body(day(0), "x", nullptr, nullptr);
  for (const Actor& actor : {piet, Actor(Visitor{{1}}), Actor(Nobody{})}) {
    EXPECT_EQ(ask(http::Verb::get, "briefing", actor).error().code, Code::not_found);
    EXPECT_EQ(ask(http::Verb::get, "briefings", actor).error().code, Code::not_found);
    EXPECT_EQ(put(text, actor).error().code, Code::not_found);
  }
  EXPECT_EQ(put(text, noor).error().code, Code::not_found);
  EXPECT_EQ(ask(http::Verb::get, "briefings", noor).error().code, Code::not_found);
  EXPECT_EQ(told, 0);
}

}  // namespace
}  // namespace onthaal::briefings
