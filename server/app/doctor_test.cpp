#include "app/doctor.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/wiring.h"
#include "features/accounts/accounts.h"
#include "features/visits/visits.h"
#include "support/world.h"

namespace onthaal::app {
namespace {

class DoctorTest : public support::StoreTest {
 protected:
  DoctorTest() {
    auto& db = world.database.connection();
    world.act([&](Tx& tx) { keys::adopt(tx, world.keys); });
    world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    world
        .act([](Tx& tx) {
          const accounts::RoleOnLine role{"clbchat", accounts::Role::operator_};
          return accounts::add(tx, {.login = "noor", .name = "Noor", .alias = "Noor", .roles = {role}}, "-");
        })
        .value();
    db.run_script("insert into duty (staff, line, state, since) select s.id, l.id, 'paused', 0 from staff s, line l");
    for (const char* token : {"first", "second", "third"})
      world
          .act([&](Tx& tx) {
            return visits::start(tx, wiring.conversations(), {.puzzle_bits = 0},
                                 {Redacted<std::string>(token), "clbchat", Redacted<std::string>("vlinder"), "nl"});
          })
          .value();
  }

  // The names of the checks that find something.
  std::vector<std::string> wrong() {
    std::vector<std::string> names;
    for (const Check& check : examine(world.database.connection(), &world.keys))
      if (!check.problems.empty()) names.emplace_back(check.name);
    return names;
  }
  void damage(std::string_view sql) { world.database.connection().run_script(sql); }
  bool is_sqlite() { return GetParam() == db::Engine::sqlite; }

  config::Config config;
  Wiring wiring{config};
};
ONTHAAL_ON_BOTH_ENGINES(DoctorTest);

using Names = std::vector<std::string>;

TEST_P(DoctorTest, FindsAHealthyHouseHealthy) {
  const auto checks = examine(world.database.connection(), &world.keys);
  for (const Check& check : checks) EXPECT_TRUE(check.problems.empty()) << check.name << ": " << check.problems.front();
  EXPECT_EQ(checks.size(), 11U);
  EXPECT_EQ(std::ranges::find(checks, "sealed", &Check::name)->told, "9 open, 0 destroyed");
}

TEST_P(DoctorTest, FindsALogThatWasEmptied) {
  damage("delete from audit");
  EXPECT_EQ(wrong(), Names{}) << "operators are older than the log";
  const accounts::RoleOnLine administrator{"", accounts::Role::administrator};
  world
      .act([&](Tx& tx) {
        return accounts::add(tx, {.login = "ann", .name = "Ann", .alias = "Ann", .roles = {administrator}}, "-");
      })
      .value();
  EXPECT_EQ(wrong(), Names{});
  damage("delete from audit");
  EXPECT_EQ(wrong(), Names{"audit"});
}

TEST_P(DoctorTest, FindsAConversationThatWaitsInNoQueue) {
  if (is_sqlite())
    damage("pragma ignore_check_constraints = on");
  else
    damage("alter table conversation drop constraint conversation_check");
  damage("update conversation set queue = null where id = 1");
  EXPECT_EQ(wrong(), Names{"conversations"});
}

TEST_P(DoctorTest, FindsARowThatSaysSomethingElseThanItsStream) {
  damage("update conversation set state = 'left', queue = null, ended_at = 1, ended_by = 'visitor' where id = 1");
  EXPECT_EQ(wrong(), Names{"conversations"});
}

TEST_P(DoctorTest, FindsASecondTalkThatNobodyHandedOver) {
  damage("update conversation set is_second = 1 where id = 1");
  EXPECT_EQ(wrong(), Names{"appointments"});
}

TEST_P(DoctorTest, FindsAHandOverWithoutItsSecondTalk) {
  damage(
      "insert into partner (uuid, line, name, privacy, url, take_minutes, position) select uuid, id, 'P', '{}', 'u', 1,"
      " 0 from line");
  damage(
      "insert into handover (uuid, conversation, partner, kind, state, made_by, asked_at) select c.uuid, c.id, p.id,"
      " 'live', 'agreed', s.id, 1 from conversation c, partner p, staff s where c.id = 1");
  EXPECT_EQ(wrong(), Names{"handovers"});
}

TEST_P(DoctorTest, FindsAMissingNumber) {
  damage("delete from line_event where number = 2");
  EXPECT_EQ(wrong(), Names{"streams"});
}

TEST_P(DoctorTest, FindsAnEventThatWasMoved) {
  damage("update conversation_event set number = 2 where stream = 1");
  EXPECT_EQ(wrong(), (Names{"streams", "sealed"}));
}

TEST_P(DoctorTest, FindsWordsThatDoNotOpen) {
  damage("update conversation set nickname = (select nickname from conversation where id = 2) where id = 1");
  EXPECT_EQ(wrong(), Names{"sealed"});
}

TEST_P(DoctorTest, FindsANoteARatingAndAQuestionThatDoNotOpen) {
  damage("update conversation set question = nickname where id = 1");
  damage(
      "insert into registration (conversation, staff, state, note, opened_at, changed_at) select 2, s.id, 'open',"
      " c.nickname, 1, 1 from conversation c, staff s where c.id = 2");
  damage(
      "insert into rating (uuid, conversation, text, may_quote, at) select uuid, id, nickname, 0, 1 from conversation"
      " where id = 3");
  const auto checks = examine(world.database.connection(), &world.keys);
  EXPECT_EQ(std::ranges::find(checks, "sealed", &Check::name)->problems,
            (Names{"question of conversation 1 does not open", "note on conversation 2 does not open",
                   "rating of conversation 3 does not open"}));
}

// Each of these tables holds words under a key: one row each, with words that do not belong there.
TEST_P(DoctorTest, FindsWordsOfEveryKindThatDoNotOpen) {
  damage(
      "insert into flag (uuid, conversation, state, made_by, made_at, why, question, answer)"
      " select c.uuid, c.id, 'suspected', s.id, 1, c.nickname, c.nickname, c.nickname from conversation c, staff s"
      " where c.id = 1");
  damage(
      "insert into escalation (uuid, conversation, to_whom, consent, why, second_person, made_by, at)"
      " select c.uuid, c.id, 'other', 'yes', c.nickname, c.nickname, s.id, 1 from conversation c, staff s"
      " where c.id = 1");
  damage(
      "insert into visit_refusal (uuid, visit, line, until, reason, conversation, made_by, made_at)"
      " select c.uuid, c.visit, c.line, 1, c.nickname, c.id, s.id, 1 from conversation c, staff s where c.id = 1");
  damage(
      "insert into plan (uuid, line, key, text, moments, state, offered_in, made_by, made_at, changed_at)"
      " select c.uuid, c.line, c.key, c.nickname, c.nickname, 'active', c.id, s.id, 1, 1 from conversation c, staff s"
      " where c.id = 1");
  damage("insert into appointment_slot (uuid, line, starts_at, ends_at) select uuid, id, 1, 2 from line");
  damage(
      "insert into appointment (uuid, slot, key, nickname, note, register, state, offered_in, made_by, made_at)"
      " select c.uuid, a.id, c.key, c.nickname, c.nickname, 'nl', 'booked', c.id, s.id, 1"
      " from conversation c, staff s, appointment_slot a where c.id = 1");
  damage(
      "insert into partner (uuid, line, name, privacy, url, position) select uuid, id, 'Awel', '{}', '-', 1 from line");
  damage(
      "insert into handover (uuid, conversation, partner, kind, state, made_by, summary, second, passed, asked_at)"
      " select c.uuid, c.id, p.id, 'live', 'greeted', s.id, c.nickname, 2, c.nickname, 1"
      " from conversation c, staff s, partner p where c.id = 1");
  damage(
      "insert into case_event (stream, number, at, event, author_kind, author, sealed_by, body)"
      " select c.id, 1, 1, 'note.added', 2, 1, c.key, c.nickname from conversation c where c.id = 1");
  const auto checks = examine(world.database.connection(), &world.keys);
  EXPECT_EQ(
      std::ranges::find(checks, "sealed", &Check::name)->problems,
      (Names{"case_event 1 does not open", "escalation 1 does not open", "second person of escalation 1 does not open",
             "flag 1 does not open", "question of flag 1 does not open", "answer of flag 1 does not open",
             "summary of handover 1 does not open", "passed summary of handover 1 does not open",
             "refusal 1 does not open", "plan 1 does not open", "moments of plan 1 does not open",
             "nickname of appointment 1 does not open", "note of appointment 1 does not open"}));
}

TEST_P(DoctorTest, FindsAMissingNumberInACase) {
  damage(
      "insert into case_event (stream, number, at, event, author_kind, author, body)"
      " select id, 2, 1, 'note.added', 2, 1, nickname from conversation where id = 1");
  EXPECT_EQ(wrong(), Names{"streams"});
}

TEST_P(DoctorTest, DestroyedWordsAreNotWrong) {
  damage("update seal_key set wrapped = null where id = 1");
  const auto checks = examine(world.database.connection(), &world.keys);
  EXPECT_EQ(std::ranges::find(checks, "sealed", &Check::name)->told, "6 open, 3 destroyed");
  EXPECT_EQ(wrong(), Names{});
}

TEST_P(DoctorTest, FindsAnotherMasterKey) {
  damage("update master_key set fingerprint = 'other'");
  EXPECT_EQ(wrong(), Names{"master_key"});
}

TEST_P(DoctorTest, FindsKeysOfAnUnknownMaster) {
  damage("update seal_key set master = 9");
  EXPECT_EQ(wrong(), (Names{"master_key", "sealed"}));
}

TEST_P(DoctorTest, FindsAMigrationThatHasNotRun) {
  damage("delete from migration where number = (select max(number) from migration)");
  EXPECT_EQ(wrong(), Names{"migrations"});
}

// PostgreSQL cannot be talked into one.
class SqliteDoctorTest : public DoctorTest {};
INSTANTIATE_TEST_SUITE_P(Engines, SqliteDoctorTest, testing::Values(db::Engine::sqlite), support::engine_name);

TEST_P(SqliteDoctorTest, FindsARowThatRefersToNothing) {
  damage("pragma foreign_keys = off; update conversation set line = 99, queue = 99 where id = 1");
  EXPECT_EQ(wrong(), (Names{"foreign_keys", "sheets"}));
}

TEST(Doctor, SaysWhatIsMissing) {
  const support::TempFolder folder;
  config::Config config;
  config.data = folder.path().string();
  config.database.url = "sqlite://" + (folder.path() / "absent.db").string();
  const auto checks = examine(config);
  ASSERT_EQ(checks.size(), 2U);
  EXPECT_EQ(checks[0].name, "master_key");
  EXPECT_EQ(checks[1].name, "database");
  for (const Check& check : checks) EXPECT_EQ(check.problems.size(), 1U);
}

}  // namespace
}  // namespace onthaal::app
