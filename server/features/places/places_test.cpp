#include "features/places/places.h"

#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::places {
namespace {

constexpr std::string_view kAwel =
    R"({"kind":"helpline","name":"Awel","about":"Voor jongeren","phone":"102","url":"https://awel.be","hours":null,)"
    R"("town":null,"public":true})";
constexpr std::string_view kCentres =
    "\xef\xbb\xbfname;town;phone;url;hours;about;kind;public\r\n"
    "CLB Zee;Oostende;059 12 34 56;https://clb.example;;\"Kom \"\"langs\"\"; of bel\";;\r\n"
    "CLB Berg;Kluisbergen;;;;;centre;nee\r\n"
    "Zelfhulp;;;;;;self_help;ja\r\n";

class PlacesTest : public support::StoreTest {
 protected:
  PlacesTest() {
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); })->id;
    other_line = world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); })->id;
    operator_ = staff("noor", "clbchat", accounts::Role::operator_);
    coordinator = staff("greet", "clbchat", accounts::Role::coordinator);
    stranger = staff("piet", "gent", accounts::Role::coordinator);
  }

  Actor staff(const std::string& login, const std::string& slug, accounts::Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{slug, role}}}, "hash");
    });
    return Staff{person->id, {1}};
  }
  Result<Reply> ask(std::size_t route, const Actor& actor, std::string_view body = {}, std::string place = {},
                    const std::string& slug = "clbchat") {
    const http::Request request{.actor = actor, .parts = {slug, std::move(place)}, .body = body};
    auto work = routes().at(route).parse(request);
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  std::string added(std::string_view body = kAwel) {
    return std::string(json::parse(ask(1, coordinator, body)->body)->at("place").as_string());
  }
  boost::json::array listed() { return json::parse(ask(0, operator_)->body)->at("places").as_array(); }
  Result<Reply> import(std::string_view csv, const std::string& slug = "clbchat") {
    const auto args = json::parse(json::Out().text("line", slug).text("csv", csv).str()).value();
    auto work = control::parse(control_commands(), "places.import", args);
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  std::vector<FieldError> mistakes(std::string_view csv) { return import(csv).error().fields; }
  static std::string changed(std::string_view from, std::string_view to) {
    std::string text(kAwel);
    return text.replace(text.find(from), from.size(), to);
  }

  LineId line, other_line;
  Actor operator_, coordinator, stranger;
};
ONTHAAL_ON_BOTH_ENGINES(PlacesTest);

TEST_P(PlacesTest, ANewLineHasTheNationalLinesAndSelfHelp) {
  world.act([&](Tx& tx) { ship(tx, line); });
  const std::string shown = world.view([&](const Snapshot& s) { return help(s, line); });
  for (const char* name :
       {"112", "Zelfmoordlijn 1813", "Awel", "Tele-Onthaal", "1712", "JAC", "Nu praat ik erover", "Autisme Chat"})
    EXPECT_NE(shown.find("{\"name\":\"" + std::string(name) + "\""), std::string::npos) << name;
  EXPECT_EQ(shown.find("Vrij CLB"), std::string::npos);
  EXPECT_NE(world.view([&](const Snapshot& s) { return self_help(s, line); }).find("WatWat"), std::string::npos);
  EXPECT_EQ(world.view([&](const Snapshot& s) { return help(s, other_line); }), "[]");
}

TEST_P(PlacesTest, OnlyPublicOnesStandOnTheVisitorsPages) {
  added();
  added(changed("\"public\":true", "\"public\":false"));
  added(changed("helpline", "self_help"));
  added(changed("helpline", "centre"));
  const std::string card =
      R"([{"name":"Awel","about":"Voor jongeren","phone":"102","url":"https://awel.be","hours":null,"open":null}])";
  EXPECT_EQ(world.view([&](const Snapshot& s) { return help(s, line); }), card);
  EXPECT_EQ(world.view([&](const Snapshot& s) { return self_help(s, line); }), card);
}

TEST_P(PlacesTest, ACardIsOfItsOwnLineAndNotOfWhatIsGone) {
  const Uuid place = Uuid::parse(added()).value();
  auto& db = world.database.connection();
  EXPECT_EQ(card(db, line, place),
            R"({"name":"Awel","about":"Voor jongeren","phone":"102","url":"https://awel.be","hours":null})");
  EXPECT_FALSE(card(db, other_line, place));
  EXPECT_EQ(ask(3, coordinator, {}, place.text())->status, 204);
  EXPECT_FALSE(card(db, line, place));
  EXPECT_EQ(world.view([&](const Snapshot& s) { return help(s, line); }), "[]");
}

TEST_P(PlacesTest, ACoordinatorAddsChangesAndTakesAway) {
  const std::string place = added();
  EXPECT_EQ(boost::json::serialize(listed()),
            R"([{"place":")" + place +
                R"(","kind":"helpline","name":"Awel","about":"Voor jongeren","phone":"102","url":"https://awel.be",)"
                R"("hours":null,"week":null,"town":null,"public":true}])");
  const auto reply = ask(2, coordinator, changed("\"hours\":null", "\"hours\":\"altijd\""), place);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
  EXPECT_EQ(listed().at(0).at("hours").as_string(), "altijd");
  EXPECT_EQ(ask(3, coordinator, {}, place)->status, 204);
  EXPECT_TRUE(listed().empty());
  EXPECT_EQ(ask(3, coordinator, {}, place).error().code, Code::not_found);
  EXPECT_EQ(ask(2, coordinator, kAwel, place).error().code, Code::not_found);
}

TEST_P(PlacesTest, StaffOfTheLineReadAndItsCoordinatorsWrite) {
  const std::string place = added();
  for (const Actor& actor : {stranger, Actor(Visitor{{1}}), Actor(Nobody{})})
    EXPECT_EQ(ask(0, actor).error().code, Code::not_found);
  for (const Actor& actor : {operator_, stranger, Actor(Visitor{{1}}), Actor(Nobody{})}) {
    EXPECT_EQ(ask(1, actor, kAwel).error().code, Code::not_found);
    EXPECT_EQ(ask(2, actor, kAwel, place).error().code, Code::not_found);
    EXPECT_EQ(ask(3, actor, {}, place).error().code, Code::not_found);
  }
  EXPECT_EQ(ask(2, stranger, kAwel, place, "gent").error().code, Code::not_found);
  EXPECT_EQ(ask(3, stranger, {}, place, "gent").error().code, Code::not_found);
  EXPECT_EQ(listed().size(), 1u);
}

TEST_P(PlacesTest, ALinkIsAWebAddressAndANumberCanBeCalled) {
  for (const char* bad : {"javascript:alert(1)", "awel.be", "https://", "https:///x", "https://a b", "ftp://awel.be",
                          "https://awel.be/\\\"x"})
    EXPECT_EQ(ask(1, coordinator, changed("https://awel.be", bad)).error().fields,
              (std::vector<FieldError>{{"url", "not_allowed"}}))
        << bad;
  for (const char* bad : {"bel ons", "()", "102;103"})
    EXPECT_EQ(ask(1, coordinator, changed("\"102\"", "\"" + std::string(bad) + "\"")).error().fields,
              (std::vector<FieldError>{{"phone", "not_allowed"}}))
        << bad;
  EXPECT_TRUE(ask(1, coordinator, changed("\"102\"", "\"+32 (0)16/12.34-56\"")));
}

TEST_P(PlacesTest, TellsWhichAreOpenNow) {  // 1 September 2026, a Tuesday, 10:00
  const auto add = [&](const std::string& week) {
    return ask(1, coordinator, changed("\"hours\":null", "\"hours\":null,\"week\":\"" + week + "\""));
  };
  ASSERT_TRUE(add("tue 09:00-11:00"));
  ASSERT_TRUE(add("daily 17:00-24:00"));
  ASSERT_TRUE(add("always"));
  EXPECT_EQ(listed().at(1).at("week").as_string(), "daily 17:00-24:00");
  const std::string list = world.view([&](const Snapshot& s) { return help(s, line); });
  const auto cards = json::parse(R"({"list":)" + list + "}")->at("list").as_array();
  EXPECT_TRUE(cards.at(0).at("open").as_bool());
  EXPECT_FALSE(cards.at(1).at("open").as_bool());
  EXPECT_TRUE(cards.at(2).at("open").as_bool());
  EXPECT_EQ(add("ma-vr 9-17").error().fields, (std::vector<FieldError>{{"week", "not_allowed"}}));
}

TEST_P(PlacesTest, AFileOfCentresIsImported) {
  EXPECT_EQ(import(kCentres)->body, R"({"added":3,"changed":0})");
  ASSERT_EQ(listed().size(), 3u);
  const auto first = listed().at(0);
  EXPECT_EQ(first.at("kind").as_string(), "centre");
  EXPECT_EQ(first.at("name").as_string(), "CLB Zee");
  EXPECT_EQ(first.at("town").as_string(), "Oostende");
  EXPECT_EQ(first.at("phone").as_string(), "059 12 34 56");
  EXPECT_EQ(first.at("about").as_string(), "Kom \"langs\"; of bel");
  EXPECT_TRUE(first.at("hours").is_null());
  EXPECT_FALSE(first.at("public").as_bool());
  EXPECT_TRUE(listed().at(2).at("public").as_bool());
}

TEST_P(PlacesTest, TheSameFileAgainChangesWhatIsThere) {
  import(kCentres).value();
  EXPECT_EQ(import("name,town,phone\nCLB Zee,Oostende,059 65 43 21\nCLB Zee,Gent,\n")->body,
            R"({"added":1,"changed":1})");
  ASSERT_EQ(listed().size(), 4u);
  EXPECT_EQ(listed().at(0).at("phone").as_string(), "059 65 43 21");
}

TEST_P(PlacesTest, OneWrongRowAndNothingIsImported) {
  using Fields = std::vector<FieldError>;
  EXPECT_EQ(
      mistakes("name;phone;public;kind\nGoed;;;\n;;;\nCLB;bel ons;misschien;school\n"),
      (Fields{{"row 4.kind", "not_allowed"}, {"row 4.public", "not_true_or_false"}, {"row 4.phone", "not_allowed"}}));
  EXPECT_EQ(mistakes("name;town\n;Gent\n"), (Fields{{"row 2.name", "required"}}));
  EXPECT_EQ(mistakes("name;town\nCLB\n"), (Fields{{"row 2", "too_short"}}));
  EXPECT_EQ(mistakes("naam;town\nCLB;Gent\n"), (Fields{{"row 1.name", "required"}, {"row 1.naam", "unknown_field"}}));
  EXPECT_EQ(mistakes(""), (Fields{{"row 1.name", "required"}}));
  EXPECT_EQ(import(kCentres, "nergens").error().fields, (Fields{{"line", "not_allowed"}}));
  EXPECT_TRUE(listed().empty());
}

}  // namespace
}  // namespace onthaal::places
