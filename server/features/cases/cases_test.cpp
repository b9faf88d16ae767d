#include "features/cases/cases.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "features/accounts/accounts.h"
#include "features/guides/guides.h"
#include "platform/act/job_store.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::cases {
namespace {

using accounts::Role;

// Stands for the queue's stream, where notices and the list of who looks along are told.
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

// A line with two operators and two coordinators, a coordinator of elsewhere, and a talk that Noor has with Robin.
class CasesTest : public support::StoreTest {
 protected:
  CasesTest() {
    streams::register_kinds({talks.stream_kind(), line_kind(), stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    world.act([&](Tx& tx) { guides::ship(tx, line.id); });
    noor = staff("noor", "clbchat", Role::operator_);
    bert = staff("bert", "clbchat", Role::operator_);
    chris = staff("chris", "clbchat", Role::coordinator);
    greet = staff("greet", "clbchat", Role::coordinator);
    piet = staff("piet", "gent", Role::coordinator);
    const auto visit = world.act([](Tx& tx) {
      const auto rows =
          tx.db.run({"test.visit", "insert into visit (token_hash, created_at) values (:hash, 0) returning id"},
                    {{"hash", tx.new_uuid()}});
      return rows[0].integer(0);
    });
    robin = Visitor{{visit}};
    talk = world.act(
        [&](Tx& tx) { return talks.request(tx, {line, VisitId{visit}, Redacted<std::string>("Robin"), "nl"}); });
    accept(noor);
  }
  void TearDown() override { EXPECT_TRUE(conversations::find_astray(db()).empty()); }

  db::Connection& db() { return world.database.connection(); }
  Actor staff(const std::string& login, const std::string& slug, Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{slug, role}}}, "-");
    });
    return Staff{person.value().id, {1}};
  }
  static StaffId id_of(const Actor& actor) { return std::get<Staff>(actor).staff; }
  ConversationId id() {
    return {db().run({"test.id", "select id from conversation where uuid = :uuid"}, {{"uuid", talk}})[0].integer(0)};
  }
  void accept(const Actor& who) {
    const ConversationId conversation = id();
    world.act([&](Tx& tx) { return talks.accept(tx, conversation, id_of(who), tx.new_uuid()); }).value();
  }
  live::Envelope from(const Actor& actor) { return {.actor = actor, .id = Uuid::v7(world.clock.now(), world.random)}; }

  Result<Reply> command(const live::Commands& commands, std::string_view name, const live::Envelope& envelope,
                        const std::string& data) {
    const auto found = std::ranges::find(commands, name, &live::Command::name);
    auto work = found->parse(envelope, json::parse(data).value());
    if (!work) return std::unexpected(std::move(work.error()));
    return world.finish(*std::move(work));
  }
  std::string with(const std::string& more = {}) {
    return R"({"conversation":")" + talk.text() + "\"" + (more.empty() ? "" : "," + more) + "}";
  }
  Result<Reply> does(const Actor& who, std::string_view name, const std::string& more = {}) {
    return command(cases.commands(), name, from(who), with(more));
  }
  Result<Reply> asks_to_join(const Actor& who, const std::string& reason = "asked") {
    return does(who, "coach.join", R"("reason":")" + reason + "\"");
  }
  // And a page of theirs shows the talk.
  Result<Reply> joins(const Actor& who, const std::string& reason = "asked") {
    auto reply = asks_to_join(who, reason);
    if (reply) shows(who, true);
    return reply;
  }
  void shows(const Actor& who, bool is_there) {
    world.act([&](Tx& tx) { cases.present(tx, id(), id_of(who), is_there); });
  }
  Result<Reply> whispers(const Actor& who, const std::string& text = "Vraag ernaar.") {
    return does(who, "whisper.post", R"("text":")" + text + "\"");
  }
  Result<Reply> gives(const Actor& who, const Actor& to, const std::string& note) {
    const Uuid uuid = accounts::find_person(db(), id_of(to))->uuid;
    return command(talks.commands(), "conversation.pass", from(who),
                   with(R"("to":")" + uuid.text() + R"(","reason":"other","note":")" + note + "\""));
  }
  Result<Reply> ends(const Actor& who) { return command(talks.commands(), "conversation.end", from(who), with()); }
  void gives_back() {
    world.act([&](Tx& tx) { talks.present(tx, id(), "operator", false); });
    world.clock.advance(std::chrono::minutes(4));
    run_jobs();
  }
  void run_jobs() {
    while (const auto due = jobs::find_due(db(), world.clock.now()))
      world.act([&](Tx& tx) {
        const auto job = jobs::take(tx.db, due->id);
        for (const jobs::JobKind& kind : talks.jobs())
          if (kind.name == due->kind) kind.run(tx, job.value());
        for (const jobs::JobKind& kind : cases.jobs())
          if (kind.name == due->kind) kind.run(tx, job.value());
      });
  }
  static Code code_of(const Result<Reply>& reply) { return reply ? Code::internal : reply.error().code; }

  Result<streams::Door> door(const Actor& actor) {
    return world.view([&](const Snapshot& snapshot) { return stream_kind().door(snapshot, actor, talk); });
  }
  bool may_read_talk(const Actor& actor) {
    return world.view([&](const Snapshot& snapshot) { return talks.stream_kind().door(snapshot, actor, talk); })
        .has_value();
  }
  boost::json::object state() {
    const auto key = id().value;
    const auto text = world.view([&](const Snapshot& snapshot) { return stream_kind().state(snapshot, noor, key); });
    return json::parse(text.value()).value();
  }
  std::string part(const std::string& name) { return boost::json::serialize(state().at(name)); }
  std::vector<streams::Event> events(const std::string& stream, std::int64_t of) {
    const StreamKey key = streams::key(stream, of);
    return world.view([&](const Snapshot& snapshot) { return streams::read(snapshot, key, 0, 200); });
  }
  std::vector<std::string> told(const std::string& stream, std::int64_t of) {
    std::vector<std::string> all;
    for (const streams::Event& each : events(stream, of)) all.push_back(each.event);
    return all;
  }
  std::int64_t count(const std::string& sql) { return db().run({sql, sql})[0].integer(0); }
  std::vector<std::string> coaches() { return watched(db(), id()).coaches; }
  bool was_revoked(std::string_view stream, const Actor& who) {
    return std::ranges::any_of(world.effects, [&](const Effect& effect) {
      const auto* revoked = std::get_if<Revoked>(&effect);
      return revoked && revoked->stream == streams::key(stream, id().value) &&
             std::get<Staff>(revoked->actor).staff == id_of(who);
    });
  }

  std::vector<std::string> heard;
  Cases cases{{.watched = [this](Tx&, const CaseWatched& what) {
    std::string text = what.now.asks_help ? "help" : "";
    for (const std::string& alias : what.now.coaches) text += " " + alias;
    heard.push_back(text);
  }}};
  conversations::ConversationHooks hooks() {
    conversations::ConversationHooks hooks;
    hooks.accepted = [this](Tx& tx, const conversations::ConversationAccepted& what) { cases.on_accepted(tx, what); };
    hooks.given_back = [this](Tx& tx, const conversations::ConversationGivenBack& what) {
      cases.on_given_back(tx, what);
    };
    hooks.passed = [](Tx& tx, const conversations::ConversationPassed& what) {
      add_note(tx, what.conversation.id, what.author, what.alias, NoteKind::note, what.note);
    };
    hooks.ended = [this](Tx& tx, const conversations::ConversationEnded& what) { cases.on_ended(tx, what); };
    hooks.is_there = [](Tx&, const conversations::Subject&, StaffId) { return true; };
    hooks.may_look_along = [](const Snapshot& snapshot, StaffId staff, ConversationId conversation) {
      return may_look_along(snapshot.db, conversation, staff);
    };
    return hooks;
  }
  conversations::Conversations talks{hooks()};
  lines::Line line;
  Actor noor, bert, chris, greet, piet, robin;
  Uuid talk;
};
ONTHAAL_ON_BOTH_ENGINES(CasesTest);

TEST_P(CasesTest, TheOwnerAndTheCoordinatorsOfTheLineComeIn) {
  for (const Actor& actor : {noor, chris, greet}) {
    ASSERT_TRUE(door(actor));
    EXPECT_EQ(door(actor)->label, "");
  }
  for (const Actor& actor : {robin, bert, piet, Actor(Nobody{})}) EXPECT_EQ(door(actor).error().code, Code::not_found);
}

TEST_P(CasesTest, NoCommandIsAVisitors) {
  const std::pair<const char*, const char*> all[] = {
      {"whisper.post", R"("text":"x")"},
      {"note.add", R"("text":"x")"},
      {"help.ask", ""},
      {"coach.join", R"("reason":"worry")"},
      {"coach.leave", ""},
      {"step.set", R"("step":"zelfmoord_plan","done":true)"},
      {"escalation.record", R"("to":"centre","consent":"yes","why":"x","second_person":null)"}};
  ASSERT_EQ(std::size(all), cases.commands().size());
  for (const auto& [name, more] : all)
    for (const Actor& actor : {robin, bert, piet, Actor(Nobody{})})
      EXPECT_EQ(code_of(does(actor, name, more)), Code::not_found) << name;
  EXPECT_EQ(count("select count(*) from case_event"), 0);
}

TEST_P(CasesTest, NothingOfItIsInTheStreamOfTheTalk) {
  const auto before = events("conversation", id().value).size();
  ASSERT_TRUE(does(noor, "help.ask", R"("question":"Hoe nu?")"));
  ASSERT_TRUE(joins(chris));
  ASSERT_TRUE(whispers(chris));
  ASSERT_TRUE(does(noor, "note.add", R"("text":"Rustig.")"));
  ASSERT_TRUE(does(noor, "step.set", R"("step":"zelfmoord_plan","done":true)"));
  ASSERT_TRUE(does(noor, "escalation.record", R"("to":"centre","consent":"yes","why":"x","second_person":null)"));
  world.act([&](Tx& tx) { alert(tx, id(), Alert::fake); });
  EXPECT_EQ(events("conversation", id().value).size(), before);
  for (const streams::Event& each : events("case", id().value)) EXPECT_TRUE(each.data) << each.event;
  EXPECT_EQ(count("select count(*) from case_event where sealed_by is null"), 0);
  for (const streams::Event& each : events("line", line.id.value)) {
    EXPECT_EQ(each.event, "notices.changed");
    EXPECT_EQ(each.data, "{}");
  }
}

TEST_P(CasesTest, WhoAsksHelpIsHeardOnceAndAnsweredByWhoComes) {
  EXPECT_EQ(code_of(does(noor, "help.ask", R"("message":1)")), Code::invalid);  // not a message
  ASSERT_TRUE(does(noor, "help.ask", R"("question":"Hoe nu?")"));
  ASSERT_TRUE(does(noor, "help.ask"));
  EXPECT_EQ(count("select count(*) from notice where kind = 'help' and seen_at is null"), 1);
  EXPECT_EQ(state().at("help").at("question"), nullptr);
  EXPECT_EQ(code_of(does(chris, "help.ask")), Code::not_found);
  ASSERT_TRUE(joins(chris));
  EXPECT_EQ(part("help"), "null");
  EXPECT_EQ(count("select count(*) from notice where seen_at is null"), 0);
  EXPECT_EQ(heard, (std::vector<std::string>{"help", "help", " chris"}));
  EXPECT_EQ(told("case", id().value),
            (std::vector<std::string>{"help.asked", "help.asked", "help.answered", "coach.joined"}));
}

TEST_P(CasesTest, TwoCoachesLookAlongAndEachIsSeen) {
  EXPECT_FALSE(may_read_talk(chris));
  ASSERT_TRUE(joins(chris, "worry"));
  EXPECT_TRUE(may_read_talk(chris));
  EXPECT_FALSE(may_read_talk(greet));
  ASSERT_TRUE(joins(greet, "training"));
  const auto twice = joins(chris, "complaint");
  ASSERT_TRUE(twice);
  EXPECT_FALSE(twice->number);
  EXPECT_EQ(coaches(), (std::vector<std::string>{"chris", "greet"}));
  EXPECT_EQ(state().at("coaches").as_array().size(), 2u);
  EXPECT_EQ(state().at("coaches").at(0).at("reason").as_string(), "worry");
  EXPECT_EQ(count("select count(*) from reading where purpose = 'coach'"), 2);
  ASSERT_TRUE(does(chris, "coach.leave"));
  EXPECT_TRUE(was_revoked("conversation", chris));
  EXPECT_FALSE(may_read_talk(chris));
  EXPECT_EQ(code_of(whispers(chris)), Code::not_found);
  EXPECT_FALSE(does(chris, "coach.leave")->number);
  EXPECT_EQ(coaches(), std::vector<std::string>{"greet"});
  EXPECT_EQ(count("select count(*) from coach"), 2);
}

TEST_P(CasesTest, TheReasonIsOneOfFourAndOnesOwnTalkIsNotLookedAlongIn) {
  EXPECT_EQ(code_of(joins(chris, "curious")), Code::invalid);
  world.act([&](Tx& tx) {
    tx.db.run({"test.role", "insert into staff_role (staff, line, role) values (:staff, :line, 'coordinator')"},
              {{"staff", id_of(noor)}, {"line", line.id}});
  });
  EXPECT_EQ(code_of(joins(noor)), Code::conflict);
}

TEST_P(CasesTest, AResendIsAnsweredTheSame) {
  live::Envelope envelope = from(chris);
  const auto first = command(cases.commands(), "coach.join", envelope, with(R"("reason":"worry")"));
  envelope.again = true;
  EXPECT_EQ(command(cases.commands(), "coach.join", envelope, with(R"("reason":"worry")"))->number, first->number);
  live::Envelope words = from(chris);
  const auto whisper = command(cases.commands(), "whisper.post", words, with(R"("text":"x")"));
  words.again = true;
  EXPECT_EQ(command(cases.commands(), "whisper.post", words, with(R"("text":"x")"))->number, whisper->number);
  EXPECT_EQ(state().at("notes").as_array().size(), 1u);
}

TEST_P(CasesTest, TheEndOfTheTalkIsTheEndOfLookingAlong) {
  ASSERT_TRUE(joins(chris));
  ASSERT_TRUE(ends(noor));
  EXPECT_TRUE(was_revoked("conversation", chris));
  EXPECT_TRUE(coaches().empty());
  EXPECT_EQ(code_of(joins(greet)), Code::closed);  // it came a moment too late
  EXPECT_EQ(code_of(whispers(noor)), Code::closed);
  EXPECT_EQ(code_of(does(noor, "help.ask")), Code::closed);
  ASSERT_TRUE(does(noor, "note.add", R"("text":"Nog iets.")"));
  ASSERT_TRUE(door(noor));
}

TEST_P(CasesTest, ADayAfterTheEndNobodyReadsTheCase) {
  ASSERT_TRUE(ends(noor));
  world.clock.advance(std::chrono::milliseconds(conversations::kOwnFor - 1));
  for (const Actor& actor : {noor, chris, greet}) EXPECT_TRUE(door(actor));
  world.clock.advance(std::chrono::milliseconds(1));
  for (const Actor& actor : {noor, chris, greet}) EXPECT_EQ(door(actor).error().code, Code::not_found);
}

TEST_P(CasesTest, ATalkThatIsGivenBackKeepsItsCoachAndChangesItsOwner) {
  ASSERT_TRUE(joins(chris));
  ASSERT_TRUE(does(noor, "help.ask"));
  gives_back();
  EXPECT_EQ(door(noor).error().code, Code::not_found);
  EXPECT_EQ(code_of(whispers(noor)), Code::not_found);
  EXPECT_EQ(code_of(joins(greet)), Code::conflict);  // it waits
  EXPECT_EQ(coaches(), std::vector<std::string>{"chris"});
  accept(bert);
  ASSERT_TRUE(door(bert));
  ASSERT_TRUE(whispers(bert));
  EXPECT_EQ(watched_talks(db(), line.id).size(), 1u);
  EXPECT_TRUE(watched_talks(db(), line.id)[0].now.asks_help);
}

TEST_P(CasesTest, ACoachStaysWhileTheTalkIsPassedOnAndNobodyJoinsMeanwhile) {
  ASSERT_TRUE(joins(chris));
  const std::string to = accounts::find_person(db(), id_of(bert))->uuid.text();
  ASSERT_TRUE(command(talks.commands(), "conversation.pass", from(noor),
                      with(R"("to":")" + to + R"(","reason":"shift_over","note":"Rustig aan.")")));
  EXPECT_EQ(code_of(joins(greet)), Code::conflict);
  EXPECT_EQ(code_of(whispers(noor)), Code::not_found);
  ASSERT_TRUE(whispers(chris));
  accept(bert);
  ASSERT_TRUE(joins(greet));
  EXPECT_EQ(coaches(), (std::vector<std::string>{"chris", "greet"}));
  ASSERT_TRUE(whispers(bert));
}

TEST_P(CasesTest, WhoTakesTheTalkNoLongerLooksAlong) {
  ASSERT_TRUE(joins(chris));
  gives_back();
  accept(chris);
  EXPECT_TRUE(coaches().empty());
  ASSERT_TRUE(whispers(chris));
}

TEST_P(CasesTest, WhoNoLongerShowsTheTalkNoLongerLooksAlong) {
  const auto passes = [&](int seconds) {
    world.clock.advance(std::chrono::seconds(seconds));
    run_jobs();
  };
  world.act([&](Tx& tx) { talks.present(tx, id(), "operator", true); });
  ASSERT_TRUE(joins(chris));
  ASSERT_TRUE(joins(greet));
  passes(600);
  EXPECT_EQ(coaches().size(), 2u) << "as long as a page shows it";
  shows(chris, false);
  passes(45);
  shows(chris, true);  // a reload
  passes(45);
  shows(chris, false);
  passes(45);
  EXPECT_EQ(coaches().size(), 2u) << "from the latest time on";
  passes(15);
  EXPECT_EQ(coaches(), std::vector<std::string>{"greet"}) << "whom another page of the other does not keep there";
  EXPECT_TRUE(was_revoked("conversation", chris));
  EXPECT_FALSE(may_read_talk(chris));
  shows(chris, true);  // a page that came too late
  EXPECT_EQ(coaches(), std::vector<std::string>{"greet"});

  ASSERT_TRUE(asks_to_join(chris));
  passes(60);
  EXPECT_EQ(coaches(), std::vector<std::string>{"greet"}) << "whose page never showed it";
  world.act([&](Tx& tx) { cases.all_lost(tx); });
  passes(60);
  EXPECT_TRUE(coaches().empty()) << "after a restart, whose page did not come back";
}

TEST_P(CasesTest, WhatHelpWasAskedAboutStaysAfterSomebodyCame) {
  ASSERT_TRUE(does(noor, "help.ask", R"("question":"Hoe nu?")"));
  EXPECT_EQ(part("asked"), part("help"));
  const std::string asked = part("asked");
  ASSERT_TRUE(joins(chris));
  EXPECT_EQ(part("help"), "null");
  EXPECT_EQ(part("asked"), asked);
}

// One writer decides the order; whichever it is, nobody looks along in a talk that is over, nor unseen.
TEST_P(CasesTest, JoiningAgainstTheEndOfTheTalk) {
  for (const bool is_first : {true, false}) {
    if (is_first) ASSERT_TRUE(joins(chris));
    if (is_first) ASSERT_TRUE(ends(noor));
    if (!is_first) EXPECT_EQ(code_of(joins(chris)), Code::closed);
    EXPECT_TRUE(coaches().empty());
    EXPECT_FALSE(may_read_talk(chris));
    const auto told_now = told("case", id().value);
    EXPECT_EQ(std::ranges::count(told_now, "coach.joined"), std::ranges::count(told_now, "coach.left"));
  }
}

TEST_P(CasesTest, WhisperingAgainstTheEndOfTheTalkAndTheEndOfLookingAlong) {
  ASSERT_TRUE(joins(chris));
  ASSERT_TRUE(joins(greet));
  ASSERT_TRUE(whispers(chris, "net ervoor"));
  shows(chris, false);
  world.clock.advance(std::chrono::milliseconds(kCoachGone));
  run_jobs();
  EXPECT_EQ(code_of(whispers(chris, "net te laat")), Code::not_found);
  ASSERT_TRUE(ends(noor));
  EXPECT_EQ(code_of(whispers(noor, "net te laat")), Code::closed);
  EXPECT_EQ(code_of(whispers(greet, "net te laat")), Code::not_found);
  EXPECT_EQ(state().at("notes").as_array().size(), 1u);
}

TEST_P(CasesTest, WhoLosesTheRoleLooksAlongNowhere) {
  ASSERT_TRUE(joins(chris));
  world.act([&](Tx& tx) {
    tx.db.run({"test.unrole", "delete from staff_role where staff = :staff"}, {{"staff", id_of(chris)}});
    cases.on_left(tx, id_of(chris));
  });
  EXPECT_TRUE(was_revoked("conversation", chris));
  EXPECT_FALSE(may_read_talk(chris));
  EXPECT_TRUE(coaches().empty());
}

TEST_P(CasesTest, WhoLosesTheRoleHasNothingOfTheOwnTalk) {
  gives(noor, bert, "voor bert").value();
  const auto pass_of = [&](const Actor& actor) -> Result<Reply> {
    auto work = routes().at(0).parse({.actor = actor, .parts = {talk.text()}, .body = {}, .evidence = {}});
    if (!work) return std::unexpected(std::move(work.error()));
    return world.finish(*std::move(work));
  };
  EXPECT_TRUE(pass_of(bert));
  world.act(
      [&](Tx& tx) { tx.db.run({"test.planner", "update staff_role set role = 'planner' where role = 'operator'"}); });
  EXPECT_EQ(code_of(pass_of(bert)), Code::not_found);
  accept(noor);
  EXPECT_FALSE(door(noor));
  EXPECT_EQ(code_of(does(noor, "note.add", R"("text":"nog iets")")), Code::not_found);
  EXPECT_EQ(code_of(does(noor, "step.set", R"("step":"nep_omgaan","done":true)")), Code::not_found);
  EXPECT_TRUE(door(chris));
}

TEST_P(CasesTest, StepsAreTickedAndUnticked) {
  EXPECT_EQ(does(noor, "step.set", R"("step":"nep_omgaan","done":true)").error().fields,
            (std::vector<FieldError>{{"data.step", "not_allowed"}}));
  ASSERT_TRUE(does(noor, "step.set", R"("step":"zelfmoord_plan","done":true)"));
  EXPECT_EQ(code_of(does(chris, "step.set", R"("step":"zelfmoord_plan","done":false)")), Code::not_found);
  ASSERT_TRUE(joins(chris));
  ASSERT_TRUE(does(chris, "step.set", R"("step":"zelfmoord_denken","done":true)"));
  EXPECT_EQ(state().at("steps").as_array().size(), 2u);
  EXPECT_EQ(state().at("steps").at(1).at("alias").as_string(), "chris");
  ASSERT_TRUE(does(noor, "step.set", R"("step":"zelfmoord_plan","done":false)"));
  EXPECT_EQ(state().at("steps").as_array().size(), 1u);
}

TEST_P(CasesTest, AnEscalationIsKeptSealed) {
  ASSERT_TRUE(
      does(noor, "escalation.record", R"("to":"emergency","consent":"no","why":"Nu gevaar","second_person":"Chris")"));
  const auto rows = db().run({"test.why", "select why, second_person from escalation"});
  EXPECT_EQ(rows[0].text(0).find("gevaar"), std::string::npos);
  EXPECT_EQ(rows[0].text(1).find("Chris"), std::string::npos);
  const boost::json::value one = state().at("escalations").at(0);
  EXPECT_EQ(one.at("why").as_string(), "Nu gevaar");
  EXPECT_EQ(one.at("second_person").as_string(), "Chris");
  EXPECT_EQ(one.at("alias").as_string(), "noor");
  EXPECT_EQ(code_of(does(noor, "escalation.record", R"("to":"mama","consent":"no","why":"","second_person":null)")),
            Code::invalid);
}

TEST_P(CasesTest, AnAlertIsRaisedOnceAndShownWhileTheTalkIsOpen) {
  world.act([&](Tx& tx) {
    alert(tx, id(), Alert::fake);
    alert(tx, id(), Alert::fake);
    alert(tx, id(), Alert::frequent);
  });
  EXPECT_EQ(part("alerts"), R"(["fake","frequent"])");
  EXPECT_EQ(told("case", id().value).size(), 2u);
  ASSERT_TRUE(ends(noor));
  EXPECT_EQ(part("alerts"), "[]");
}

TEST_P(CasesTest, WithTheWordsOfTheTalkThoseOfItsCaseAreDestroyed) {
  ASSERT_TRUE(joins(chris));
  ASSERT_TRUE(whispers(chris, "geheim"));
  ASSERT_TRUE(does(noor, "step.set", R"("step":"zelfmoord_plan","done":true)"));
  ASSERT_TRUE(does(noor, "escalation.record", R"("to":"centre","consent":"yes","why":"geheim","second_person":"An")"));
  ASSERT_TRUE(ends(noor));
  world.act([](Tx& tx) { tx.db.run({"test.destroy", "update seal_key set wrapped = null"}); });
  for (const streams::Event& each : events("case", id().value)) EXPECT_FALSE(each.data) << each.event;
  EXPECT_EQ(state().at("notes").at(0).at("text"), nullptr);
  EXPECT_EQ(state().at("escalations").at(0).at("why"), nullptr);
  EXPECT_EQ(state().at("escalations").at(0).at("second_person"), nullptr);
  EXPECT_EQ(part("steps"), "[]");
  EXPECT_EQ(code_of(does(noor, "note.add", R"("text":"x")")), Code::closed);
  EXPECT_EQ(count("select count(*) from reading"), 1);
}

TEST_P(CasesTest, ToWhomItIsGivenReadsTheNoteAndNothingElseUntilTheyTakeIt) {
  world.act([&](Tx& tx) { alert(tx, id(), Alert::fake); });
  does(noor, "note.add", R"("text":"voor mezelf")").value();
  const auto pass_of = [&](const Actor& actor) -> Result<Reply> {
    auto work = routes().at(0).parse({.actor = actor, .parts = {talk.text()}, .body = {}, .evidence = {}});
    if (!work) return std::unexpected(std::move(work.error()));
    return world.finish(*std::move(work));
  };
  EXPECT_FALSE(pass_of(bert));
  world.clock.advance(std::chrono::seconds(1));
  gives(noor, bert, "ze vraagt een man").value();
  EXPECT_EQ(pass_of(bert)->body, R"({"note":"ze vraagt een man"})");
  EXPECT_FALSE(door(bert));
  for (const Actor& actor : {noor, chris, piet, robin}) EXPECT_EQ(code_of(pass_of(actor)), Code::not_found);
  accept(bert);
  EXPECT_TRUE(door(bert));
  EXPECT_EQ(part("alerts"), R"(["fake"])");
  EXPECT_FALSE(pass_of(bert));

  world.clock.advance(std::chrono::seconds(1));
  gives(bert, noor, "").value();
  EXPECT_EQ(pass_of(noor)->body, R"({"note":null})");
  EXPECT_FALSE(door(noor));
  world.act([&](Tx& tx) { return talks.release(tx, id()); });
  EXPECT_FALSE(pass_of(noor));
  ends(robin).value();
}

}  // namespace
}  // namespace onthaal::cases
