#include "features/overviews/overviews.h"

#include <date/date.h>
#include <gtest/gtest.h>

#include <sstream>

#include "features/accounts/accounts.h"
#include "features/conversations/conversations.h"
#include "features/overviews/overviews_days.h"
#include "features/queue/queue.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::overviews {
namespace {

Millis at(std::string_view iso) {
  std::istringstream in{std::string(iso)};
  date::sys_time<std::chrono::milliseconds> time;
  in >> date::parse("%FT%TZ", time);
  return time.time_since_epoch().count();
}

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
    auto work = routes(overviews).at(0).parse(request);
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

  void it_is(std::string_view iso) { world.clock.advance(std::chrono::milliseconds(at(iso) - world.clock.now())); }
  boost::json::object overview() { return json::parse(show(greet)->body).value(); }
  // Somebody who was let in at that time, and taken so much later, or left.
  void talk(Millis requested, std::optional<Millis> wait, std::int64_t line = 1) {
    insert(requested, wait ? "ended" : "waiting", wait, line);
  }
  void left(Millis requested, Millis after) { insert(requested, "left", after, 1); }
  void insert(Millis requested, std::string_view state, std::optional<Millis> later, std::int64_t line) {
    request({++visit_});
    const bool is_taken = state == "ended";
    world.database.connection().run(
        {"test.move",
         "update conversation set line = :line, queue = case when :state = 'waiting' then :line end, state = :state,"
         " requested_at = :requested, operator = case when :state = 'ended' then 2 end, accepted_at = :taken,"
         " first_accepted_at = :taken, ended_at = :ended where visit = :visit"},
        {{"line", line},
         {"state", state},
         {"requested", requested},
         {"taken", is_taken && later ? std::optional(requested + *later) : std::nullopt},
         {"ended", later ? std::optional(requested + *later) : std::nullopt},
         {"visit", visit_}});
  }

  std::int64_t visit_ = 200;
  conversations::Conversations talks{{}};
  Overviews overviews;
  Actor greet, noor, other;
};
ONTHAAL_ON_BOTH_ENGINES(OverviewsTest);

constexpr std::string_view kNothing =
    R"({"today":{"requested":0,"accepted":0,"ended":0,"left":0,"refused_closed":0,"refused_full":0,"second_talks":0,)"
    R"("mean_wait_seconds":null,"half_hours":[]},"usual":null,"open_registrations":0,"long_wait_minutes":15})";

TEST_P(OverviewsTest, CountsToday) {
  EXPECT_EQ(show(greet)->body, kNothing);
  for (std::int64_t visit = 101; visit <= 105; ++visit) request({visit});
  change("update conversation set is_second = 1 where visit = 105");
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
  const auto counted = overview().at("today").as_object();
  const auto count = [&](const char* name) { return counted.at(name).as_int64(); };
  EXPECT_EQ(count("requested"), 4);
  EXPECT_EQ(count("accepted"), 2);
  EXPECT_EQ(count("ended"), 1);
  EXPECT_EQ(count("left"), 1);
  EXPECT_EQ(count("refused_closed"), 2);
  EXPECT_EQ(count("refused_full"), 1);
  EXPECT_EQ(count("second_talks"), 1) << "apart";
  EXPECT_EQ(count("mean_wait_seconds"), 0);

  world.clock.advance(std::chrono::hours(24));
  EXPECT_EQ(show(greet)->body, kNothing);
}

TEST_P(OverviewsTest, IsForItsCoordinators) {
  EXPECT_EQ(show(noor).error().code, Code::not_found);
  EXPECT_EQ(show(other).error().code, Code::not_found);
  EXPECT_EQ(show(Nobody{}).error().code, Code::not_found);
  EXPECT_EQ(show(greet, "gent").error().code, Code::not_found);
  EXPECT_EQ(show(other, "gent")->status, 200);
}

TEST_P(OverviewsTest, TellsTheWaitsOfTodayByHalfHours) {
  // 2026-11-24, a Tuesday, 18:45 in Brussels.
  it_is("2026-11-24T17:45:00Z");
  talk(at("2026-11-24T16:00:00Z"), 2 * kMinute);
  talk(at("2026-11-24T16:29:59Z"), 3 * kMinute);
  talk(at("2026-11-24T16:30:00Z"), std::nullopt);
  talk(at("2026-11-23T22:59:59Z"), 50 * kMinute);  // the day before
  const auto told = overview();
  EXPECT_EQ(told.at("today").at("mean_wait_seconds").as_int64(), 150);
  EXPECT_EQ(boost::json::serialize(told.at("today").at("half_hours")),
            R"([{"at":"17:00","requested":2E0,"mean_wait_seconds":150},{"at":"17:30","requested":1E0,)"
            R"("mean_wait_seconds":null}])");
  EXPECT_TRUE(told.at("usual").is_null()) << "there is no history";
}

TEST_P(OverviewsTest, TellsWhatIsUsualOnThisWeekdayUpToThisTimeOfDay) {
  it_is("2026-11-24T17:45:00Z");
  // A week before: two until 18:45, one of whom left; and one later.
  talk(at("2026-11-17T16:00:00Z"), kMinute);
  left(at("2026-11-17T17:00:00Z"), 5 * kMinute);
  talk(at("2026-11-17T17:50:00Z"), 9 * kMinute);
  // In summer time the same time of day is an hour earlier in UTC: 2026-10-20, five weeks before.
  talk(at("2026-10-20T16:44:59Z"), 0);
  talk(at("2026-10-20T16:40:00Z"), 6 * kMinute);  // taken only after it
  // Nine weeks before, another weekday, another line: not counted.
  talk(at("2026-09-22T15:00:00Z"), 30 * kMinute);
  talk(at("2026-11-18T16:00:00Z"), 30 * kMinute);
  talk(at("2026-11-17T16:00:00Z"), 30 * kMinute, 2);
  const auto usual = overview().at("usual").as_object();
  EXPECT_EQ(usual.at("days").as_int64(), 2) << "on the other six nobody was let in";
  EXPECT_EQ(usual.at("requested").as_double(), 2.0);
  EXPECT_EQ(usual.at("left").as_double(), 0.5);
  EXPECT_EQ(usual.at("mean_wait_seconds").as_int64(), 30);
  EXPECT_EQ(boost::json::serialize(usual.at("half_hours")),
            R"([{"at":"17:00","requested":5E-1,"mean_wait_seconds":60},{"at":"18:00","requested":5E-1,)"
            R"("mean_wait_seconds":null},{"at":"18:30","requested":1.5E0,"mean_wait_seconds":300}])");
}

TEST_P(OverviewsTest, CountWhatIsUsualOnceInAMinute) {
  it_is("2026-11-24T17:45:00Z");
  const auto days = [&](const Actor& actor, const char* slug) {
    const auto usual = json::parse(show(actor, slug)->body)->at("usual");
    return usual.is_null() ? 0 : usual.at("days").as_int64();
  };
  talk(at("2026-11-17T16:00:00Z"), kMinute);
  EXPECT_EQ(days(greet, "clbchat"), 1);
  talk(at("2026-11-10T16:00:00Z"), kMinute);
  talk(at("2026-11-24T16:00:00Z"), kMinute);
  it_is("2026-11-24T17:45:59Z");
  EXPECT_EQ(days(greet, "clbchat"), 1);
  EXPECT_EQ(overview().at("today").at("requested").as_int64(), 1) << "today is of now";
  EXPECT_EQ(days(other, "gent"), 0) << "each line its own";
  it_is("2026-11-24T17:46:00Z");
  EXPECT_EQ(days(greet, "clbchat"), 2);
}

TEST_P(OverviewsTest, NeverLooksThroughTheYears) {
  if (GetParam() != db::Engine::sqlite) return;
  const auto plan = world.database.connection().run(
      {"test.plan",
       "explain query plan select count(*) from conversation where line = :line and requested_at >= :from and"
       " requested_at < :to"},
      {{"line", 1}, {"from", 0}, {"to", 1}});
  ASSERT_EQ(plan.size(), 1u);
  EXPECT_NE(plan[0].text(3).find("conversation_line (line=? AND requested_at>? AND requested_at<?)"), std::string::npos)
      << plan[0].text(3);
}

TEST(Days, BeginAtMidnightInBrussels) {
  const auto began = [](std::string_view now) { return iso_time(day_before(at(now), 0).from); };
  EXPECT_EQ(began("2026-09-01T08:00:00Z"), "2026-08-31T22:00:00.000Z");
  EXPECT_EQ(began("2026-08-31T22:00:00Z"), "2026-08-31T22:00:00.000Z");
  EXPECT_EQ(began("2026-08-31T21:59:59Z"), "2026-08-30T22:00:00.000Z");
  const Day long_day = day_before(at("2026-10-25T20:00:00Z"), 0);
  EXPECT_EQ(long_day.to - long_day.from, 25 * kHour);
  EXPECT_EQ(iso_time(day_before(at("2026-10-27T17:00:00Z"), 1).until), "2026-10-20T16:00:00.000Z");
  EXPECT_EQ(time_of_day(at("2026-10-20T15:30:00Z")), "17:30");
}

}  // namespace
}  // namespace onthaal::overviews
