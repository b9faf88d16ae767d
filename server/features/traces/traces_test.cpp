#include "features/traces/traces.h"

#include <gtest/gtest.h>

#include "features/traces/traces_weak.h"
#include "platform/act/job_store.h"
#include "support/world.h"

namespace onthaal::traces {
namespace {

constexpr Millis kStart = 1'000 * kHour;

// A talk of half an hour, so many hours after the first.
store::Seen seen(std::int64_t visit, Millis hours) {
  return {.conversation = {visit},
          .visit = {visit},
          .from = kStart + hours * kHour,
          .until = kStart + hours * kHour + 30 * kMinute,
          .who = std::nullopt,
          .age = std::nullopt,
          .gender = std::nullopt};
}
store::Seen told(store::Seen seen, std::string_view who, std::optional<std::int64_t> age, std::string_view gender) {
  seen.who = who;
  seen.age = age;
  seen.gender = gender;
  return seen;
}

TEST(Weak, OneVisitorWhoComesBackIsStrong) {
  EXPECT_FALSE(is_weak({}));
  EXPECT_FALSE(is_weak({seen(1, 0)}));
  EXPECT_FALSE(is_weak({seen(1, 0), seen(2, 1), seen(3, 24)}));
  EXPECT_FALSE(is_weak({told(seen(1, 0), "pupil", 13, "f"), told(seen(2, 24), "pupil", 14, "f"), seen(3, 48)}));
}

TEST(Weak, TwoAtTheSameTimeAreTwo) {
  store::Seen second = seen(2, 0);
  second.from += 29 * kMinute;
  second.until += 29 * kMinute;
  EXPECT_TRUE(is_weak({seen(1, 0), second}));
  second.from = seen(1, 0).until;
  EXPECT_FALSE(is_weak({seen(1, 0), second}));
  // Two talks of one visit, as after a hand-over, are one person's.
  second.from = seen(1, 0).from;
  second.visit = {1};
  EXPECT_FALSE(is_weak({seen(1, 0), second}));
}

TEST(Weak, ClearlyDifferentVisitorsAreNotTheSame) {
  const auto with = [](const store::Seen& other) {
    return is_weak({told(seen(1, 0), "pupil", 13, "f"), seen(2, 24), other});
  };
  EXPECT_FALSE(with(told(seen(3, 48), "pupil", 12, "f")));
  EXPECT_TRUE(with(told(seen(3, 48), "pupil", 15, "f")));
  EXPECT_TRUE(with(told(seen(3, 48), "pupil", 11, "f")));
  EXPECT_TRUE(with(told(seen(3, 48), "parent", 13, "f")));
  EXPECT_TRUE(with(told(seen(3, 48), "pupil", 13, "m")));
  EXPECT_FALSE(with(told(seen(3, 48), "pupil", std::nullopt, "unsaid")));
}

TEST(Weak, AClassIsNotOnePerson) {
  const auto begun = [](std::vector<Millis> minutes) {
    std::vector<store::Seen> all;
    for (const Millis minute : minutes) {
      all.push_back(seen(std::ssize(all) + 1, 0));
      all.back().from = kStart + minute * kMinute;
      all.back().until = all.back().from + kMinute;
    }
    return is_weak(all);
  };
  EXPECT_FALSE(begun({0, 10, 20}));
  EXPECT_TRUE(begun({0, 10, 20, 59}));
  EXPECT_FALSE(begun({0, 10, 20, 60}));
  EXPECT_TRUE(begun({0, 100, 110, 120, 130}));
  std::vector<Millis> many;
  for (std::size_t i = 0; i < kMostSeen; ++i) many.push_back(static_cast<Millis>(i) * 1000);
  EXPECT_FALSE(begun(many));
  many.push_back(1'000'000);
  EXPECT_TRUE(begun(many));
}

class TracesTest : public support::StoreTest {
 protected:
  TracesTest() {
    streams::register_kinds({conversations::stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    world.act(schedule_jobs);
  }
  db::Connection& db() { return world.database.connection(); }

  // A visit that begins now, and leaves after a minute.
  VisitId comes(const std::string& evidence) {
    const VisitId visit = world.act([&](Tx& tx) {
      const std::string token = std::to_string(++visitors);
      const auto rows =
          tx.db.run({"test.visit", "insert into visit (token_hash, created_at) values (:hash, :now) returning id"},
                    {{"hash", db::Bytes{token}}, {"now", tx.now}});
      const VisitId id{rows[0].integer(0)};
      keep(tx, id, Redacted<std::string>(evidence));
      talks.request(tx, {line, id, Redacted<std::string>("vlinder"), "nl"});
      return id;
    });
    pass(kMinute);
    world
        .act([&](Tx& tx) {
          const auto latest = conversations::latest_of_visit(tx.db, visit).value();
          return talks.end(tx, {.actor = Visitor{visit}, .id = tx.new_uuid()}, {.conversation = latest.uuid});
        })
        .value();
    return visit;
  }
  std::size_t same(VisitId visit) {
    return world.view([&](const Snapshot& snapshot) { return same_as(snapshot, visit).size(); });
  }
  void pass(Millis time) {
    world.clock.advance(std::chrono::milliseconds(time));
    while (const auto due = jobs::find_due(db(), world.clock.now()))
      world.act([&](Tx& tx) {
        const auto job = jobs::take(tx.db, due->id);
        for (const jobs::JobKind& kind : jobs())
          if (kind.name == due->kind) kind.run(tx, job.value());
      });
  }
  std::int64_t count(std::string_view sql) { return db().run({sql, sql})[0].integer(0); }

  lines::Line line;
  conversations::Conversations talks{{}};
  int visitors = 0;
};
ONTHAAL_ON_BOTH_ENGINES(TracesTest);

TEST_P(TracesTest, TheSameEvidenceIsFoundAgainAndOtherEvidenceIsNot) {
  const VisitId first = comes("203.0.113.0/24 firefox phone");
  const VisitId again = comes("203.0.113.0/24 firefox phone");
  const VisitId other = comes("203.0.113.0/24 chrome phone");
  EXPECT_EQ(same(first), 2u);
  EXPECT_EQ(same(again), 2u);
  EXPECT_EQ(same(other), 1u);
}

TEST_P(TracesTest, WithoutEvidenceNobodyIsRecognised) {
  const VisitId first = comes("");
  comes("");
  EXPECT_EQ(same(first), 0u);
  EXPECT_EQ(count("select count(*) from visit_trace"), 0);
}

TEST_P(TracesTest, NothingOfTheEvidenceIsKept) {
  comes("203.0.113.0/24 firefox phone");
  const auto rows = db().run({"test.trace", "select trace from visit_trace"});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].text(0).size(), 32u);
  EXPECT_NE(rows[0].text(0), seal::sha256("203.0.113.0/24 firefox phone"));
}

TEST_P(TracesTest, AKeyIsReplacedAfterThirtyDaysAndTheOldOneServesAsLong) {
  const VisitId first = comes("een");
  pass(29 * kDay);
  EXPECT_EQ(count("select count(*) from trace_key"), 1);
  pass(kDay);
  EXPECT_EQ(count("select count(*) from trace_key"), 2);
  const VisitId second = comes("een");
  EXPECT_EQ(same(first), 2u);
  EXPECT_EQ(same(second), 2u);
  EXPECT_EQ(count("select count(*) from visit_trace"), 3);
}

TEST_P(TracesTest, AKeyIsDestroyedAfterSixtyDaysWithAllThatStoodUnderIt) {
  const VisitId first = comes("een");
  pass(30 * kDay);
  const VisitId second = comes("een");
  pass(30 * kDay);
  const VisitId third = comes("een");
  EXPECT_EQ(same(first), 0u);
  EXPECT_EQ(same(second), 2u);
  EXPECT_EQ(same(third), 2u);
  EXPECT_EQ(count("select count(*) from trace_key where wrapped is null"), 1);
  pass(30 * kDay);
  EXPECT_EQ(same(second), 0u);
  EXPECT_EQ(same(third), 1u);
}

TEST_P(TracesTest, AServerThatStoodStillShowsNothingOfAnOldKey) {
  const VisitId first = comes("een");
  world.clock.advance(std::chrono::hours(24 * 61));
  EXPECT_EQ(same(first), 0u);
  world.act(schedule_jobs);
  EXPECT_EQ(count("select count(*) from trace_key where wrapped is not null"), 1);
}

TEST_P(TracesTest, WhoWereThereTogetherAreNotTheSame) {
  const VisitId first = comes("school");
  comes("school");
  EXPECT_EQ(same(first), 2u);
  db().run({"test.stays", "update conversation set ended_at = ended_at + 3600000"});
  EXPECT_EQ(same(first), 0u);
}

TEST_P(TracesTest, WhatTheOperatorRecordedWeighsMoreThanTheIntake) {
  const VisitId first = comes("school");
  comes("school");
  db().run({"test.age", "update conversation set age = 13 + (id % 2) * 4"});
  EXPECT_EQ(same(first), 0u);
  db().run({"test.age2", "update conversation set age = 13"});
  EXPECT_EQ(same(first), 2u);
}

TEST_P(TracesTest, FindsWhoCameOften) {
  const auto often = [&](std::int64_t talks, LineId of) {
    return world.view([&](const Snapshot& snapshot) { return find_often(snapshot, of, 0, talks).size(); });
  };
  for (const char* evidence : {"een", "een", "twee"}) comes(evidence);
  EXPECT_EQ(often(1, line.id), 0u);  // nobody took them
  db().run({"test.taken", "update conversation set first_accepted_at = ended_at"});
  EXPECT_EQ(often(1, line.id), 2u);
  EXPECT_EQ(often(2, line.id), 1u);
  EXPECT_EQ(often(3, line.id), 0u);
  EXPECT_EQ(often(1, {line.id.value + 1}), 0u);
}

}  // namespace
}  // namespace onthaal::traces
