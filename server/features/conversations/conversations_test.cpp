#include "features/conversations/conversations.h"

#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::conversations {
namespace {

const Uuid kNowhere = *Uuid::parse("01900000-0000-7000-8000-00000000dead");

class ConversationsTest : public support::StoreTest {
 protected:
  ConversationsTest() {
    streams::register_kinds({stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    anna = make_staff("anna", "Anna");
    bert = make_staff("bert", "Bert");
    visitor = make_visitor("1");
    stranger = make_visitor("2");
  }
  void TearDown() override { EXPECT_TRUE(find_astray(db()).empty()); }

  db::Connection& db() { return world.database.connection(); }

  Actor make_staff(const std::string& login, const std::string& alias) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(
          tx, {.login = login, .name = login, .alias = alias, .roles = {{"clbchat", accounts::Role::operator_}}}, "-");
    });
    return Staff{person.value().id, {1}};
  }
  Actor make_visitor(std::string_view token) {
    return world.act([&](Tx& tx) -> Actor {
      const auto rows =
          tx.db.run({"test.visit", "insert into visit (token_hash, created_at) values (:hash, 0) returning id"},
                    {{"hash", db::Bytes{token}}});
      return Visitor{{rows[0].integer(0)}};
    });
  }

  Uuid request(const Actor& who, const std::string& nickname = "vlinder") {
    return world.act([&](Tx& tx) {
      return talks.request(tx, {line, std::get<Visitor>(who).visit, Redacted<std::string>(nickname), "nl"});
    });
  }
  ConversationId id_of(const Uuid& uuid) {
    return {db().run({"test.id", "select id from conversation where uuid = :uuid"}, {{"uuid", uuid}})[0].integer(0)};
  }
  Result<Subject> accept(const Uuid& uuid, const Actor& who) {
    const ConversationId id = id_of(uuid);
    return world.act([&](Tx& tx) { return talks.accept(tx, id, std::get<Staff>(who).staff, tx.new_uuid()); });
  }
  Uuid active() {
    const Uuid uuid = request(visitor);
    accept(uuid, anna).value();
    return uuid;
  }

  Result<Reply> command(std::string_view name, live::Envelope envelope, const std::string& data) {
    for (const live::Command& command : talks.commands()) {
      if (command.name != name) continue;
      auto work = command.parse(envelope, json::parse(data).value());
      if (!work) return std::unexpected(std::move(work.error()));
      return world.finish(*std::move(work));
    }
    ADD_FAILURE() << "no command " << name;
    return Reply{};
  }
  live::Envelope from(const Actor& actor) { return {.actor = actor, .id = Uuid::v7(world.clock.now(), world.random)}; }
  Result<Reply> post(const live::Envelope& envelope, const Uuid& conversation, std::string_view text = "hallo") {
    return command("message.post", envelope, json::Out().uuid("conversation", conversation).text("text", text).str());
  }
  Result<Reply> end(const live::Envelope& envelope, const Uuid& conversation) {
    return command("conversation.end", envelope, json::Out().uuid("conversation", conversation).str());
  }
  static live::Envelope again(live::Envelope envelope, std::int64_t after) {
    envelope.again = true;
    envelope.after = after;
    return envelope;
  }
  static Code code_of(const Result<Reply>& reply) { return reply ? Code::internal : reply.error().code; }

  Result<streams::Door> door(const Actor& actor, const Uuid& uuid) {
    return world.view([&](const Snapshot& snapshot) { return stream_kind().door(snapshot, actor, uuid); });
  }
  boost::json::object state(const Actor& actor, const Uuid& uuid) {
    const auto id = id_of(uuid).value;
    const auto text = world.view([&](const Snapshot& snapshot) { return stream_kind().state(snapshot, actor, id); });
    return json::parse(text.value()).value();
  }
  std::vector<streams::Event> events(const Uuid& uuid) {
    const StreamKey key = streams::key("conversation", id_of(uuid).value);
    return world.view([&](const Snapshot& snapshot) { return streams::read(snapshot, key, 0, 100); });
  }
  std::int64_t rows_written() {
    return db().run({"test.count", "select count(*) from conversation_event"})[0].integer(0);
  }

  std::vector<std::string> happened;
  Conversations talks{
      {.requested =
           [this](Tx&, const ConversationRequested& what) {
             happened.push_back("requested " + what.nickname.reveal() + " " + what.conversation.line_uuid.text());
           },
       .accepted =
           [this](Tx&, const ConversationAccepted& what) { happened.push_back("accepted " + std::string(what.alias)); },
       .ended = [this](Tx&,
                       const ConversationEnded& what) { happened.push_back(what.was_waiting ? "left" : "ended"); }}};
  lines::Line line;
  Actor anna, bert, visitor, stranger;
};
ONTHAAL_ON_BOTH_ENGINES(ConversationsTest);

TEST_P(ConversationsTest, WaitsAfterTheRequest) {
  const Uuid uuid = request(visitor, "vlinder");
  EXPECT_EQ(happened, std::vector<std::string>{"requested vlinder " + line.uuid.text()});
  const auto all = events(uuid);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].event, "conversation.requested");
  EXPECT_EQ(all[0].data, R"({"nickname":"vlinder"})");
  EXPECT_EQ(state(visitor, uuid),
            json::parse(R"({"conversation":")" + uuid.text() +
                        R"(","line":{"slug":"clbchat","name":"CLBch@t"},"state":"waiting","nickname":"vlinder",)"
                        R"("register":"nl","me":"visitor","operator":null,"requested_at":"2026-09-01T08:00:00.000Z",)"
                        R"("accepted_at":null,"ended_at":null,"ended_by":null,"place":1,"messages":[]})")
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
            R"(","from":"visitor","alias":null,"text":"dag"},{"number":4,"at":"2026-09-01T08:00:05.000Z","id":")" +
            from_anna.id.text() + R"(","from":"operator","alias":"Anna","text":"dag \"jij\""}])");
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
  EXPECT_EQ(happened.back(), "left");
  EXPECT_EQ(events(uuid).back().data, R"({"by":"visitor","state":"left"})");
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
  EXPECT_EQ(happened.back(), "ended");
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
  EXPECT_EQ(events(uuid).back().data, R"({"by":"visitor","state":"ended"})");
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
  break_it("update conversation set state = 'left', queue = null, ended_at = 1, ended_by = 'visitor'");
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

}  // namespace
}  // namespace onthaal::conversations
