#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <map>
#include <set>
#include <thread>

#include "features/accounts/accounts.h"
#include "features/queue/queue.h"
#include "platform/act/job_store.h"
#include "platform/json.h"
#include "support/racing.h"

namespace onthaal::queue {
namespace {

constexpr int kTalks = 40;

// Several people at once, over a real engine; what a page makes of the line's events is held against the line's state.
class QueueRaceTest : public support::StoreTest {
 protected:
  QueueRaceTest() {
    streams::register_kinds({talks.stream_kind(), stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    anna = make_staff("anna");
    bert = make_staff("bert");
    world.act([](Tx& tx) {
      tx.db.run({"test.capacity", "update staff_role set capacity = 100"});
      tx.db.run({"test.duty",
                 "insert into duty (staff, line, state, since) select staff, line, 'online', 0 from staff_role"});
    });
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
    return command(commands(talks).front(), actor, json::Out().uuid("line", line.uuid).str());
  }
  Result<Reply> end(const Actor& actor, const Uuid& uuid) {
    return talk_command("conversation.end", actor, json::Out().uuid("conversation", uuid).str());
  }
  Result<Reply> talk_command(std::string_view name, const Actor& actor, const std::string& data) {
    const live::Commands all = talks.commands();
    return command(*std::ranges::find(all, name, &live::Command::name), actor, data);
  }
  Result<Reply> give(const Actor& from, const Uuid& uuid, const std::string& to) {
    return talk_command(
        "conversation.pass", from,
        json::Out().uuid("conversation", uuid).text("to", to).text("reason", "other").text("note", "").str());
  }
  Result<Reply> decline(const Actor& actor, const Uuid& uuid) {
    return talk_command("pass.decline", actor, json::Out().uuid("conversation", uuid).str());
  }
  std::map<std::string, std::int64_t> count(const std::string& sql) {
    std::map<std::string, std::int64_t> counts;
    for (const db::Row row : world.database.connection().run({sql, sql})) counts[row.text(0)] = row.integer(1);
    return counts;
  }
  // Talks of anna's.
  std::vector<std::pair<Actor, Uuid>> running() {
    std::vector<std::pair<Actor, Uuid>> all;
    for (int i = 0; i < kTalks; ++i) all.push_back(request(i));
    take_all(anna);
    return all;
  }
  void present(const Uuid& uuid, std::string_view label) {
    world.act([&](Tx& tx) {
      const auto rows = tx.db.run({"test.id", "select id from conversation where uuid = :uuid"}, {{"uuid", uuid}});
      talks.present(tx, {rows[0].integer(0)}, label, true);
    });
  }
  // Until everything that is due then was done.
  void pass(std::chrono::milliseconds time) {
    world.clock.advance(time);
    while (jobs::find_due(world.database.connection(), world.clock.now())) wake();
  }
  void wake() {
    run({"test.wake", [](Tx&) -> Result<Reply> { return Reply{}; }});
  }
  void run(Act act) {
    std::promise<void> done;
    engine.run(std::move(act), [&](const Result<Reply>&) { done.set_value(); });
    done.get_future().get();
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
  Engine engine = support::racing_engine(world, talks.jobs());
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

// Two passes of one talk, and its visitor leaving meanwhile.
TEST_P(QueueRaceTest, ATalkIsGivenToOneColleagueOrHasEnded) {
  const Actor cas = make_staff("cas");
  world.act([](Tx& tx) {
    tx.db.run({"test.duty_of_cas",
               "insert into duty (staff, line, state, since) select staff, line, 'online', 0 from staff_role where"
               " staff = (select max(id) from staff)"});
  });
  const auto all = running();
  const std::string cas_uuid = uuid_of(cas);
  std::int64_t given = 0;
  std::mutex mutex;
  const auto give_all = [&](const std::string& to) {
    for (const auto& [visitor, uuid] : all) {
      const auto reply = give(anna, uuid, to);
      const std::lock_guard lock(mutex);
      if (reply) ++given;
    }
  };
  {
    const std::jthread to_bert([&, to = uuid_of(bert)] { give_all(to); });
    const std::jthread to_cas([&] { give_all(cas_uuid); });
    const std::jthread visitors([&] {
      for (const auto& [visitor, uuid] : all) EXPECT_TRUE(end(visitor, uuid));
    });
  }
  auto states = count("select state, count(*) from conversation group by state");
  EXPECT_EQ(states["ended"] + states["left"], kTalks);
  EXPECT_EQ(states["left"], given);  // those that waited for a colleague
  EXPECT_EQ(count("select state, count(*) from pass group by state")["over"], given);
}

// The colleague takes and declines, the time is over, and the visitor leaves: all at once.
TEST_P(QueueRaceTest, WhatWaitsForAColleagueIsTakenOrGoesBackOnce) {
  const auto all = running();
  for (const auto& [visitor, uuid] : all) ASSERT_TRUE(give(anna, uuid, uuid_of(bert)));
  std::vector<std::string> taken;
  {
    const std::jthread takes([&] { taken = take_all(bert); });
    const std::jthread declines([&] {
      for (std::size_t i = all.size() * 3 / 4; i-- > 0;) static_cast<void>(decline(bert, all[i].second));
    });
    const std::jthread leaves([&] {
      for (std::size_t i = 0; i < all.size(); i += 5) EXPECT_TRUE(end(all[i].first, all[i].second));
    });
    const std::jthread expires([&] { pass(std::chrono::milliseconds(conversations::kPassFor)); });
  }
  auto passes = count("select state, count(*) from pass group by state");
  EXPECT_EQ(passes["taken"], std::ssize(taken));
  EXPECT_EQ(passes["taken"] + passes["returned"] + passes["over"], kTalks);
  EXPECT_EQ(passes["waiting"], 0);
  auto states = count("select state, count(*) from conversation group by state");
  EXPECT_EQ(states["waiting"], 0);
  EXPECT_EQ(states["active"] + states["ended"] + states["left"], kTalks);
}

// One operator takes while the run-out ends, which it does after the other has taken some.
TEST_P(QueueRaceTest, WhoWaitsAtTheEndIsTakenOrRefused) {
  for (int i = 0; i < kTalks; ++i) request(i);
  count(
      "insert into opening_regime (uuid, line, days, week, valid_from) select uuid, id, 'school', '{\"mon\":[],"
      "\"tue\":[],\"wed\":[],\"thu\":[],\"fri\":[],\"sat\":[],\"sun\":[]}', '2000-01-01' from line");
  const duty::Duty duty{
      {.has_talk = [](Tx& tx, LineId of, StaffId staff) { return conversations::has_talk(tx.db, of, staff); }}};
  std::vector<std::string> by_anna, by_bert;
  {
    const std::jthread annas([&] { by_anna = take_all(anna); });
    const std::jthread berts([&] {
      for (int i = 0; i < kTalks / 4; ++i)
        if (const auto taken = take(bert)) by_bert.push_back(taken->body);
      run({"test.close", [&](Tx& tx) -> Result<Reply> {
             on_hours(tx, talks, duty, line.id);
             return Reply{};
           }});
    });
  }
  auto states = count("select state, count(*) from conversation group by state");
  EXPECT_EQ(states["active"], std::ssize(by_anna) + std::ssize(by_bert));
  EXPECT_EQ(states["refused"], kTalks - states["active"]);
}

// The same as a page does: the line's events change the state that the page began with.
struct Page {
  boost::json::object state;
  std::string me;

  boost::json::array& list(std::string_view name) { return state.at(name).as_array(); }
  static auto is_about(const boost::json::object& data) {
    return [&data](const boost::json::value& item) { return item.at("conversation") == data.at("conversation"); };
  }
  void drop(std::string_view name, const boost::json::object& data) {
    list(name).erase(std::ranges::remove_if(list(name), is_about(data)).begin(), list(name).end());
  }
  void wait(const boost::json::object& data) {
    drop("running", data);
    drop("mine", data);
    const auto is_behind = [&](const boost::json::value& item) {
      return data.at("front").as_bool() > item.at("front").as_bool() ||
             (data.at("front") == item.at("front") && data.at("since").as_string() < item.at("since").as_string());
    };
    list("waiting").insert(std::ranges::find_if(list("waiting"), is_behind), data);
  }
  void take(const boost::json::object& data, Millis at) {
    const auto found = std::ranges::find_if(list("waiting"), is_about(data));
    ASSERT_NE(found, list("waiting").end());
    if (data.at("operator").as_string() == me)
      list("mine").push_back({{"conversation", data.at("conversation")},
                              {"nickname", found->at("nickname")},
                              {"since", found->at("since")}});
    list("waiting").erase(found);
    boost::json::object running = data;
    running["since"] = iso_time(at);
    running["aside"] = false;
    list("running").push_back(std::move(running));
  }
  void apply(const streams::Event& event) {
    const auto data = json::parse(event.data.value()).value();
    if (event.event == "conversation.waiting") wait(data);
    if (event.event == "conversation.taken") take(data, event.at);
    if (event.event == "conversation.away")
      std::ranges::find_if(list("waiting"), is_about(data))->as_object()["away"] = data.at("away");
    if (event.event == "conversation.gone")
      for (const char* name : {"waiting", "running", "mine"}) drop(name, data);
  }
};

TEST_P(QueueRaceTest, AnOldStateAndTheEventsGiveTheNewState) {
  std::vector<std::pair<Actor, Uuid>> talking;
  for (int i = 0; i < 3; ++i) talking.push_back(request(i));
  ASSERT_TRUE(take(anna));
  Page annas{state(anna), uuid_of(anna)};
  Page berts{state(bert), uuid_of(bert)};
  const StreamKey stream = streams::key("line", line.id.value);
  const std::int64_t seen = streams::last_number(world.database.connection(), stream);
  for (int i = 3; i < 6; ++i) talking.push_back(request(i));
  ASSERT_TRUE(take(bert));
  ASSERT_TRUE(take(anna));
  for (const std::size_t anna_had : {0U, 2U}) present(talking[anna_had].second, "operator");
  present(talking[3].second, "visitor");
  pass(std::chrono::minutes(4));  // bert and the others never came
  ASSERT_TRUE(end(talking[0].first, talking[0].second));
  ASSERT_TRUE(end(talking[4].first, talking[4].second));
  for (const auto& event :
       world.view([&](const Snapshot& snapshot) { return streams::read(snapshot, stream, seen, 100); })) {
    annas.apply(event);
    berts.apply(event);
  }
  EXPECT_EQ(annas.state, state(anna));
  EXPECT_EQ(berts.state, state(bert));
  EXPECT_EQ(annas.list("waiting").size(), 3u);
  EXPECT_EQ(annas.list("waiting")[0].at("conversation").as_string(), talking[1].second.text());
  EXPECT_EQ(annas.list("running").size(), 1u);
  EXPECT_EQ(annas.list("mine").size(), 1u);
  EXPECT_EQ(berts.list("mine").size(), 0u);
}

}  // namespace
}  // namespace onthaal::queue
