#include "features/conversations/conversations_world.h"

namespace onthaal::conversations {
namespace {

using namespace std::chrono_literals;

const Uuid kNowhere = *Uuid::parse("01900000-0000-7000-8000-00000000dead");

class ConversationsTest : public ConversationsWorld {};
ONTHAAL_ON_BOTH_ENGINES(ConversationsTest);

TEST_P(ConversationsTest, WaitsAfterTheRequest) {
  const Uuid uuid = request(visitor, "vlinder");
  EXPECT_EQ(happened, std::vector<std::string>{"requested"});
  const auto all = events(uuid);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].event, "conversation.requested");
  EXPECT_EQ(all[0].data, R"({"nickname":"vlinder","who":null,"topic":null})");
  EXPECT_EQ(
      state(visitor, uuid),
      json::parse(
          R"({"conversation":")" + uuid.text() +
          R"(","line":{"slug":"clbchat","name":"CLBch@t"},"state":"waiting","nickname":"vlinder",)"
          R"("register":"nl","me":"visitor","operator":null,"requested_at":"2026-09-01T08:00:00.000Z",)"
          R"("accepted_at":null,"ended_at":null,"ended_by":null,"closing":null,"guide_ends_at":null,"exited_at":null,)"
          R"("intake":{"who":null,"topic":null,"age":null,"gender":null,"question":null,"source":null},)"
          R"("device":null,"place":1,"wait":5,"wants":null,"passed_to":null,"warned":false,"unattended":false,"deleted":null,"handover":null,)"
          R"("handed_from":null,"appointment":null,"plan":null,"taken":[],"messages":[]})")
          .value());
}

TEST_P(ConversationsTest, BelongsToTheFirstWhoAccepts) {
  const Uuid uuid = request(visitor);
  ASSERT_TRUE(accept(uuid, anna));
  EXPECT_EQ(accept(uuid, bert).error().code, Code::conflict);
  EXPECT_EQ(state(visitor, uuid).at("operator").as_string(), "Anna");
  EXPECT_EQ(happened.back(), "accepted Anna");
  EXPECT_EQ(events(uuid).size(), 2u);
}

TEST_P(ConversationsTest, BothWriteAndBothSeeIt) {
  const Uuid uuid = active();
  const auto from_visitor = from(visitor);
  const auto from_anna = from(anna);
  EXPECT_EQ(post(from_visitor, uuid, "  dag \n")->number, 3);
  world.clock.advance(std::chrono::seconds(5));
  EXPECT_EQ(post(from_anna, uuid, "dag \"jij\"")->number, 4);
  ASSERT_EQ(world.effects.size(), 1u);
  EXPECT_EQ(std::get<Appended>(world.effects[0]).command, from_anna.id);
  for (const auto& [who, me] : {std::pair(visitor, "visitor"), std::pair(anna, "operator")}) {
    const auto shown = state(who, uuid);
    EXPECT_EQ(shown.at("me").as_string(), me);
    EXPECT_EQ(shown.at("place"), nullptr);
    EXPECT_EQ(
        boost::json::serialize(shown.at("messages")),
        R"([{"number":3,"at":"2026-09-01T08:00:00.000Z","id":")" + from_visitor.id.text() +
            R"(","from":"visitor","alias":null,"text":"dag","reply_to":null,"card":null},{"number":4,"at":"2026-09-01T08:00:05.000Z","id":")" +
            from_anna.id.text() +
            R"(","from":"operator","alias":"Anna","text":"dag \"jij\"","reply_to":null,"card":null}])");
  }
}

TEST_P(ConversationsTest, NobodyElseCanFindIt) {
  const Uuid uuid = active();
  const std::int64_t before = rows_written();
  for (const Actor& other : {stranger, bert, Actor(Nobody{})}) {
    EXPECT_EQ(code_of(post(from(other), uuid)), Code::not_found);
    EXPECT_EQ(code_of(end(from(other), uuid)), Code::not_found);
    EXPECT_EQ(door(other, uuid).error().code, Code::not_found);
    EXPECT_EQ(post(from(other), uuid).error().detail, post(from(other), kNowhere).error().detail);
    EXPECT_EQ(door(other, uuid).error().detail, door(other, kNowhere).error().detail);
  }
  EXPECT_EQ(rows_written(), before);
  EXPECT_EQ(door(visitor, uuid)->label, "visitor");
  EXPECT_EQ(door(anna, uuid)->label, "operator");
}

TEST_P(ConversationsTest, AnOperatorDoesNotComeInBeforeItIsTaken) {
  const Uuid uuid = request(visitor);
  EXPECT_EQ(door(anna, uuid).error().code, Code::not_found);
  EXPECT_EQ(code_of(post(from(anna), uuid)), Code::not_found);
}

TEST_P(ConversationsTest, WhoHadItReadsItForADayAfterTheEnd) {
  const Uuid uuid = active();
  end(from(visitor), uuid).value();
  world.clock.advance(std::chrono::milliseconds(kOwnFor - 1));
  EXPECT_EQ(door(anna, uuid)->label, "operator");
  world.clock.advance(std::chrono::milliseconds(1));
  EXPECT_EQ(door(anna, uuid).error().code, Code::not_found);
  EXPECT_EQ(door(visitor, uuid)->label, "visitor");
}

TEST_P(ConversationsTest, WhoIsDisabledIsOut) {
  const Uuid uuid = active();
  world.act([](Tx& tx) { return accounts::disable(tx, "anna"); }).value();
  EXPECT_EQ(door(anna, uuid).error().code, Code::not_found);
  EXPECT_EQ(code_of(post(from(anna), uuid)), Code::not_found);
  EXPECT_TRUE(post(from(visitor), uuid));
}

TEST_P(ConversationsTest, NothingIsSaidWhileItWaits) {
  const Uuid uuid = request(visitor);
  EXPECT_EQ(code_of(post(from(visitor), uuid)), Code::conflict);
  EXPECT_EQ(events(uuid).size(), 1u);
}

TEST_P(ConversationsTest, NothingIsSaidAfterItEnded) {
  const Uuid uuid = active();
  ASSERT_TRUE(end(from(anna), uuid));
  EXPECT_EQ(code_of(post(from(visitor), uuid)), Code::closed);
  EXPECT_EQ(code_of(post(from(anna), uuid)), Code::closed);
  EXPECT_EQ(events(uuid).size(), 3u);
}

TEST_P(ConversationsTest, WhoWaitsMayLeave) {
  const Uuid uuid = request(visitor);
  EXPECT_EQ(end(from(visitor), uuid)->number, 2);
  EXPECT_EQ(happened.back(), "left by visitor");
  EXPECT_EQ(events(uuid).back().data, R"({"by":"visitor","state":"left","closing":"normal"})");
  EXPECT_EQ(state(visitor, uuid).at("state").as_string(), "left");
  EXPECT_EQ(accept(uuid, anna).error().code, Code::conflict);
  EXPECT_EQ(code_of(post(from(visitor), uuid)), Code::closed);
}

TEST_P(ConversationsTest, EitherEndsItAndTheSecondIsToldSoToo) {
  const Uuid uuid = active();
  EXPECT_EQ(end(from(visitor), uuid)->number, 3);
  const auto second = end(from(anna), uuid);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->number, std::nullopt);
  EXPECT_TRUE(world.effects.empty());
  EXPECT_EQ(events(uuid).size(), 3u);
  EXPECT_EQ(happened.back(), "ended by visitor");
  EXPECT_EQ(happened.size(), 3u);
  EXPECT_EQ(state(anna, uuid).at("ended_by").as_string(), "visitor");
}

TEST_P(ConversationsTest, AResendAnswersTheSameNumberAndWritesNothing) {
  const Uuid uuid = active();
  const auto first = from(visitor);
  EXPECT_EQ(post(first, uuid)->number, 3);
  post(from(anna), uuid).value();
  EXPECT_EQ(post(again(first, 2), uuid)->number, 3);
  EXPECT_EQ(post(again(first, 0), uuid)->number, 3);
  EXPECT_TRUE(world.effects.empty());
  EXPECT_EQ(events(uuid).size(), 4u);
  const auto ending = from(anna);
  EXPECT_EQ(end(ending, uuid)->number, 5);
  EXPECT_EQ(end(again(ending, 4), uuid)->number, 5);
  EXPECT_EQ(post(again(first, 2), uuid)->number, 3);  // said before it ended
  EXPECT_EQ(events(uuid).size(), 5u);
}

TEST_P(ConversationsTest, AResendThatNeverArrivedIsWritten) {
  const Uuid uuid = active();
  EXPECT_EQ(post(again(from(visitor), 2), uuid)->number, 3);
}

TEST_P(ConversationsTest, ARefusedActLeavesNoTrace) {
  const Uuid uuid = request(visitor);
  const auto refused = world.act([&](Tx& tx) -> Result<Reply> {
    talks.accept(tx, id_of(uuid), std::get<Staff>(anna).staff, tx.new_uuid()).value();
    return fail(Code::busy, "another rule says no");
  });
  EXPECT_FALSE(refused);
  EXPECT_TRUE(world.effects.empty());
  EXPECT_EQ(events(uuid).size(), 1u);
  EXPECT_EQ(state(visitor, uuid).at("state").as_string(), "waiting");
}

TEST_P(ConversationsTest, WordsAreGoneWithTheirKeyButTheTalkCanEnd) {
  const Uuid uuid = active();
  post(from(visitor), uuid, "een geheim").value();
  world.act([](Tx& tx) { tx.db.run({"test.destroy", "update seal_key set wrapped = null"}); });
  const auto shown = state(anna, uuid);
  EXPECT_EQ(shown.at("nickname"), nullptr);
  const auto& message = shown.at("messages").at(0).as_object();
  EXPECT_EQ(message.at("text"), nullptr);
  EXPECT_EQ(message.at("from").as_string(), "visitor");
  EXPECT_EQ(code_of(post(from(visitor), uuid)), Code::closed);
  EXPECT_TRUE(end(from(visitor), uuid));
  EXPECT_EQ(events(uuid).back().data, R"({"by":"visitor","state":"ended","closing":"normal"})");
}

TEST_P(ConversationsTest, AWrongFieldIsNamed) {
  const Uuid uuid = active();
  const auto wrong = command("message.post", from(visitor), R"({"conversation":"x","text":"  ","tekst":"a"})");
  EXPECT_EQ(wrong.error().code, Code::invalid);
  EXPECT_EQ(wrong.error().fields,
            (std::vector<FieldError>{
                {"data.conversation", "not_a_uuid"}, {"data.text", "too_short"}, {"data.tekst", "unknown_field"}}));
  std::string long_text;
  for (int i = 0; i < 4000; ++i) long_text += "é";
  EXPECT_TRUE(post(from(visitor), uuid, long_text));
  EXPECT_EQ(post(from(visitor), uuid, long_text + "!").error().fields,
            (std::vector<FieldError>{{"data.text", "too_long"}}));
  EXPECT_EQ(command("conversation.end", from(visitor), "{}").error().fields,
            (std::vector<FieldError>{{"data.conversation", "required"}}));
}

// The query that doctor and the crash tests rely on must be able to find something.
TEST_P(ConversationsTest, ARowThatStraysFromItsStreamIsFound) {
  const Uuid uuid = request(visitor);
  const auto break_it = [&](const char* sql) { world.act([&](Tx& tx) { tx.db.run({sql, sql}); }); };
  break_it(
      "update conversation set state = 'left', queue = null, ended_at = 1, ended_by = 'visitor', visitor_lost_at = "
      "null");
  EXPECT_EQ(find_astray(db()), std::vector<Uuid>{uuid});
  break_it("update conversation set state = 'waiting', queue = line, ended_at = null, ended_by = null");
  EXPECT_TRUE(find_astray(db()).empty());
  break_it(
      "update conversation set state = 'active', queue = null, operator = (select min(id) from staff), accepted_at = "
      "1");
  EXPECT_EQ(find_astray(db()), std::vector<Uuid>{uuid});
  break_it("update conversation set state = 'waiting', queue = line, operator = null, accepted_at = null");
}

TEST_P(ConversationsTest, ATalkWhoseOwnerIsNotWhoTookItIsFound) {
  const Uuid uuid = active();
  EXPECT_TRUE(find_astray(db()).empty());
  const std::string_view swap = "update conversation set operator = (select min(id) + max(id) from staff) - operator";
  world.act([&](Tx& tx) { tx.db.run({"swap", swap}); });
  EXPECT_EQ(find_astray(db()), std::vector<Uuid>{uuid});
  world.act([&](Tx& tx) { tx.db.run({"swap_back", swap}); });
}

// Who is where, since when, and what was given back: none of it may stray from the stream.
TEST_P(ConversationsTest, ARowThatForgetsWhatHappenedIsFound) {
  const Uuid uuid = active();
  const auto is_astray_while = [&](const std::string& broken, const std::string& mended) {
    world.act([&](Tx& tx) { tx.db.run({broken, "update conversation set " + broken}); });
    const bool is_found = find_astray(db()) == std::vector<Uuid>{uuid};
    world.act([&](Tx& tx) { tx.db.run({mended, "update conversation set " + mended}); });
    EXPECT_TRUE(find_astray(db()).empty()) << mended;
    return is_found;
  };
  EXPECT_TRUE(is_astray_while("last_operator = null", "last_operator = operator"));
  EXPECT_TRUE(is_astray_while("first_accepted_at = null", "first_accepted_at = accepted_at"));
  EXPECT_TRUE(is_astray_while("front = 1", "front = 0"));
  EXPECT_TRUE(is_astray_while("away = 1", "away = 0 "));
  EXPECT_TRUE(is_astray_while("state = 'waiting', queue = line, operator = null, front = 1, operator_lost_at = null",
                              "state = 'active', queue = null, operator = last_operator, front = 0,"
                              " operator_lost_at = accepted_at"));
  pass(4min);
  ASSERT_EQ(column(uuid, "state"), "waiting");
  EXPECT_TRUE(is_astray_while("front = 0  ", "front = 1 "));
  EXPECT_TRUE(is_astray_while("last_operator = null ", "last_operator = (select min(id) from staff)"));
  EXPECT_TRUE(is_astray_while("state = 'active', queue = null, operator = last_operator, front = 0",
                              "state = 'waiting', queue = line, operator = null, front = 1"));
  ASSERT_TRUE(end(from(visitor), uuid));
  EXPECT_TRUE(is_astray_while("visitor_lost_at = 1", "visitor_lost_at = null"));
  EXPECT_TRUE(is_astray_while("aside_at = 1", "aside_at = null"));
}

TEST_P(ConversationsTest, AReplyNamesAnEarlierMessage) {
  const Uuid uuid = active();
  ASSERT_EQ(post(from(visitor), uuid, "waarom")->number, 3);
  const auto reply_to = [&](std::int64_t number) {
    return command("message.post", from(anna),
                   json::Out().uuid("conversation", uuid).text("text", "daarom").integer("reply_to", number).str());
  };
  EXPECT_EQ(reply_to(3)->number, 4);
  EXPECT_EQ(state(visitor, uuid).at("messages").at(1).at("reply_to"), 3);
  for (const std::int64_t number : {1, 2, 5, 99})
    EXPECT_EQ(reply_to(number).error().fields, (std::vector<FieldError>{{"data.reply_to", "not_allowed"}})) << number;
  EXPECT_EQ(reply_to(0).error().fields, (std::vector<FieldError>{{"data.reply_to", "too_small"}}));
}

TEST_P(ConversationsTest, AnOperatorSendsACard) {
  world.act([&](Tx& tx) { places::ship(tx, line.id); });
  const Uuid place =
      *Uuid::of_bytes(db().run({"test.place", "select uuid from place where kind = 'helpline' limit 1"})[0].text(0));
  const Uuid uuid = active();
  const auto card = [&](const Actor& who, const Uuid& which, std::string_view text) {
    return command("message.post", from(who),
                   json::Out().uuid("conversation", uuid).text("text", text).uuid("card", which).str());
  };
  EXPECT_EQ(card(anna, place, "")->number, 3);
  const auto shown = state(visitor, uuid).at("messages").at(0).at("card").as_object();
  EXPECT_FALSE(shown.at("name").as_string().empty());
  for (const auto& refused : {card(visitor, place, "kijk"), card(anna, kNowhere, "kijk")})
    EXPECT_EQ(refused.error().fields, (std::vector<FieldError>{{"data.card", "not_allowed"}}));
}

TEST_P(ConversationsTest, WhoseTalkWasGivenBackMayGoOnWriting) {
  const Uuid uuid = active();
  post(from(visitor), uuid, "een").value();
  pass(4min);
  ASSERT_EQ(column(uuid, "state"), "waiting");
  EXPECT_TRUE(post(from(visitor), uuid, "twee"));
  EXPECT_EQ(code_of(post(from(anna), uuid)), Code::not_found);
  accept(uuid, bert).value();
  EXPECT_EQ(state(bert, uuid).at("messages").as_array().size(), 2u);
  EXPECT_EQ(code_of(post(from(anna), uuid)), Code::not_found);
  EXPECT_TRUE(post(from(bert), uuid));
}

TEST_P(ConversationsTest, EndsAsATalkOfWhoHadItBeforeItWasGivenBack) {
  const Uuid uuid = active();
  pass(4min);
  ASSERT_EQ(column(uuid, "state"), "waiting");
  ASSERT_TRUE(end(from(visitor), uuid));
  EXPECT_EQ(column(uuid, "state"), "left");
  EXPECT_EQ(owner_at_end, std::get<Staff>(anna).staff);
}

TEST_P(ConversationsTest, AnOperatorChoosesHowItEnds) {
  const Uuid uuid = active();
  const auto closing = [&](const Actor& who, std::string_view how) {
    return command("conversation.end", from(who), json::Out().uuid("conversation", uuid).text("closing", how).str());
  };
  EXPECT_EQ(closing(visitor, "care").error().fields, (std::vector<FieldError>{{"data.closing", "not_allowed"}}));
  EXPECT_EQ(closing(anna, "bye").error().fields, (std::vector<FieldError>{{"data.closing", "not_allowed"}}));
  EXPECT_EQ(column(uuid, "state"), "active");
  ASSERT_TRUE(closing(anna, "care"));
  EXPECT_EQ(state(visitor, uuid).at("closing").as_string(), "care");
  EXPECT_EQ(events(uuid).back().data, R"({"by":"operator","state":"ended","closing":"care"})");
  EXPECT_EQ(owner_at_end, std::get<Staff>(anna).staff);
}

TEST_P(ConversationsTest, TheGuideIsMovedByAQuarterOfAnHour) {
  const Uuid uuid = active();
  EXPECT_EQ(state(anna, uuid).at("guide_ends_at").as_string(), "2026-09-01T08:45:00.000Z");
  const auto extend = [&](const live::Envelope& envelope) {
    return command("conversation.extend", envelope, json::Out().uuid("conversation", uuid).str());
  };
  const auto first = from(anna);
  EXPECT_EQ(extend(first)->number, 3);
  EXPECT_EQ(extend(again(first, 2))->number, 3);
  EXPECT_EQ(state(visitor, uuid).at("guide_ends_at").as_string(), "2026-09-01T09:00:00.000Z");
  present(uuid, "operator", true);
  world.clock.advance(70min);  // past the guide: from now
  ASSERT_TRUE(extend(from(anna)));
  EXPECT_EQ(events(uuid).back().data, R"({"guide_ends_at":"2026-09-01T09:25:00.000Z"})");
  EXPECT_EQ(happened.back(), "extended");
  for (const Actor& other : {visitor, bert, stranger}) EXPECT_EQ(code_of(extend(from(other))), Code::not_found);
  ASSERT_TRUE(end(from(anna), uuid));
  EXPECT_EQ(code_of(extend(from(anna))), Code::closed);
}

TEST_P(ConversationsTest, AfterTheEndItIsCounted) {
  const Uuid uuid = active();
  present(uuid, "visitor", true);
  post(from(visitor), uuid, "dag\nik ben  bang").value();
  world.clock.advance(30s);
  post(from(anna), uuid, "dag").value();
  pass(4min);  // anna is gone
  accept(uuid, bert).value();
  post(from(bert), uuid, "vertel eens").value();
  post(from(visitor), uuid, "ja").value();
  EXPECT_EQ(column(uuid, "messages_visitor"), "null");
  ASSERT_TRUE(end(from(visitor), uuid));
  run_jobs();
  EXPECT_EQ(column(uuid, "first_answer_at - first_accepted_at"), "30000");
  EXPECT_EQ(column(uuid, "messages_visitor"), "2");
  EXPECT_EQ(column(uuid, "words_visitor"), "5");
  EXPECT_EQ(column(uuid, "messages_operator"), "2");
  EXPECT_EQ(column(uuid, "words_operator"), "3");
  EXPECT_EQ(column(uuid, "accepted_at - first_accepted_at"), "270000");
  pass(4min);
  EXPECT_EQ(number_of_jobs(), "0");
}

TEST_P(ConversationsTest, ALongTalkIsCountedInSlices) {
  const Uuid uuid = active();
  for (int i = 0; i < 650; ++i) post(from(i % 2 == 0 ? visitor : anna), uuid, "een twee").value();
  ASSERT_TRUE(end(from(visitor), uuid));
  run_jobs();
  EXPECT_EQ(column(uuid, "messages_visitor"), "325");
  EXPECT_EQ(column(uuid, "words_operator"), "650");
}

}  // namespace
}  // namespace onthaal::conversations
