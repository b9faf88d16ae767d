#include "features/audit/audit.h"

#include <gtest/gtest.h>

#include "support/world.h"

namespace onthaal::audit {
namespace {

class AuditTest : public support::StoreTest {
 protected:
  std::int64_t record(std::string_view what, std::string data = "") {
    return world.act([&](Tx& tx) { return audit::record(tx, {.what = what, .about = uuid, .data = std::move(data)}); });
  }
  std::optional<std::int64_t> broken() { return find_break(world.database.connection(), world.keys); }
  void tamper(const std::string& sql) { world.database.connection().run({sql, sql}); }

  const Uuid uuid{{1, 2, 3}};
};
ONTHAAL_ON_BOTH_ENGINES(AuditTest);

TEST_P(AuditTest, EntriesFollowEachOtherAndHold) {
  EXPECT_EQ(broken(), std::nullopt);
  EXPECT_EQ(record("talk.read", R"({"purpose":"review"})"), 1);
  world.clock.advance(std::chrono::seconds(5));
  EXPECT_EQ(record("role.given"), 2);
  EXPECT_EQ(broken(), std::nullopt);

  auto& db = world.database.connection();
  const auto all = find(db, {});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].what, "role.given");
  EXPECT_EQ(all[1].data, R"({"purpose":"review"})");
  EXPECT_EQ(all[0].at - all[1].at, 5000);
  EXPECT_EQ(find(db, {.what = "talk."}).size(), 1U);
  EXPECT_EQ(find(db, {.from = all[0].at}).size(), 1U);
  EXPECT_EQ(find(db, {.until = all[0].at}).size(), 1U);
  EXPECT_EQ(find(db, {.before = 2}).size(), 1U);
  EXPECT_EQ(find(db, {.line = LineId{1}}).size(), 0U);
  EXPECT_EQ(about(db, uuid).size(), 2U);
}

TEST_P(AuditTest, FindsWhatWasChanged) {
  for (int i = 0; i < 5; ++i) record("talk.read");
  tamper("update audit set what = 'talk.opened' where number = 3");
  EXPECT_EQ(broken(), 3);
}

TEST_P(AuditTest, FindsWhatWasRemoved) {
  for (int i = 0; i < 5; ++i) record("talk.read");
  tamper("delete from audit where number = 2");
  EXPECT_EQ(broken(), 2);
}

TEST_P(AuditTest, FindsAnEntryThatWasMovedToClose) {
  for (int i = 0; i < 5; ++i) record("talk.read");
  tamper("delete from audit where number = 2");
  tamper("update audit set number = 2 where number = 3");
  EXPECT_EQ(broken(), 2);
}

TEST_P(AuditTest, AnEarlierHeadTellsThatTheNewestWereCutOff) {
  record("talk.read");
  auto& db = world.database.connection();
  const Head earlier = head(db);
  record("talk.read");
  const Head later = head(db);
  EXPECT_TRUE(holds(db, {}));
  EXPECT_TRUE(holds(db, earlier));
  tamper("delete from audit where number = 2");
  EXPECT_EQ(broken(), std::nullopt);
  EXPECT_TRUE(holds(db, earlier));
  EXPECT_FALSE(holds(db, later));
  record("role.given");
  EXPECT_FALSE(holds(db, later));
}

}  // namespace
}  // namespace onthaal::audit
