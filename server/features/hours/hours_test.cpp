#include "features/hours/hours.h"

#include <gtest/gtest.h>

#include <map>

#include "features/accounts/accounts.h"
#include "features/hours/hours_store.h"
#include "features/hours/hours_time.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::hours {
namespace {

// Thursday 24 September 2026, 12:00 in Brussels.
constexpr std::string_view kNoon = "2026-09-24T12:00";
constexpr std::string_view kWeek =
    R"({"mon":["17:00-21:00"],"tue":["17:00-21:00"],"wed":["14:00-21:00"],"thu":["17:00-21:00"]})";
constexpr std::string_view kSettings =
    R"({"closes_public_holidays":false,"closes_decree":false,"run_out_minutes":45,"warn_minutes":15})";

enum : std::size_t {
  kShow,
  kSet,
  kAddRegime,
  kChangeRegime,
  kDropRegime,
  kAddException,
  kDropException,
  kAddOverride,
  kDropOverride,
  kCalendar
};

class HoursTest : public support::StoreTest {
 protected:
  HoursTest() {
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); })->id;
    other_line = world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); })->id;
    operator_ = staff("noor", "clbchat", accounts::Role::operator_);
    coordinator = staff("greet", "clbchat", accounts::Role::coordinator);
    stranger = staff("piet", "gent", accounts::Role::coordinator);
    go_to(kNoon);
  }

  Actor staff(const std::string& login, const std::string& slug, accounts::Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{slug, role}}}, "hash");
    });
    return Staff{person->id, {1}};
  }
  void go_to(std::string_view local) {
    world.clock.advance(std::chrono::milliseconds(utc_of(parse_local(local).value(), Edge::begin) - world.clock.now()));
  }
  Result<Reply> ask(std::size_t route, const Actor& actor, std::string_view body = {},
                    std::vector<std::string> more = {}, const std::string& slug = "clbchat") {
    more.insert(more.begin(), slug);
    const http::Request request{.actor = actor, .parts = more, .body = body, .evidence = {}};
    auto work = table.at(route).parse(request);
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  static std::string regime(std::string_view days, std::string_view from, std::string_view until = "null") {
    const std::string end = until == "null" ? "null" : "\"" + std::string(until) + "\"";
    return R"({"days":")" + std::string(days) + R"(","week":)" + std::string(kWeek) + R"(,"from":")" +
           std::string(from) + R"(","until":)" + end + "}";
  }
  static std::string exception(std::string_view kind, std::string_view from, std::string_view until) {
    const std::string start = from == "null" ? "null" : "\"" + std::string(from) + "\"";
    return R"({"kind":")" + std::string(kind) + R"(","starts_at":)" + start + R"(,"ends_at":")" + std::string(until) +
           R"(","reason":"Ziek"})";
  }
  static std::string name_of(const Result<Reply>& reply, const char* field) {
    return std::string(json::parse(reply.value().body)->at(field).as_string());
  }
  boost::json::object shown() { return json::parse(ask(kShow, coordinator)->body).value(); }
  boost::json::object calendar(const std::string& from, const std::string& to) {
    return json::parse(ask(kCalendar, operator_, {}, {from, to})->body).value();
  }
  std::vector<FieldError> mistakes(std::size_t route, const std::string& body) {
    const auto reply = ask(route, coordinator, body);
    EXPECT_FALSE(reply);
    return reply ? std::vector<FieldError>{} : reply.error().fields;
  }
  At at_now() {
    return world.view([&](const Snapshot& s) { return at(s.db, line, s.now); });
  }
  Result<Reply> command(std::string_view name, const std::string& args) {
    auto work = control::parse(control_commands(hooks), name, json::parse(args).value());
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  // When the job of the line is due.
  std::optional<Millis> due(LineId of) {
    constexpr db::Sql kDue{"test.hours_due", "select due from job where kind = 'hours.boundary' and key = :key"};
    const db::Rows rows = world.database.connection().run(kDue, {{"key", std::to_string(of.value)}});
    if (rows.empty()) return std::nullopt;
    return rows[0].integer(0);
  }

  LineId line, other_line;
  Actor operator_, coordinator, stranger;
  std::vector<LineId> told;
  HoursHooks hooks{.changed = [this](Tx&, LineId id) { told.push_back(id); }};
  http::Routes table = routes(hooks);
};
ONTHAAL_ON_BOTH_ENGINES(HoursTest);

TEST_P(HoursTest, WithTheHoursOfTheReportsTheirFiguresComeOut) {
  EXPECT_EQ(command("hours.ship", R"({"line":"clbchat"})")->body, R"({"regimes":4,"overrides":1})");
  struct Year {
    int from, days, hours;
  };
  // The two in the middle are published; the others were reckoned apart from this program.
  constexpr Year kYears[] = {{2018, 177, 915}, {2019, 182, 1079}, {2020, 184, 1288}, {2021, 182, 950},
                             {2022, 181, 940}, {2023, 177, 912},  {2024, 179, 932},  {2025, 182, 944},
                             {2026, 184, 958}, {2027, 181, 946},  {2028, 178, 922},  {2029, 177, 915},
                             {2030, 179, 929}, {2031, 184, 958},  {2032, 182, 950},  {2033, 181, 940}};
  for (const auto& [from, days, hours] : kYears) {
    const auto year = calendar(std::to_string(from) + "-09-01", std::to_string(from + 1) + "-08-31");
    EXPECT_EQ(year.at("open_days").as_int64(), days) << from;
    EXPECT_EQ(year.at("minutes").as_int64(), hours * 60) << from;
  }
}

TEST_P(HoursTest, TheExtraAfternoonsLeaveThePastAndTheFutureTrue) {
  command("hours.ship", R"({"line":"clbchat"})").value();
  const auto of_day = [&](const std::string& date) {
    return boost::json::serialize(calendar(date, date).at("days").at(0).at("stretches"));
  };
  constexpr const char *kEvening = R"(["17:00-21:00"])", *kLong = R"(["14:00-21:00"])";
  EXPECT_EQ(of_day("2019-09-05"), kEvening);
  EXPECT_EQ(of_day("2020-02-20"), kEvening);  // the last Thursday of school before them
  EXPECT_EQ(of_day("2020-03-02"), kLong);     // the first Monday
  EXPECT_EQ(of_day("2020-09-03"), kLong);
  EXPECT_EQ(of_day("2020-09-04"), "[]");   // no Fridays
  EXPECT_EQ(of_day("2021-06-29"), kLong);  // the last Tuesday of school
  EXPECT_EQ(of_day("2021-08-31"), kLong);  // as in every holiday
  EXPECT_EQ(of_day("2021-09-02"), kEvening);
  const auto extended = calendar("2020-11-10", "2020-11-10").at("days").at(0);
  EXPECT_EQ(extended.at("kind").as_string(), "holiday");
  EXPECT_EQ(extended.at("because").as_string(), "regime");
  EXPECT_TRUE(extended.at("set_as").as_string().starts_with("Herfstvakantie"));
}

TEST_P(HoursTest, HoursAreShippedOnce) {
  command("hours.ship", R"({"line":"clbchat"})").value();
  EXPECT_EQ(told, std::vector<LineId>{line});
  EXPECT_EQ(command("hours.ship", R"({"line":"clbchat"})").error().code, Code::conflict);
  EXPECT_EQ(command("hours.ship", R"({"line":"nergens"})").error().fields,
            (std::vector<FieldError>{{"line", "not_allowed"}}));
  EXPECT_EQ(command("hours.days", R"({"line":"clbchat","from":"2026-09-24","to":"2026-09-23"})").error().fields,
            (std::vector<FieldError>{{"to", "too_small"}}));
  EXPECT_EQ(command("hours.days", R"({"line":"clbchat","from":"2026-09-24","to":"2026-09-24"})")->body,
            ask(kCalendar, operator_, {}, {"2026-09-24", "2026-09-24"})->body);
}

TEST_P(HoursTest, ALineBeginsWithoutHours) {
  EXPECT_FALSE(at_now().has_hours);
  EXPECT_EQ(boost::json::serialize(shown()),
            R"({"regimes":[],"exceptions":[],"overrides":[],"closes_public_holidays":true,"closes_decree":true,)"
            R"("run_out_minutes":30,"warn_minutes":10})");
  const auto day = calendar("2026-09-24", "2026-09-24").at("days").at(0);
  EXPECT_EQ(boost::json::serialize(day),
            R"({"date":"2026-09-24","stretches":["00:00-24:00"],"minutes":1440,"kind":"school","holiday":null,)"
            R"("because":"always","regime":null,"reasons":[],"set_as":null})");
}

TEST_P(HoursTest, ACoordinatorSetsTheWeeks) {
  const auto added = ask(kAddRegime, coordinator, regime("school", "2026-09-01", "2027-06-30"));
  ASSERT_TRUE(added);
  EXPECT_EQ(added->status, 201);
  const std::string uuid = name_of(added, "regime");
  EXPECT_EQ(shown().at("regimes").as_array().size(), 1u);
  EXPECT_EQ(at_now().next, utc_of(parse_local("2026-09-24T17:00").value(), Edge::begin));
  const auto changed = ask(kChangeRegime, coordinator, regime("school", "2026-09-25"), {uuid});
  EXPECT_EQ(changed->status, 200);
  EXPECT_EQ(name_of(changed, "regime"), uuid);
  EXPECT_EQ(at_now().next, utc_of(parse_local("2026-09-28T17:00").value(), Edge::begin));
  EXPECT_EQ(at_now().because, Because::always);  // until the first week counts
  EXPECT_EQ(ask(kDropRegime, coordinator, {}, {uuid})->status, 204);
  EXPECT_EQ(ask(kDropRegime, coordinator, {}, {uuid}).error().code, Code::not_found);
  EXPECT_EQ(ask(kChangeRegime, coordinator, regime("school", "2026-09-25"), {uuid}).error().code, Code::not_found);
  EXPECT_FALSE(at_now().has_hours);
  EXPECT_EQ(told.size(), 3u);
}

TEST_P(HoursTest, TwoWeeksNeverCountOnOneDay) {
  const auto first = ask(kAddRegime, coordinator, regime("school", "2026-09-01", "2027-06-30"));
  const auto add = [&](const std::string& body) { return ask(kAddRegime, coordinator, body); };
  EXPECT_EQ(add(regime("school", "2027-06-30")).error().code, Code::conflict);
  EXPECT_EQ(add(regime("school", "2020-01-01", "2026-09-01")).error().code, Code::conflict);
  EXPECT_EQ(add(regime("school", "2020-01-01")).error().code, Code::conflict);
  EXPECT_TRUE(add(regime("holiday", "2026-09-01")));
  const auto next = add(regime("school", "2027-07-01"));
  ASSERT_TRUE(next);
  EXPECT_EQ(ask(kChangeRegime, coordinator, regime("school", "2026-09-01"), {name_of(first, "regime")}).error().code,
            Code::conflict);
  EXPECT_EQ(shown().at("regimes").at(2).at("until").is_null(), false);  // nothing of it was kept
  EXPECT_TRUE(
      ask(kChangeRegime, coordinator, regime("school", "2026-09-05", "2027-06-29"), {name_of(first, "regime")}));
}

TEST_P(HoursTest, ClosingAtOnceAndOpeningAgain) {
  ask(kAddRegime, coordinator, regime("school", "2026-09-01")).value();
  go_to("2026-09-24T18:00");
  EXPECT_TRUE(at_now().is_open);
  const auto closed = ask(kAddException, coordinator, exception("closed", "null", "2026-09-24T21:00"));
  ASSERT_TRUE(closed);
  EXPECT_EQ(name_of(closed, "starts_at"), "2026-09-24T18:00");
  EXPECT_EQ(name_of(closed, "made_by"), "greet");
  EXPECT_FALSE(at_now().is_open);
  EXPECT_EQ(at_now().run_out_until, utc_of(parse_local("2026-09-24T18:30").value(), Edge::begin));
  const auto day = calendar("2026-09-24", "2026-09-24").at("days").at(0);
  EXPECT_EQ(day.at("minutes").as_int64(), 60);
  EXPECT_EQ(day.at("because").as_string(), "exception");
  EXPECT_EQ(day.at("reasons").at(0).as_string(), "Ziek");
  // Taken back while it lasts, it ends there: what was stays true.
  go_to("2026-09-24T19:00");
  EXPECT_EQ(ask(kDropException, coordinator, {}, {name_of(closed, "exception")})->status, 204);
  EXPECT_TRUE(at_now().is_open);
  EXPECT_EQ(calendar("2026-09-24", "2026-09-24").at("minutes").as_int64(), 180);
  EXPECT_EQ(ask(kDropException, coordinator, {}, {name_of(closed, "exception")}).error().code, Code::conflict);
}

TEST_P(HoursTest, AnOpeningAheadCanBeTakenBack) {
  ask(kAddRegime, coordinator, regime("school", "2026-09-01")).value();
  const auto open = ask(kAddException, coordinator, exception("open", "2026-09-26T10:00", "2026-09-26T12:00"));
  EXPECT_EQ(calendar("2026-09-26", "2026-09-26").at("minutes").as_int64(), 120);
  EXPECT_EQ(ask(kDropException, coordinator, {}, {name_of(open, "exception")})->status, 204);
  EXPECT_EQ(calendar("2026-09-26", "2026-09-26").at("minutes").as_int64(), 0);
  EXPECT_EQ(ask(kDropException, coordinator, {}, {name_of(open, "exception")}).error().code, Code::not_found);
}

TEST_P(HoursTest, AnOverrideChangesWhichDaysTheseAre) {
  ask(kAddRegime, coordinator, regime("school", "2026-09-01")).value();
  const auto set = ask(kAddOverride, coordinator,
                       R"({"days":"holiday","first_day":"2026-09-28","last_day":"2026-09-29","reason":"Minister"})");
  ASSERT_TRUE(set);
  EXPECT_EQ(calendar("2026-09-28", "2026-09-29").at("minutes").as_int64(), 0);
  EXPECT_EQ(calendar("2026-09-28", "2026-09-28").at("days").at(0).at("set_as").as_string(), "Minister");
  EXPECT_EQ(shown().at("overrides").as_array().size(), 1u);
  EXPECT_EQ(ask(kDropOverride, coordinator, {}, {name_of(set, "override")})->status, 204);
  EXPECT_EQ(ask(kDropOverride, coordinator, {}, {name_of(set, "override")}).error().code, Code::not_found);
  EXPECT_EQ(calendar("2026-09-28", "2026-09-29").at("minutes").as_int64(), 480);
}

TEST_P(HoursTest, SettingsSayWhatClosesAndHowItRunsOut) {
  ask(kAddRegime, coordinator, regime("holiday", "2026-09-01")).value();
  EXPECT_EQ(calendar("2026-11-11", "2026-11-11").at("days").at(0).at("because").as_string(), "public_holiday");
  const auto reply = ask(kSet, coordinator, kSettings);
  EXPECT_EQ(json::parse(reply->body)->at("run_out_minutes").as_int64(), 45);
  const Settings now = world.view([&](const Snapshot& s) { return settings_of(s.db, line); });
  EXPECT_EQ(now.run_out_minutes, 45);
  EXPECT_EQ(now.warn_minutes, 15);
  EXPECT_EQ(calendar("2026-11-11", "2026-11-11").at("minutes").as_int64(), 420);
}

TEST_P(HoursTest, WhatIsWrongIsNamed) {
  using Fields = std::vector<FieldError>;
  EXPECT_EQ(
      mistakes(kSet, R"({"closes_public_holidays":true,"closes_decree":1,"run_out_minutes":5,"warn_minutes":10})"),
      (Fields{{"closes_decree", "not_true_or_false"}, {"warn_minutes", "too_large"}}));
  EXPECT_EQ(mistakes(kAddRegime, R"({"days":"soms","week":{"mon":["5-9"],"zon":[]},"from":"gisteren","until":null})"),
            (Fields{{"days", "not_allowed"},
                    {"week.mon", "not_allowed"},
                    {"week.zon", "unknown_field"},
                    {"from", "not_allowed"}}));
  EXPECT_EQ(mistakes(kAddRegime, regime("school", "2026-09-01", "2026-08-31")), (Fields{{"until", "too_small"}}));
  EXPECT_EQ(mistakes(kAddException, exception("closed", "null", "2026-09-24T12:00")),
            (Fields{{"ends_at", "too_small"}}));
  EXPECT_EQ(mistakes(kAddException, exception("closed", "2026-09-25T12:00", "2026-09-25T11:00")),
            (Fields{{"ends_at", "too_small"}}));
  EXPECT_EQ(mistakes(kAddException, exception("closed", "2026-09-23T12:00", "2026-09-23T13:00")),
            (Fields{{"ends_at", "too_small"}}));
  EXPECT_EQ(mistakes(kAddException, exception("dicht", "12:00", "13:00")),
            (Fields{{"kind", "not_allowed"}, {"starts_at", "not_allowed"}, {"ends_at", "not_allowed"}}));
  EXPECT_EQ(mistakes(kAddOverride, R"({"days":"school","first_day":"2026-09-24","last_day":"2026-09-23","reason":""})"),
            (Fields{{"reason", "too_short"}, {"last_day", "too_small"}}));
  EXPECT_EQ(ask(kCalendar, operator_, {}, {"2026-09-24", "2028-12-03"}).error().fields, (Fields{{"to", "too_large"}}));
  EXPECT_EQ(ask(kCalendar, operator_, {}, {"x", "2026-09-31"}).error().fields,
            (Fields{{"from", "not_allowed"}, {"to", "not_allowed"}}));
  EXPECT_TRUE(told.empty());
}

TEST_P(HoursTest, StaffReadTheCalendarAndCoordinatorsTheRest) {
  const std::string regime_uuid = name_of(ask(kAddRegime, coordinator, regime("school", "2026-09-01")), "regime");
  const std::string exception_uuid =
      name_of(ask(kAddException, coordinator, exception("closed", "null", "2026-09-24T21:00")), "exception");
  const std::string override_body =
      R"({"days":"school","first_day":"2026-09-24","last_day":"2026-09-24","reason":"x"})";
  const std::string override_uuid = name_of(ask(kAddOverride, coordinator, override_body), "override");
  told.clear();
  for (const Actor& actor : {stranger, Actor(Visitor{{1}}), Actor(Nobody{})})
    EXPECT_EQ(ask(kCalendar, actor, {}, {"2026-09-24", "2026-09-24"}).error().code, Code::not_found);
  const auto refused = [&](const Actor& actor, const std::string& slug) {
    const std::pair<std::size_t, std::pair<std::string, std::string>> all[] = {
        {kShow, {}},
        {kSet, {std::string(kSettings), ""}},
        {kAddRegime, {regime("holiday", "2026-09-01"), ""}},
        {kChangeRegime, {regime("school", "2026-09-02"), regime_uuid}},
        {kDropRegime, {"", regime_uuid}},
        {kAddException, {exception("closed", "null", "2026-09-24T22:00"), ""}},
        {kDropException, {"", exception_uuid}},
        {kAddOverride, {override_body, ""}},
        {kDropOverride, {"", override_uuid}}};
    const bool is_own = slug == "gent";
    for (const auto& [route, what] : all) {
      const bool needs_it = !what.second.empty();
      if (is_own && !needs_it) continue;
      EXPECT_EQ(ask(route, actor, what.first, {what.second}, slug).error().code, Code::not_found) << route;
    }
  };
  for (const Actor& actor : {operator_, stranger, Actor(Visitor{{1}}), Actor(Nobody{})}) refused(actor, "clbchat");
  refused(stranger, "gent");  // what is of another line is not there
  EXPECT_TRUE(told.empty());
  EXPECT_FALSE(world.view([&](const Snapshot& s) { return at(s.db, other_line, s.now); }).has_hours);
}

TEST_P(HoursTest, AJobTellsAtEachBoundary) {
  const auto run = [&] {
    world.act([&](Tx& tx) { jobs(hooks).at(0).run(tx, {.key = std::to_string(line.value), .data = {}}); });
  };
  ask(kAddRegime, coordinator, regime("school", "2026-09-01")).value();
  EXPECT_EQ(due(line), utc_of(parse_local("2026-09-24T17:00").value(), Edge::begin));
  EXPECT_EQ(due(other_line), std::nullopt);
  go_to("2026-09-24T17:00");
  told.clear();
  constexpr db::Sql kDone{"test.hours_done", "delete from job"};
  for (const char* next : {"2026-09-24T21:00", "2026-09-24T21:20", "2026-09-24T21:30", "2026-09-28T17:00"}) {
    world.act([&](Tx& tx) { tx.db.run(kDone); });  // as the engine does with one that runs
    run();
    EXPECT_EQ(due(line), utc_of(parse_local(next).value(), Edge::begin)) << next;
    go_to(next);
  }
  EXPECT_EQ(told, std::vector<LineId>(4, line));
  world.act([&](Tx& tx) { schedule_jobs(tx); });
  EXPECT_EQ(due(other_line), world.clock.now());
}

}  // namespace
}  // namespace onthaal::hours
