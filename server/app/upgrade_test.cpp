#include <gtest/gtest.h>

#include <algorithm>

#include "app/wiring.h"
#include "features/sheets/sheets.h"
#include "platform/control.h"
#include "platform/db/migrations.h"
#include "support/world.h"

namespace onthaal::app {
namespace {

// A database that an earlier version left behind, with talks in every state.
class UpgradeTest : public testing::TestWithParam<db::Engine> {
 protected:
  void run(const std::string& sql) { db.run({sql, sql}); }
  void run(const std::string& sql, const std::string& bytes) { db.run({sql, sql}, {{"bytes", db::Bytes{bytes}}}); }
  std::string text(const std::string& expression, int conversation) {
    const std::string sql =
        "select cast(" + expression + " as text) from conversation where id = " + std::to_string(conversation);
    return db.run({sql, sql})[0].maybe_text(0).value_or("null");
  }
  void migrate(std::size_t count) { db::migrate(db, db::embedded_migrations().first(count)); }

  // In the order of `values`: ids begin at 1.
  void add_talk(int id, const std::string& columns, const std::string& values, const std::vector<std::string>& events) {
    const std::string uuid(16, static_cast<char>('a' + id));
    run("insert into seal_key (uuid, master, wrapped) values (:bytes, 1, :bytes)", uuid);
    run("insert into conversation (uuid, line, visit, key, nickname, register, requested_at, " + columns +
            ") values (:bytes, 1, 1, " + std::to_string(id) + ", :bytes, 'nl', 1000, " + values + ")",
        uuid);
    int number = 0;
    for (const std::string& event : events)
      run("insert into conversation_event (stream, number, at, event, author_kind, author, body) values (" +
              std::to_string(id) + ", " + std::to_string(++number) + ", 1000, '" + event + "', 2, 1, :bytes)",
          "{}");
  }

  support::Database database{GetParam(), support::Schema::empty};
  db::Connection& db = database.connection();
  support::FixedClock clock;
  support::SeededRandom random;
};
ONTHAAL_ON_BOTH_ENGINES(UpgradeTest);

TEST_P(UpgradeTest, TalksOfTheFirstVersionGoOn) {
  migrate(2);
  run("insert into line (uuid, slug, name, created_at) values (:bytes, 'clbchat', 'CLBch@t', 0)", std::string(16, 'l'));
  run("insert into staff (uuid, login, name, alias, password, state, created_at)"
      " values (:bytes, 'noor', 'Noor', 'Noor', '-', 'active', 0)",
      std::string(16, 's'));
  run("insert into visit (token_hash, created_at) values (:bytes, 0)", std::string(32, 'v'));
  const std::string requested = "conversation.requested", accepted = "conversation.accepted";
  add_talk(1, "state, queue", "'waiting', 1", {requested});
  add_talk(2, "state, operator, accepted_at", "'active', 1, 2000", {requested, accepted});
  add_talk(3, "state, operator, accepted_at, ended_at, ended_by", "'ended', 1, 2000, 3000, 'operator'",
           {requested, accepted, "conversation.ended"});
  add_talk(4, "state, ended_at, ended_by", "'left', 3000, 'visitor'", {requested, "conversation.ended"});

  migrate(db::embedded_migrations().size());
  const config::Config config;
  const Wiring wiring(config);
  const Act begin{"begin", [&](Tx& tx) -> Result<Reply> {
                    wiring.begin(tx);
                    return Reply{};
                  }};
  ASSERT_TRUE(control::run_alone(begin, db, clock, random, support::test_keys()));

  EXPECT_TRUE(conversations::find_astray(db).empty());
  const std::string now = std::to_string(clock.now());
  EXPECT_EQ(text("visitor_lost_at", 1), now);
  EXPECT_EQ(text("operator_lost_at", 2), now);
  EXPECT_EQ(text("guide_ends_at", 2), "2702000");
  EXPECT_EQ(text("last_operator", 2), "1");
  EXPECT_EQ(text("first_accepted_at", 3), "2000");
  EXPECT_EQ(text("closing", 3), "normal");
  EXPECT_EQ(text("visitor_lost_at", 4), "null");
  EXPECT_EQ(conversations::count_waiting(db, {1}), 1);
  EXPECT_EQ(conversations::latest_durations(db, {1}).sum, 1000);
}

TEST_P(UpgradeTest, TalksOfBeforeTheNumbersAreCountedOnTheirDayInBrussels) {
  migrate(15);
  run("insert into line (uuid, slug, name, created_at) values (:bytes, 'clbchat', 'CLBch@t', 0)", std::string(16, 'l'));
  run("insert into staff (uuid, login, name, alias, password, state, created_at)"
      " values (:bytes, 'noor', 'Noor', 'Noor', '-', 'active', 0)",
      std::string(16, 's'));
  run("insert into visit (token_hash, created_at) values (:bytes, 0)", std::string(32, 'v'));
  for (const int id : {1, 2})
    add_talk(id, "state, operator, accepted_at, ended_at, ended_by", "'ended', 1, 2000, 3000, 'operator'", {});
  // 4 October 2021, 19:00 and, by the clock of Brussels, half past twelve that night.
  run("update conversation set requested_at = 1633366800000, accepted_at = 1633366860000, first_accepted_at ="
      " 1633366860000, ended_at = 1633367460000 where id = 1");
  run("update conversation set requested_at = 1633386600000, accepted_at = 1633386660000, first_accepted_at ="
      " 1633386660000, ended_at = 1633387260000 where id = 2");

  migrate(db::embedded_migrations().size());
  const auto day = [](const char* text) { return hours::parse_day(text).value(); };
  std::vector<std::pair<std::string, std::uint32_t>> counted;
  sheets::each(db, {1}, day("2021-09-01"), day("2022-08-31"), [&](hours::Day on, const sheets::Talk& talk) {
    counted.emplace_back(hours::day_text(on), talk.second / 60);
  });
  const std::vector<std::pair<std::string, std::uint32_t>> expected{{"2021-10-04", 19 * 60}, {"2021-10-05", 30}};
  EXPECT_EQ(counted, expected);
}

TEST_P(UpgradeTest, NoJobIsLeftThatNobodyRuns) {
  migrate(9);
  for (const std::string kind :
       {"accounts.tidy", "appointments.look",   "appointments.talk",    "briefings.day",       "cases.gone",
        "cases.prune",   "conversations.count", "conversations.forget", "conversations.grace", "conversations.pass",
        "duty.block",    "duty.lost",           "duty.signs",           "handovers.take",      "hours.boundary",
        "notices.prune", "queue.prune",         "queue.stop_keeping",   "queue.warn",          "traces.turn_keys",
        "visits.prune"})
    run("insert into job (kind, key, due, data) values ('" + kind + "', 'all', 1000, '')");

  migrate(db::embedded_migrations().size());
  const config::Config config;
  const Wiring wiring(config);
  const auto known = wiring.jobs();
  const db::Rows left = db.run({"test.jobs", "select kind from job"});
  EXPECT_EQ(left.size(), 18U);
  for (const auto& row : left)
    EXPECT_NE(std::ranges::find(known, row.text(0), &jobs::JobKind::name), known.end()) << row.text(0);
}

}  // namespace
}  // namespace onthaal::app
