#include "features/accounts/accounts.h"

#include <gtest/gtest.h>

#include "features/accounts/accounts_login.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::accounts {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kAnna =
    R"({"login":"Anna","password":"een goed wachtwoord","name":"Anna Peeters","alias":"Anna",)"
    R"("discipline":"arts","roles":[{"line":"clbchat","role":"operator"},{"line":"clbchat","role":"coordinator"}]})";

class AccountsTest : public support::StoreTest {
 protected:
  AccountsTest() {
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    other_line = world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
  }

  Result<Reply> finish(Result<Work> work) {
    if (!work) return std::unexpected(std::move(work.error()));
    return world.finish(*std::move(work));
  }
  Result<Reply> control(std::string_view name, std::string_view data) {
    return finish(control::parse(control_commands(hooks), name, json::parse(data).value()));
  }
  Result<Reply> http(std::size_t route, Actor actor, std::string_view body = {}) {
    http::Request request;
    request.actor = actor;
    request.body = body;
    return finish(routes({.session = 12h, .idle = idle}, hooks).at(route).parse(request));
  }
  Result<Reply> log_in(std::string_view login = "anna", std::string_view password = "een goed wachtwoord") {
    return http(0, Nobody{}, json::Out().text("login", login).text("password", password).str());
  }
  // Code of a refusal, told as a refusal or as a reply that is remembered.
  static std::string code_of(const Result<Reply>& reply) {
    if (!reply) return std::string(error_row(reply.error().code).name);
    if (reply->status < 400) return "ok";
    return std::string(json::parse(reply->body)->at("code").as_string());
  }
  static std::string cookie_of(const Reply& reply) {
    const std::string value = reply.headers.at(0).second;
    const std::size_t start = value.find('=') + 1;
    return value.substr(start, value.find(';') - start);
  }
  Actor who(std::string_view cookie) {
    return world.view([&](const Snapshot& snapshot) { return find_staff(snapshot, cookie); });
  }
  std::int64_t count(std::string_view table) {
    const std::string sql = "select count(*) from " + std::string(table);
    return world.database.connection().run({sql, sql})[0].integer(0);
  }
  std::vector<Actor> closed() const {
    std::vector<Actor> actors;
    for (const Effect& effect : world.effects)
      if (const auto* each = std::get_if<ActorClosed>(&effect)) actors.push_back(each->actor);
    return actors;
  }

  lines::Line line;
  lines::Line other_line;
  std::chrono::milliseconds idle = 24h;
  std::vector<StaffId> left;
  Hooks hooks{.left = [this](Tx&, StaffId staff) { left.push_back(staff); }};
};
ONTHAAL_ON_BOTH_ENGINES(AccountsTest);

TEST_P(AccountsTest, LogsInWithACookieThatSaysWhoItIs) {
  ASSERT_EQ(control("staff.add", kAnna)->status, 201);
  const auto reply = log_in("ANNA");
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
  ASSERT_EQ(reply->headers.size(), 1u);
  EXPECT_EQ(reply->headers[0].first, "Set-Cookie");
  const std::string cookie = cookie_of(*reply);
  EXPECT_EQ(cookie.size(), 43u);
  EXPECT_EQ(reply->headers[0].second,
            "__Host-onthaal=" + cookie + "; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=43200");
  const Actor actor = who(cookie);
  ASSERT_TRUE(std::holds_alternative<Staff>(actor));
  EXPECT_EQ(http(1, actor)->body, reply->body);
  const auto body = json::parse(reply->body).value();
  EXPECT_EQ(body.at("name").as_string(), "Anna Peeters");
  EXPECT_EQ(body.at("alias").as_string(), "Anna");
  EXPECT_EQ(body.at("discipline").as_string(), "arts");
  const auto& lines = body.at("lines").as_array();
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].at("line").as_string(), line.uuid.text());
  EXPECT_EQ(boost::json::serialize(lines[0].at("roles")), R"(["coordinator","operator"])");
}

TEST_P(AccountsTest, NeitherTokenNorPasswordStandsInTheDatabase) {
  control("staff.add", kAnna).value();
  const std::string cookie = cookie_of(log_in().value());
  const auto rows = world.database.connection().run(
      {"test.secrets", "select s.password, x.token_hash from staff s join staff_session x on x.staff = s.id"});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_TRUE(rows[0].text(0).starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
  EXPECT_EQ(rows[0].text(1), seal::token_hash(cookie));
}

TEST_P(AccountsTest, EverySessionHasItsOwnToken) {
  control("staff.add", kAnna).value();
  const std::string first = cookie_of(log_in().value());
  const std::string second = cookie_of(log_in().value());
  EXPECT_NE(first, second);
  EXPECT_NE(who(first), who(second));
}

TEST_P(AccountsTest, AnUnknownLoginAnswersLikeAWrongPassword) {
  control("staff.add", kAnna).value();
  const auto wrong = log_in("anna", "iets anders").value();
  const auto unknown = log_in("nobody", "iets anders").value();
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.status, unknown.status);
  EXPECT_EQ(wrong.body, unknown.body);
  EXPECT_TRUE(wrong.headers.empty());
  EXPECT_EQ(code_of(wrong), "unauthenticated");
  EXPECT_EQ(count("staff_session"), 0);
}

TEST(LoginTries, CloseTheNameForLongerAndLonger) {
  EXPECT_EQ(closed_after(4), 0ms);
  EXPECT_EQ(closed_after(5), 30s);
  EXPECT_EQ(closed_after(6), 60s);
  EXPECT_EQ(closed_after(9), 480s);
  EXPECT_EQ(closed_after(10), 15min);
  EXPECT_EQ(closed_after(1'000'000), 15min);
}

TEST_P(AccountsTest, FiveWrongPasswordsCloseTheNameForAWhile) {
  control("staff.add", kAnna).value();
  for (const char* login : {"anna", "nobody"}) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(log_in(login, "iets anders")), "unauthenticated") << login << i;
    EXPECT_EQ(code_of(log_in(login, "iets anders")), "too_many") << login;
  }
  EXPECT_EQ(code_of(log_in()), "too_many");  // the right one too
  world.clock.advance(29s);
  EXPECT_EQ(code_of(log_in()), "too_many");
  world.clock.advance(1s);
  EXPECT_EQ(code_of(log_in("anna", "iets anders")), "unauthenticated");
  world.clock.advance(59s);
  EXPECT_EQ(code_of(log_in()), "too_many");
  world.clock.advance(1s);
  EXPECT_EQ(code_of(log_in()), "ok");
  EXPECT_EQ(code_of(log_in("anna", "iets anders")), "unauthenticated");  // counts from the start again
  EXPECT_EQ(code_of(log_in()), "ok");
}

TEST_P(AccountsTest, ManyLoginsAtOnceGetNoMoreAnswers) {
  control("staff.add", kAnna).value();
  http::Request request;
  request.body = R"({"login":"anna","password":"een goed wachtwoord"})";
  const auto parsed = routes({}).at(0).parse(request).value();
  const auto verified = world.view(std::get<Read>(parsed).run).value();
  for (int i = 0; i < 5; ++i) log_in("anna", "iets anders").value();
  EXPECT_EQ(code_of(world.finish(verified)), "too_many");
}

TEST_P(AccountsTest, APasswordThatChangedWhileItWasVerifiedOpensNothing) {
  control("staff.add", kAnna).value();
  http::Request request;
  request.body = R"({"login":"anna","password":"een goed wachtwoord"})";
  const auto parsed = routes({}).at(0).parse(request).value();
  const auto verified = world.view(std::get<Read>(parsed).run).value();
  control("staff.reset", R"({"login":"anna","password":"een nieuw wachtwoord"})").value();
  EXPECT_EQ(code_of(world.finish(verified)), "unauthenticated");
  EXPECT_EQ(count("staff_session"), 0);
}

TEST_P(AccountsTest, ASessionEndsAfterItsTimeAndLookingItUpWritesNothing) {
  control("staff.add", kAnna).value();
  const std::string cookie = cookie_of(log_in().value());
  world.clock.advance(12h - 1ms);
  EXPECT_TRUE(std::holds_alternative<Staff>(who(cookie)));
  world.clock.advance(1ms);
  EXPECT_EQ(who(cookie), Actor(Nobody{}));
  EXPECT_EQ(count("staff_session"), 1);
}

TEST_P(AccountsTest, ASessionThatNobodyUsesEndsAndOneInUseIsWrittenNowAndThen) {
  control("staff.add", kAnna).value();
  idle = 30min;
  const std::string idler = cookie_of(log_in().value());
  const std::string user = cookie_of(log_in().value());
  const auto staff = std::get<Staff>(who(user));
  const auto use = [&] { return world.view([&](const Snapshot& snapshot) { return use_session(snapshot, staff); }); };
  world.clock.advance(3min);
  EXPECT_FALSE(use());  // written a moment ago
  world.clock.advance(1ms);
  auto act = use();
  ASSERT_TRUE(act);
  world.finish(*act).value();
  EXPECT_FALSE(use());
  world.clock.advance(27min);
  EXPECT_EQ(who(idler), Actor(Nobody{}));
  EXPECT_EQ(who(user), Actor(staff));
  world.act([&](Tx& tx) { jobs(hooks).at(0).run(tx, {.key = "all"}); });
  EXPECT_EQ(count("staff_session"), 1);
  EXPECT_TRUE(left.empty());
  world.act([&](Tx& tx) { keep_session(tx, staff); });  // a sign from the desk
  world.clock.advance(29min);
  EXPECT_EQ(who(user), Actor(staff));
  world.clock.advance(1min);
  EXPECT_EQ(who(user), Actor(Nobody{}));
}

TEST_P(AccountsTest, ASecondStepIsAskedBeforeTheCookie) {
  control("staff.add", kAnna).value();
  std::string told;
  hooks.second = [&](Tx&, StaffId, std::string_view browser) {
    told = browser;
    return std::optional(Reply{202, "{}"});
  };
  const auto reply = log_in();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 202);
  EXPECT_TRUE(reply->headers.empty());
  EXPECT_EQ(count("staff_session"), 0);
  told = "not asked";
  EXPECT_EQ(code_of(log_in("anna", "a wrong password")), "unauthenticated");
  EXPECT_EQ(told, "not asked");
}

TEST_P(AccountsTest, LoggingOutClosesThisSessionOnly) {
  control("staff.add", kAnna).value();
  const std::string first = cookie_of(log_in().value());
  const std::string second = cookie_of(log_in().value());
  const Actor actor = who(first);
  const auto reply = http(2, actor);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 204);
  EXPECT_EQ(reply->headers.at(0).second, "__Host-onthaal=; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=0");
  EXPECT_EQ(closed(), std::vector<Actor>{actor});
  EXPECT_EQ(left, std::vector{std::get<Staff>(actor).staff});
  EXPECT_EQ(who(first), Actor(Nobody{}));
  EXPECT_TRUE(std::holds_alternative<Staff>(who(second)));
  EXPECT_EQ(http(2, actor).error().code, Code::unauthenticated);
}

TEST_P(AccountsTest, ANewPasswordClosesEverySessionAndTheOldPassword) {
  control("staff.add", kAnna).value();
  const Actor first = who(cookie_of(log_in().value()));
  const Actor second = who(cookie_of(log_in().value()));
  EXPECT_EQ(control("staff.reset", R"({"login":"anna","password":"een nieuw wachtwoord"})")->status, 204);
  EXPECT_EQ(closed(), (std::vector<Actor>{first, second}));
  EXPECT_EQ(left, std::vector{std::get<Staff>(first).staff});
  EXPECT_EQ(count("staff_session"), 0);
  EXPECT_EQ(code_of(log_in()), "unauthenticated");
  EXPECT_EQ(code_of(log_in("anna", "een nieuw wachtwoord")), "ok");
  EXPECT_EQ(control("staff.reset", R"({"login":"bert","password":"een nieuw wachtwoord"})").error().code,
            Code::not_found);
}

TEST_P(AccountsTest, WhoIsDisabledHasNoSessionNoRoleAndNoLogin) {
  control("staff.add", kAnna).value();
  const std::string cookie = cookie_of(log_in().value());
  const Actor actor = who(cookie);
  const StaffId staff = std::get<Staff>(actor).staff;
  auto& db = world.database.connection();
  EXPECT_TRUE(has_role(db, staff, line.id, Role::operator_));
  EXPECT_EQ(control("staff.disable", R"({"login":"anna"})")->status, 204);
  EXPECT_EQ(closed(), std::vector<Actor>{actor});
  EXPECT_EQ(left, std::vector{staff});
  EXPECT_EQ(who(cookie), Actor(Nobody{}));
  EXPECT_EQ(http(1, actor).error().code, Code::unauthenticated);
  EXPECT_FALSE(has_role(db, staff, line.id, Role::operator_));
  EXPECT_FALSE(is_on_team(db, staff, line.id));
  EXPECT_FALSE(find_person(db, staff));
  EXPECT_EQ(code_of(log_in()), "unauthenticated");
}

TEST_P(AccountsTest, ARoleHoldsForItsLineOnly) {
  control("staff.add", R"({"login":"bert","password":"een goed wachtwoord","name":"Bert","alias":"B",)"
                       R"("roles":[{"line":"gent","role":"coordinator"}]})")
      .value();
  const StaffId bert = std::get<Staff>(who(cookie_of(log_in("bert").value()))).staff;
  auto& db = world.database.connection();
  EXPECT_TRUE(has_role(db, bert, other_line.id, Role::coordinator));
  EXPECT_FALSE(has_role(db, bert, other_line.id, Role::operator_));
  EXPECT_FALSE(has_role(db, bert, line.id, Role::coordinator));
  EXPECT_FALSE(is_on_team(db, bert, line.id));
}

TEST_P(AccountsTest, ALoginIsGivenOnceAndALineMustExist) {
  control("staff.add", kAnna).value();
  EXPECT_EQ(control("staff.add", kAnna).error().code, Code::conflict);
  const auto wrong = control("staff.add", R"({"login":"bert","password":"een goed wachtwoord","name":"B","alias":"B",)"
                                          R"("roles":[{"line":"nergens","role":"operator"}]})");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().fields, (std::vector<FieldError>{{"roles.0.line", "not_allowed"}}));
  EXPECT_EQ(count("staff"), 1);
}

TEST_P(AccountsTest, StaffAreListedWithTheirRoles) {
  control("staff.add", kAnna).value();
  control("staff.disable", R"({"login":"anna"})").value();
  const auto staff = json::parse(control("staff.list", "{}")->body)->at("staff").as_array();
  ASSERT_EQ(staff.size(), 1u);
  EXPECT_EQ(staff[0].at("login").as_string(), "anna");
  EXPECT_EQ(staff[0].at("state").as_string(), "disabled");
  EXPECT_TRUE(staff[0].at("lines").as_array().empty());  // who left has no role any more
  EXPECT_FALSE(staff[0].as_object().contains("password"));
}

TEST_P(AccountsTest, AWrongFieldIsNamed) {
  const auto wrong = control("staff.add", R"({"login":"an na","password":"kort","name":"Anna","alias":"A",)"
                                          R"("discipline":"chef","roles":[{"line":"clbchat","role":"boss"},7]})");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().fields, (std::vector<FieldError>{{"discipline", "not_allowed"},
                                                           {"roles.0.role", "not_allowed"},
                                                           {"roles.1", "not_an_object"},
                                                           {"password", "too_short"},
                                                           {"login", "not_allowed"}}));
  const auto login = http(0, Nobody{}, R"({"login":"anna"})");
  EXPECT_EQ(login.error().fields, (std::vector<FieldError>{{"password", "required"}}));
  EXPECT_EQ(http(0, Nobody{}, "anna").error().code, Code::malformed);
  EXPECT_EQ(http(1, Nobody{}).error().code, Code::unauthenticated);
  EXPECT_EQ(http(1, Visitor{{1}}).error().code, Code::unauthenticated);
}

TEST_P(AccountsTest, AnExpiredSessionIsDeletedAtItsTimeWithItsSockets) {
  control("staff.add", kAnna).value();
  world.act([](Tx& tx) { schedule_jobs(tx); });
  const Actor first = who(cookie_of(log_in().value()));
  world.clock.advance(1h);
  log_in().value();
  const auto due = [&] { return world.database.connection().run({"test.due", "select due from job"})[0].integer(0); };
  EXPECT_EQ(due(), world.clock.now() + Millis{11h / 1ms});
  world.clock.advance(11h);
  world.database.connection().run({"test.taken", "delete from job"});  // as the writer does
  world.act([&](Tx& tx) { jobs(hooks).at(0).run(tx, {.key = "all"}); });
  EXPECT_EQ(closed(), std::vector<Actor>{first});
  EXPECT_TRUE(left.empty());  // another session lives
  EXPECT_EQ(count("staff_session"), 1);
  EXPECT_EQ(due(), world.clock.now() + Millis{1h / 1ms});
  world.clock.advance(1h);
  world.act([&](Tx& tx) { jobs(hooks).at(0).run(tx, {.key = "all"}); });
  EXPECT_EQ(left, std::vector{std::get<Staff>(first).staff});
}

TEST_P(AccountsTest, AMistypedPasswordCannotBeGuessedFromTheTries) {
  log_in("geheim123").value();
  const auto rows = world.database.connection().run({"test.tries", "select login_hash from login_try"});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_NE(rows[0].text(0), seal::token_hash("geheim123"));
}

TEST_P(AccountsTest, TheDailyJobDeletesWhatIsOverAndComesBack) {
  control("staff.add", kAnna).value();
  log_in().value();
  log_in("nobody").value();
  world.clock.advance(13h);
  const std::string cookie = cookie_of(log_in().value());
  world.act([](Tx& tx) { schedule_jobs(tx); });
  const jobs::JobKind tidy = jobs().at(0);
  world.act([&](Tx& tx) { tidy.run(tx, {.key = "all"}); });
  EXPECT_EQ(count("staff_session"), 1);
  EXPECT_EQ(count("login_try"), 1);
  EXPECT_TRUE(std::holds_alternative<Staff>(who(cookie)));
  world.clock.advance(12h);
  world.act([&](Tx& tx) { tidy.run(tx, {.key = "all"}); });
  EXPECT_EQ(count("staff_session"), 0);
  EXPECT_EQ(count("login_try"), 0);
  EXPECT_EQ(count("job"), 1);
}

}  // namespace
}  // namespace onthaal::accounts
