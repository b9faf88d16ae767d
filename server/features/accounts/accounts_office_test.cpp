#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::accounts {
namespace {

enum Route : std::size_t { kList, kAdd, kChange, kPassword };

// Greet coordinates clbchat, Piet gent; Noor answers on clbchat, Sam on both.
class OfficeTest : public support::StoreTest {
 protected:
  OfficeTest() {
    for (const char* slug : {"clbchat", "gent"})
      world.act([&](Tx& tx) { return lines::create(tx, {slug, slug}); }).value();
    greet = staff("greet", {{"clbchat", Role::operator_}, {"clbchat", Role::coordinator}});
    piet = staff("piet", {{"gent", Role::coordinator}});
    noor = staff("noor", {{"clbchat", Role::operator_}});
    sam = staff("sam", {{"clbchat", Role::operator_}, {"gent", Role::operator_}});
  }

  Person staff(const std::string& login, std::vector<RoleOnLine> roles) {
    NewStaff wanted{
        .login = login, .name = login, .alias = login, .discipline = std::nullopt, .roles = std::move(roles)};
    return world.act([&](Tx& tx) { return add(tx, wanted, "hash"); }).value();
  }
  static Actor as(const Person& person) { return Staff{person.id, {1}}; }
  Result<Reply> run(const http::Routes& routes, std::size_t route, const http::Request& request) {
    auto work = routes.at(route).parse(request);
    if (!work) return std::unexpected(std::move(work.error()));
    return world.finish(*std::move(work));
  }
  Result<Reply> ask(Route route, const Actor& actor, std::string_view body = {}, const Uuid& staff = {},
                    const std::string& slug = "clbchat") {
    const Hooks hooks{.left = [this](Tx&, StaffId who) { left.push_back(who); },
                      .less = [this](Tx&, StaffId who) { less.push_back(who); },
                      .new_password = [this](Tx&, StaffId who) { renewed.push_back(who); },
                      .reads = [this](Tx&, StaffId who, LineId) { readers.push_back(who); }};
    return run(office_routes(2, world.random, hooks), route,
               {.actor = actor, .parts = {slug, staff.text()}, .body = body});
  }
  Result<Reply> log_in(std::string_view login, std::string_view password) {
    const std::string body = json::Out().text("login", login).text("password", password).str();
    return run(routes({}), 0, {.actor = Nobody{}, .parts = {}, .body = body});
  }
  static std::string text(const Result<Reply>& reply, std::string_view field) {
    return std::string(json::parse(reply->body)->at(field).as_string());
  }
  // What PUT takes: the person as it is, with roles, capacity and activity as given.
  static std::string person(const std::string& name, std::string_view roles, std::string_view capacity = "null",
                            bool is_active = true) {
    return json::Out()
        .text("name", name)
        .text("alias", name)
        .raw("discipline", "null")
        .raw("roles", roles)
        .raw("capacity", capacity)
        .boolean("active", is_active)
        .str();
  }
  Code refused(const Person& who, const std::string& body, const Actor& by) {
    const auto reply = ask(kChange, by, body, who.uuid);
    return reply ? Code::internal : reply.error().code;
  }
  bool is_on(const Person& who, std::string_view slug, Role role) {
    auto& db = world.database.connection();
    return has_role(db, who.id, lines::find_by_slug(db, slug)->id, role);
  }

  Person greet, piet, noor, sam;
  std::vector<StaffId> left, less, renewed, readers;
};
ONTHAAL_ON_BOTH_ENGINES(OfficeTest);

constexpr std::string_view kLies =
    R"({"login":"Lies","name":"Lies H","alias":"Lies","discipline":"verpleegkundige","roles":["operator"]})";
constexpr std::string_view kOperator = R"(["operator"])";
constexpr std::string_view kBoth = R"(["operator","coordinator"])";

TEST_P(OfficeTest, ListsThePeopleOfTheLine) {
  const auto people = json::parse(ask(kList, as(greet))->body)->at("staff").as_array();
  ASSERT_EQ(people.size(), 3u);
  EXPECT_EQ(boost::json::serialize(people[0]),
            R"({"staff":")" + greet.uuid.text() +
                R"(","login":"greet","name":"greet","alias":"greet","discipline":null,"active":true,)"
                R"("roles":["operator","coordinator"],"centre_roles":[],"capacity":null})");
  EXPECT_EQ(boost::json::serialize(people[2].at("roles")), kOperator);  // Sam: those on this line only
}

TEST_P(OfficeTest, IsOpenToTheLinesCoordinatorsOnly) {
  for (const Actor& other : {as(piet), as(noor), as(sam), Actor(Visitor{{1}}), Actor(Nobody{})}) {
    EXPECT_EQ(ask(kList, other).error().code, Code::not_found);
    EXPECT_EQ(ask(kAdd, other, kLies).error().code, Code::not_found);
    EXPECT_EQ(refused(noor, person("x", kOperator), other), Code::not_found);
    EXPECT_EQ(ask(kPassword, other, {}, noor.uuid).error().code, Code::not_found);
  }
  EXPECT_EQ(ask(kList, as(greet), {}, {}, "gent").error().code, Code::not_found);
  EXPECT_EQ(ask(kPassword, as(greet), {}, piet.uuid).error().code, Code::not_found);  // not of this line
  EXPECT_EQ(refused(piet, person("piet", kOperator), as(greet)), Code::not_found);
}

TEST_P(OfficeTest, WhoIsAddedLogsInWithThePasswordThatIsShownOnce) {
  const auto reply = ask(kAdd, as(greet), kLies);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 201);
  const std::string password = text(reply, "password");
  EXPECT_EQ(password.size(), 16u);
  EXPECT_EQ(log_in("lies", password)->status, 200);
  EXPECT_EQ(ask(kAdd, as(greet), kLies).error().code, Code::conflict);
  EXPECT_EQ(ask(kList, as(greet))->body.find(password), std::string::npos);
  const auto rows =
      world.database.connection().run({"test.password", "select password from staff where login = 'lies'"});
  EXPECT_TRUE(rows[0].text(0).starts_with("$argon2id$"));
}

TEST_P(OfficeTest, RolesAndCapacityAreOfThisLine) {
  const auto reply = ask(kChange, as(greet), person("sam", kBoth, "2"), sam.uuid);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
  EXPECT_EQ(json::parse(reply->body)->at("capacity").as_int64(), 2);
  EXPECT_TRUE(is_on(sam, "clbchat", Role::coordinator));
  EXPECT_FALSE(is_on(sam, "gent", Role::coordinator));
  EXPECT_TRUE(left.empty());
  const auto listed = json::parse(ask(kList, as(greet))->body)->at("staff").as_array();
  EXPECT_EQ(boost::json::serialize(listed[2]), reply->body);
  EXPECT_EQ(ask(kChange, as(greet), person("sam", kOperator, "3"), sam.uuid).error().fields,
            (std::vector<FieldError>{{"capacity", "too_large"}}));
}

TEST_P(OfficeTest, WhoHasRolesOnLinesOfOthersKeepsNameAndLogin) {
  EXPECT_EQ(refused(sam, person("Samuel", kOperator), as(greet)), Code::conflict);
  EXPECT_EQ(refused(sam, person("sam", kOperator, "null", false), as(greet)), Code::conflict);
  EXPECT_EQ(ask(kPassword, as(greet), {}, sam.uuid).error().code, Code::conflict);
  EXPECT_EQ(ask(kChange, as(greet), person("sam", "[]"), sam.uuid)->status, 200);  // leaves this line
  EXPECT_FALSE(is_on(sam, "clbchat", Role::operator_));
  EXPECT_TRUE(is_on(sam, "gent", Role::operator_));
}

TEST_P(OfficeTest, ACoordinatorOfBothLinesMayChangeAll) {
  const Person lea = staff("lea", {{"clbchat", Role::coordinator}, {"gent", Role::coordinator}});
  EXPECT_EQ(ask(kChange, as(lea), person("Samuel", kOperator), sam.uuid)->status, 200);
  EXPECT_EQ(find_person(world.database.connection(), sam.id)->name, "Samuel");
  EXPECT_EQ(ask(kPassword, as(lea), {}, sam.uuid)->status, 200);
}

TEST_P(OfficeTest, TheLastCoordinatorStays) {
  EXPECT_EQ(refused(greet, person("greet", kOperator), as(greet)), Code::conflict);
  EXPECT_EQ(refused(greet, person("greet", kBoth, "null", false), as(greet)), Code::conflict);
  EXPECT_TRUE(is_on(greet, "clbchat", Role::coordinator));
  ask(kChange, as(greet), person("noor", kBoth), noor.uuid).value();
  EXPECT_EQ(ask(kChange, as(greet), person("greet", kOperator), greet.uuid)->status, 200);
  EXPECT_EQ(refused(noor, person("noor", kOperator), as(noor)), Code::conflict);
}

TEST_P(OfficeTest, ADisabledCoordinatorDoesNotCount) {
  ask(kChange, as(greet), person("noor", kBoth), noor.uuid).value();
  ask(kChange, as(greet), person("noor", kBoth, "null", false), noor.uuid).value();
  EXPECT_EQ(refused(greet, person("greet", kOperator), as(greet)), Code::conflict);
  EXPECT_EQ(ask(kChange, as(greet), person("noor", kOperator, "null", false), noor.uuid)->status, 200);
}

TEST_P(OfficeTest, NobodyIsTheLastOfAnotherLineUnseen) {
  const Person lea = staff("lea", {{"clbchat", Role::coordinator}, {"gent", Role::coordinator}});
  ask(kChange, as(lea), person("piet", kOperator), piet.uuid, "gent").value();  // now Lea is the only one of gent
  EXPECT_EQ(refused(lea, person("lea", R"(["coordinator"])", "null", false), as(lea)), Code::conflict);
}

TEST_P(OfficeTest, WhoIsDisabledOrLosesARoleIsLoggedOut) {
  const std::string password = text(ask(kPassword, as(greet), {}, noor.uuid), "password");
  left.clear();
  log_in("noor", password).value();
  ask(kChange, as(greet), person("noor", kBoth), noor.uuid).value();
  EXPECT_TRUE(left.empty());
  ask(kChange, as(greet), person("noor", kOperator), noor.uuid).value();
  EXPECT_EQ(left, std::vector<StaffId>{noor.id});
  ASSERT_EQ(world.effects.size(), 1u);
  EXPECT_EQ(std::get<Staff>(std::get<ActorClosed>(world.effects[0]).actor).staff, noor.id);
  log_in("noor", password).value();
  ask(kChange, as(greet), person("noor", kOperator, "null", false), noor.uuid).value();
  EXPECT_EQ(left.size(), 2u);
  EXPECT_EQ(log_in("noor", password)->status, 401);
  ask(kChange, as(greet), person("noor", kOperator), noor.uuid).value();
  EXPECT_EQ(log_in("noor", password)->status, 200);
}

TEST_P(OfficeTest, ANewPasswordReplacesTheOldOne) {
  const std::string first = text(ask(kPassword, as(greet), {}, noor.uuid), "password");
  const std::string second = text(ask(kPassword, as(greet), {}, noor.uuid), "password");
  EXPECT_NE(first, second);
  EXPECT_EQ(log_in("noor", first)->status, 401);
  EXPECT_EQ(log_in("noor", second)->status, 200);
  EXPECT_EQ(left.size(), 2u);
}

TEST_P(OfficeTest, NobodyOpensTheOwnAccountAnewHere) {
  ask(kChange, as(greet), person("noor", kBoth), noor.uuid).value();  // she would not be the last
  EXPECT_EQ(ask(kPassword, as(greet), {}, greet.uuid).error().code, Code::conflict);
  EXPECT_EQ(refused(greet, person("greet", kBoth, "null", false), as(greet)), Code::conflict);
  EXPECT_EQ(ask(kChange, as(greet), person("Greta", kBoth), greet.uuid)->status, 200);
}

// What others are told of, and when somebody else last had the account in hand.
TEST_P(OfficeTest, AnAccountInTheHandsOfOthersIsToldAndDated) {
  auto& db = world.database.connection();
  Millis before = world.clock.now();
  const auto is_handled = [&] {
    const bool is_after = is_handled_after(db, noor.id, before);
    before = world.clock.now();
    world.clock.advance(std::chrono::seconds(1));
    return is_after;
  };
  EXPECT_FALSE(is_handled());
  ask(kChange, as(greet), person("noor", R"(["operator","planner"])"), noor.uuid).value();
  EXPECT_FALSE(is_handled());
  EXPECT_TRUE(readers.empty());
  ask(kChange, as(greet), person("noor", R"(["reviewer"])"), noor.uuid).value();
  EXPECT_FALSE(is_handled());
  EXPECT_EQ(readers, std::vector{noor.id});
  EXPECT_EQ(less, std::vector{noor.id});
  ask(kChange, as(greet), person("noor", kBoth), noor.uuid).value();
  EXPECT_TRUE(is_handled());
  EXPECT_EQ(readers, (std::vector{noor.id, noor.id}));
  ask(kPassword, as(greet), {}, noor.uuid).value();
  EXPECT_TRUE(is_handled());
  EXPECT_EQ(renewed, std::vector{noor.id});
  ask(kChange, as(greet), person("noor", kBoth, "null", false), noor.uuid).value();
  EXPECT_FALSE(is_handled());
  ask(kChange, as(greet), person("noor", kBoth), noor.uuid).value();
  EXPECT_TRUE(is_handled());
  ask(kAdd, as(greet), R"({"login":"rita","name":"R","alias":"R","discipline":null,"roles":["reviewer"]})").value();
  EXPECT_EQ(readers.size(), 3u);
}

TEST_P(OfficeTest, AWrongFieldIsNamed) {
  const auto wrong =
      ask(kAdd, as(greet), R"({"login":"li es","name":"","alias":"L","discipline":"chef","roles":["boss"]})");
  EXPECT_EQ(
      wrong.error().fields,
      (std::vector<FieldError>{
          {"name", "too_short"}, {"discipline", "not_allowed"}, {"roles.0", "not_allowed"}, {"login", "not_allowed"}}));
  EXPECT_EQ(
      ask(kAdd, as(greet), R"({"login":"lies","name":"L","alias":"L","discipline":null,"roles":[]})").error().fields,
      (std::vector<FieldError>{{"roles", "too_short"}}));
  EXPECT_EQ(ask(kChange, as(greet), person("noor", "[]"), noor.uuid).error().fields,
            (std::vector<FieldError>{{"roles", "too_short"}}));
  EXPECT_EQ(ask(kChange, as(greet), "{}", noor.uuid).error().code, Code::invalid);
}

}  // namespace
}  // namespace onthaal::accounts
