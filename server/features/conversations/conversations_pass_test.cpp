#include "features/conversations/conversations_world.h"

// Giving a talk to a colleague; waiting for somebody medical; ends by neither side; two talks of one visit.
namespace onthaal::conversations {
namespace {

using namespace std::chrono_literals;

class PassTest : public ConversationsWorld {
 protected:
  std::string uuid_text(const Actor& who) {
    return accounts::find_person(db(), std::get<Staff>(who).staff)->uuid.text();
  }
  Result<Reply> pass_on(const live::Envelope& envelope, const Uuid& conversation, const Actor& to,
                        std::string_view note = "") {
    return command("conversation.pass", envelope,
                   json::Out()
                       .uuid("conversation", conversation)
                       .text("to", uuid_text(to))
                       .text("reason", "shift_over")
                       .text("note", note)
                       .str());
  }
  Result<Reply> decline(const Actor& who, const Uuid& conversation) {
    return command("pass.decline", from(who), json::Out().uuid("conversation", conversation).str());
  }
  Result<Reply> want(const live::Envelope& envelope, const Uuid& conversation, const std::string& wants) {
    return command("conversation.want", envelope,
                   json::Out().uuid("conversation", conversation).raw("wants", wants).str());
  }
  // A talk of anna's that waits for bert.
  Uuid passed() {
    const Uuid uuid = active();
    pass_on(from(anna), uuid, bert).value();
    return uuid;
  }
  std::optional<ConversationId> next_for(const Actor& who) {
    return first_waiting(db(), line.id, {std::get<Staff>(who).staff});
  }
  std::string last_of(const Uuid& uuid) {
    const auto all = events(uuid);
    return all.back().event + " " + all.back().data.value_or("");
  }
  bool is_one(const Uuid& uuid, const char* state) { return column(uuid, "state") == state; }
};
ONTHAAL_ON_BOTH_ENGINES(PassTest);

TEST_P(PassTest, WaitsInFrontForTheColleague) {
  const Uuid uuid = active();
  const Uuid other = request(stranger);
  const auto envelope = from(anna);
  const auto reply = pass_on(envelope, uuid, bert, "  Vraagt naar de pil. ");
  EXPECT_EQ(reply->number, 3);
  EXPECT_EQ(last_of(uuid), R"(conversation.given_back {"why":"passed","to":"Bert"})");
  EXPECT_EQ(happened.at(happened.size() - 2), "given back");
  EXPECT_EQ(happened.back(), "Anna notes Vraagt naar de pil.");
  EXPECT_EQ(state(visitor, uuid).at("passed_to").as_string(), "Bert");
  EXPECT_EQ(state(visitor, uuid).at("state").as_string(), "waiting");
  EXPECT_EQ(door(anna, uuid).error().code, Code::not_found);
  EXPECT_EQ(door(bert, uuid).error().code, Code::not_found);
  EXPECT_EQ(pass_on(again(envelope, 2), uuid, bert)->number, 3);  // a resend
  EXPECT_EQ(code_of(pass_on(from(anna), uuid, bert)), Code::not_found);
  EXPECT_TRUE(post(from(visitor), uuid));  // goes on writing
  EXPECT_EQ(next_for(bert), id_of(uuid));
  EXPECT_EQ(next_for(anna), id_of(other));
  ASSERT_TRUE(accept(uuid, bert));
  EXPECT_EQ(state(visitor, uuid).at("passed_to"), nullptr);
  EXPECT_EQ(latest_pass(db(), id_of(uuid))->state, "taken");
  EXPECT_EQ(column(uuid, "last_operator"), std::to_string(std::get<Staff>(bert).staff.value));
  world.clock.advance(3min);
  run_jobs();
  EXPECT_TRUE(is_one(uuid, "active"));
  EXPECT_EQ(count_passes(db(), line.id, 0, world.clock.now()), 1);
}

TEST_P(PassTest, OnlyTheOwnerGivesAndOnlyToWhoIsThere) {
  const Uuid uuid = active();
  for (const Actor& other : {bert, visitor, stranger, Actor(Nobody{})})
    EXPECT_EQ(code_of(pass_on(from(other), uuid, anna)), Code::not_found);
  EXPECT_EQ(code_of(pass_on(from(anna), uuid, anna)), Code::invalid);
  absent = {std::get<Staff>(bert).staff};
  EXPECT_EQ(code_of(pass_on(from(anna), uuid, bert)), Code::conflict);
  const auto nobody = command("conversation.pass", from(anna),
                              R"({"conversation":")" + uuid.text() +
                                  R"(","to":"01900000-0000-7000-8000-00000000dead","reason":"other","note":""})");
  EXPECT_EQ(code_of(nobody), Code::conflict);
  EXPECT_TRUE(is_one(uuid, "active"));
  const auto wrong = command("conversation.pass", from(anna), R"({"conversation":1,"to":2,"reason":"bored"})");
  EXPECT_EQ(wrong.error().fields, (std::vector<FieldError>{{"data.conversation", "not_a_uuid"},
                                                           {"data.to", "not_a_uuid"},
                                                           {"data.reason", "not_allowed"},
                                                           {"data.note", "required"}}));
  ASSERT_TRUE(end(from(anna), uuid));
  absent = {};
  EXPECT_EQ(code_of(pass_on(from(anna), uuid, bert)), Code::closed);
}

TEST_P(PassTest, GoesBackToWhoGaveItAfterAWhile) {
  const Uuid uuid = passed();
  pass(3min - 1ms);
  EXPECT_TRUE(is_one(uuid, "waiting"));
  anna_has_room = false;  // whatever the room
  pass(1ms);
  EXPECT_TRUE(is_one(uuid, "active"));
  EXPECT_EQ(last_of(uuid).substr(0, 21), "conversation.accepted");
  EXPECT_EQ(state(visitor, uuid).at("operator").as_string(), "Anna");
  EXPECT_EQ(door(anna, uuid)->label, "operator");
  EXPECT_EQ(latest_pass(db(), id_of(uuid))->state, "returned");
}

TEST_P(PassTest, WaitsForAnybodyWhenTheGiverHasGone) {
  const Uuid uuid = passed();
  absent = {std::get<Staff>(anna).staff};
  pass(3min);
  EXPECT_EQ(last_of(uuid), "conversation.released {}");
  EXPECT_EQ(happened.back(), "waits otherwise");
  EXPECT_EQ(column(uuid, "front"), "1");
  EXPECT_EQ(next_for(anna), id_of(uuid));
  EXPECT_EQ(latest_pass(db(), id_of(uuid))->state, "released");
}

TEST_P(PassTest, IsDeclinedByTheColleagueOrTakenBack) {
  const Uuid uuid = passed();
  EXPECT_EQ(code_of(decline(visitor, uuid)), Code::not_found);
  EXPECT_EQ(code_of(decline(make_staff("cas", "Cas"), uuid)), Code::not_found);
  ASSERT_TRUE(decline(bert, uuid));
  EXPECT_TRUE(is_one(uuid, "active"));
  EXPECT_TRUE(decline(bert, uuid));  // again: as it is
  ASSERT_TRUE(pass_on(from(anna), uuid, bert));
  ASSERT_TRUE(decline(anna, uuid));
  EXPECT_EQ(column(uuid, "operator"), std::to_string(std::get<Staff>(anna).staff.value));
  ASSERT_TRUE(pass_on(from(anna), uuid, bert));
  ASSERT_TRUE(accept(uuid, bert));
  EXPECT_EQ(code_of(decline(bert, uuid)), Code::conflict);
}

TEST_P(PassTest, WhoLosesTheRoleHasNoTalkAnyMore) {
  const Uuid ended = active();
  ASSERT_TRUE(end(from(anna), ended));
  EXPECT_TRUE(door(anna, ended));
  const Uuid running = request(stranger);
  ASSERT_TRUE(accept(running, anna));
  loses_the_role(anna);
  EXPECT_TRUE(is_one(running, "waiting"));
  EXPECT_EQ(column(running, "front"), "1");
  EXPECT_EQ(last_of(running), R"(conversation.given_back {"why":"operator_lost","to":null})");
  EXPECT_EQ(happened.back(), "given back");
  EXPECT_EQ(code_of(post(from(anna), running)), Code::not_found);
  EXPECT_EQ(code_of(end(from(anna), running)), Code::not_found);
  for (const Uuid& uuid : {ended, running}) EXPECT_EQ(door(anna, uuid).error().code, Code::not_found);
  ASSERT_TRUE(accept(running, bert));
}

TEST_P(PassTest, WhoIsStillOnTheTeamKeepsTheTalk) {
  const Uuid uuid = active();
  loses_the_role(anna, "role = 'coordinator'");
  EXPECT_TRUE(is_one(uuid, "active"));
  EXPECT_TRUE(post(from(anna), uuid));
  world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
  loses_the_role(anna, "role = 'operator', line = (select id from line where slug = 'gent')");
  EXPECT_TRUE(is_one(uuid, "waiting"));
  EXPECT_EQ(code_of(post(from(anna), uuid)), Code::not_found);
}

TEST_P(PassTest, WhatWaitsForWhoLosesTheRoleGoesBackOrIsForAnybody) {
  const Uuid uuid = passed();
  loses_the_role(bert);
  EXPECT_EQ(column(uuid, "operator"), std::to_string(std::get<Staff>(anna).staff.value));
  EXPECT_EQ(latest_pass(db(), id_of(uuid))->state, "returned");
  EXPECT_EQ(code_of(decline(bert, uuid)), Code::not_found);
  loses_the_role(bert, "role = 'operator'");
  ASSERT_TRUE(pass_on(from(anna), uuid, bert));
  absent = {std::get<Staff>(anna).staff};
  loses_the_role(bert);
  EXPECT_EQ(last_of(uuid), "conversation.released {}");
  // One that was agreed with a person, and given by nobody.
  const Uuid second = world.act([&](Tx& tx) {
    return talks.request(tx, {.line = line,
                              .visit = std::get<Visitor>(stranger).visit,
                              .nickname = Redacted<std::string>("tweede"),
                              .language = "nl",
                              .is_front = true,
                              .for_staff = std::get<Staff>(anna).staff,
                              .is_second = true});
  });
  loses_the_role(anna);
  EXPECT_EQ(last_of(second), "conversation.released {}");
}

// The clock of the first does not end the second.
TEST_P(PassTest, EachHasItsOwnTime) {
  const Uuid uuid = passed();
  pass(2min);
  ASSERT_TRUE(accept(uuid, bert));
  present(uuid, "operator", true);
  ASSERT_TRUE(pass_on(from(bert), uuid, anna));
  pass(2min);
  EXPECT_TRUE(is_one(uuid, "waiting"));
  pass(1min);
  EXPECT_EQ(column(uuid, "operator"), std::to_string(std::get<Staff>(bert).staff.value));
}

TEST_P(PassTest, TheVisitorMayLeaveMeanwhile) {
  const Uuid uuid = passed();
  ASSERT_TRUE(end(from(visitor), uuid));
  EXPECT_EQ(owner_at_end, std::get<Staff>(anna).staff);  // who records it
  EXPECT_EQ(latest_pass(db(), id_of(uuid))->state, "over");
  EXPECT_TRUE(decline(bert, uuid));
  pass(3min);
  EXPECT_TRUE(is_one(uuid, "left"));
}

TEST_P(PassTest, ARestartLosesNothing) {
  const Uuid uuid = passed();
  world.act(all_lost);
  pass(3min);
  EXPECT_TRUE(is_one(uuid, "active"));
}

TEST_P(PassTest, WantsSomebodyMedicalAndKeepsThePlace) {
  const Uuid first = request(visitor);
  const Uuid second = request(stranger);
  EXPECT_EQ(code_of(want(from(stranger), first, R"("medical")")), Code::not_found);
  EXPECT_EQ(code_of(want(from(anna), first, R"("medical")")), Code::not_found);
  EXPECT_EQ(code_of(want(from(visitor), first, R"("tall")")), Code::invalid);
  EXPECT_EQ(code_of(command("conversation.want", from(visitor), R"({"conversation":")" + first.text() + R"("})")),
            Code::invalid);
  const auto envelope = from(visitor);
  EXPECT_EQ(want(envelope, first, R"("medical")")->number, 2);
  EXPECT_EQ(want(again(envelope, 1), first, R"("medical")")->number, 2);
  EXPECT_EQ(last_of(first), R"(conversation.wanted {"wants":"medical"})");
  EXPECT_EQ(happened.back(), "waits otherwise");
  EXPECT_EQ(state(visitor, first).at("wants").as_string(), "medical");
  EXPECT_EQ(first_waiting(db(), line.id, {{}, false}), id_of(second));
  EXPECT_EQ(first_waiting(db(), line.id, {{}, true}), id_of(first));
  ASSERT_TRUE(want(from(visitor), first, "null"));
  EXPECT_EQ(first_waiting(db(), line.id, {{}, false}), id_of(first));
  ASSERT_TRUE(want(from(visitor), first, R"("medical")"));
  ASSERT_TRUE(accept(first, anna));
  EXPECT_EQ(state(visitor, first).at("wants"), nullptr);
  EXPECT_EQ(code_of(want(from(visitor), first, R"("medical")")), Code::conflict);
  ASSERT_TRUE(end(from(anna), first));
  EXPECT_EQ(code_of(want(from(visitor), first, R"("medical")")), Code::closed);
}

TEST_P(PassTest, ALineThatClosesRefusesWhoWasNeverTaken) {
  const Uuid waits = request(visitor);
  const Uuid talk = request(stranger);
  ASSERT_TRUE(accept(talk, anna));
  EXPECT_TRUE(world.act([&](Tx& tx) { return talks.warn(tx, id_of(waits)); }));
  EXPECT_FALSE(world.act([&](Tx& tx) { return talks.warn(tx, id_of(waits)); }));
  EXPECT_EQ(state(visitor, waits).at("warned"), true);
  EXPECT_TRUE(world.act([&](Tx& tx) { return talks.refuse_waiting(tx, id_of(waits)); }));
  EXPECT_FALSE(world.act([&](Tx& tx) { return talks.refuse_waiting(tx, id_of(waits)); }));
  EXPECT_EQ(last_of(waits), R"(conversation.ended {"by":"line_closed","state":"refused","closing":"normal"})");
  EXPECT_EQ(state(visitor, waits).at("ended_by").as_string(), "line_closed");
  EXPECT_EQ(state(visitor, waits).at("state").as_string(), "refused");
  EXPECT_FALSE(world.act([&](Tx& tx) { return talks.refuse_waiting(tx, id_of(talk)); }));
  pass(4min);  // given back: it was a talk
  EXPECT_FALSE(world.act([&](Tx& tx) { return talks.refuse_waiting(tx, id_of(talk)); }));
}

TEST_P(PassTest, AVisitMayHaveTwo) {
  const Uuid first = active();
  const auto ask = [&](bool is_front) {
    return world.act([&](Tx& tx) {
      return talks.request(tx, {.line = line,
                                .visit = std::get<Visitor>(visitor).visit,
                                .nickname = Redacted<std::string>("vlinder"),
                                .language = "nl",
                                .is_front = is_front});
    });
  };
  request(stranger);
  const Uuid second = ask(true);
  const VisitId visit = std::get<Visitor>(visitor).visit;
  EXPECT_EQ(first_waiting(db(), line.id), id_of(second));
  EXPECT_EQ(door(visitor, second)->label, "visitor");
  EXPECT_EQ(door(stranger, second).error().code, Code::not_found);
  EXPECT_EQ(latest_of_visit(db(), visit)->uuid, first);
  EXPECT_EQ(second_of_visit(db(), visit)->uuid, second);
  present(first, "visitor", true);
  EXPECT_EQ(visitor_lost_at(db(), visit), std::nullopt);  // there, on one of the two
  present(first, "visitor", false);
  EXPECT_TRUE(visitor_lost_at(db(), visit));
  world.act([&](Tx& tx) { talks.exit(tx, visit); });
  EXPECT_NE(column(first, "exited_at"), "null");
  EXPECT_NE(column(second, "exited_at"), "null");
  EXPECT_TRUE(world.act([&](Tx& tx) { return talks.close(tx, id_of(second), Why::not_taken, {}); }));
  EXPECT_TRUE(is_one(second, "refused"));
  EXPECT_EQ(latest_of_visit(db(), visit)->uuid, first);
  const Uuid third = ask(true);
  ASSERT_TRUE(accept(third, bert));
  EXPECT_TRUE(world.act([&](Tx& tx) { return talks.close(tx, id_of(first), Why::handed_over, {}); }));
  EXPECT_EQ(state(visitor, first).at("ended_by").as_string(), "handed_over");
  EXPECT_TRUE(is_one(first, "ended"));
  EXPECT_EQ(owner_at_end, std::get<Staff>(anna).staff);
  EXPECT_EQ(latest_of_visit(db(), visit)->uuid, third);
  EXPECT_EQ(second_of_visit(db(), visit), std::nullopt);
}

TEST_P(PassTest, WhoLooksAlongOnlyReads) {
  const Uuid uuid = active();
  coach = std::get<Staff>(bert).staff;
  const auto own_door = [&](const Actor& who) {
    return world.view([&](const Snapshot& snapshot) { return talks.stream_kind().door(snapshot, who, uuid); });
  };
  EXPECT_EQ(own_door(bert)->label, "");
  EXPECT_EQ(own_door(anna)->label, "operator");
  EXPECT_EQ(own_door(stranger).error().code, Code::not_found);
  EXPECT_EQ(state(bert, uuid).at("me").as_string(), "coach");
  EXPECT_EQ(state(anna, uuid).at("me").as_string(), "operator");
  EXPECT_EQ(code_of(post(from(bert), uuid)), Code::not_found);
  EXPECT_EQ(code_of(end(from(bert), uuid)), Code::not_found);
  EXPECT_EQ(code_of(pass_on(from(bert), uuid, anna)), Code::not_found);
}

}  // namespace
}  // namespace onthaal::conversations
