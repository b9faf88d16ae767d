#include "features/duty/duty.h"

#include <gtest/gtest.h>

#include "platform/act/job_store.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::duty {
namespace {

using namespace std::chrono_literals;

const Uuid kCommand = *Uuid::parse("01900000-0000-7000-8000-0000000000c1");

class DutyTest : public support::StoreTest {
 protected:
  DutyTest() {
    line = make_line("clbchat");
    other_line = make_line("gent");
    anna =
        make_staff("anna", "Zonnebloem", {{"clbchat", accounts::Role::operator_}, {"gent", accounts::Role::operator_}});
    bert = make_staff("bert", "Anemoon", {{"clbchat", accounts::Role::operator_}});
    carla = make_staff("carla", "Iris", {{"clbchat", accounts::Role::coordinator}});
  }

  lines::Line make_line(std::string_view slug) {
    return world.act([&](Tx& tx) { return lines::create(tx, {std::string(slug), "Lijn"}); }).value();
  }
  accounts::Person make_staff(std::string_view login, std::string_view alias, std::vector<accounts::RoleOnLine> roles) {
    const accounts::NewStaff staff{std::string(login), std::string(login), std::string(alias), std::nullopt,
                                   std::move(roles)};
    return world.act([&](Tx& tx) { return accounts::add(tx, staff, "no hash"); }).value();
  }

  Result<Reply> set(const Actor& actor, const Uuid& line_uuid, std::string_view state) {
    told.clear();
    const auto data = json::parse(json::Out().uuid("line", line_uuid).text("state", state).str()).value();
    auto work = duty.commands().at(0).parse({.actor = actor, .id = kCommand}, data);
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  Result<Reply> set(const accounts::Person& person, std::string_view state) {
    return set(Staff{person.id, {1}}, line.uuid, state);
  }
  void present(const accounts::Person& person, bool is_there) {
    told.clear();
    world.act([&](Tx& tx) { duty.present(tx, person.id, is_there); });
  }
  State state(const accounts::Person& person) { return state_of(world.database.connection(), line.id, person.id); }
  std::vector<OnDuty> team_of(const lines::Line& of) { return team(world.database.connection(), of.id); }

  lines::Line line, other_line;
  accounts::Person anna, bert, carla;
  // What is due, as the writer does.
  void pass(std::chrono::milliseconds time) {
    told.clear();
    world.clock.advance(time);
    while (const auto due = jobs::find_due(world.database.connection(), world.clock.now()))
      world.act([&](Tx& tx) {
        const auto job = jobs::take(tx.db, due->id);
        for (const jobs::JobKind& kind : duty.jobs())
          if (kind.name == due->kind) kind.run(tx, job.value());
      });
  }
  void sign(const accounts::Person& person) {
    world.act([&](Tx& tx) { return duty.alive(tx, Staff{person.id, {1}}); }).value();
  }
  void change(const std::string& sql) {
    world.act([&](Tx& tx) { tx.db.run({sql, sql}); });
  }
  Result<Reply> set_until(const accounts::Person& person, const std::string& until) {
    const auto data = json::parse(R"({"line":")" + line.uuid.text() + R"(","state":"online","until":)" + until + "}");
    auto work = duty.commands().at(0).parse({.actor = Staff{person.id, {1}}, .id = kCommand}, data.value());
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }

  std::vector<DutyChanged> told;
  int alone = 0;
  bool has_talk = false;
  bool is_expected = false;
  bool is_waiting = false;
  Duty duty{{.changed = [this](Tx&, const DutyChanged& what) { told.push_back(what); },
             .last_gone = [this](Tx&, const DutyChanged&) { ++alone; },
             .has_talk = [this](Tx&, LineId, StaffId) { return has_talk; },
             .is_expected = [this](Tx&, LineId) { return is_expected; },
             .is_anybody_waiting = [this](Tx&, LineId) { return is_waiting; }}};
};
ONTHAAL_ON_BOTH_ENGINES(DutyTest);

TEST_P(DutyTest, AnOperatorGoesOnlinePausesAndGoesOff) {
  EXPECT_EQ(state(anna), State::off);
  ASSERT_TRUE(set(anna, "online"));
  EXPECT_EQ(state(anna), State::online);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].line, line.id);
  EXPECT_EQ(told[0].line_uuid, line.uuid);
  EXPECT_EQ(told[0].person.alias, "Zonnebloem");
  EXPECT_EQ(told[0].state, State::online);
  EXPECT_TRUE(told[0].is_connected);
  EXPECT_EQ(told[0].author, (Author{Author::Kind::staff, anna.id.value}));
  EXPECT_EQ(told[0].command, kCommand);
  const Millis since = world.clock.now();
  world.clock.advance(1min);
  ASSERT_TRUE(set(anna, "paused"));
  EXPECT_EQ(state(anna), State::paused);
  EXPECT_EQ(team_of(line).at(0).since, since + 60'000);
  ASSERT_TRUE(set(anna, "off"));
  EXPECT_EQ(state(anna), State::off);
  EXPECT_EQ(told.at(0).state, State::off);
  EXPECT_TRUE(team_of(line).empty());
}

TEST_P(DutyTest, WhatIsSoAlreadyIsAcknowledgedAndChangesNothing) {
  set(anna, "online").value();
  const Millis since = world.clock.now();
  world.clock.advance(1min);
  EXPECT_TRUE(set(anna, "online"));
  EXPECT_TRUE(told.empty());
  EXPECT_EQ(team_of(line).at(0).since, since);
  EXPECT_TRUE(set(bert, "off"));
  EXPECT_TRUE(told.empty());
}

TEST_P(DutyTest, OnlyOperatorsOfTheLineAreOnDuty) {
  const Uuid nowhere = *Uuid::parse("01900000-0000-7000-8000-000000000009");
  EXPECT_EQ(set(carla, "online").error().code, Code::not_found);
  EXPECT_EQ(set(Staff{bert.id, {1}}, other_line.uuid, "online").error().code, Code::not_found);
  EXPECT_EQ(set(Staff{bert.id, {1}}, nowhere, "online").error().code, Code::not_found);
  EXPECT_EQ(set(Visitor{{bert.id.value}}, line.uuid, "online").error().code, Code::not_found);
  EXPECT_EQ(set(Nobody{}, line.uuid, "off").error().code, Code::not_found);
  EXPECT_TRUE(told.empty());
}

TEST_P(DutyTest, AWrongFieldIsNamed) {
  EXPECT_EQ(set(anna, "asleep").error().fields, (std::vector<FieldError>{{"data.state", "not_allowed"}}));
}

TEST_P(DutyTest, TheTeamIsListedByAlias) {
  set(anna, "online").value();
  set(bert, "paused").value();
  set(Staff{anna.id, {1}}, other_line.uuid, "paused").value();
  const auto team = team_of(line);
  ASSERT_EQ(team.size(), 2U);
  EXPECT_EQ(team[0].person.uuid, bert.uuid);
  EXPECT_EQ(team[0].state, State::paused);
  EXPECT_EQ(team[1].person.uuid, anna.uuid);
  EXPECT_TRUE(team[1].is_connected);
  EXPECT_EQ(team_of(other_line).size(), 1U);
}

TEST_P(DutyTest, AConnectionThatComesOrGoesIsToldOnce) {
  set(anna, "online").value();
  set(Staff{anna.id, {1}}, other_line.uuid, "paused").value();
  present(anna, false);
  ASSERT_EQ(told.size(), 2U);
  EXPECT_FALSE(told[0].is_connected);
  EXPECT_EQ(told[0].author, Author{});
  EXPECT_FALSE(told[0].command);
  EXPECT_FALSE(team_of(line).at(0).is_connected);
  EXPECT_EQ(state(anna), State::online);
  present(anna, false);
  EXPECT_TRUE(told.empty());
  present(anna, true);
  EXPECT_EQ(told.size(), 2U);
  EXPECT_TRUE(team_of(line).at(0).is_connected);
  present(anna, true);
  EXPECT_TRUE(told.empty());
  present(bert, true);  // not on duty
  EXPECT_TRUE(told.empty());
}

TEST_P(DutyTest, WhoLeavesIsOffDutyEverywhere) {
  set(anna, "online").value();
  set(Staff{anna.id, {1}}, other_line.uuid, "online").value();
  set(bert, "online").value();
  told.clear();
  const accounts::Hooks hooks{.left = [this](Tx& tx, StaffId staff) { duty.end_all(tx, staff); }};
  world.act([&](Tx& tx) { return accounts::disable(tx, "anna", hooks); }).value();
  ASSERT_EQ(told.size(), 2U);
  for (const DutyChanged& each : told) {
    EXPECT_EQ(each.person.uuid, anna.uuid);
    EXPECT_EQ(each.state, State::off);
  }
  EXPECT_EQ(team_of(line).size(), 1U);
  EXPECT_TRUE(team_of(other_line).empty());
}

TEST_P(DutyTest, AfterARestartNobodyIsConnected) {
  set(anna, "online").value();
  set(bert, "paused").value();
  present(bert, false);
  told.clear();
  world.act([&](Tx& tx) { duty.all_lost(tx); });
  for (const OnDuty& each : team_of(line)) EXPECT_FALSE(each.is_connected);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].person.uuid, anna.uuid);
}

TEST_P(DutyTest, OnesOwnNumberOfTalksCountsBeforeTheLines) {
  auto& db = world.database.connection();
  EXPECT_EQ(capacity_of(db, line.id, anna.id), lines::settings_of(db, line.id).capacity);
  db.run({"test.capacity", "update staff_role set capacity = 2 where staff = :staff and line = :line"},
         {{"staff", anna.id}, {"line", line.id}});
  EXPECT_EQ(capacity_of(db, line.id, anna.id), 2);
  EXPECT_EQ(capacity_of(db, other_line.id, anna.id), 1);
  EXPECT_EQ(capacity_of(db, line.id, bert.id), 1);
}

TEST_P(DutyTest, WhoIsDisabledIsNotInTheTeam) {
  ASSERT_TRUE(set(anna, "online"));
  world.act([](Tx& tx) { tx.db.run({"test.disable", "update staff set state = 'disabled' where login = 'anna'"}); });
  EXPECT_TRUE(team_of(line).empty());
}

TEST_P(DutyTest, DutyEndsTwentyMinutesAfterTheLastSign) {
  ASSERT_TRUE(set(anna, "online"));
  pass(19min);
  sign(anna);
  pass(19min);
  EXPECT_EQ(state(anna), State::online);
  pass(1min);
  EXPECT_EQ(state(anna), State::off);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].author, Author{}) << "by itself";
}

TEST_P(DutyTest, DutyEndsTenMinutesAfterTheLastPage) {
  ASSERT_TRUE(set(anna, "paused"));
  present(anna, false);
  pass(9min);
  sign(anna);
  EXPECT_EQ(state(anna), State::paused);
  present(anna, true);
  pass(5min);
  present(anna, false);
  pass(9min);
  EXPECT_EQ(state(anna), State::paused);
  pass(1min);
  EXPECT_EQ(state(anna), State::off);
}

TEST_P(DutyTest, AfterARestartAPageHasTenMinutesToComeBack) {
  ASSERT_TRUE(set(anna, "online"));
  world.act([&](Tx& tx) { duty.all_lost(tx); });
  pass(10min);
  EXPECT_EQ(state(anna), State::off);
}

TEST_P(DutyTest, ABlockThatIsOverIsToldAndEndsNothing) {
  ASSERT_TRUE(set_until(anna, R"("2026-09-01T08:10:00.000Z")"));
  EXPECT_FALSE(find(world.database.connection(), line.id, anna.id)->is_over(world.clock.now()));
  ASSERT_TRUE(set_until(anna, R"("2026-09-01T08:15:00Z")"));
  pass(10min);
  EXPECT_TRUE(told.empty()) << "it lasts longer";
  pass(5min);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].state, State::online);
  EXPECT_TRUE(find(world.database.connection(), line.id, anna.id)->is_over(world.clock.now()));
  ASSERT_TRUE(set_until(anna, "null"));
  EXPECT_FALSE(find(world.database.connection(), line.id, anna.id)->is_over(world.clock.now()));
  for (const char* wrong : {R"("2026-09-01T08:00:00.000Z")", R"("2026-09-09T08:00:00.000Z")"})
    EXPECT_EQ(set_until(anna, wrong).error().fields, (std::vector<FieldError>{{"data.until", "not_allowed"}}));
  EXPECT_EQ(set_until(anna, "5").error().fields, (std::vector<FieldError>{{"data.until", "not_a_time"}}));
}

TEST_P(DutyTest, TheLastWhoWasOnlineIsToldOfWhilePeopleMayCome) {
  ASSERT_TRUE(set(anna, "online"));
  ASSERT_TRUE(set(bert, "online"));
  ASSERT_TRUE(set(anna, "paused"));
  EXPECT_EQ(alone, 0);
  ASSERT_TRUE(set(bert, "off"));
  EXPECT_EQ(alone, 1);
  ASSERT_TRUE(set(anna, "off"));
  EXPECT_EQ(alone, 1) << "she was not online";
  ASSERT_TRUE(set(anna, "online"));
  ASSERT_TRUE(set(bert, "online"));
  change("update duty set until = 1 where staff = (select id from staff where login = 'bert')");
  ASSERT_TRUE(set(anna, "paused"));
  EXPECT_EQ(alone, 2) << "his block is over";
  change("update line set is_open = 0");
  ASSERT_TRUE(set(anna, "online"));
  ASSERT_TRUE(set(anna, "off"));
  EXPECT_EQ(alone, 2) << "nobody can come";
}

TEST_P(DutyTest, TheLastWhoseBlockIsOverOrWhosePageIsGoneIsToldOf) {
  ASSERT_TRUE(set_until(anna, R"("2026-09-01T08:10:00.000Z")"));
  ASSERT_TRUE(set(bert, "online"));
  pass(10min);
  EXPECT_EQ(alone, 0) << "bert is there";
  present(bert, false);
  pass(1min);
  EXPECT_EQ(alone, 0) << "a reload is no leaving";
  present(bert, true);
  present(bert, false);
  pass(2min);
  EXPECT_EQ(alone, 1);
  EXPECT_EQ(state(bert), State::online);
  present(bert, true);
  sign(bert);
  ASSERT_TRUE(set(anna, "off"));
  EXPECT_EQ(alone, 1);
  ASSERT_TRUE(set_until(bert, R"("2026-09-01T08:20:00.000Z")"));
  pass(7min);
  EXPECT_EQ(alone, 2) << "the last block is over";
}

TEST_P(DutyTest, ALossIsToldOfOnceHoweverOftenItIsLookedAt) {
  ASSERT_TRUE(set(anna, "online"));
  ASSERT_TRUE(set(Staff{anna.id, {1}}, other_line.uuid, "paused"));
  present(anna, false);
  pass(2min);
  EXPECT_EQ(alone, 1);
  const auto look = [&] {
    world.act([&](Tx& tx) { duty.jobs().at(0).run(tx, {.key = std::to_string(anna.id.value), .data = {}}); });
  };
  pass(1min);
  look();
  look();
  world.act([&](Tx& tx) { duty.all_lost(tx); });
  pass(3min);
  EXPECT_EQ(alone, 1);
  present(anna, true);
  present(anna, false);
  pass(2min);
  EXPECT_EQ(alone, 2) << "she was back, and went again";
}

TEST_P(DutyTest, OutsideTheHoursTheLastOneIsToldOfWhileSomebodyWaits) {
  ASSERT_TRUE(set(anna, "online"));
  change("update line set is_open = 0");
  ASSERT_TRUE(set(anna, "paused"));
  EXPECT_EQ(alone, 0);
  ASSERT_TRUE(set(anna, "online"));
  is_waiting = true;
  ASSERT_TRUE(set(anna, "paused"));
  EXPECT_EQ(alone, 1);
}

TEST_P(DutyTest, WhereSomebodyIsExpectedPeopleMayBeOnDutyOutsideTheHours) {
  change(
      "insert into opening_exception (uuid, line, kind, starts_at, ends_at, reason, made_at) select uuid, id, 'closed',"
      " '2026-09-01T09:00', '2026-09-03T00:00', 'storing', 0 from line where slug = 'clbchat'");
  pass(1h);  // the run-out is over
  EXPECT_EQ(set(anna, "online").error().code, Code::closed);
  is_expected = true;
  ASSERT_TRUE(set(anna, "online"));
  const auto close = [&] { world.act([&](Tx& tx) { duty.close(tx, line.id); }); };
  close();
  EXPECT_EQ(state(anna), State::online);
  is_expected = false;
  close();
  EXPECT_EQ(state(anna), State::off);
}

TEST_P(DutyTest, WhoHasNoTalkIsOffDutyOnceTheLineHasClosed) {
  ASSERT_TRUE(set(anna, "online"));
  const auto close = [&] { world.act([&](Tx& tx) { duty.close(tx, line.id); }); };
  close();
  EXPECT_EQ(state(anna), State::online) << "day and night, as far as hours go";
  change(
      "insert into opening_exception (uuid, line, kind, starts_at, ends_at, reason, made_at) select uuid, id, 'closed',"
      " '2026-09-01T09:00', '2026-09-03T00:00', 'storing', 0 from line where slug = 'clbchat'");
  has_talk = true;
  close();
  EXPECT_EQ(state(anna), State::online);
  has_talk = false;
  close();
  EXPECT_EQ(state(anna), State::off);
  EXPECT_EQ(set(anna, "online").error().code, Code::closed);
}

}  // namespace
}  // namespace onthaal::duty
