#include "features/overviews/overviews.h"

#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "features/conversations/conversations.h"
#include "features/queue/queue.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::overviews {
namespace {

class OverviewsTest : public support::StoreTest {
 protected:
  OverviewsTest() {
    streams::register_kinds({conversations::stream_kind(), queue::stream_kind()});
    for (const char* slug : {"clbchat", "gent"})
      world.act([&](Tx& tx) { return lines::create(tx, {slug, slug}); }).value();
    greet = add("greet", "clbchat", accounts::Role::coordinator);
    noor = add("noor", "clbchat", accounts::Role::operator_);
    other = add("an", "gent", accounts::Role::coordinator);
  }

  Actor add(const std::string& login, const std::string& slug, accounts::Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(
          tx, {.login = login, .name = login, .alias = login, .discipline = std::nullopt, .roles = {{slug, role}}},
          "x");
    });
    return Staff{person->id, {1}};
  }
  Result<Reply> show(const Actor& actor, const std::string& slug = "clbchat") {
    http::Request request;
    request.actor = actor;
    request.parts = {slug};
    auto work = routes().at(0).parse(request);
    if (!work) return std::unexpected(std::move(work.error()));
    return world.finish(*std::move(work));
  }
  void change(std::string_view sql) { world.database.connection().run({sql, sql}); }
  void request(VisitId visit) {
    world.act([&](Tx& tx) {
      const std::string hash = std::to_string(visit.value);
      tx.db.run({"test.visit", "insert into visit (id, token_hash, created_at) values (:id, :hash, 1)"},
                {{"id", visit}, {"hash", db::Bytes{hash}}});
      return talks.request(tx, {.line = *lines::find_by_slug(tx.db, "clbchat"),
                                .visit = visit,
                                .nickname = Redacted<std::string>("vlinder"),
                                .language = "nl"});
    });
  }

  conversations::Conversations talks{{}};
  Actor greet, noor, other;
};
ONTHAAL_ON_BOTH_ENGINES(OverviewsTest);

std::string told(int requested, int accepted, int ended, int left, int closed, int full) {
  return json::Out()
      .raw("today", json::Out()
                        .integer("requested", requested)
                        .integer("accepted", accepted)
                        .integer("ended", ended)
                        .integer("left", left)
                        .integer("refused_closed", closed)
                        .integer("refused_full", full)
                        .str())
      .integer("open_registrations", 0)
      .str();
}

TEST_P(OverviewsTest, CountsToday) {
  EXPECT_EQ(show(greet)->body, told(0, 0, 0, 0, 0, 0));
  for (std::int64_t visit = 101; visit <= 104; ++visit) request({visit});
  const std::string now = std::to_string(world.clock.now());
  change(
      "update conversation set state = 'active', queue = null, operator = 2, accepted_at = requested_at"
      " where visit in (102, 103)");
  change("update conversation set state = 'ended', ended_at = accepted_at, ended_by = 'operator' where visit = 103");
  change(
      "update conversation set state = 'left', queue = null, ended_at = requested_at, ended_by = 'visitor'"
      " where visit = 104");
  change("insert into refusal (line, at, reason) values (1, " + now + ", 'closed'), (1, " + now + ", 'closed'), (1, " +
         now + ", 'full'), (2, " + now + ", 'full')");
  EXPECT_EQ(show(greet)->body, told(4, 2, 1, 1, 2, 1));

  world.clock.advance(std::chrono::hours(24));
  EXPECT_EQ(show(greet)->body, told(0, 0, 0, 0, 0, 0));
}

TEST_P(OverviewsTest, IsForItsCoordinators) {
  EXPECT_EQ(show(noor).error().code, Code::not_found);
  EXPECT_EQ(show(other).error().code, Code::not_found);
  EXPECT_EQ(show(Nobody{}).error().code, Code::not_found);
  EXPECT_EQ(show(greet, "gent").error().code, Code::not_found);
  EXPECT_EQ(show(other, "gent")->status, 200);
}

TEST(DayBegan, AtMidnightInBrussels) {
  const auto began = [](Millis now) { return iso_time(day_began(now)); };
  constexpr Millis kSummer = 1'788'249'600'000;  // 2026-09-01T08:00Z
  EXPECT_EQ(began(kSummer), "2026-08-31T22:00:00.000Z");
  EXPECT_EQ(day_began(day_began(kSummer)), day_began(kSummer));
  EXPECT_EQ(began(day_began(kSummer) - 1), "2026-08-30T22:00:00.000Z");
  constexpr Millis kClockBack = 1'792'969'200'000;  // 2026-10-25T23:00Z less a second is that day, of 25 hours
  EXPECT_EQ(began(kClockBack - 1000), "2026-10-24T22:00:00.000Z");
}

}  // namespace
}  // namespace onthaal::overviews
