#include "features/notices/notices.h"

#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "platform/json.h"
#include "platform/streams/streams.h"
#include "support/world.h"

namespace onthaal::notices {
namespace {

class NoticesTest : public support::StoreTest {
 protected:
  NoticesTest() {
    streams::register_kinds({{.name = "line",
                              .table = "line_event",
                              .sealed_as = seal::Kind::line_event,
                              .labels = {},
                              .signals = {},
                              .door = {},
                              .state = {},
                              .present = {}}});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); })->id;
    world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    noor = staff("noor", "clbchat", accounts::Role::operator_);
    chris = staff("chris", "clbchat", accounts::Role::coordinator);
    piet = staff("piet", "gent", accounts::Role::coordinator);
  }

  Actor staff(const std::string& login, const std::string& slug, accounts::Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{slug, role}}}, "-");
    });
    return Staff{person->id, {1}};
  }
  void raised(Kind kind, std::optional<StaffId> who = std::nullopt, std::optional<std::int64_t> number = {}) {
    world.act([&](Tx& tx) { raise(tx, {.line = line, .kind = kind, .staff = who, .number = number}); });
  }
  Result<Reply> ask(std::size_t route, const Actor& actor, std::string notice = {},
                    const std::string& slug = "clbchat") {
    const http::Request request{.actor = actor, .parts = {slug, std::move(notice)}, .body = {}};
    auto work = routes().at(route).parse(request);
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  boost::json::array listed() { return json::parse(ask(0, chris)->body)->at("notices").as_array(); }
  std::string uuid_of(std::size_t index) { return std::string(listed().at(index).at("notice").as_string()); }
  std::size_t told() {
    return world
        .view(
            [&](const Snapshot& snapshot) { return streams::read(snapshot, streams::key("line", line.value), 0, 100); })
        .size();
  }

  LineId line;
  Actor noor, chris, piet;
};
ONTHAAL_ON_BOTH_ENGINES(NoticesTest);

TEST_P(NoticesTest, TheSameIsToldOnceWhileItIsUnseen) {
  const StaffId who = std::get<Staff>(noor).staff;
  raised(Kind::last_paused, who);
  world.clock.advance(std::chrono::minutes(1));
  raised(Kind::last_paused, who);
  raised(Kind::frequent, std::nullopt, 6);
  ASSERT_EQ(listed().size(), 2u);
  EXPECT_EQ(listed().at(0).at("kind").as_string(), "frequent");
  EXPECT_EQ(listed().at(0).at("number").as_int64(), 6);
  EXPECT_EQ(listed().at(1).at("alias").as_string(), "noor");
  EXPECT_EQ(told(), 3u);
  ASSERT_TRUE(ask(1, chris, uuid_of(1)));
  raised(Kind::last_paused, who);
  EXPECT_EQ(listed().size(), 3u);
}

TEST_P(NoticesTest, WhatWasSeenStaysForADay) {
  raised(Kind::nobody);
  ASSERT_EQ(ask(1, chris, uuid_of(0))->status, 204);
  EXPECT_EQ(told(), 2u);
  ASSERT_EQ(ask(1, chris, uuid_of(0))->status, 204);
  EXPECT_EQ(told(), 2u);
  EXPECT_TRUE(listed().at(0).at("seen").as_bool());
  world.clock.advance(std::chrono::hours(25));
  raised(Kind::nobody);
  EXPECT_EQ(listed().size(), 1u);
  world.clock.advance(std::chrono::hours(25));
  EXPECT_EQ(listed().size(), 1u);  // nobody saw it
}

TEST_P(NoticesTest, WhatAsksForADecisionGoesByDeciding) {
  const ConversationId talk{world.act([&](Tx& tx) {
    const auto key = streams::make_sealing(tx, tx.new_uuid()).id;
    const auto visit =
        tx.db.run({"test.visit", "insert into visit (token_hash, created_at) values (:hash, 0) returning id"},
                  {{"hash", tx.new_uuid()}});
    return tx.db
        .run({"test.talk",
              "insert into conversation (uuid, line, visit, key, nickname, register, state, requested_at, ended_at,"
              " ended_by) values (:uuid, :line, :visit, :key, :nickname, 'nl', 'left', 0, 1, 'visitor') returning id"},
             {{"uuid", tx.new_uuid()},
              {"line", line},
              {"visit", visit[0].integer(0)},
              {"key", key},
              {"nickname", tx.new_uuid()}})[0]
        .integer(0);
  })};
  world.act([&](Tx& tx) { raise(tx, {.line = line, .kind = Kind::legal, .conversation = talk}); });
  EXPECT_EQ(ask(1, chris, uuid_of(0)).error().code, Code::conflict);
  EXPECT_EQ(ask(1, noor, uuid_of(0)).error().code, Code::not_found);
  EXPECT_FALSE(listed().at(0).at("seen").as_bool());
  world.act([&](Tx& tx) { settle(tx, line, Kind::legal, talk, std::get<Staff>(chris).staff); });
  EXPECT_TRUE(listed().at(0).at("seen").as_bool());
}

TEST_P(NoticesTest, TheyAreForTheCoordinatorsOfTheLine) {
  raised(Kind::nobody);
  const std::string notice = uuid_of(0);
  for (const Actor& actor : {noor, piet, Actor(Visitor{{1}}), Actor(Nobody{})}) {
    EXPECT_EQ(ask(0, actor).error().code, Code::not_found);
    EXPECT_EQ(ask(1, actor, notice).error().code, Code::not_found);
  }
  EXPECT_EQ(ask(1, piet, notice, "gent").error().code, Code::not_found);
  EXPECT_EQ(ask(1, chris, "iets").error().code, Code::not_found);
}

// Two who were made for it cannot see each other away.
TEST_P(NoticesTest, WhoMayReadIsSeenAwayByWhoWasHereBefore) {
  const Actor late = staff("late", "clbchat", accounts::Role::coordinator);
  raised(Kind::reader, std::get<Staff>(late).staff);
  const std::string notice = uuid_of(0);
  world.clock.advance(std::chrono::milliseconds(1));
  const Actor later = staff("later", "clbchat", accounts::Role::coordinator);
  for (const Actor& actor : {late, later}) EXPECT_EQ(ask(1, actor, notice).error().code, Code::conflict);
  EXPECT_FALSE(listed().at(0).at("seen").as_bool());
  world.clock.advance(std::chrono::milliseconds(7 * kDay));
  EXPECT_TRUE(ask(1, later, notice));  // it does not stand for ever where nobody is left
  raised(Kind::reader, std::get<Staff>(later).staff);
  EXPECT_TRUE(ask(1, chris, uuid_of(0)));
}

}  // namespace
}  // namespace onthaal::notices
