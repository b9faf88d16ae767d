#include "features/factors/factors.h"

#include <gtest/gtest.h>

#include "features/audit/audit.h"
#include "features/factors/factors_challenge.h"
#include "features/factors/factors_owner.h"
#include "features/factors/factors_store.h"
#include "platform/json.h"
#include "platform/totp.h"
#include "support/many_events.h"
#include "support/world.h"

namespace onthaal::factors {
namespace {

using namespace std::chrono_literals;
using accounts::Role;

class FactorsTest : public support::StoreTest {
 protected:
  FactorsTest() {
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    anna = add("anna", Role::operator_);
    greet = add("greet", Role::coordinator);
  }
  accounts::Person add(std::string_view login, Role role) {
    const std::string name(login);
    return world
        .act([&](Tx& tx) { return accounts::add(tx, {name, name, name, std::nullopt, {{"clbchat", role}}}, "a hash"); })
        .value();
  }
  Actor session_of(StaffId staff, accounts::Shown shown = accounts::Shown::password) {
    const auto reply =
        world.act([&](Tx& tx) { return accounts::open_session(tx, staff, "", settings.session, shown); });
    const std::string cookie = reply->headers.at(0).second;
    const std::string token = cookie.substr(cookie.find('=') + 1, cookie.find(';') - cookie.find('=') - 1);
    return world.view([&](const Snapshot& snapshot) { return accounts::find_staff(snapshot, token); });
  }
  Result<Reply> http(http::Verb verb, std::string_view path, const Actor& actor, std::string_view body = "{}",
                     std::vector<std::string> parts = {}) {
    for (const http::Route& route : routes(settings, world.random, hooks)) {
      if (route.verb != verb || route.path != path) continue;
      http::Request request;
      request.actor = actor;
      request.body = body;
      request.parts = std::move(parts);
      request.origin = "https://chat.example.be";
      auto work = route.parse(request);
      if (!work) return std::unexpected(work.error());
      return world.finish(*std::move(work));
    }
    throw std::logic_error("no such route");
  }
  static std::string code_of(const Result<Reply>& reply) {
    if (!reply) return std::string(error_row(reply.error().code).name);
    if (reply->status < 400) return "ok";
    return std::string(json::parse(reply->body)->at("code").as_string());
  }
  // The ticket of somebody whose password was right; empty when nothing more is asked.
  std::string ticket_of(StaffId staff) {
    const auto reply = world.act([&](Tx& tx) { return ask(tx, settings, staff, "firefox computer"); });
    return reply ? std::string(json::parse(reply->body)->at("ticket").as_string()) : "";
  }
  std::string code_now(StaffId staff, store::State state, std::int64_t later = 0) {
    const auto totp = world.view(
        [&](const Snapshot& snapshot) { return store::find_totp(snapshot.db, snapshot.keys, staff, state); });
    return totp::code_of(totp->secret, world.clock.now() / 30'000 + later);
  }
  Result<Reply> enter(const std::string& ticket, std::string_view code) {
    return http(http::Verb::post, "/api/session/code", Nobody{},
                json::Out().text("ticket", ticket).text("code", code).str());
  }
  std::vector<std::string> set_up(StaffId staff) {
    const Actor actor = session_of(staff);
    http(http::Verb::post, "/api/account/totp", actor).value();
    const auto made = http(http::Verb::put, "/api/account/totp", actor,
                           json::Out().text("code", code_now(staff, store::State::pending)).str());
    std::vector<std::string> codes;
    const auto body = json::parse(made->body).value();
    for (const auto& each : body.at("recovery_codes").as_array()) codes.emplace_back(each.as_string());
    return codes;
  }
  std::int64_t count(std::string_view table) {
    const std::string sql = "select count(*) from " + std::string(table);
    return world.database.connection().run({sql, sql})[0].integer(0);
  }
  std::vector<std::string> audited(const Uuid& about) {
    std::vector<std::string> all;
    for (const audit::Recorded& each : audit::about(world.database.connection(), about)) all.push_back(each.what);
    return all;
  }

  lines::Line line;
  accounts::Person anna;
  accounts::Person greet;
  Settings settings;
  accounts::Hooks hooks;
};
ONTHAAL_ON_BOTH_ENGINES(FactorsTest);

TEST_P(FactorsTest, IsAskedOfWhomTheSettingSays) {
  EXPECT_EQ(ticket_of(anna.id), "");
  EXPECT_NE(ticket_of(greet.id), "");
  settings.asked = Asked::nobody;
  EXPECT_EQ(ticket_of(greet.id), "");
  settings.asked = Asked::everyone;
  EXPECT_NE(ticket_of(anna.id), "");
  settings.asked = Asked::coordinators;
  world.act([&](Tx& tx) { store::set_asks_operators(tx.db, line.id, true); });
  EXPECT_NE(ticket_of(anna.id), "");
  world.act([&](Tx& tx) { store::set_asks_operators(tx.db, line.id, false); });
  EXPECT_EQ(ticket_of(anna.id), "");
  settings.asked = Asked::nobody;
  set_up(anna.id);
  EXPECT_NE(ticket_of(anna.id), "");  // who has one shows it
}

TEST_P(FactorsTest, ACodeIsGoodOnceAndATicketForItsTime) {
  set_up(anna.id);
  world.clock.advance(1min);
  const std::string code = code_now(anna.id, store::State::active);
  const std::string first = ticket_of(anna.id);
  const std::string second = ticket_of(anna.id);
  ASSERT_EQ(code_of(enter(first, code)), "ok");
  EXPECT_EQ(code_of(enter(first, code)), "unauthenticated");
  EXPECT_EQ(code_of(enter(second, code)), "invalid");
  EXPECT_EQ(code_of(enter(second, code_now(anna.id, store::State::active, 1))), "ok");
  const std::string late = ticket_of(anna.id);
  world.clock.advance(10min);
  EXPECT_EQ(code_of(enter(late, code_now(anna.id, store::State::active))), "unauthenticated");
}

TEST_P(FactorsTest, WrongCodesCloseThePersonForAWhile) {
  const auto codes = set_up(anna.id);
  for (int i = 0; i < 5; ++i) {
    const std::string ticket = ticket_of(anna.id);
    EXPECT_EQ(code_of(enter(ticket, "wrong")), "invalid");
  }
  const std::string ticket = ticket_of(anna.id);
  EXPECT_EQ(code_of(enter(ticket, codes.at(0))), "too_many");
  world.clock.advance(30s);
  EXPECT_EQ(code_of(enter(ticket, codes.at(0))), "ok");
}

TEST_P(FactorsTest, ATicketAndACodeStandNowhereAsTheyAre) {
  const auto codes = set_up(anna.id);
  const std::string ticket = ticket_of(anna.id);
  const auto secret = world.view([&](const Snapshot& snapshot) {
    return store::find_totp(snapshot.db, snapshot.keys, anna.id, store::State::active)->secret;
  });
  const db::Rows rows = world.database.connection().run(
      {"test.secrets",
       "select t.secret, c.hash, k.token_hash from totp t join recovery_code c on c.staff = t.staff"
       " join ticket k on k.staff = t.staff"});
  ASSERT_EQ(rows.size(), kRecoveryCodes);
  for (const db::Row row : rows) {
    EXPECT_EQ(row.text(0).find(secret), std::string::npos);
    for (const std::string& code : codes) EXPECT_NE(row.text(1), code);
    EXPECT_NE(row.text(2), ticket);
  }
}

TEST_P(FactorsTest, TheFirstOneIsMadeWithATicketAndTheLastOneStays) {
  const std::string ticket = ticket_of(greet.id);
  const std::string with_ticket = json::Out().text("ticket", ticket).str();
  EXPECT_EQ(code_of(http(http::Verb::post, "/api/account/totp", Nobody{}, with_ticket)), "ok");
  const std::string code = code_now(greet.id, store::State::pending);
  const auto made =
      http(http::Verb::put, "/api/account/totp", Nobody{}, json::Out().text("ticket", ticket).text("code", code).str());
  ASSERT_EQ(code_of(made), "ok");
  EXPECT_EQ(made->headers.at(0).first, "Set-Cookie");
  EXPECT_EQ(count("ticket"), 0);
  const std::string next = ticket_of(greet.id);
  EXPECT_EQ(code_of(http(http::Verb::post, "/api/account/totp", Nobody{}, json::Out().text("ticket", next).str())),
            "unauthenticated");
  EXPECT_EQ(code_of(http(http::Verb::del, "/api/account/totp", session_of(greet.id))), "conflict");
  EXPECT_EQ(count("totp"), 1);
  EXPECT_EQ(audited(greet.uuid).back(), "factor.added");
}

TEST_P(FactorsTest, AnotherAppTakesTheFirstOnesPlace) {
  set_up(anna.id);
  world.clock.advance(1min);
  const std::string old = code_now(anna.id, store::State::active);
  set_up(anna.id);
  EXPECT_EQ(count("totp"), 1);
  EXPECT_EQ(count("seal_key where wrapped is not null"), 1);
  EXPECT_EQ(code_of(enter(ticket_of(anna.id), old)), "invalid");
  EXPECT_EQ(count("recovery_code"), 10);
}

TEST_P(FactorsTest, WhatOneShowsChangesOnlySoonAfterThePassword) {
  const Actor actor = session_of(anna.id);
  world.clock.advance(10min);
  const auto reply = http(http::Verb::post, "/api/account/totp", actor);
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().fields, (std::vector<FieldError>{{"password", "required"}}));
}

TEST_P(FactorsTest, WhatIsTakenAwayIsGoneWithTheSessions) {
  set_up(anna.id);
  ticket_of(anna.id);
  const Actor by = session_of(greet.id);
  const Actor own = session_of(anna.id);
  const std::vector<std::string> parts{"clbchat", anna.uuid.text()};
  EXPECT_EQ(code_of(http(http::Verb::del, "/api/lines/{slug}/staff/{staff}/factors", own, "", parts)), "not_found");
  EXPECT_EQ(code_of(http(http::Verb::del, "/api/lines/{slug}/staff/{staff}/factors", by, "", parts)), "ok");
  for (const char* table : {"totp", "recovery_code", "ticket", "seal_key where wrapped is not null"})
    EXPECT_EQ(count(table), 0) << table;
  EXPECT_EQ(count("staff_session"), 1);
  EXPECT_EQ(audited(anna.uuid).back(), "factor.removed");
  EXPECT_EQ(code_of(http(http::Verb::del, "/api/lines/{slug}/staff/{staff}/factors", by, "", parts)), "conflict");
}

TEST_P(FactorsTest, WhoLeavesIsOutAtOnceBesideTheTalksOfYears) {
  support::write_many_events(world.database.connection(), 1'000'000);
  set_up(anna.id);
  support::limit_work(world.database.connection());
  world.act([&](Tx& tx) { take_away(tx, anna.id, greet.id, hooks); });
  world.database.connection().set_deadline(std::nullopt);
  EXPECT_EQ(count("totp"), 0);
}

// What a role, a line or a setting asks from now on, an open session has shown or is closed.
TEST_P(FactorsTest, WhoCameInByAPasswordAloneShowsAFactorFirst) {
  using enum accounts::Shown;
  hooks.more = [this](Tx& tx, StaffId staff) { ask_again(tx, settings, staff, hooks); };
  const auto is_in = [&](const Actor& actor) {
    return accounts::is_open(world.database.connection(), std::get<Staff>(actor));
  };
  const auto gives = [&](StaffId staff, const accounts::RoleOnLine& role) {
    world.act([&](Tx& tx) { return accounts::give_role(tx, staff, role, greet.id, hooks); }).value();
  };
  for (const accounts::RoleOnLine& role : {accounts::RoleOnLine{"clbchat", Role::coordinator},
                                           {"clbchat", Role::reviewer},
                                           {"", Role::administrator},
                                           {"", Role::auditor}}) {
    const StaffId staff = add(accounts::name_of(role.role), Role::operator_).id;
    const Actor by_password = session_of(staff);
    const Actor by_factor = session_of(staff, second);
    gives(staff, {"clbchat", Role::planner});
    EXPECT_TRUE(is_in(by_password));
    gives(staff, role);
    EXPECT_FALSE(is_in(by_password)) << accounts::name_of(role.role);
    EXPECT_TRUE(is_in(by_factor));
  }
  const Actor by = session_of(greet.id, second);
  const Actor by_password = session_of(anna.id);
  const Actor by_factor = session_of(anna.id, second);
  const auto asks = [&](const char* body) {
    return code_of(http(http::Verb::put, "/api/lines/{slug}/second-factor", by, body, {"clbchat"}));
  };
  ASSERT_EQ(asks(R"({"operators":false})"), "ok");
  EXPECT_TRUE(is_in(by_password));
  ASSERT_EQ(asks(R"({"operators":true})"), "ok");
  EXPECT_FALSE(is_in(by_password));
  for (const Actor& actor : {by, by_factor}) EXPECT_TRUE(is_in(actor));
}

TEST_P(FactorsTest, AChallengeIsForOnePurposeAndOneTime) {
  const Challenge what{"log in", "a ticket"};
  const std::string made =
      world.view([&](const Snapshot& snapshot) { return make_challenge(snapshot, world.random, what); });
  const auto end = [&](const Challenge& asked, std::string_view challenge) {
    return world.view([&](const Snapshot& snapshot) { return end_of_challenge(snapshot, asked, challenge); });
  };
  EXPECT_EQ(end(what, made), world.clock.now() + kChallengeLasts);
  EXPECT_FALSE(end({"make", "a ticket"}, made));
  EXPECT_FALSE(end({"log in", ""}, made));
  std::string bent = made;
  bent[20] = static_cast<char>(bent[20] ^ 1);
  EXPECT_FALSE(end(what, bent));
  world.clock.advance(5min);
  EXPECT_FALSE(end(what, made));
  const auto answer = [&] {
    return world.act([&](Tx& tx) { return store::answer_challenge(tx.db, made, tx.now + 1); });
  };
  EXPECT_TRUE(answer());
  EXPECT_FALSE(answer());
  world.clock.advance(1h);
  world.act([](Tx& tx) { jobs().at(0).run(tx, {.key = "all"}); });
  EXPECT_EQ(count("answered_challenge"), 0);
}

TEST_P(FactorsTest, ACounterGoesForward) {
  const web_authn::Made made{"credential", {-7, "key"}, 5, true};
  EXPECT_TRUE(world.act([&](Tx& tx) { return store::insert_passkey(tx, anna.id, made, "Laptop"); }));
  EXPECT_FALSE(world.act([&](Tx& tx) { return store::insert_passkey(tx, greet.id, made, "Laptop"); }));
  const auto id = store::find_passkey(world.database.connection(), "credential")->id;
  const auto use = [&](std::int64_t signs) {
    return world.act([&](Tx& tx) { return store::use_passkey(tx, id, signs); });
  };
  EXPECT_TRUE(use(6));
  EXPECT_FALSE(use(6));
  EXPECT_FALSE(use(0));
  world.database.connection().run({"test.none", "update passkey set signs = 0"});
  EXPECT_TRUE(use(0));  // an authenticator without a counter
  EXPECT_TRUE(use(0));
}

}  // namespace
}  // namespace onthaal::factors
