#include "features/queue/queue_world.h"

// Whom a talk waits for: a colleague, or somebody medical.
namespace onthaal::queue {
namespace {

class QueuePassTest : public QueueWorld {
 protected:
  Result<Reply> named(std::string_view name, const Actor& actor, const std::string& data) {
    for (const live::Command& command : talks.commands()) {
      if (command.name != name) continue;
      auto work = command.parse(from(actor), json::parse(data).value());
      if (!work) return std::unexpected(std::move(work.error()));
      return world.finish(*std::move(work));
    }
    return fail(Code::internal, "no such command");
  }
  Result<Reply> give(const Actor& who, const Uuid& uuid, const Actor& to) {
    return named("conversation.pass", who,
                 json::Out()
                     .uuid("conversation", uuid)
                     .text("to", uuid_text(to))
                     .text("reason", "medical")
                     .text("note", "")
                     .str());
  }
  void want(const Talk& talk) {
    const std::string data = json::Out().uuid("conversation", talk.uuid).text("wants", "medical").str();
    named("conversation.want", talk.visitor, data).value();
  }
  boost::json::object waiting_event() {
    const auto all = events();
    const auto last = std::ranges::find(all.rbegin(), all.rend(), "conversation.waiting", &streams::Event::event);
    return json::parse(last->data.value()).value();
  }
};
ONTHAAL_ON_BOTH_ENGINES(QueuePassTest);

TEST_P(QueuePassTest, TheColleagueTakesItFirstAndNobodyElseCan) {
  const Talk talk = request("eerste");
  ASSERT_TRUE(take(from(anna)));
  const Talk other = request("tweede");
  EXPECT_EQ(give(anna, talk.uuid, carla).error().code, Code::conflict);  // no operator of the line
  change("update duty set lost_at = 1");
  EXPECT_EQ(give(anna, talk.uuid, bert).error().code, Code::conflict);
  change("update duty set lost_at = null");
  ASSERT_TRUE(give(anna, talk.uuid, bert));
  const auto waits = waiting_event();
  EXPECT_EQ(waits.at("for").as_string(), uuid_text(bert));
  EXPECT_EQ(waits.at("reason").as_string(), "medical");
  EXPECT_EQ(waits.at("last_operator").as_string(), uuid_text(anna));
  EXPECT_EQ(waits.at("handed_from"), nullptr);
  const auto chosen = take_chosen(anna, talk.uuid, "mine");
  EXPECT_EQ(chosen.error().code, Code::conflict);
  EXPECT_EQ(chosen.error().detail, "it waits for a colleague");
  EXPECT_EQ(take(from(anna))->body, answer(other.uuid));
  EXPECT_EQ(take(from(bert))->body, answer(talk.uuid));
}

TEST_P(QueuePassTest, AnybodyTakesWhatTheColleagueLeft) {
  const Talk talk = request("eerste");
  ASSERT_TRUE(take(from(anna)));
  ASSERT_TRUE(give(anna, talk.uuid, bert));
  change("delete from duty where staff = (select min(id) from staff)");
  pass(std::chrono::milliseconds(conversations::kPassFor));
  EXPECT_EQ(waiting_event().at("for"), nullptr);
  EXPECT_EQ(waiting_event().at("front"), true);
  change("insert into duty (staff, line, state, since) select min(id), 1, 'online', 0 from staff");
  EXPECT_EQ(take(from(anna))->body, answer(talk.uuid));
}

TEST_P(QueuePassTest, AMedicalQuestionWaitsWhileSomebodyMedicalIsThere) {
  const Talk first = request("eerste");
  const Talk second = request("tweede");
  want(first);
  EXPECT_EQ(waiting_event().at("wants").as_string(), "medical");
  EXPECT_EQ(places().at(0).stream_uuid, first.uuid);  // keeps its place
  change("update staff set discipline = 'verpleegkundige' where login = 'bert'");
  EXPECT_EQ(take_chosen(anna, first.uuid, "urgent").error().detail, "it waits for somebody medical");
  EXPECT_EQ(take(from(anna))->body, answer(second.uuid));
  EXPECT_EQ(take(from(anna)).error().code, Code::conflict);
  EXPECT_EQ(take(from(bert))->body, answer(first.uuid));
}

TEST_P(QueuePassTest, AnybodyTakesItWhenNobodyMedicalIsThere) {
  change("update staff set discipline = 'arts' where login = 'bert'");
  for (const char* gone :
       {"update duty set state = 'paused' where staff = 2", "update duty set lost_at = 1 where staff = 2",
        "update duty set until = 1 where staff = 2", "delete from duty where staff = 2"}) {
    const Talk talk = request("vraagt een arts");
    want(talk);
    EXPECT_EQ(take(from(anna)).error().code, Code::conflict);
    change(gone);
    EXPECT_EQ(take(from(anna))->body, answer(talk.uuid));
    change("update duty set state = 'online', lost_at = null, until = null");
  }
}

TEST_P(QueuePassTest, WhoIsHandedOverSaysFromWhere) {
  const Talk first = request("eerste", other_line);
  world.act([&](Tx& tx) {
    return talks.request(tx, {.line = line,
                              .visit = std::get<Visitor>(first.visitor).visit,
                              .nickname = Redacted<std::string>("eerste"),
                              .language = "nl",
                              .is_front = true});
  });
  EXPECT_EQ(waiting_event().at("handed_from").as_string(), "Gent");
  EXPECT_EQ(waiting_event().at("front"), true);
}

}  // namespace
}  // namespace onthaal::queue
