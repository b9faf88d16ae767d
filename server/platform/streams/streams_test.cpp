#include "platform/streams/streams.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "platform/json.h"
#include "support/world.h"

namespace onthaal::streams {
namespace {

const Uuid kOwner = *Uuid::parse("01900000-0000-7000-8000-00000000000a");
const Uuid kOther = *Uuid::parse("01900000-0000-7000-8000-00000000000b");
const Uuid kCommand = *Uuid::parse("01900000-0000-7000-8000-0000000000c1");
constexpr Author kAnna{Author::Kind::staff, 1};

class StreamsTest : public support::StoreTest {
 protected:
  StreamsTest() {
    register_kinds({{.name = "line", .table = "line_event"}, {.name = "conversation", .table = "conversation_event"}});
    world.act([](Tx& tx) {
      for (const auto& [uuid, slug] : {std::pair(kOwner, "one"), std::pair(kOther, "two")})
        tx.db.run({"test.line", "insert into line (uuid, slug, name, created_at) values (:uuid, :slug, 'L', 0)"},
                  {{"uuid", uuid}, {"slug", slug}});
    });
    const auto rows = world.database.connection().run({"test.lines", "select id from line order by id"});
    one = key("line", rows[0].integer(0));
    two = key("line", rows[1].integer(0));
  }

  static Draft draft(std::string data = "{}", std::optional<Uuid> command = std::nullopt, Author author = kAnna) {
    return {.event = "line.told", .author = author, .command = command, .data = std::move(data)};
  }
  std::int64_t tell(const StreamKey& stream, Draft what, const Sealing* sealing = nullptr) {
    return world.act(
        [&](Tx& tx) { return append(tx, stream, stream == one ? kOwner : kOther, std::move(what), sealing); });
  }
  Sealing make_key(const Uuid& owner) {
    return world.act([&](Tx& tx) { return make_sealing(tx, owner); });
  }
  std::vector<Event> all(const StreamKey& stream, std::int64_t after = 0, std::int64_t limit = 100) {
    return world.view([&](const Snapshot& snapshot) { return read(snapshot, stream, after, limit); });
  }

  StreamKey one;
  StreamKey two;
};
ONTHAAL_ON_BOTH_ENGINES(StreamsTest);

TEST_P(StreamsTest, EveryStreamCountsFromOneByItself) {
  EXPECT_EQ(last_number(world.database.connection(), one), 0);
  EXPECT_EQ(tell(one, draft()), 1);
  EXPECT_EQ(tell(two, draft()), 1);
  EXPECT_EQ(tell(one, draft()), 2);
  EXPECT_EQ(tell(one, draft()), 3);
  EXPECT_EQ(last_number(world.database.connection(), one), 3);
  EXPECT_EQ(last_number(world.database.connection(), two), 1);
}

TEST_P(StreamsTest, OneActMayWriteSeveralEvents) {
  world.act([&](Tx& tx) {
    EXPECT_EQ(append(tx, one, kOwner, draft(), nullptr), 1);
    EXPECT_EQ(append(tx, one, kOwner, draft(), nullptr), 2);
  });
  ASSERT_EQ(world.effects.size(), 2u);
  EXPECT_EQ(std::get<Appended>(world.effects[0]).number, 1);
  EXPECT_EQ(std::get<Appended>(world.effects[1]).number, 2);
}

TEST_P(StreamsTest, ANumberThatWasRolledBackIsGivenAgain) {
  tell(one, draft());
  EXPECT_THROW(world.act([&](Tx& tx) {
    append(tx, one, kOwner, draft(), nullptr);
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  EXPECT_TRUE(world.effects.empty());
  EXPECT_EQ(tell(one, draft()), 2);
}

TEST_P(StreamsTest, WhatIsSentIsWhatIsReadLater) {
  const Sealing sealing = make_key(kOwner);
  tell(one, draft(R"({"text":"\"hé\""})", kCommand), &sealing);
  ASSERT_EQ(world.effects.size(), 1u);
  const Appended sent = std::get<Appended>(world.effects[0]);
  EXPECT_EQ(sent.stream, one);
  EXPECT_EQ(sent.stream_uuid, kOwner);
  EXPECT_EQ(sent.command, kCommand);
  const auto events = all(one);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(event_frame(one, kOwner, events[0]), *sent.frame);
  EXPECT_EQ(*sent.frame,
            R"({"type":"event","stream":"line:01900000-0000-7000-8000-00000000000a","number":1,)"
            R"("at":"2026-09-01T08:00:00.000Z","event":"line.told","id":"01900000-0000-7000-8000-0000000000c1",)"
            R"("data":{"text":"\"hé\""}})");
}

TEST_P(StreamsTest, WithoutACommandTheFrameHasNoId) {
  tell(one, draft());
  const auto frame = json::parse(*std::get<Appended>(world.effects[0]).frame);
  ASSERT_TRUE(frame);
  EXPECT_FALSE(frame->contains("id"));
}

TEST_P(StreamsTest, ReadsWhatFollowsInOrderUpToTheLimit) {
  for (int i = 1; i <= 5; ++i) tell(one, draft(R"({"i":)" + std::to_string(i) + "}"));
  const auto events = all(one, 2, 2);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].number, 3);
  EXPECT_EQ(events[1].number, 4);
  EXPECT_EQ(events[1].data, R"({"i":4})");
  EXPECT_EQ(events[1].author, kAnna);
  EXPECT_TRUE(all(one, 5).empty());
}

TEST_P(StreamsTest, SealedWordsDoNotStandInTheTable) {
  const Sealing sealing = make_key(kOwner);
  tell(one, draft(R"({"text":"kwetsbaar"})"), &sealing);
  tell(one, draft(R"({"plain":"zichtbaar"})"));
  const auto rows = world.database.connection().run({"test.bodies", "select body from line_event order by number"});
  EXPECT_EQ(rows[0].text(0).find("kwetsbaar"), std::string::npos);
  EXPECT_NE(rows[1].text(0).find("zichtbaar"), std::string::npos);
}

TEST_P(StreamsTest, WordsAreGoneWithTheirKeyAndOnlyThey) {
  const Sealing first = make_key(kOwner);
  const Sealing second = make_key(kOther);
  tell(one, draft(R"({"text":"a"})"), &first);
  tell(one, draft(R"({"text":"b"})"), &second);
  tell(one, draft(R"({"text":"c"})"), &first);
  tell(one, draft(R"({"text":"d"})"));
  world.act([&](Tx& tx) {
    tx.db.run({"test.destroy", "update seal_key set wrapped = null where id = :id"}, {{"id", first.id}});
  });
  const auto events = all(one);
  ASSERT_EQ(events.size(), 4u);
  EXPECT_EQ(events[0].data, std::nullopt);
  EXPECT_EQ(events[1].data, R"({"text":"b"})");
  EXPECT_EQ(events[2].data, std::nullopt);
  EXPECT_EQ(events[3].data, R"({"text":"d"})");
  EXPECT_NE(event_frame(one, kOwner, events[0]).find(R"("data":null)"), std::string::npos);
  EXPECT_FALSE(find_sealing(world.database.connection(), world.keys, first.id));
  EXPECT_TRUE(find_sealing(world.database.connection(), world.keys, second.id));
}

TEST_P(StreamsTest, AnEventThatWasMovedToAnotherNumberDoesNotOpen) {
  const Sealing sealing = make_key(kOwner);
  tell(one, draft(R"({"text":"a"})"), &sealing);
  world.act([](Tx& tx) { tx.db.run({"test.move", "update line_event set number = 2"}); });
  ASSERT_EQ(all(one).size(), 1u);
  EXPECT_EQ(all(one)[0].data, std::nullopt);
}

TEST_P(StreamsTest, AnEventOfOneKindDoesNotOpenAsAnother) {
  const Sealing sealing = make_key(kOwner);
  tell(one, draft(), &sealing);
  register_kinds({{.name = "line", .table = "line_event", .sealed_as = seal::Kind::line_event},
                  {.name = "conversation", .table = "conversation_event"}});
  EXPECT_FALSE(all(one)[0].data);
}

TEST_P(StreamsTest, AResendIsFoundByItsAuthorAfterTheNumber) {
  tell(one, draft());
  tell(one, draft("{}", kCommand));
  tell(two, draft("{}", kOther));
  auto& db = world.database.connection();
  EXPECT_EQ(find_command(db, one, 0, kAnna, kCommand), 2);
  EXPECT_EQ(find_command(db, one, 1, kAnna, kCommand), 2);
  EXPECT_EQ(find_command(db, one, 2, kAnna, kCommand), std::nullopt);
  EXPECT_EQ(find_command(db, one, 0, {Author::Kind::staff, 2}, kCommand), std::nullopt);
  EXPECT_EQ(find_command(db, one, 0, {Author::Kind::visitor, 1}, kCommand), std::nullopt);
  EXPECT_EQ(find_command(db, one, 0, kAnna, kOther), std::nullopt);
}

TEST_P(StreamsTest, TwoWritersOfOneNumberAreRefusedByTheDatabase) {
  tell(one, draft());
  EXPECT_THROW(world.act([&](Tx& tx) {
    tx.db.run({"test.copy",
               "insert into line_event (stream, number, at, event, author_kind, author, body)"
               " select stream, number, at, event, author_kind, author, body from line_event"});
  }),
               db::ConstraintError);
}

TEST_P(StreamsTest, AnUnknownKindIsAMistakeOfOurs) {
  EXPECT_THROW(key("nothing", 1), std::logic_error);
}

}  // namespace
}  // namespace onthaal::streams
