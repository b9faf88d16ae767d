#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <map>
#include <set>
#include <thread>

#include "features/accounts/accounts.h"
#include "features/queue/queue.h"
#include "platform/act/engine.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::queue {
namespace {

constexpr int kTalks = 40;

// Several people at once, over a real engine; what a page makes of the line's events is held against the line's state.
class QueueRaceTest : public support::StoreTest {
 protected:
  QueueRaceTest() {
    streams::register_kinds({conversations::stream_kind(), stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    anna = make_staff("anna");
    bert = make_staff("bert");
  }
  void TearDown() override {
    engine.stop();
    EXPECT_TRUE(conversations::find_astray(world.database.connection()).empty());
  }

  Actor make_staff(const std::string& login) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(
          tx, {.login = login, .name = login, .alias = login, .roles = {{"clbchat", accounts::Role::operator_}}}, "-");
    });
    return Staff{person.value().id, {1}};
  }
  std::pair<Actor, Uuid> request(int number) {
    return world.act([&](Tx& tx) -> std::pair<Actor, Uuid> {
      const auto rows =
          tx.db.run({"test.visit", "insert into visit (token_hash, created_at) values (:hash, 0) returning id"},
                    {{"hash", tx.new_uuid()}});
      const VisitId visit{rows[0].integer(0)};
      const Redacted<std::string> nickname("nummer " + std::to_string(number));
      return {Visitor{visit}, talks.request(tx, {line, visit, nickname, "nl"})};
    });
  }

  Result<Reply> command(const live::Command& command, const Actor& actor, const std::string& data) {
    const live::Envelope envelope{.actor = actor, .id = Uuid::v7(world.clock.now(), world.random)};
    auto work = command.parse(envelope, json::parse(data).value());
    if (!work) return std::unexpected(std::move(work.error()));
    std::promise<Result<Reply>> answer;
    engine.run(*std::move(work), [&](Result<Reply> reply) { answer.set_value(std::move(reply)); });
    return answer.get_future().get();
  }
  Result<Reply> take(const Actor& actor) {
    return command(commands(talks).at(0), actor, json::Out().uuid("line", line.uuid).str());
  }
  Result<Reply> end(const Actor& actor, const Uuid& uuid) {
    return command(talks.commands().at(1), actor, json::Out().uuid("conversation", uuid).str());
  }
  // Takes until nobody waits.
  std::vector<std::string> take_all(const Actor& actor) {
    std::vector<std::string> taken;
    for (;;) {
      const auto reply = take(actor);
      if (!reply) {
        EXPECT_EQ(reply.error().code, Code::conflict);
        return taken;
      }
      taken.push_back(reply->body);
    }
  }
  boost::json::object state(const Actor& actor) {
    const auto text =
        world.view([&](const Snapshot& snapshot) { return stream_kind().state(snapshot, actor, line.id.value); });
    return json::parse(text.value()).value();
  }
  std::string uuid_of(const Actor& actor) {
    return accounts::find_person(world.database.connection(), std::get<Staff>(actor).staff)->uuid.text();
  }

  conversations::Conversations talks{hooks()};
  lines::Line line;
  Actor anna, bert;
  Engine engine{{.url = world.database.url(), .act_limit = std::chrono::seconds(10)},
                world.clock,
                world.random,
                world.keys,
                {},
                [](std::vector<Finished> finished) {
                  for (Finished& one : finished) one.done(std::move(one.reply));
                }};
};
ONTHAAL_ON_BOTH_ENGINES(QueueRaceTest);

TEST_P(QueueRaceTest, EveryWaitingOneIsTakenByOneOrHasLeft) {
  std::vector<std::pair<Actor, Uuid>> waiting;
  for (int i = 0; i < kTalks; ++i) waiting.push_back(request(i));
  std::vector<std::string> by_anna, by_bert;
  {
    const std::jthread annas([&] { by_anna = take_all(anna); });
    const std::jthread berts([&] { by_bert = take_all(bert); });
    const std::jthread visitors([&] {
      for (const auto& [visitor, uuid] : waiting) EXPECT_TRUE(end(visitor, uuid));
    });
  }
  std::set<std::string> taken(by_anna.begin(), by_anna.end());
  taken.insert(by_bert.begin(), by_bert.end());
  EXPECT_EQ(taken.size(), by_anna.size() + by_bert.size());
  std::map<std::string, std::int64_t> states;
  for (const db::Row row :
       world.database.connection().run({"test.states", "select state, count(*) from conversation group by state"}))
    states[row.text(0)] = row.integer(1);
  EXPECT_EQ(states["ended"], static_cast<std::int64_t>(taken.size()));
  EXPECT_EQ(states["left"], kTalks - states["ended"]);
}

// The same as a page does: conversation.waiting, taken and gone change the state that the page began with.
void apply(boost::json::object& state, const streams::Event& event, const std::string& me) {
  const auto data = json::parse(event.data.value()).value();
  auto& waiting = state.at("waiting").as_array();
  auto& mine = state.at("mine").as_array();
  const auto is_it = [&](const boost::json::value& item) { return item.at("conversation") == data.at("conversation"); };
  if (event.event == "conversation.waiting") waiting.push_back(data);
  if (event.event == "conversation.taken") {
    const auto found = std::ranges::find_if(waiting, is_it);
    ASSERT_NE(found, waiting.end());
    if (data.at("operator").as_string() == me) mine.push_back(*found);
    waiting.erase(found);
  }
  if (event.event == "conversation.gone") {
    waiting.erase(std::ranges::remove_if(waiting, is_it).begin(), waiting.end());
    mine.erase(std::ranges::remove_if(mine, is_it).begin(), mine.end());
  }
}

TEST_P(QueueRaceTest, AnOldStateAndTheEventsGiveTheNewState) {
  std::vector<std::pair<Actor, Uuid>> talking;
  for (int i = 0; i < 3; ++i) talking.push_back(request(i));
  ASSERT_TRUE(take(anna));
  auto annas = state(anna);
  auto berts = state(bert);
  const StreamKey stream = streams::key("line", line.id.value);
  const std::int64_t seen = streams::last_number(world.database.connection(), stream);
  for (int i = 3; i < 6; ++i) talking.push_back(request(i));
  ASSERT_TRUE(take(bert));
  ASSERT_TRUE(take(anna));
  ASSERT_TRUE(end(talking[0].first, talking[0].second));
  ASSERT_TRUE(end(talking[4].first, talking[4].second));
  for (const auto& event :
       world.view([&](const Snapshot& snapshot) { return streams::read(snapshot, stream, seen, 100); })) {
    apply(annas, event, uuid_of(anna));
    apply(berts, event, uuid_of(bert));
  }
  EXPECT_EQ(annas, state(anna));
  EXPECT_EQ(berts, state(bert));
  EXPECT_EQ(annas.at("waiting").as_array().size(), 2u);
  EXPECT_EQ(annas.at("mine").as_array().size(), 1u);
  EXPECT_EQ(berts.at("mine").as_array().size(), 1u);
}

}  // namespace
}  // namespace onthaal::queue
