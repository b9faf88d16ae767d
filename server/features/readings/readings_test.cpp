#include "features/readings/readings.h"

#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "features/audit/audit.h"
#include "features/readings/readings_store.h"
#include "platform/act/job_store.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::readings {
namespace {

using accounts::Role;
using Names = std::vector<std::string>;

enum Route : std::size_t { kTalks, kRead, kAsk, kSeals, kAnswer, kMonth, kHouseSeals };

streams::StreamKind line_kind() {
  return {.name = "line",
          .table = "line_event",
          .sealed_as = seal::Kind::line_event,
          .labels = {},
          .signals = {},
          .door = {},
          .state = {},
          .present = {}};
}

// A talk that Noor had with Robin, two coordinators, a reviewer, a coordinator of elsewhere, and the house.
class ReadingsTest : public support::StoreTest {
 protected:
  ReadingsTest() {
    streams::register_kinds({talks.stream_kind(), line_kind(), cases::stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    noor = staff("noor", "clbchat", Role::operator_);
    bert = staff("bert", "clbchat", Role::operator_);
    chris = staff("chris", "clbchat", Role::coordinator);
    greet = staff("greet", "clbchat", Role::coordinator);
    remi = staff("remi", "clbchat", Role::reviewer);
    piet = staff("piet", "gent", Role::coordinator);
    ann = staff("ann", "", Role::administrator);
    talk = world.act([&](Tx& tx) {
      const auto visit =
          tx.db.run({"test.visit", "insert into visit (token_hash, created_at) values (:hash, 0) returning id"},
                    {{"hash", tx.new_uuid()}});
      return talks.request(tx, {line, VisitId{visit[0].integer(0)}, Redacted<std::string>("Robin"), "nl"});
    });
    const ConversationId conversation = id();
    world.act([&](Tx& tx) { return talks.accept(tx, conversation, staff_of(noor), tx.new_uuid()); }).value();
  }

  db::Connection& db() { return world.database.connection(); }
  Actor staff(const std::string& login, const std::string& slug, Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{slug, role}}}, "-");
    });
    return Staff{person.value().id, {1}};
  }
  static StaffId staff_of(const Actor& actor) { return std::get<Staff>(actor).staff; }
  ConversationId id() { return store::find_talk(db(), talk).value().subject.id; }
  void ends() {
    const live::Envelope envelope{.actor = noor, .id = Uuid::v7(world.clock.now(), world.random)};
    world.act([&](Tx& tx) { return talks.end(tx, envelope, {.conversation = talk, .closing = {}}); }).value();
  }

  Result<Reply> ask(Route route, const Actor& actor, std::vector<std::string> parts, const std::string& body = {}) {
    auto work =
        routes(settings).at(route).parse({.actor = actor, .parts = std::move(parts), .body = body, .evidence = {}});
    if (!work) return std::unexpected(std::move(work.error()));
    return world.finish(*std::move(work));
  }
  Result<Reply> reads(const Actor& actor, const std::string& purpose) {
    return ask(kRead, actor, {talk.text()}, R"({"purpose":")" + purpose + R"("})");
  }
  // The UUID of what was asked.
  std::string asks(const Actor& actor, bool is_emergency) {
    const auto reply =
        ask(kAsk, actor, {talk.text()}, json::Out().boolean("emergency", is_emergency).text("why", "Parket").str());
    return std::string(json::parse(reply.value().body)->at("seal").as_string());
  }
  Result<Reply> answers(const Actor& actor, const std::string& seal, const std::string& answer = "confirm") {
    return ask(kAnswer, actor, {seal}, R"({"answer":")" + answer + R"("})");
  }
  std::string state_of(const std::string& seal) { return store::find_break(db(), Uuid::parse(seal).value())->state; }
  bool is_open_to(const Actor& actor) { return is_open_by_law(db(), id(), staff_of(actor), world.clock.now()); }
  bool is_by_two() { return is_confirmed_by_two(db(), id(), world.clock.now()); }
  static Code code_of(const Result<Reply>& reply) { return reply ? Code::internal : reply.error().code; }
  void pass(Millis time) { world.clock.advance(std::chrono::milliseconds(time)); }

  Names logged(std::string_view what) {
    Names all;
    for (const audit::Recorded& each : audit::find(db(), {.what = what})) all.push_back(each.what);
    return all;
  }
  std::int64_t count(const std::string& sql) { return db().run({sql, sql})[0].integer(0); }
  std::int64_t unseen(const std::string& kind) {
    return count("select count(*) from notice where seen_at is null and kind = '" + kind + "'");
  }
  void run_jobs() {
    while (const auto due = jobs::find_due(db(), world.clock.now()))
      world.act([&](Tx& tx) {
        const auto job = jobs::take(tx.db, due->id);
        for (const jobs::JobKind& kind : readings::jobs())
          if (kind.name == due->kind) kind.run(tx, job.value());
      });
  }

  static std::string problem_of(const Result<Reply>& reply) {
    return reply || reply.error().fields.empty() ? "" : reply.error().fields[0].problem;
  }
  void gives_password(const Actor& by, const std::string& login) {
    world.act([&](Tx& tx) { return accounts::reset_password(tx, login, "-", {}, staff_of(by)); }).value();
  }

  Settings settings{.second_person = 0};
  conversations::Conversations talks{{}};
  lines::Line line;
  Actor noor, bert, chris, greet, remi, piet, ann;
  Uuid talk;
};
ONTHAAL_ON_BOTH_ENGINES(ReadingsTest);

TEST_P(ReadingsTest, APurposeIsOfARole) {
  EXPECT_EQ(code_of(reads(noor, "own")), Code::conflict);  // it goes on
  EXPECT_EQ(code_of(reads(chris, "review")), Code::conflict);
  ends();
  EXPECT_TRUE(reads(noor, "own"));
  for (const Actor& actor : {chris, remi})
    for (const char* purpose : {"review", "chatscan", "complaint"}) EXPECT_TRUE(reads(actor, purpose)) << purpose;
  for (const Actor& actor : {bert, chris, remi, piet, ann, Actor(Nobody{})})
    EXPECT_EQ(code_of(reads(actor, "own")), Code::not_found);
  for (const Actor& actor : {noor, bert, piet, ann, Actor(Nobody{})})
    for (const char* purpose : {"review", "chatscan", "complaint", "legal", "emergency"})
      EXPECT_EQ(code_of(reads(actor, purpose)), Code::not_found) << purpose;
  for (const char* purpose : {"coach", "flag", "frequent", "curious"})
    EXPECT_EQ(code_of(reads(chris, purpose)), Code::invalid) << purpose;
  EXPECT_EQ(count("select count(*) from reading"), 7);
  EXPECT_EQ(logged("talk.read").size(), 7U);
}

TEST_P(ReadingsTest, TwoReadItForSevenDays) {
  ends();
  const std::string seal = asks(chris, false);
  EXPECT_EQ(code_of(ask(kAsk, greet, {talk.text()}, R"({"emergency":true,"why":"Nog eens"})")), Code::conflict);
  EXPECT_EQ(code_of(answers(chris, seal)), Code::conflict);  // who asked
  for (const Actor& actor : {noor, remi, piet}) EXPECT_EQ(code_of(answers(actor, seal)), Code::not_found);
  EXPECT_FALSE(is_open_to(chris));
  EXPECT_EQ(unseen("legal"), 1);

  ASSERT_TRUE(answers(greet, seal));
  EXPECT_EQ(code_of(answers(ann, seal, "refuse")), Code::conflict);  // the first of two
  EXPECT_EQ(state_of(seal), "confirmed");
  EXPECT_EQ(unseen("legal"), 0);
  pass(kOpenFor - 1);
  for (const Actor& actor : {chris, greet}) EXPECT_TRUE(reads(actor, "legal"));
  EXPECT_FALSE(is_open_to(ann));
  EXPECT_TRUE(is_by_two());
  pass(1);
  for (const Actor& actor : {chris, greet}) EXPECT_EQ(code_of(reads(actor, "legal")), Code::not_found);
  EXPECT_FALSE(is_by_two());
  EXPECT_EQ(logged("seal."), (Names{"seal.broken", "seal.asked"}));
}

// Who makes an account, or opens it anew, may be behind it: for a week, and after it was asked for ever.
TEST_P(ReadingsTest, TheSecondIsSurelySomebodyElse) {
  settings.second_person = 7 * kDay;
  ends();
  const auto ask_now = [&](const Actor& actor) {
    return ask(kAsk, actor, {talk.text()}, R"({"emergency":false,"why":"Parket"})");
  };
  pass(7 * kDay - 1);
  EXPECT_EQ(problem_of(ask_now(chris)), "too_new");
  pass(1);
  const std::string seal = asks(chris, false);
  const Actor bea = staff("bea", "clbchat", Role::coordinator);
  EXPECT_EQ(problem_of(answers(bea, seal)), "too_new");
  EXPECT_EQ(problem_of(answers(bea, seal, "refuse")), "too_new");
  gives_password(chris, "greet");
  pass(30 * kDay);
  for (const Actor& actor : {bea, greet}) EXPECT_EQ(problem_of(answers(actor, seal)), "too_new");
  EXPECT_EQ(state_of(seal), "asked");
  EXPECT_EQ(unseen("legal"), 1);
  EXPECT_TRUE(answers(ann, seal));
}

TEST_P(ReadingsTest, WhoAskedIsSurelySomebodyElse) {
  settings.second_person = 7 * kDay;
  ends();
  pass(7 * kDay);
  const Actor bea = staff("bea", "clbchat", Role::coordinator);
  const std::string seal = asks(bea, true);
  EXPECT_TRUE(reads(bea, "emergency"));
  EXPECT_EQ(problem_of(answers(ann, seal)), "too_new");  // who may have made that account
  EXPECT_FALSE(is_by_two());
  EXPECT_TRUE(answers(ann, seal, "refuse"));
  EXPECT_EQ(code_of(reads(bea, "emergency")), Code::not_found);
}

TEST_P(ReadingsTest, AnOwnChangeMakesNobodyNew) {
  settings.second_person = 7 * kDay;
  ends();
  pass(7 * kDay);
  gives_password(greet, "greet");  // by the link in her own mail
  world
      .act([&](Tx& tx) {
        return accounts::give_role(tx, staff_of(greet), {"clbchat", Role::reviewer}, staff_of(chris));
      })
      .value();
  EXPECT_TRUE(answers(greet, asks(chris, false)));
}

TEST_P(ReadingsTest, AnAdministratorConfirmsAndReadsNothing) {
  ends();
  ASSERT_TRUE(answers(ann, asks(chris, false)));
  EXPECT_TRUE(reads(chris, "legal"));
  EXPECT_EQ(code_of(reads(greet, "legal")), Code::not_found);
  EXPECT_EQ(code_of(reads(ann, "legal")), Code::not_found);
}

TEST_P(ReadingsTest, AnEmergencyThatNobodyConfirmsClosesAfterADayAndStaysToBeAnswered) {
  ends();
  const std::string seal = asks(chris, true);
  EXPECT_TRUE(reads(chris, "emergency"));
  EXPECT_FALSE(is_open_to(greet));
  EXPECT_FALSE(is_by_two());
  pass(kConfirmWithin - 1);
  EXPECT_TRUE(is_open_to(chris));
  pass(1);
  EXPECT_EQ(code_of(reads(chris, "emergency")), Code::not_found);
  EXPECT_EQ(state_of(seal), "asked");
  EXPECT_EQ(unseen("legal"), 1);
  pass(60 * kDay);
  EXPECT_EQ(unseen("legal"), 1);
  EXPECT_EQ(store::breaks_to_see(db(), world.clock.now()).size(), 1U);

  ASSERT_TRUE(answers(greet, seal));  // late, and from now on
  EXPECT_TRUE(is_open_to(chris));
  pass(kOpenFor);
  EXPECT_FALSE(is_open_to(chris));
}

TEST_P(ReadingsTest, ARefusalClosesAtOnceAndTheHouseSeesItForAMonth) {
  ends();
  const std::string seal = asks(chris, true);
  ASSERT_TRUE(answers(greet, seal, "refuse"));
  EXPECT_EQ(code_of(reads(chris, "emergency")), Code::not_found);
  EXPECT_EQ(logged("seal."), (Names{"seal.refused", "seal.asked"}));
  const auto told = [&] { return json::parse(ask(kHouseSeals, ann, {}).value().body)->at("seals").as_array().size(); };
  pass(31 * kDay - 1);
  EXPECT_EQ(told(), 1U);
  pass(1);
  EXPECT_EQ(told(), 0U);
  EXPECT_NE(asks(chris, false), seal);  // and it may be asked again
}

TEST_P(ReadingsTest, AfterARefusalNoEmergencyOpensItToOne) {
  ends();
  ASSERT_TRUE(answers(greet, asks(chris, true), "refuse"));
  const auto in_emergency = [&](const Actor& actor) {
    return ask(kAsk, actor, {talk.text()}, R"({"emergency":true,"why":"Nog eens"})");
  };
  for (const Actor& actor : {chris, greet}) EXPECT_EQ(problem_of(in_emergency(actor)), "refused");
  pass(60 * kDay);
  EXPECT_EQ(problem_of(in_emergency(chris)), "refused");
  EXPECT_FALSE(is_open_to(chris));

  ASSERT_TRUE(answers(ann, asks(chris, false), "refuse"));  // whatever it was that was refused
  EXPECT_EQ(problem_of(in_emergency(chris)), "refused");
  ASSERT_TRUE(answers(ann, asks(chris, false)));  // by two
  EXPECT_TRUE(reads(chris, "legal"));
  EXPECT_TRUE(in_emergency(greet));
}

// What stands in the log is what was asked, and by how many it was opened.
TEST_P(ReadingsTest, ThePurposeIsWhatItWasOpenedFor) {
  ends();
  const std::string seal = asks(chris, true);
  EXPECT_EQ(code_of(reads(chris, "legal")), Code::not_found);
  EXPECT_TRUE(reads(chris, "emergency"));
  ASSERT_TRUE(answers(greet, seal));
  for (const Actor& actor : {chris, greet}) {
    EXPECT_TRUE(reads(actor, "emergency"));
    EXPECT_EQ(code_of(reads(actor, "legal")), Code::not_found);
  }
  pass(kOpenFor);
  ASSERT_TRUE(answers(greet, asks(chris, false)));
  EXPECT_EQ(code_of(reads(chris, "emergency")), Code::not_found);
  EXPECT_TRUE(reads(chris, "legal"));
}

TEST_P(ReadingsTest, WhoLostTheRoleReadsNoMore) {
  ends();
  ASSERT_TRUE(answers(greet, asks(chris, false)));
  const accounts::RoleOnLine role{"clbchat", Role::coordinator};
  world.act([&](Tx& tx) { return accounts::take_role(tx, staff_of(chris), role, {}); }).value();
  EXPECT_EQ(code_of(reads(chris, "legal")), Code::not_found);
  EXPECT_TRUE(reads(greet, "legal"));

  world.act([&](Tx& tx) { return accounts::take_role(tx, staff_of(noor), {"clbchat", Role::operator_}, {}); }).value();
  world.act([&](Tx& tx) { return accounts::take_role(tx, staff_of(remi), {"clbchat", Role::reviewer}, {}); }).value();
  EXPECT_EQ(code_of(reads(noor, "own")), Code::not_found);
  for (const char* purpose : {"review", "chatscan", "complaint"})
    EXPECT_EQ(code_of(reads(remi, purpose)), Code::not_found) << purpose;
}

// The visitor is told that the words are gone while a coordinator's reading waits for its turn.
TEST_P(ReadingsTest, WhatIsDestroyedMeanwhileIsToldToNobody) {
  ends();
  auto read = routes(settings).at(kRead).parse(
      {.actor = chris, .parts = {talk.text()}, .body = R"({"purpose":"review"})", .evidence = {}});
  auto act = world.view([&](const Snapshot& snapshot) { return std::get<Read>(*read).run(snapshot); });
  db().run_script("update seal_key set wrapped = null");
  EXPECT_EQ(code_of(world.finish(*std::move(act))), Code::conflict);
  EXPECT_EQ(count("select count(*) from reading"), 0);
  EXPECT_TRUE(reads(chris, "review"));  // that they are gone
}

TEST_P(ReadingsTest, NobodyConfirmsForWhoRunsTheLineNoMore) {
  ends();
  const std::string seal = asks(chris, false);
  world.act([](Tx& tx) { return accounts::disable(tx, "chris"); }).value();
  const auto answered = answers(greet, seal);
  EXPECT_EQ(code_of(answered), Code::conflict);
  EXPECT_EQ(problem_of(answered), "left");
  EXPECT_EQ(state_of(seal), "asked");
  EXPECT_FALSE(is_open_to(greet));
  EXPECT_TRUE(answers(greet, seal, "refuse"));

  const std::string again = asks(greet, false);
  const accounts::RoleOnLine role{"clbchat", Role::coordinator};
  world.act([&](Tx& tx) { return accounts::take_role(tx, staff_of(greet), role, {}); }).value();
  EXPECT_EQ(problem_of(answers(ann, again)), "left");
}

TEST_P(ReadingsTest, AMonthThatIsTooLongSaysSo) {
  settings.most_readings = 3;
  ends();
  pass(31 * kDay);
  const auto month = [&](const std::string& of) {
    return json::parse(ask(kMonth, chris, {"clbchat", of}).value().body).value();
  };
  for (const char* purpose : {"review", "chatscan", "complaint"}) ASSERT_TRUE(reads(chris, purpose));
  EXPECT_EQ(month("2026-10").at("more"), false);
  ASSERT_TRUE(reads(remi, "review"));
  const auto cut = month("2026-10");
  EXPECT_EQ(cut.at("more"), true);
  EXPECT_EQ(cut.at("readings").as_array().size(), 3U);
  EXPECT_EQ(cut.at("readings").at(0).at("who"), "remi");  // the newest stay
  EXPECT_EQ(month("2026-09").at("more"), true);           // five people got a role
}

TEST_P(ReadingsTest, OnTheFirstOfTheMonthTheListOfTheMonthBeforeIsThere) {
  ends();
  ASSERT_TRUE(reads(noor, "own"));
  world.act([](Tx& tx) {
    schedule_jobs(tx);
    schedule_jobs(tx);  // a restart
  });
  run_jobs();
  EXPECT_EQ(unseen("readings"), 0);
  pass(29 * kDay);  // 30 September, ten in the morning
  run_jobs();
  EXPECT_EQ(unseen("readings"), 0);
  pass(kDay);
  run_jobs();
  run_jobs();
  EXPECT_EQ(unseen("readings"), 2);  // one on each line
  EXPECT_EQ(count("select min(number) from notice where kind = 'readings'"), 202609);
  const auto list = [&](const Actor& actor, const std::string& month) {
    return ask(kMonth, actor, {"clbchat", month});
  };
  EXPECT_EQ(json::parse(list(chris, "2026-09").value().body)->at("readings").as_array().size(), 1U);
  EXPECT_EQ(json::parse(list(chris, "2026-10").value().body)->at("readings").as_array().size(), 0U);
  for (const Actor& actor : {noor, remi, piet, ann}) EXPECT_EQ(code_of(list(actor, "2026-09")), Code::not_found);
  Names readers;
  for (const auto& each : json::parse(list(chris, "2026-09").value().body)->at("readers").as_array())
    readers.push_back(std::string(each.at("name").as_string()) + " " + std::string(each.at("role").as_string()));
  EXPECT_EQ(readers, (Names{"remi reviewer", "greet coordinator", "chris coordinator"}));

  pass(31 * kDay);
  run_jobs();
  EXPECT_EQ(unseen("readings"), 2);  // unseen: told once, with the latest month
  EXPECT_EQ(count("select min(number) from notice where kind = 'readings'"), 202610);
}

}  // namespace
}  // namespace onthaal::readings
