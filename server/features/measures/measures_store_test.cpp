#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "features/duty/duty.h"
#include "features/measures/measures_world.h"
#include "features/terms/terms.h"
#include "support/world.h"

namespace onthaal::measures {
namespace {

using sheets::Course;
using sheets::Talk;
using sheets::Who;

// The clock stands at 2026-09-01T08:00:00Z: ten in the morning in Brussels, a Tuesday.
class MeasuresTest : public support::StoreTest {
 protected:
  MeasuresTest() {
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}).value().id; });
    world.act([&](Tx& tx) { terms::ship(tx, line); });
    world.database.connection().run(
        {"test.import",
         "insert into talk_import (uuid, line, name, digest, state, made_at) values (:uuid, :line, 'test',"
         " :uuid, 'shown', 0)"},
        {{"uuid", Uuid{}}, {"line", line}});
    theme = world.view([&](const Snapshot& snapshot) {
      return terms::find(snapshot.db, line, terms::Kind::theme, "pesten")->id.value;
    });
  }
  void stage(std::string_view on, const std::vector<Talk>& talks) {
    world.act([&](Tx& tx) {
      sheets::stage(tx, line, 1, day(on), static_cast<std::int64_t>(talks.size()), sheets::pack(talks));
    });
  }
  void total(const char* year, const char* figure, std::int64_t n) {
    world.act([&](Tx& tx) {
      sheets::stage(tx, line, 1,
                    {.year = year, .figure = figure, .n = n, .base = {}, .value = {}, .source = "Verslag"});
    });
  }
  std::vector<Table> ask(std::vector<std::string> names, std::string_view from, std::string_view until) {
    asked.names = std::move(names);
    asked.filter.from = day(from);
    asked.filter.until = day(until);
    return world.view([&](const Snapshot& snapshot) { return tables(snapshot, line, asked); });
  }
  Table one(const std::string& name, std::string_view from, std::string_view until) {
    return ask(std::vector{name}, from, until).front();
  }
  Result<Reply> get(const Actor& actor, const http::Query& query) {
    const http::Routes all = routes();
    http::Request request{.actor = actor, .parts = {"clbchat"}, .query = query};
    auto work = all.at(0).parse(request);
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  Actor coordinator() {
    const auto person = world.act([](Tx& tx) {
      return accounts::add(tx, {"an", "An", "An", std::nullopt, {{"clbchat", accounts::Role::coordinator}}}, "hash");
    });
    return Staff{.staff = person->id};
  }

  LineId line{};
  std::int64_t theme = 0;
  Asked asked;
};
ONTHAAL_ON_BOTH_ENGINES(MeasuresTest);

TEST_P(MeasuresTest, CountsWhatASheetHas) {
  Talk talk = talk_with(Who::pupil, {theme});
  stage("2021-10-04", std::vector(6, talk));
  stage("2022-10-03", std::vector(8, talk));
  const auto both = ask({"themes", "talks_by_year"}, "2022-09-01", "2023-08-31");
  EXPECT_EQ(row_of(both[0], {"pesten", "pupil"}).n, 8);
  EXPECT_EQ(row_of(both[0], {"pesten", "pupil"}).keys[0].label, "Pesten, cyberpesten");
  EXPECT_EQ(row_of(both[1], {"2021-2022"}).n, 6);
  EXPECT_EQ(both[1].rows.size(), 2u);
  asked.years = 0;
  EXPECT_EQ(one("talks_by_year", "2022-09-01", "2023-08-31").rows.size(), 1u);
}

TEST_P(MeasuresTest, BeforeTheFirstTalkThereIsNothing) {
  stage("2021-10-04", std::vector(6, talk_with(Who::pupil)));
  for (const std::string& name : names())
    for (const std::optional<int> years : {std::optional(10), std::optional<int>()}) {
      asked.years = years;
      const Table table = one(name, "1999-01-01", "1999-12-31");
      EXPECT_EQ(table.name, name);
      EXPECT_FALSE(table.says.empty());
    }
  // A year that nobody kept anything of, and the one that is now.
  EXPECT_FALSE(row_of(one("volume", "1999-01-01", "1999-12-31"), {"talks"}).n);
  EXPECT_EQ(row_of(one("volume", "2026-09-01", "2027-08-31"), {"talks"}).n, 0);
}

// The line was made on 1 September 2026, at ten.
TEST_P(MeasuresTest, BeforeTheLineNobodyCounted) {
  stage("2026-05-04", std::vector(6, talk_with(Who::pupil)));
  EXPECT_FALSE(row_of(one("missed", "2026-05-01", "2026-08-31"), {"closed"}).n);
  EXPECT_EQ(row_of(one("volume", "2026-06-01", "2026-08-31"), {"talks"}).n, 0) << "of that year there are talks";
  EXPECT_EQ(row_of(one("missed", "2026-05-01", "2026-09-01"), {"full"}).n, 0);
  world.database.connection().run({"test.made", "update line set created_at = created_at + 864000000 where id = :line"},
                                  {{"line", line}});
  EXPECT_FALSE(row_of(one("volume", "2026-09-01", "2026-09-10"), {"talks"}).n);
  EXPECT_EQ(row_of(one("volume", "2026-09-01", "2026-09-11"), {"talks"}).n, 0);
}

// Its first talk goes on.
TEST_P(MeasuresTest, TheYearThatIsNowIsNotUnknown) {
  Talk talk = talk_with(Who::pupil);
  talk.course = Course::open;
  stage("2026-09-01", {talk});
  const Table today = one("today", "2026-09-01", "2027-08-31");
  EXPECT_EQ(row_of(today, {"today", "requests", "now"}).n, 1);
  EXPECT_FALSE(row_of(today, {"today", "requests", "before"}).n) << "the line was not here then";
  const Table lifetime = one("lifetime", "2026-09-01", "2027-08-31");
  EXPECT_EQ(row_of(lifetime, {"all"}).n, 0);
  EXPECT_EQ(find_row(lifetime, {"unknown_years"}), nullptr);
}

TEST_P(MeasuresTest, TodayIsBesideTheSameMomentOfAYearBefore) {
  Talk early = talk_with(Who::pupil), late = early;
  early.second = 9 * 3600;
  late.second = 11 * 3600;
  stage("2026-09-01", {early, early});
  stage("2026-08-31", {early});               // Monday of the same week, in the school year before
  stage("2025-09-02", {early, late});         // the same Tuesday
  stage("2025-09-01", {early, early, late});  // the same date, and the Monday of that week
  const Table today = one("today", "2020-01-01", "2020-01-02");
  EXPECT_EQ(row_of(today, {"today", "talks", "now"}).n, 2);
  EXPECT_EQ(row_of(today, {"today", "talks", "before"}).n, 1);
  EXPECT_EQ(row_of(today, {"week", "talks", "now"}).n, 3);
  EXPECT_EQ(row_of(today, {"week", "talks", "before"}).n, 4);
  EXPECT_EQ(row_of(today, {"year", "requests", "now"}).n, 2);
  EXPECT_EQ(row_of(today, {"year", "requests", "before"}).n, 2);
}

TEST_P(MeasuresTest, LifetimeIsAllTalksAndTheTotalsOfOtherYears) {
  stage("2021-10-04", std::vector(6, talk_with(Who::pupil)));
  EXPECT_EQ(one("lifetime", "2022-09-01", "2023-08-31").filter.from, day("2021-10-04"));
  total("2016-2017", "talks_by_year", 4012);
  total("2021-2022", "talks_by_year", 9999);
  const Table lifetime = one("lifetime", "2022-09-01", "2023-08-31");
  EXPECT_EQ(row_of(lifetime, {"all"}).n, 4018);
  EXPECT_EQ(row_of(lifetime, {"unknown_years"}).n, 5) << "that year itself, too";
  const Table before = one("lifetime", "2017-09-01", "2018-08-31");
  EXPECT_EQ(row_of(before, {"all"}).n, 4012);
  EXPECT_EQ(row_of(before, {"unknown_years"}).keys[0].label, "schooljaren waarvan niets bekend is: 2017-2018");
  const Table part = one("lifetime", "2021-09-01", "2021-10-03");
  EXPECT_EQ(row_of(part, {"all"}).n, 4012);
  EXPECT_NE(lifetime.says.find("2017-2018, 2018-2019, 2019-2020, 2020-2021, 2022-2023."), std::string::npos)
      << lifetime.says;
  EXPECT_EQ(lifetime.filter.from, day("2016-09-01"));
  EXPECT_EQ(lifetime.definition.version, 2);
  EXPECT_EQ(lifetime.breaks.size(), 1u);
  const Table years = one("talks_by_year", "2022-09-01", "2023-08-31");
  EXPECT_EQ(row_of(years, {"2016-2017"}).source, "Verslag");
  EXPECT_EQ(row_of(years, {"2021-2022"}).n, 6);
}

TEST_P(MeasuresTest, PlannedHoursAreThoseOfTheReports) {
  EXPECT_TRUE(one("open_hours", "2021-09-01", "2022-08-31").rows.empty());  // a line without hours
  world.act([&](Tx& tx) { hours::ship(tx, line); });
  EXPECT_TRUE(one("open_hours", "2021-09-01", "2022-08-31").rows.empty());  // nothing is known of that year
  stage("2021-10-04", {talk_with(Who::pupil)});
  stage("2022-10-03", {talk_with(Who::pupil)});
  const Table open = one("open_hours", "2022-09-01", "2023-08-31");
  EXPECT_EQ(row_of(open, {"2021-2022"}).n, 182);
  EXPECT_EQ(row_of(open, {"2021-2022"}).value, 950);
  EXPECT_EQ(row_of(open, {"2022-2023"}).value, 940);
  EXPECT_EQ(row_of(one("open_hours", "1900-01-01", "2200-01-01"), {"2022-2023"}).value, 940);
}

TEST_P(MeasuresTest, WhatStandsInOtherTablesIsNamed) {
  auto& db = world.database.connection();
  const auto run = [&](const char* name, const char* sql) { db.run({name, sql}, {{"line", line}, {"uuid", Uuid{}}}); };
  run("test.place",
      "insert into place (uuid, line, kind, name, town, position) values (:uuid, :line, 'centre', 'CLB', 'Gent', 1)");
  run("test.partner",
      "insert into partner (uuid, line, name, privacy, url, position) values (:uuid, :line, 'Nu-praat-ik-erover', '{}',"
      " 'https://x', 1)");
  run("test.refusal",
      "insert into refusal (line, at, reason) select id, 1633360000000, 'full' from line where id = :line"
      " and :uuid is not null");
  run("test.duty",
      "insert into duty_half_hour (line, at, online) select id, 1633359600000, 3600000 from line"
      " where id = :line and :uuid is not null");
  Talk talk = talk_with(Who::pupil);
  talk.centre = 1;
  talk.handed = sheets::Handed::booked;
  talk.partner = 1;
  stage("2021-10-04", std::vector(10, talk));
  const auto all = ask({"centres", "handovers", "missed", "on_duty"}, "2021-09-01", "2022-08-31");
  EXPECT_EQ(row_of(all[0], {Uuid{}.text()}).keys[0].label, "CLB, Gent");
  EXPECT_EQ(row_of(all[1], {"nu_praat_ik_erover", "booked"}).n, 10);
  EXPECT_EQ(row_of(all[2], {"full"}).n, 1);
  EXPECT_EQ(row_of(all[3], {"mon", "17:00"}).value, 2);
  asked.filter.centre = Uuid{};
  EXPECT_EQ(row_of(one("volume", "2021-09-01", "2022-08-31"), {"talks"}).n, 10);
}

TEST_P(MeasuresTest, WhoIsOnlineStillCountsUpToThisMoment) {
  const Actor an = coordinator();
  world.act([&](Tx& tx) {
    tx.db.run({"test.role",
               "insert into staff_role (staff, line, role) select id, :line, 'operator' from staff where login = 'an'"},
              {{"line", line}});
  });
  duty::Duty duty{{.changed = [](Tx&, const duty::DutyChanged&) {},
                   .last_gone = {},
                   .has_talk = {},
                   .is_expected = {},
                   .is_anybody_waiting = {}}};
  const Uuid uuid = lines::find(world.database.connection(), line)->uuid;
  const live::Envelope envelope{.actor = an, .id = *Uuid::parse("01900000-0000-7000-8000-0000000000c1")};
  world.act([&](Tx& tx) { return duty.set(tx, envelope, {.line = uuid, .state = duty::State::online}); }).value();
  world.clock.advance(std::chrono::minutes(1));
  const Table table = one("on_duty", "2026-09-01", "2026-09-01");
  EXPECT_DOUBLE_EQ(row_of(table, {"tue", "10:00"}).value.value(), 1.0 / 30);
}

TEST_P(MeasuresTest, AskingIsStrict) {
  const Actor an = coordinator();
  const http::Query good{{"tables", "volume,wait"}, {"from", "2021-09-01"}, {"until", "2022-08-31"}};
  const auto reply = get(an, good);
  ASSERT_TRUE(reply);
  EXPECT_EQ(json::parse(reply->body)->at("tables").as_array().size(), 2u);
  EXPECT_EQ(get(Nobody{}, good).error().code, Code::not_found);
  const auto field_of = [&](const std::pair<std::string, std::string>& changed) {
    http::Query query;
    for (const auto& each : good)
      if (each.first != changed.first) query.push_back(each);
    query.push_back(changed);
    const auto answer = get(an, query);
    if (answer) return std::string("nothing");
    EXPECT_EQ(answer.error().code, Code::invalid);
    return answer.error().fields.at(0).field;
  };
  for (const auto& [field, value] : http::Query{{"tables", "volume,nothing"},
                                                {"tables", "volume,volume"},
                                                {"tables", "volume,"},
                                                {"tables", ""},
                                                {"from", "2021-13-01"},
                                                {"until", "2021-08-31"},
                                                {"who", "everybody"},
                                                {"theme", "geen_thema"},
                                                {"theme", ""},
                                                {"centre", "somewhere"},
                                                {"centre", "00000000-0000-7000-8000-000000000000"},
                                                {"definition", "3"},
                                                {"years", "-1"},
                                                {"years", "201"},
                                                {"language", "fr"},
                                                {"other", "1"}})
    EXPECT_EQ(field_of({field, value}), field) << value;
  for (const auto& each :
       http::Query{{"who", "unknown"}, {"theme", "pesten"}, {"definition", "1"}, {"years", "all"}, {"language", "en"}})
    EXPECT_EQ(field_of(each), "nothing") << each.first;
}

}  // namespace
}  // namespace onthaal::measures
