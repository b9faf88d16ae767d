#include "features/queue/queue.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "features/accounts/accounts.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::queue {
namespace {

using namespace std::chrono_literals;
using accounts::Role;

class QueueTest : public support::StoreTest {
 protected:
  QueueTest() {
    streams::register_kinds({conversations::stream_kind(), stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    other_line = world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    anna = make_staff("anna", {{"clbchat", Role::operator_}});
    bert = make_staff("bert", {{"clbchat", Role::operator_}});
    carla = make_staff("carla", {{"clbchat", Role::coordinator}, {"gent", Role::operator_}});
  }
  void TearDown() override { EXPECT_TRUE(conversations::find_astray(db()).empty()); }

  db::Connection& db() { return world.database.connection(); }

  Actor make_staff(const std::string& login, std::vector<accounts::RoleOnLine> roles) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = "alias " + login, .roles = std::move(roles)},
                           "-");
    });
    return Staff{person.value().id, {1}};
  }
  struct Talk {
    Actor visitor;
    Uuid uuid;
  };
  Talk request(const std::string& nickname, std::optional<lines::Line> on = std::nullopt) {
    world.clock.advance(1s);
    return world.act([&](Tx& tx) -> Talk {
      const auto rows =
          tx.db.run({"test.visit", "insert into visit (token_hash, created_at) values (:hash, 0) returning id"},
                    {{"hash", tx.new_uuid()}});
      const VisitId visit{rows[0].integer(0)};
      return {Visitor{visit}, talks.request(tx, {on.value_or(line), visit, Redacted<std::string>(nickname), "nl"})};
    });
  }

  live::Envelope from(const Actor& actor) { return {.actor = actor, .id = Uuid::v7(world.clock.now(), world.random)}; }
  static live::Envelope again(live::Envelope envelope, std::int64_t after) {
    envelope.again = true;
    envelope.after = after;
    return envelope;
  }
  Result<Reply> command(const live::Commands& commands, std::size_t index, const live::Envelope& envelope,
                        const std::string& data) {
    auto work = commands.at(index).parse(envelope, json::parse(data).value());
    if (!work) return std::unexpected(std::move(work.error()));
    return world.finish(*std::move(work));
  }
  Result<Reply> take(const live::Envelope& envelope, const Uuid& on) {
    return command(commands(talks), 0, envelope, json::Out().uuid("line", on).str());
  }
  Result<Reply> take(const live::Envelope& envelope) { return take(envelope, line.uuid); }
  Result<Reply> end(const Actor& actor, const Uuid& uuid) {
    return command(talks.commands(), 1, from(actor), json::Out().uuid("conversation", uuid).str());
  }
  Result<Reply> post(const Actor& actor, const Uuid& uuid, std::string_view text) {
    return command(talks.commands(), 0, from(actor), json::Out().uuid("conversation", uuid).text("text", text).str());
  }
  static std::string answer(const Uuid& uuid) { return R"({"conversation":")" + uuid.text() + R"("})"; }

  std::string state(const Actor& actor) {
    return world.view([&](const Snapshot& snapshot) { return stream_kind().state(snapshot, actor, line.id.value); })
        .value();
  }
  std::vector<streams::Event> events(std::int64_t after = 0) {
    return world.view([&](const Snapshot& snapshot) {
      return streams::read(snapshot, streams::key("line", line.id.value), after, 10000);
    });
  }
  std::int64_t last() { return streams::last_number(db(), streams::key("line", line.id.value)); }
  std::vector<live::Signal> places() {
    return world.view([&](const Snapshot& snapshot) { return watch().read(snapshot, line.id.value); });
  }
  int touched() const {
    int count = 0;
    for (const Effect& effect : world.effects)
      if (const auto* each = std::get_if<Touched>(&effect)) count += each->what == "queue" && each->id == line.id.value;
    return count;
  }

  conversations::Conversations talks{hooks()};
  lines::Line line, other_line;
  Actor anna, bert, carla;
};
ONTHAAL_ON_BOTH_ENGINES(QueueTest);

TEST_P(QueueTest, TheFirstWhoWaitsIsTakenFirst) {
  const Talk first = request("eerste");
  const Talk second = request("tweede");
  const auto reply = take(from(anna));
  EXPECT_EQ(reply->body, answer(first.uuid));
  EXPECT_EQ(reply->number, 3);
  EXPECT_EQ(take(from(bert))->body, answer(second.uuid));
  EXPECT_EQ(take(from(anna)).error().code, Code::conflict);
}

TEST_P(QueueTest, EveryLineHasItsOwnQueue) {
  const Talk here = request("hier");
  const Talk there = request("daar", other_line);
  EXPECT_EQ(take(from(carla), other_line.uuid)->body, answer(there.uuid));
  EXPECT_EQ(take(from(carla), other_line.uuid).error().code, Code::conflict);
  EXPECT_EQ(take(from(anna))->body, answer(here.uuid));
}

TEST_P(QueueTest, OnlyAnOperatorOfTheLineTakes) {
  const Talk talk = request("vlinder");
  const Uuid nowhere = *Uuid::parse("01900000-0000-7000-8000-00000000dead");
  const std::string detail = take(from(anna), nowhere).error().detail;
  for (const Actor& other : {carla, talk.visitor, Actor(Nobody{})}) {
    const auto refused = take(from(other));
    EXPECT_EQ(refused.error().code, Code::not_found);
    EXPECT_EQ(refused.error().detail, detail);
  }
  EXPECT_EQ(take(from(anna), other_line.uuid).error().code, Code::not_found);
  world.act([](Tx& tx) { return accounts::disable(tx, "anna"); }).value();
  EXPECT_EQ(take(from(anna)).error().code, Code::not_found);
  EXPECT_EQ(last(), 1);
}

TEST_P(QueueTest, WhoLeavesFirstIsNotTaken) {
  const Talk leaver = request("weg");
  const Talk stayer = request("blijft");
  ASSERT_TRUE(end(leaver.visitor, leaver.uuid));
  EXPECT_EQ(take(from(anna))->body, answer(stayer.uuid));
}

TEST_P(QueueTest, WhoIsTakenFirstEndsAndDoesNotLeave) {
  const Talk talk = request("vlinder");
  ASSERT_TRUE(take(from(anna)));
  ASSERT_TRUE(end(talk.visitor, talk.uuid));
  const auto rows = db().run({"test.state", "select state, ended_by from conversation"});
  EXPECT_EQ(rows[0].text(0), "ended");
  EXPECT_EQ(rows[0].text(1), "visitor");
  EXPECT_EQ(take(from(bert)).error().code, Code::conflict);
}

TEST_P(QueueTest, AResendAnswersWhatTheFirstOneTook) {
  const Talk talk = request("vlinder");
  const auto envelope = from(anna);
  const auto first = take(envelope).value();
  request("volgende");
  const std::int64_t before = last();
  for (const std::int64_t after : {std::int64_t{0}, std::int64_t{1}}) {
    const auto resent = take(again(envelope, after));
    EXPECT_EQ(resent->body, answer(talk.uuid));
    EXPECT_EQ(resent->number, first.number);
    EXPECT_TRUE(world.effects.empty());
  }
  ASSERT_TRUE(end(talk.visitor, talk.uuid));
  EXPECT_EQ(take(again(envelope, 1))->body, answer(talk.uuid));
  EXPECT_EQ(last(), before + 1);
}

TEST_P(QueueTest, AResendThatNeverArrivedTakes) {
  const Talk talk = request("vlinder");
  EXPECT_EQ(take(again(from(anna), 1))->body, answer(talk.uuid));
}

TEST_P(QueueTest, ANamesakeOfACommandIsNotAResend) {
  request("eerste");
  const Talk second = request("tweede");
  const auto annas = from(anna);
  ASSERT_TRUE(take(annas));
  live::Envelope berts = again(annas, 0);
  berts.actor = bert;
  EXPECT_EQ(take(berts)->body, answer(second.uuid));
}

TEST_P(QueueTest, TheLineIsToldWhatHappens) {
  const Talk talk = request("vlinder");
  const auto envelope = from(anna);
  ASSERT_TRUE(take(envelope));
  ASSERT_TRUE(end(anna, talk.uuid));
  const auto all = events();
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].event, "conversation.waiting");
  EXPECT_EQ(all[0].data, R"({"conversation":")" + talk.uuid.text() +
                             R"(","nickname":"vlinder","since":"2026-09-01T08:00:01.000Z"})");
  EXPECT_EQ(all[1].event, "conversation.taken");
  EXPECT_EQ(all[1].command, envelope.id);
  const auto person = accounts::find_person(db(), std::get<Staff>(anna).staff);
  EXPECT_EQ(all[1].data, R"({"conversation":")" + talk.uuid.text() + R"(","operator":")" + person->uuid.text() +
                             R"(","alias":"alias anna"})");
  EXPECT_EQ(all[2].event, "conversation.gone");
  EXPECT_EQ(all[2].data, answer(talk.uuid));
}

TEST_P(QueueTest, TheStateShowsWhoWaitsAndOnlyOnesOwnTalks) {
  const Talk annas = request("eerste");
  const Talk berts = request("tweede");
  const Talk waits = request("derde");
  const Talk elsewhere = request("elders", other_line);
  ASSERT_TRUE(take(from(anna)));
  ASSERT_TRUE(take(from(bert)));
  const auto item = [](const Talk& talk, std::string_view nickname, std::string_view since) {
    return R"({"conversation":")" + talk.uuid.text() + R"(","nickname":")" + std::string(nickname) +
           R"(","since":"2026-09-01T08:00:0)" + std::string(since) + R"(.000Z"})";
  };
  EXPECT_EQ(state(anna), R"({"line":")" + line.uuid.text() + R"(","slug":"clbchat","name":"CLBch@t","waiting":[)" +
                             item(waits, "derde", "3") + R"(],"mine":[)" + item(annas, "eerste", "1") + "]}");
  EXPECT_EQ(state(anna).find(berts.uuid.text()), std::string::npos);
  EXPECT_EQ(state(carla).find(annas.uuid.text()), std::string::npos);
  EXPECT_EQ(state(carla).find(elsewhere.uuid.text()), std::string::npos);
  EXPECT_NE(state(carla).find(waits.uuid.text()), std::string::npos);
}

TEST_P(QueueTest, StaffWithARoleOnTheLineMayFollowIt) {
  const auto door = [&](const Actor& actor, const Uuid& uuid) {
    return world.view([&](const Snapshot& snapshot) { return stream_kind().door(snapshot, actor, uuid); });
  };
  EXPECT_EQ(door(anna, line.uuid)->id, line.id.value);
  EXPECT_TRUE(door(carla, line.uuid));
  const Talk talk = request("vlinder");
  for (const Actor& other : {talk.visitor, Actor(Nobody{})})
    EXPECT_EQ(door(other, line.uuid).error().code, Code::not_found);
  EXPECT_EQ(door(anna, other_line.uuid).error().code, Code::not_found);
}

TEST_P(QueueTest, TheWaitingAreToldTheirPlaces) {
  const Talk first = request("eerste");
  EXPECT_EQ(touched(), 1);
  const Talk second = request("tweede");
  const Talk third = request("derde");
  const auto all = places();
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[2].stream_uuid, third.uuid);
  EXPECT_EQ(all[2].name, "place");
  EXPECT_EQ(all[2].data, R"({"place":3})");
  ASSERT_TRUE(end(second.visitor, second.uuid));
  EXPECT_EQ(touched(), 1);
  ASSERT_TRUE(take(from(anna)));
  EXPECT_EQ(touched(), 1);
  const auto left = places();
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].stream_uuid, third.uuid);
  EXPECT_EQ(left[0].data, R"({"place":1})");
  ASSERT_TRUE(end(first.visitor, first.uuid));
  EXPECT_EQ(touched(), 0);
}

TEST_P(QueueTest, AWrongFieldIsNamed) {
  EXPECT_EQ(command(commands(talks), 0, from(anna), R"({"line":7,"lijn":8})").error().fields,
            (std::vector<FieldError>{{"data.line", "not_a_uuid"}, {"data.lijn", "unknown_field"}}));
}

TEST_P(QueueTest, OldEventsGoButTheNewestStays) {
  const jobs::JobKind prune = jobs().at(0);
  const auto run = [&] { world.act([&](Tx& tx) { prune.run(tx, {.key = "all"}); }); };
  request("eerste");
  const Talk second = request("tweede");
  world.clock.advance(23h);
  ASSERT_TRUE(take(from(anna)));
  run();
  EXPECT_EQ(events().size(), 3u);
  world.clock.advance(1h + 1s);  // the second is 24 hours and a second old
  run();
  ASSERT_EQ(events().size(), 1u);
  EXPECT_EQ(events()[0].number, 3);
  world.clock.advance(48h);
  run();
  ASSERT_EQ(events().size(), 1u);
  ASSERT_TRUE(end(second.visitor, second.uuid));
  EXPECT_EQ(last(), 4);
}

TEST_P(QueueTest, PruningGoesInSlicesAndComesBackAtOnce) {
  world.act([&](Tx& tx) {
    for (int i = 0; i < 700; ++i)
      streams::append(tx, streams::key("line", line.id.value), line.uuid, {.event = "conversation.gone", .data = "{}"},
                      nullptr);
  });
  world.clock.advance(25h);
  const jobs::JobKind prune = jobs().at(0);
  const auto run = [&] {
    world.act([&](Tx& tx) { prune.run(tx, {.key = "all"}); });
    const auto due = db().run({"test.due", "select due from job"})[0].integer(0) - world.clock.now();
    world.act([](Tx& tx) { tx.db.run({"test.undue", "delete from job"}); });
    return due;
  };
  EXPECT_EQ(run(), 0);
  EXPECT_EQ(events().size(), 200u);
  EXPECT_EQ(run(), 3'600'000);
  EXPECT_EQ(events().size(), 1u);
}

std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_P(QueueTest, NobodysWordsStandInTheDatabase) {
  const Talk talk = request("schuilnaampje");
  ASSERT_TRUE(take(from(anna)));
  ASSERT_TRUE(post(talk.visitor, talk.uuid, "iets heel persoonlijks"));
  ASSERT_TRUE(post(anna, talk.uuid, "een voorzichtig antwoord"));
  ASSERT_TRUE(end(talk.visitor, talk.uuid));
  std::string stored;
  for (const char* sql : {"select nickname from conversation", "select body from conversation_event",
                          "select body from line_event", "select data from job"})
    for (const db::Row row : db().run({sql, sql})) stored += row.text(0);
  EXPECT_NE(stored.find("alias anna"), std::string::npos);  // what may be read is found
  if (GetParam() == db::Engine::sqlite) {
    const std::string path = world.database.url().substr(std::string("sqlite://").size());
    stored += file_bytes(path) + file_bytes(path + "-wal");
    EXPECT_NE(stored.find("clbchat"), std::string::npos);
  }
  for (const char* words : {"schuilnaampje", "persoonlijks", "voorzichtig"})
    EXPECT_EQ(stored.find(words), std::string::npos) << words;
}

}  // namespace
}  // namespace onthaal::queue
