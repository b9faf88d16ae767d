#include "features/terms/terms.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "features/accounts/accounts.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::terms {
namespace {

constexpr std::string_view kNew =
    R"({"kind":"theme","code":"gamen","label":{"nl":"Gamen","nl-u":"Gamen","en":"Gaming"},"domains":["PSF","L&S"],)"
    R"("heavy":true,"from":"2026-01-01","until":"2026-12-31"})";

class TermsTest : public support::StoreTest {
 protected:
  TermsTest() {
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
  Result<Reply> ask(std::size_t route, const Actor& actor, std::string_view body = {}, std::string term = {}) {
    const http::Request request{.actor = actor, .parts = {"clbchat", std::move(term)}, .body = body};
    auto work = routes().at(route).parse(request);
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  static boost::json::object body_of(const Result<Reply>& reply) { return json::parse(reply->body).value(); }
  std::string added() { return std::string(body_of(ask(2, coordinator, kNew)).at("term").as_string()); }
  static std::string changed(std::string_view from, std::string_view to) {
    std::string text(kNew);
    return text.replace(text.find(from), from.size(), to);
  }
  void ship_both() {
    world.act([&](Tx& tx) {
      ship(tx, line);
      ship(tx, other_line);
    });
  }
  db::Connection& db() { return world.database.connection(); }

  LineId line, other_line;
  Actor operator_, coordinator, stranger;
};
ONTHAAL_ON_BOTH_ENGINES(TermsTest);

Millis at(std::string_view day, int hour, int minute) {
  const std::chrono::year_month_day date{
      std::chrono::year(std::stoi(std::string(day.substr(0, 4)))),
      std::chrono::month(static_cast<unsigned>(std::stoi(std::string(day.substr(5, 2))))),
      std::chrono::day(static_cast<unsigned>(std::stoi(std::string(day.substr(8)))))};
  const auto time = std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute);
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

TEST(DayInBrussels, BeginsAtItsOwnMidnightInWinterAndSummer) {
  EXPECT_EQ(day_of(at("2026-01-31", 22, 59)), "2026-01-31");
  EXPECT_EQ(day_of(at("2026-01-31", 23, 0)), "2026-02-01");
  EXPECT_EQ(day_of(at("2026-07-31", 21, 59)), "2026-07-31");
  EXPECT_EQ(day_of(at("2026-07-31", 22, 0)), "2026-08-01");
}

TEST(DayInBrussels, ChangesItsHourWithTheClocks) {
  EXPECT_EQ(day_of(at("2026-03-28", 23, 0)), "2026-03-29");  // the night in which summer time begins
  EXPECT_EQ(day_of(at("2026-03-29", 22, 0)), "2026-03-30");
  EXPECT_EQ(day_of(at("2026-10-24", 22, 0)), "2026-10-25");  // and ends
  EXPECT_EQ(day_of(at("2026-10-25", 22, 30)), "2026-10-25");
}

TEST_P(TermsTest, ANewLineHasThoseOfTheAnnualReports) {
  ship_both();
  const auto count = [&](Kind kind) { return of_day(db(), line, kind, "2026-11-22").size(); };
  EXPECT_EQ(count(Kind::theme), 24u);
  EXPECT_EQ(count(Kind::outcome), 6u);
  EXPECT_EQ(count(Kind::source), 8u);
  EXPECT_EQ(count(Kind::topic), 11u);
  const auto harm = find(db(), line, Kind::theme, "zelfverwonding").value();
  EXPECT_EQ(harm.domains, (std::vector<std::string>{"PSF", "PGZ"}));
  EXPECT_TRUE(harm.is_heavy);
  EXPECT_EQ(find(db(), harm.id)->uuid, harm.uuid);
  EXPECT_EQ(of_day(db(), line, Kind::theme, "2026-11-22").front().code, "studiekeuze");
  EXPECT_NE(find(db(), other_line, Kind::theme, "zelfverwonding")->uuid, harm.uuid);
}

TEST_P(TermsTest, ATermIsShownFromItsFirstDayUntilItsLast) {
  ship_both();
  const auto has_covid = [&](std::string_view day) {
    return std::ranges::any_of(of_day(db(), line, Kind::theme, day),
                               [](const Term& t) { return t.code == "covid_psf"; });
  };
  EXPECT_FALSE(has_covid("2020-02-29"));
  EXPECT_TRUE(has_covid("2020-03-01"));
  EXPECT_TRUE(has_covid("2023-08-31"));
  EXPECT_FALSE(has_covid("2023-09-01"));
  EXPECT_TRUE(find(db(), line, Kind::theme, "covid_psf"));  // a draft may still hold it
  EXPECT_FALSE(find(db(), line, Kind::topic, "covid_psf"));
}

TEST_P(TermsTest, TheIntakeFormTakesTheChoicesOfToday) {
  ship_both();
  const std::string choices = world.view([&](const Snapshot& s) { return terms::choices(s, line, Kind::source); });
  EXPECT_TRUE(choices.starts_with(
      R"([{"code":"smartschool","label":{"nl":"Via Smartschool","nl-u":"Via Smartschool","en":"Through Smartschool"}},)"))
      << choices;
}

TEST_P(TermsTest, StaffOfTheLineReadThoseOfToday) {
  ship_both();
  for (const Actor& actor : {operator_, coordinator}) {
    const auto body = body_of(ask(0, actor));
    EXPECT_EQ(body.at("themes").as_array().size(), 24u);
    EXPECT_EQ(body.at("topics").as_array().size(), 11u);
  }
  EXPECT_EQ(body_of(ask(1, coordinator)).at("themes").as_array().size(), 27u);
  EXPECT_EQ(ask(1, operator_).error().code, Code::not_found);
  for (const Actor& actor : std::vector<Actor>{stranger, Visitor{{1}}, Nobody{}})
    EXPECT_EQ(ask(0, actor).error().code, Code::not_found);
}

TEST_P(TermsTest, ACoordinatorAddsOneAfterTheOthers) {
  ship_both();
  const auto reply = ask(2, coordinator, kNew);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 201);
  auto shown = body_of(reply);
  shown.stable_erase("term");
  EXPECT_EQ(boost::json::serialize(shown),
            R"({"code":"gamen","label":{"nl":"Gamen","nl-u":"Gamen","en":"Gaming"},"domains":["PSF","L&S"],)"
            R"("heavy":true,"from":"2026-01-01","until":"2026-12-31"})");
  EXPECT_EQ(of_day(db(), line, Kind::theme, "2026-12-31").back().code, "gamen");
  EXPECT_EQ(ask(2, coordinator, kNew).error().code, Code::conflict);
  EXPECT_EQ(ask(2, coordinator, changed("\"theme\"", "\"topic\""))->status, 201);
  EXPECT_FALSE(find(db(), other_line, Kind::theme, "gamen"));
}

TEST_P(TermsTest, ItsKindAndCodeStay) {
  const std::string term = added();
  const auto reply = ask(3, coordinator, changed("\"until\":\"2026-12-31\"", "\"until\":null"), term);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
  EXPECT_TRUE(body_of(reply).at("until").is_null());
  EXPECT_FALSE(find(db(), line, Kind::theme, "gamen")->valid_until);
  EXPECT_EQ(ask(3, coordinator, changed("\"theme\"", "\"topic\""), term).error().fields,
            (std::vector<FieldError>{{"kind", "not_allowed"}}));
  EXPECT_EQ(ask(3, coordinator, changed("\"gamen\"", "\"spelen\""), term).error().fields,
            (std::vector<FieldError>{{"code", "not_allowed"}}));
  EXPECT_EQ(ask(3, coordinator, kNew, "iets").error().code, Code::not_found);
  EXPECT_EQ(ask(3, coordinator, kNew, Uuid{}.text()).error().code, Code::not_found);
}

TEST_P(TermsTest, OnlyCoordinatorsOfTheLineWrite) {
  const std::string term = added();
  for (const Actor& actor : {operator_, stranger, Actor(Visitor{{1}}), Actor(Nobody{})}) {
    EXPECT_EQ(ask(2, actor, changed("gamen", "ander")).error().code, Code::not_found);
    EXPECT_EQ(ask(3, actor, changed("\"Gamen\"", "\"Anders\""), term).error().code, Code::not_found);
  }
  EXPECT_EQ(find(db(), line, Kind::theme, "gamen")->label.nl, "Gamen");
}

TEST_P(TermsTest, AWrongFieldIsNamed) {
  using Fields = std::vector<FieldError>;
  const auto mistakes = [&](std::string_view from, std::string_view to) {
    return ask(2, coordinator, changed(from, to)).error().fields;
  };
  for (const char* bad : {"Gamen", "1gamen", "ga-men", "ga men", "gämen"})
    EXPECT_EQ(mistakes("\"gamen\"", "\"" + std::string(bad) + "\""), (Fields{{"code", "not_allowed"}})) << bad;
  for (const char* bad : {"2026-02-29", "2026-13-01", "26-01-01", "2026-1-01", "2026/01/01", "vandaag"})
    EXPECT_EQ(mistakes("\"2026-01-01\"", "\"" + std::string(bad) + "\""), (Fields{{"from", "not_allowed"}})) << bad;
  EXPECT_EQ(mistakes("\"2026-12-31\"", "\"2025-12-31\""), (Fields{{"until", "too_small"}}));
  EXPECT_EQ(mistakes("[\"PSF\",\"L&S\"]", "[\"PSF\",\"PSF\"]"), (Fields{{"domains", "not_allowed"}}));
  EXPECT_EQ(mistakes("[\"PSF\",\"L&S\"]", "[\"XYZ\"]"), (Fields{{"domains", "not_allowed"}}));
  EXPECT_EQ(mistakes("\"nl\":\"Gamen\",", ""), (Fields{{"label.nl", "required"}}));
}

}  // namespace
}  // namespace onthaal::terms
