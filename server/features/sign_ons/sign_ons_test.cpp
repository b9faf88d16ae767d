#include "features/sign_ons/sign_ons.h"

#include <gtest/gtest.h>

#include "features/invitations/invitations.h"
#include "features/sign_ons/sign_ons_provider.h"
#include "features/sign_ons/sign_ons_state.h"
#include "features/sign_ons/sign_ons_token.h"
#include "platform/json.h"
#include "platform/seal.h"
#include "support/world.h"

namespace onthaal::sign_ons {
namespace {

boost::json::object object(std::string_view text) {
  return json::parse(text).value();
}

TEST(SignOnRules, SayWhichClaimGivesWhichRole) {
  const auto rule = parse_rule("realm_access.roles contains chat team => coordinator clbchat").value();
  EXPECT_TRUE(holds(rule, object(R"({"realm_access":{"roles":["x","chat team"]}})")));
  EXPECT_TRUE(holds(rule, object(R"({"realm_access.roles":["chat team"]})")))
      << "a claim of just that name comes first";
  EXPECT_FALSE(holds(rule, object(R"({"realm_access":{"roles":"chat team"}})")));
  EXPECT_FALSE(holds(rule, object(R"({"realm_access":["chat team"]})")));
  EXPECT_FALSE(holds(rule, object(R"({})")));
  const auto code = parse_rule("vo_orgcode = 12345 => administrator").value();
  EXPECT_TRUE(holds(code, object(R"({"vo_orgcode":12345})")));
  EXPECT_TRUE(holds(code, object(R"({"vo_orgcode":"12345"})")));
  EXPECT_FALSE(holds(code, object(R"({"vo_orgcode":["12345"]})")));
}

TEST(SignOnRules, GiveARoleWhenOneOfThemDoes) {
  const auto rules = parse_rules({"a = 1 => operator x1", "b = 1 => operator x1", "c = 1 => auditor"}).value();
  const auto verdicts = judge(rules, object(R"({"b":1})"));
  ASSERT_EQ(verdicts.size(), 2u);
  EXPECT_TRUE(verdicts[0].is_given);
  EXPECT_FALSE(verdicts[1].is_given);
}

TEST(SignOnRules, AreStrict) {
  for (const char* wrong :
       {"", "=>", "a = 1", "a = 1 =>", "a = => auditor", "a contains 1 => boss", "a 1 => auditor", "a = 1 => operator",
        "a = 1 => auditor clbchat", "a = 1 => operator clbchat more", "a = 1 => centre_worker clbchat",
        "a = 1 => centre_worker clbchat centre=gent", "a = 1 => operator UP", "a = \xff => auditor"})
    EXPECT_FALSE(parse_rule(wrong)) << wrong;
  EXPECT_TRUE(parse_rule("a = 1 => centre_worker clbchat centre=0192f3a4-0000-7000-8000-000000000000"));
}

TEST(SignOnState, IsOfOneTabForTenMinutes) {
  support::SeededRandom random;
  const auto& keys = support::test_keys();
  const std::string state = make_state(keys, "tab", 1000, random);
  EXPECT_EQ(read_state(keys, state, "tab", 1000), 1000 + kWayOpen);
  EXPECT_EQ(read_state(keys, state, "tab", 1000 + kWayOpen), std::nullopt);
  EXPECT_EQ(read_state(keys, state, "other", 1000), std::nullopt);
  for (const std::string& wrong : {std::string(), std::string("."), std::string(".."), state.substr(1), state + "x"})
    EXPECT_EQ(read_state(keys, wrong, "tab", 1000), std::nullopt);
  EXPECT_NE(nonce_of(keys, state), verifier_of(keys, state));
  EXPECT_EQ(verifier_of(keys, state).size(), 43u);
}

TEST(SignOnDiscovery, HasAddressesThatLeaveNothingInTheClear) {
  const auto document = [](const std::string& issuer, const std::string& token) {
    return R"({"issuer":")" + issuer + R"(","authorization_endpoint":"https://a.example/auth?x=1","token_endpoint":")" +
           token + R"(","jwks_uri":"https://a.example/keys"})";
  };
  EXPECT_TRUE(read_discovery(document("https://a.example", "https://b.example/t"), "https://a.example"));
  EXPECT_FALSE(read_discovery(document("https://a.example/", "https://b.example/t"), "https://a.example"));
  EXPECT_FALSE(read_discovery(document("https://a.example", "http://b.example/t"), "https://a.example"));
  EXPECT_FALSE(read_discovery(document("https://a.example", "http://127.0.0.1/t"), "https://a.example"));
  EXPECT_FALSE(read_discovery(document("https://a.example", "file:///etc/passwd"), "https://a.example"));
  EXPECT_TRUE(read_discovery(document("http://localhost:1", "http://127.0.0.1/t"), "http://localhost:1"));
  EXPECT_FALSE(read_discovery("[]", "https://a.example"));
}

TEST(SignOnDiscovery, NeedsNoAddressToLogOut) {
  const auto end_session = [](const std::string& url) {
    const std::string at = R"("https://a.example/x")";
    return read_discovery(R"({"issuer":"https://a.example","authorization_endpoint":)" + at + R"(,"token_endpoint":)" +
                              at + R"(,"jwks_uri":)" + at + R"(,"end_session_endpoint":")" + url + R"("})",
                          "https://a.example")
        .value()
        .end_session;
  };
  EXPECT_EQ(end_session("https://a.example/end"), "https://a.example/end");
  EXPECT_EQ(end_session(""), "");
  EXPECT_EQ(end_session("javascript:alert(1)"), "") << "no browser is sent there";
}

TEST(SignOnAddress, KeepsWhatTheProviderHasInIt) {
  const Settings settings{.client_id = "a&b", .scopes = "openid profile", .redirect = "https://chat.example/welcome"};
  const std::string url = authorize_address(settings, {.authorize = "https://a.example/auth?p=1"}, "s", "n", "v");
  EXPECT_TRUE(url.starts_with("https://a.example/auth?p=1&response_type=code&client_id=a%26b&"));
  EXPECT_NE(url.find("scope=openid%20profile"), url.npos) << url;
  EXPECT_EQ(url.find("code_challenge=v"), url.npos) << "its hash, not the secret";
}

TEST(SignOnAddress, ToLogOutTellsWhoWeAreAndNotWhoItIs) {
  const Settings settings{.client_id = "a&b", .after_logout = "https://chat.example/desk"};
  EXPECT_EQ(end_session_address(settings, {.end_session = "https://a.example/end?p=1"}),
            "https://a.example/end?p=1&client_id=a%26b&post_logout_redirect_uri=https://chat.example/desk");
  EXPECT_EQ(end_session_address(settings, {}), "");
}

class SignOnsTest : public support::StoreTest {
 protected:
  SignOnsTest() {
    world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
  }
  Result<Reply> comes(const std::string& claims, const std::string& state = "") {
    const SignOns::Back back{.state = state.empty() ? std::to_string(++count) : state};
    return world.act([&](Tx& tx) { return sign_ons.finish(tx, back, object(claims)); });
  }

  std::size_t rows(const std::string& sql) { return world.database.connection().run({sql, sql}).size(); }

  int count = 0;
  accounts::Hooks hooks;
  SignOns sign_ons{{.issuer = "https://a.example",
                    .rules = parse_rules({"g contains t => operator clbchat", "g contains boss => administrator",
                                          "g contains run => coordinator clbchat"})
                                 .value()},
                   {},
                   hooks,
                   [](Tx&, StaffId, std::string_view) { return std::optional<Reply>(); }};
};
ONTHAAL_ON_BOTH_ENGINES(SignOnsTest);

TEST_P(SignOnsTest, KnowSomebodyAgainByTheSubjectAlone) {
  const auto first = comes(R"({"sub":"1","name":"Lotte Peeters","given_name":"Lotte","g":["t"]})");
  ASSERT_EQ(first->status, 200);
  const auto again = comes(R"({"sub":"1","name":"Somebody Else","g":["t"]})");
  EXPECT_EQ(json::parse(first->body)->at("staff"), json::parse(again->body)->at("staff"));
  const auto other = comes(R"({"sub":"2","name":"Lotte Peeters","g":["t"]})");
  EXPECT_NE(json::parse(first->body)->at("staff"), json::parse(other->body)->at("staff"));
}

// The scopes of some providers bring a first and a last name, and neither an address nor a log-in name.
TEST_P(SignOnsTest, LetInManyWhoAreCalledNothing) {
  for (int number = 0; number < 25; ++number)
    ASSERT_EQ(
        comes(R"({"sub":"s)" + std::to_string(number) + R"(","given_name":"Lotte","family_name":"Maes","g":["t"]})")
            ->status,
        200)
        << number;
  EXPECT_EQ(rows("select id from staff where login like 'sso%' and name = 'Lotte Maes'"), 25u);
}

// Visitors see the alias; who somebody really is, is not theirs.
TEST_P(SignOnsTest, MakeNoNameOfThePersonAnAlias) {
  const auto first =
      comes(R"({"sub":"1","name":"Lotte Maes","given_name":"Lotte","preferred_username":"lotte","g":["t"]})");
  EXPECT_EQ(json::parse(first->body)->at("alias").as_string(), "Medewerker 1");
  const auto second = comes(R"({"sub":"2","name":"Noor Claes","g":["t"]})");
  EXPECT_EQ(json::parse(second->body)->at("alias").as_string(), "Medewerker 2") << "colleagues tell them apart";
}

TEST_P(SignOnsTest, TakeNoNameThatIsNotSeenOrMisleads) {
  const auto name = [&](const std::string& claims) {
    return std::string(json::parse(comes(claims)->body)->at("name").as_string());
  };
  EXPECT_EQ(name(R"({"sub":"1","name":"Noor\u202eClaes","given_name":"Noor","preferred_username":"noor","g":["t"]})"),
            "Noor");
  EXPECT_EQ(name(R"({"sub":"2","name":"\u200d","preferred_username":"lotte","g":["t"]})"), "lotte");
}

TEST_P(SignOnsTest, AreUsedOnce) {
  ASSERT_EQ(comes(R"({"sub":"1","g":["t"]})", "way")->status, 200);
  EXPECT_EQ(comes(R"({"sub":"1","g":["t"]})", "way")->status, 401);
}

TEST_P(SignOnsTest, TakeARoleThatTheProviderNoLongerGives) {
  ASSERT_EQ(comes(R"({"sub":"1","g":["t"]})")->status, 200);
  EXPECT_EQ(comes(R"({"sub":"1","g":[]})")->status, 401);
  EXPECT_TRUE(world.database.connection().run({"test.roles", "select staff from staff_role"}).empty());
  EXPECT_TRUE(world.database.connection().run({"test.sessions", "select staff from staff_session"}).empty());
}

// The provider may go on to know somebody for long, and its rules to give roles.
TEST_P(SignOnsTest, NeverLetInAgainWhoLeft) {
  const char* lotte = R"({"sub":"1","preferred_username":"lotte","g":["t"]})";
  ASSERT_EQ(comes(lotte)->status, 200);
  world.act([&](Tx& tx) { return accounts::disable(tx, "lotte"); }).value();
  for (int tried = 0; tried < 2; ++tried) {
    const auto again = comes(lotte);
    ASSERT_EQ(again->status, 401);
    EXPECT_NE(again->body.find("disabled"), std::string::npos) << again->body;
  }
  EXPECT_EQ(rows("select id from staff"), 1u) << "no second account";
  EXPECT_EQ(rows("select staff from staff_role"), 0u) << "who is refused gets no role";
  EXPECT_EQ(rows("select what from audit where what = 'role.given'"), 1u);
}

TEST_P(SignOnsTest, TakeNotTheLastAdministrator) {
  const auto comes_as = [&](const std::string& sub, bool is_boss) {
    return comes(R"({"sub":")" + sub + R"(","g":["t")" + (is_boss ? R"(,"boss")" : "") + "]}")->status;
  };
  const auto bosses = [&] { return rows("select staff from staff_role where role = 'administrator'"); };
  ASSERT_EQ(comes_as("1", true), 200);
  ASSERT_EQ(comes_as("1", false), 200);
  EXPECT_EQ(bosses(), 1u) << "there is no other";
  ASSERT_EQ(comes_as("2", true), 200);
  ASSERT_EQ(comes_as("1", false), 200);
  EXPECT_EQ(bosses(), 1u) << "now there is";
}

TEST_P(SignOnsTest, TakeNotTheLastCoordinatorOfALine) {
  const auto comes_as = [&](const std::string& sub, bool runs) {
    return comes(R"({"sub":")" + sub + R"(","g":["t")" + (runs ? R"(,"run")" : "") + "]}")->status;
  };
  const auto runners = [&] { return rows("select staff from staff_role where role = 'coordinator'"); };
  ASSERT_EQ(comes_as("1", true), 200);
  ASSERT_EQ(comes_as("1", false), 200);
  EXPECT_EQ(runners(), 1u) << "there is no other";
  ASSERT_EQ(comes_as("2", true), 200);
  ASSERT_EQ(comes_as("1", false), 200);
  EXPECT_EQ(runners(), 1u) << "now there is";
}

TEST_P(SignOnsTest, LetInWhoIsInvitedAndCalledAsSomebodyElse) {
  const StaffId greet = world.act([](Tx& tx) {
    return accounts::add(tx, {"jan", "Greet", "Greet", {}, {{"clbchat", accounts::Role::coordinator}}}, "-")->id;
  });
  const std::string token(32, 't');
  world.database.connection().run(
      {"test.invite",
       "insert into invitation (uuid, line, token_hash, email, name, alias, roles, invited_by, made_at, expires_at,"
       " state) values (:uuid, :line, :hash, 'jan@x.example', 'Jan', 'Jan', '[\"operator\"]', :by, 0, :until, 'open')"},
      {{"uuid", Uuid::v7(1, world.random)},
       {"line", world.view([](const Snapshot& s) { return lines::find_by_slug(s.db, "clbchat")->id; })},
       {"hash", db::Bytes{seal::token_hash(token)}},
       {"by", greet},
       {"until", world.clock.now() + kDay}});
  const SignOns::Back back{.state = "way", .invitation = Redacted<std::string>(token)};
  const auto reply = world.act(
      [&](Tx& tx) { return sign_ons.finish(tx, back, object(R"({"sub":"1","preferred_username":"jan","g":["t"]})")); });
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
  EXPECT_EQ(rows("select id from staff where login like 'jan-________'"), 1u);
}

}  // namespace
}  // namespace onthaal::sign_ons
