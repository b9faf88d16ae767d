#include "features/invitations/invitations.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "features/invitations/invitations_store.h"
#include "platform/seal.h"
#include "support/world.h"

namespace onthaal::invitations {
namespace {

class InvitationsTest : public support::StoreTest {
 protected:
  StaffId add(const std::string& login, const std::string& email = "") {
    return world.act([&](Tx& tx) {
      const StaffId staff = accounts::add(tx, {.login = login, .name = login, .alias = login}, "-")->id;
      if (!email.empty()) EXPECT_TRUE(store::put_email(tx.db, staff, email));
      return staff;
    });
  }
  // What a page is answered, and what is done after that.
  int forgets(const std::string& who) {
    const auto all = routes(settings, hooks);
    const auto route = std::ranges::find(all, "/api/password/forgotten", &http::Route::path);
    const std::string body = R"({"login":")" + who + R"("})";
    auto work = route->parse({.body = body});
    const int status = world.finish(*std::move(work))->status;
    after = world.effects;
    return status;
  }
  void goes_on() {
    for (const Effect& effect : after) EXPECT_TRUE(world.finish(std::get<Followed>(effect).work->work));
  }
  std::size_t rows(const std::string& sql) { return world.database.connection().run({sql, sql}).size(); }

  Settings settings{.mail = {.url = "smtp://127.0.0.1:1", .from = "chat@clb.example"},
                    .public_url = "https://c.example"};
  accounts::Hooks hooks{.new_password = on_new_password};
  std::vector<Effect> after;
};
ONTHAAL_ON_BOTH_ENGINES(InvitationsTest);

TEST_P(InvitationsTest, AnswerBeforeAnybodyIsLookedFor) {
  add("mia", "mia@clb.example");
  for (const char* who : {"mia", "mia@clb.example", "niemand", "niemand@clb.example"}) {
    EXPECT_EQ(forgets(who), 204);
    EXPECT_EQ(after.size(), 1u) << who;
    EXPECT_EQ(rows("select staff from password_link") + rows("select what from audit where what like 'password.%'"),
              0u);
  }
  goes_on();
  EXPECT_EQ(rows("select id from mail"), 0u) << "the last one is nobody's";
}

// Asked for all day by whoever knows the name, too.
TEST_P(InvitationsTest, SendAFewLinksADayToEachPersonAndOneAlwaysWorks) {
  add("mia", "mia@clb.example");
  const auto asks_all_day = [&] {
    for (int minute = 0; minute < 24 * 60; minute += 6) {
      forgets("mia");
      goes_on();
      EXPECT_EQ(rows("select staff from password_link where expires_at > " + std::to_string(world.clock.now())), 1u)
          << minute;
      world.clock.advance(std::chrono::minutes(6));
    }
    return rows("select id from mail");
  };
  EXPECT_EQ(asks_all_day(), 26u) << "three, and one an hour";
  EXPECT_EQ(asks_all_day(), 52u) << "and again the next day";
  EXPECT_EQ(rows("select what from audit where what = 'password.link_sent'"), 2u) << "the log is kept for ever";
}

TEST_P(InvitationsTest, ForgetALinkWhenItIsOverAndCountsNoMore) {
  add("mia", "mia@clb.example");
  forgets("mia");
  goes_on();
  const auto links_after = [&](std::chrono::hours hours) {
    world.clock.advance(hours);
    world.act([](Tx& tx) { jobs().at(0).run(tx, {.key = "all"}); });
    return rows("select staff from password_link");
  };
  EXPECT_EQ(links_after(std::chrono::hours(23)), 1u) << "of the three of that day";
  EXPECT_EQ(links_after(std::chrono::hours(1)), 0u);
}

TEST_P(InvitationsTest, MeanAnAddressBeforeALogin) {
  const StaffId mia = add("mia", "mia@clb.example");
  world.database.connection().run({"test.old",
                                   "insert into staff (uuid, login, name, alias, password, state, created_at)"
                                   " values (:uuid, 'mia@clb.example', 'x', 'x', '-', 'active', 0)"},
                                  {{"uuid", Uuid::v7(1, world.random)}});
  const StaffId other =
      world.view([](const Snapshot& snapshot) { return accounts::find_person(snapshot.db, "mia@clb.example")->id; });
  world.act([&](Tx& tx) { EXPECT_TRUE(store::put_email(tx.db, other, "other@clb.example")); });
  world.view([&](const Snapshot& snapshot) {
    EXPECT_EQ(store::find_reached(snapshot.db, "mia@clb.example")->staff, mia);
    EXPECT_EQ(store::find_reached(snapshot.db, "mia")->staff, mia);
  });
  world.act([&](Tx& tx) {
    store::drop_email(tx.db, mia);
    EXPECT_FALSE(store::put_email(tx.db, mia, "mia@clb.example")) << "another's login is nobody else's address";
    EXPECT_TRUE(store::put_email(tx.db, other, "mia@clb.example"));
  });
}

TEST_P(InvitationsTest, MakeALoginOfNoOtherAddressThanOnesOwn) {
  const StaffId greet = world.act([](Tx& tx) {
    lines::create(tx, {"clbchat", "CLBch@t"}).value();
    return accounts::add(tx, {"greet", "Greet", "Greet", {}, {{"clbchat", accounts::Role::coordinator}}}, "-")->id;
  });
  const std::string token(32, 't');
  world.act([&](Tx& tx) {
    const LineId line = lines::find_by_slug(tx.db, "clbchat")->id;
    store::insert(tx, tx.new_uuid(), {line, "jan@clb.example", "Jan", "Jan", {}, {accounts::Role::operator_}, greet},
                  {seal::token_hash(token), tx.now + kDay});
  });
  const auto accepts = [&](const std::string& login) {
    return world.act([&](Tx& tx) { return accept(tx, Redacted<std::string>(token), login, "-"); });
  };
  const auto refused = accepts("noor@clb.example");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::invalid);
  EXPECT_TRUE(accepts("jan@clb.example"));
}

// By the coordinator who leaves, or who coordinates no longer.
TEST_P(InvitationsTest, AreRevokedWithWhoMadeThemAndTheLogTells) {
  const StaffId greet = world.act([](Tx& tx) {
    lines::create(tx, {"clbchat", "CLBch@t"}).value();
    return accounts::add(tx, {"greet", "Greet", "Greet", {}, {{"clbchat", accounts::Role::coordinator}}}, "-")->id;
  });
  const auto invites = [&](const std::string& token) {
    world.act([&](Tx& tx) {
      const LineId line = lines::find_by_slug(tx.db, "clbchat")->id;
      store::insert(tx, tx.new_uuid(), {line, "jan@clb.example", "Jan", "Jan", {}, {accounts::Role::operator_}, greet},
                    {seal::token_hash(token), tx.now + kDay});
    });
  };
  const std::string told =
      "select a.number from audit a join invitation i on i.uuid = a.about and i.line = a.line"
      " where a.what = 'invitation.revoked' and i.state = 'revoked'";
  invites("a");
  world.act([&](Tx& tx) { on_less(tx, greet); });
  EXPECT_EQ(rows(told), 0u) << "Greet still may";
  world.act([&](Tx& tx) { forget(tx, greet); });
  EXPECT_EQ(rows(told), 1u);
  invites("b");
  world.act([&](Tx& tx) { accounts::take_role(tx, greet, {"clbchat", accounts::Role::coordinator}, {}).value(); });
  world.act([&](Tx& tx) { on_less(tx, greet); });
  EXPECT_EQ(rows(told), 2u);
}

TEST_P(InvitationsTest, OfAPasswordAreOverWhenThereIsAnother) {
  add("mia", "mia@clb.example");
  forgets("mia");
  goes_on();
  ASSERT_EQ(rows("select staff from password_link"), 1u);
  world.act([&](Tx& tx) { return accounts::reset_password(tx, "mia", "-", hooks); }).value();
  EXPECT_EQ(rows("select staff from password_link"), 0u);
}

}  // namespace
}  // namespace onthaal::invitations
