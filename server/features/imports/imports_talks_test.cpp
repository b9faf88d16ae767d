#include "features/imports/imports_talks.h"

#include <gtest/gtest.h>

#include "features/imports/imports_report.h"

namespace onthaal::imports {
namespace {

using Fields = std::vector<FieldError>;

const std::string kMoment = "[moment]\ncolumn = \"when\"\n";
const std::vector<Named> kNames{
    {"theme", "pesten", 11},    {"theme", "verdriet", 12},        {"outcome", "advies", 21},
    {"source", "school", 31},   {"centre", "CLB Zee", 41},        {"centre", "CLB Berg", 42},
    {"centre", "CLB Berg", 43}, {"centre", "CLB Berg, Gent", 42}, {"partner", "Awel", 51},
};
constexpr Millis kNow = 1'700'000'000'000;  // 14 November 2023

struct Got {
  std::vector<std::pair<std::string, sheets::Talk>> talks;
  std::vector<std::string> refusals;  // "2 when not_a_time: gisteren"
  Fields wrong;
};

Got read(const std::string& toml, const std::string& csv) {
  Got got;
  const auto map = parse_map(kMoment + toml);
  if (!map) {
    got.wrong = map.error().fields;
    return got;
  }
  const Sink sink{
      .taken = [&](hours::Day day, const sheets::Talk& talk) { got.talks.emplace_back(hours::day_text(day), talk); },
      .refused =
          [&](const Refusal& each) {
            got.refusals.push_back(std::to_string(each.row) + " " + each.column + " " + std::string(each.reason) +
                                   ": " + each.value);
          }};
  const auto counted = read_talks(csv, *map, Names(kNames), kNow, sink);
  if (!counted) {
    got.wrong = counted.error().fields;
    if (got.wrong.empty()) got.wrong.push_back({"", counted.error().detail});
  }
  return got;
}

sheets::Talk only(const std::string& toml, const std::string& csv) {
  const Got got = read(toml, csv);
  EXPECT_EQ(got.refusals, std::vector<std::string>{});
  EXPECT_EQ(got.talks.size(), 1u);
  return got.talks.empty() ? sheets::Talk{} : got.talks.front().second;
}

Fields wrong_map(const std::string& toml) {
  const auto map = parse_map(toml);
  return map ? Fields{} : map.error().fields;
}

TEST(ImportMap, NamesEveryFieldThatIsWrong) {
  EXPECT_EQ(wrong_map("[age]\ncolumn = \"a\"\n"), (Fields{{"moment", "required"}}));
  EXPECT_EQ(wrong_map(kMoment + "zone = \"CET\"\nformat = \"%H\"\n"),
            (Fields{{"moment.zone", "not_allowed"}, {"moment.format", "not_allowed"}}));
  EXPECT_EQ(wrong_map(kMoment + "[who]\ncolumn = \"a\"\nvalues = { Leerling = \"pupul\", Ouder = 1 }\n"),
            (Fields{{"who.values.Leerling", "not_allowed"}, {"who.values.Ouder", "not_text"}}));
  EXPECT_EQ(wrong_map(kMoment + "[stars]\ncolumns = [\"a\"]\n"),
            (Fields{{"stars.columns", "not_allowed"}, {"stars.column", "required"}}));
  EXPECT_EQ(wrong_map(kMoment + "[wait]\ncolumn = \"a\"\nunit = \"hours\"\n[wat]\ncolumn = \"b\"\n"),
            (Fields{{"wait.unit", "not_allowed"}, {"wat", "unknown_field"}}));
  EXPECT_EQ(wrong_map(kMoment + "[dialogue]\nalways = \"yes\"\ncolumn = \"a\"\n"),
            (Fields{{"dialogue.column", "not_allowed"}}));
  EXPECT_EQ(wrong_map("separator = \"|\"\n" + kMoment), (Fields{{"separator", "not_allowed"}}));
  EXPECT_EQ(parse_map("[moment\n").error().code, Code::malformed);
}

TEST(ImportTalks, OnlyTheMomentIsNeeded) {
  const Got got = read("", "\xef\xbb\xbfwhen;who\r\n2021-09-01T17:00:05;Leerling\r\n\r\n2021-09-02 18:00;\r\n");
  ASSERT_EQ(got.talks.size(), 2u);
  EXPECT_EQ(got.talks[0].first, "2021-09-01");
  EXPECT_EQ(got.talks[0].second, (sheets::Talk{.second = 61205, .course = sheets::Course::talk}));
  EXPECT_EQ(got.talks[1].first, "2021-09-02");
}

TEST(ImportTalks, EveryFieldHasItsColumn) {
  const sheets::Talk talk = only(
      R"(
[course]
column = "state"
values = { klaar = "talk", weg = "left" }
[second]
column = "afspraak"
values = { ja = "yes" }
[who]
column = "who"
values = { Leerling = "pupil" }
[age]
column = "age"
[gender]
column = "gender"
values = { m = "f" }
[device]
column = "device"
[wait]
column = "wait"
[duration]
column = "duration"
unit = "minutes"
[visitor_messages]
column = "visitor"
[operator_messages]
column = "operator"
[registered]
always = "yes"
[fake]
column = "fake"
values = { "1" = "yes", "0" = "no" }
[boundary]
always = "no"
[broken_off]
column = "afspraak"
values = { ja = "yes" }
[stars]
column = "stars"
[breaks]
column = "breaks"
[operator]
column = "name"
[source]
column = "source"
[centre]
column = "centre"
[handed]
column = "handed"
[partner]
column = "partner"
values = { "Awel vzw" = "Awel" }
[themes]
columns = ["t1", "t2"]
separator = "/"
values = { Pesten = "pesten", Weer = "ignore" }
[outcomes]
column = "outcomes"
)",
      "when,state,afspraak,who,age,gender,device,wait,duration,visitor,operator,fake,stars,breaks,name,source,centre,"
      "handed,partner,t1,t2,outcomes\n"
      "2021-09-01 17:00,klaar,ja,Leerling,14,m,phone,90,\"18,5\",12,0,1,5,2,Noor Peeters,school,\"CLB Berg, "
      "Gent\",link,"
      "Awel vzw,Pesten / Weer,verdriet/pesten,advies\n");
  EXPECT_EQ(talk, (sheets::Talk{.second = 61200,
                                .course = sheets::Course::talk,
                                .has_untaken = true,
                                .by_appointment = sheets::Known::yes,
                                .who = sheets::Who::pupil,
                                .age = 14,
                                .gender = sheets::Gender::f,
                                .device = sheets::Device::phone,
                                .wait = 90,
                                .duration = 1110,
                                .visitor_messages = 12,
                                .operator_messages = 0,
                                .dialogue = sheets::Known::no,
                                .registered = sheets::Known::yes,
                                .fake = sheets::Known::yes,
                                .boundary = sheets::Known::no,
                                .broken_off = sheets::Known::yes,
                                .stars = std::uint8_t{5},
                                .breaks = 2,
                                .operator_ = 1,
                                .source = 31,
                                .centre = 42,
                                .handed = sheets::Handed::link,
                                .partner = 51,
                                .themes = {11, 12},
                                .outcomes = {21}}));
}

// An empty cell tells nothing, unless the map says what it tells.
TEST(ImportTalks, WhatIsNotToldIsUnknown) {
  using sheets::Known;
  const sheets::Talk bare = only("", "when\n2021-09-01 17:00\n");
  for (const Known each : {bare.registered, bare.fake, bare.boundary, bare.broken_off, bare.by_appointment})
    EXPECT_EQ(each, Known::unknown);
  EXPECT_EQ(bare.handed, sheets::Handed::unknown);
  EXPECT_FALSE(bare.stars || bare.breaks || bare.has_untaken);
  const std::string columns = "[fake]\ncolumn = \"fake\"\n[stars]\ncolumn = \"stars\"\n[course]\ncolumn = \"state\"\n";
  const std::string row = "when,fake,stars,state\n2021-09-01 17:00,,,\n";
  const sheets::Talk empty = only(columns, row);
  EXPECT_EQ(empty.fake, Known::unknown);
  EXPECT_EQ(empty.registered, Known::unknown);
  EXPECT_FALSE(empty.stars);
  EXPECT_TRUE(empty.has_untaken);
  const sheets::Talk told = only(
      "[fake]\ncolumn = \"fake\"\nvalues = { \"\" = \"no\" }\n[stars]\ncolumn = \"stars\"\nvalues = { \"\" = \"0\" }\n"
      "[course]\ncolumn = \"state\"\nvalues = { \"\" = \"talk\" }\n",
      row);
  EXPECT_EQ(told.fake, Known::no);
  EXPECT_EQ(told.registered, Known::yes);
  EXPECT_EQ(told.stars, 0);
  EXPECT_FALSE(told.has_untaken);  // none of its words is that somebody left
}

TEST(ImportTalks, WhatCannotBeIsRefusedAndNamed) {
  const Got got = read("[age]\ncolumn = \"age\"\n[stars]\ncolumn = \"stars\"\n[wait]\ncolumn = \"wait\"\n",
                       "when,age,stars,wait\n"
                       "2021-09-01 17:00,300,6,-5\n"
                       "2099-01-01 17:00,,,\n"
                       "1999-12-31 23:59,,,\n"
                       "gisteren,,,\n"
                       ",14,,\n"
                       "2021-09-01 17:00,veertien,-1,1e9\n"
                       "2021-09-01 17:00,14,5,604801\n"
                       "2021-09-01 17:00,14,5\n"
                       "2021-09-01 17:00,14,5,1,\n"
                       "2021-09-01 17:00,1\"4,5,1\n"
                       "2021-09-01 17:00,14,5,1\n");
  EXPECT_EQ(got.talks.size(), 1u);
  EXPECT_EQ(got.refusals, (std::vector<std::string>{
                              "2 wait too_small: -5", "2 age too_large: 300", "2 stars too_large: 6",
                              "3 when future: 2099-01-01 17:00", "4 when too_old: 1999-12-31 23:59",
                              "5 when not_a_time: gisteren", "6 when required: ", "7 wait not_a_number: 1e9",
                              "7 age not_a_number: veertien", "7 stars too_small: -1", "8 wait too_large: 604801",
                              "9  too_short: ", "10  too_long: ", "11  not_text: "}));
}

TEST(ImportTalks, NamesAreTheLinesOwn) {
  const std::string map =
      "[themes]\ncolumn = \"t\"\n[centre]\ncolumn = \"c\"\n[who]\ncolumn = \"w\"\nvalues = { L = \"pupil\" }\n";
  const Got got = read(map,
                       "when,t,c,w\n2021-09-01 17:00,pestn,CLB Zee,L\n2021-09-01 17:00,pesten,CLB Berg,L\n"
                       "2021-09-01 17:00,,CLB Dal,X\n2021-09-01 17:00,ignore,CLB Zee,parent\n");
  EXPECT_EQ(got.refusals, (std::vector<std::string>{"2 t unknown_name: pestn", "3 c ambiguous: CLB Berg",
                                                    "4 w not_allowed: X", "4 c unknown_name: CLB Dal"}));
  EXPECT_EQ(read("[themes]\ncolumn = \"t\"\nvalues = { P = \"pestn\" }\n[age]\ncolumn = \"x\"\n", "when,t\n").wrong,
            (Fields{{"age: column \"x\"", "unknown_field"}, {"themes.values.\"P\" = \"pestn\"", "unknown_name"}}));
  EXPECT_EQ(read("", "when,when\n").wrong, (Fields{{"moment: column \"when\"", "ambiguous"}}));
}

TEST(ImportTalks, ARowIsTakenOnceAndOperatorsAreNumbers) {
  const Got got = read("[id]\ncolumn = \"id\"\n[operator]\ncolumn = \"o\"\n[age]\ncolumn = \"a\"\n",
                       "when,id,o,a\n2021-09-01 17:00,a,Noor,300\n2021-09-01 17:00,a,Jef,\n2021-09-01 17:00,a,Jef,\n"
                       "2021-09-01 17:00,,Noor,\n2021-09-01 17:00,,Jef,\n2021-09-01 17:00,,,\n");
  EXPECT_EQ(got.refusals, (std::vector<std::string>{"2 a too_large: 300", "4 id double: a"}));
  std::vector<std::int64_t> operators;
  for (const auto& [day, talk] : got.talks) operators.push_back(talk.operator_);
  EXPECT_EQ(operators, (std::vector<std::int64_t>{1, 2, 1, 0}));
}

TEST(ImportTalks, LengthsAreSecondsMinutesAClockOrTheMomentOfTheEnd) {
  const auto times = [](const std::string& unit, const std::string& cells) {
    const sheets::Talk talk =
        only("[wait]\ncolumn = \"w\"\nunit = \"" + unit + "\"\n[duration]\ncolumn = \"d\"\nunit = \"" + unit + "\"\n",
             "when;w;d\n2021-09-01 17:00:30;" + cells + "\n");
    return std::pair(talk.wait.value_or(0), talk.duration.value_or(0));
  };
  EXPECT_EQ(times("seconds", "90;1110,4"), (std::pair(90u, 1110u)));
  EXPECT_EQ(times("minutes", "1,5;18.5"), (std::pair(90u, 1110u)));
  EXPECT_EQ(times("clock", "1:30;0:18:30"), (std::pair(90u, 1110u)));
  EXPECT_EQ(times("moment", "2021-09-01 17:02;2021-09-01 17:20:30"), (std::pair(90u, 1110u)));
  EXPECT_EQ(read("[wait]\ncolumn = \"w\"\nunit = \"moment\"\n", "when;w\n2021-09-01 17:00;2021-09-01 16:59\n").refusals,
            (std::vector<std::string>{"2 w too_small: 2021-09-01 16:59"}));
}

TEST(ImportTalks, WhatIsNotUtf8IsRefusedWithTheWayOut) {
  EXPECT_EQ(read("", "when\n2021-09-01 17:00\nco\xf6rdinator\n").wrong.front().problem,
            "the file is not UTF-8 (line 3), Latin-1 or Windows-1252 perhaps: save it as \"CSV UTF-8\"");
  EXPECT_EQ(read("", std::string("\xff\xfew\0", 4)).wrong.front().problem,
            "the file is UTF-16: save it as \"CSV UTF-8\"");
  EXPECT_FALSE(read("", "").wrong.empty());
}

TEST(ImportTalks, DateAndTimeMayStandApart) {
  const auto map = parse_map("[moment]\ncolumns = [\"day\", \"hour\"]\nformat = \"%d/%m/%Y %H:%M\"\n").value();
  std::vector<std::uint32_t> seconds;
  const Sink sink{.taken = [&](hours::Day, const sheets::Talk& talk) { seconds.push_back(talk.second); },
                  .refused = [](const Refusal&) { FAIL(); }};
  EXPECT_TRUE(read_talks("hour;day\n17:00;1/9/2021\n", map, Names({}), kNow, sink));
  EXPECT_EQ(seconds, (std::vector<std::uint32_t>{61200}));
}

TEST(ImportDays, GatherADayFromAnywhere) {
  Days days;
  const hours::Day first = hours::parse_day("2021-09-01").value();
  constexpr std::uint32_t kTalks = 250'000;  // more than are kept as they are
  for (std::uint32_t i = 0; i < kTalks; ++i)
    days.add(first + date::days(i % 3), {.second = i % 86'400, .operator_ = i});
  std::vector<std::int64_t> counts;
  std::int64_t sum = 0;
  days.each([&](hours::Day day, std::int64_t talks, std::string_view body) {
    EXPECT_EQ(day, first + date::days(static_cast<int>(counts.size())));
    counts.push_back(talks);
    sheets::unpack(body, [&](const sheets::Talk& talk) { sum += talk.operator_; });
  });
  EXPECT_EQ(counts, (std::vector<std::int64_t>{83'334, 83'333, 83'333}));
  EXPECT_EQ(sum, std::int64_t{kTalks} * (kTalks - 1) / 2);
  EXPECT_EQ(days.size(), 0u);
}

const hours::Day kToday = hours::parse_day("2026-11-23").value();

TEST(ImportTotals, AreReadInAnyOrderOfColumns) {
  const auto read = read_totals(
                        "source;value;figure;year;base;n\nJaarverslag;5,46%;theme_by_year.pesten.pupil;2017-2018;;\n"
                        "Jaarverslag;;talks_by_year;2017-2018;;5123\n",
                        Names(kNames), kToday)
                        .value();
  ASSERT_EQ(read.totals.size(), 2u);
  EXPECT_EQ(read.totals[0].figure, "theme_by_year.pesten.pupil");
  EXPECT_EQ(read.totals[0].value, 54'600);
  EXPECT_EQ(read.totals[0].n, std::nullopt);
  EXPECT_EQ(read.totals[1].n, 5123);
}

TEST(ImportTotals, WhatIsWrongIsNamed) {
  const auto read = read_totals(
                        "year,figure,n,base,value,source\n2017,talks_by_year,1,,,A\n2017-2018,talk,1,,,A\n"
                        "2017-2018,talks_by_year,,,,A\n2017-2018,talks_by_year,-1,,,A\n2017-2018,talks_by_year,1,,,\n"
                        "2017-2018,talks_by_year,1,,,A\n2017-2018,talks_by_year,2,,,A\n2017-2018,talks_by_year\n",
                        Names(kNames), kToday)
                        .value();
  std::vector<std::string> told;
  for (const Refusal& each : read.refusals)
    told.push_back(std::to_string(each.row) + " " + each.column + " " + std::string(each.reason));
  EXPECT_EQ(told,
            (std::vector<std::string>{"2 year not_a_time", "3 figure unknown_name", "4 n required", "5 n not_a_number",
                                      "6 source required", "8 figure double", "9  too_short"}));
  EXPECT_EQ(read.totals.size(), 1u);
  EXPECT_EQ(read.refused, 7);
  EXPECT_EQ(read_totals("year,figure,n,base\n", Names(kNames), kToday).error().fields,
            (Fields{{"row 1.value", "required"}, {"row 1.source", "required"}}));
}

TEST(ImportTotals, AYearThatIsStillToBeginHasNone) {
  const auto read =
      read_totals(
          "year,figure,n,base,value,source\n2026-2027,talks_by_year,12,,,A\n2027-2028,talks_by_year,12,,,A\n"
          "2040-2041,fake_by_year,,,0.05,A\n",
          Names(kNames), kToday)
          .value();
  ASSERT_EQ(read.totals.size(), 1u);
  EXPECT_EQ(read.totals[0].year, "2026-2027");
  ASSERT_EQ(read.refusals.size(), 2u);
  for (const Refusal& each : read.refusals) EXPECT_EQ(each.column + " " + std::string(each.reason), "year future");
}

TEST(ImportTotals, AFigureIsOneThatATableShows) {
  const auto told = [](const std::string& row) {
    const auto read =
        read_totals("year,figure,n,base,value,source\n2017-2018," + row + ",Jaarverslag\n", Names(kNames), kToday)
            .value();
    std::string text;
    for (const Refusal& each : read.refusals) text += each.column + " " + std::string(each.reason) + ";";
    return text;
  };
  EXPECT_EQ(told("fake_by_year,,,\"5,21\""), "value too_large;");
  EXPECT_EQ(told("fake_by_year,,,1.000001"), "value too_large;");
  EXPECT_EQ(told("theme_by_year.pesten.pupil,,,101%"), "value too_large;");
  EXPECT_EQ(told("fake_by_year,21,20,"), "n too_large;");
  EXPECT_EQ(told("talks_by_year,21,20,"), "n too_large;");
  for (const char* row : {"fake_by_year,20,20,100%", "fake_by_year,,,0.0521", "talks_by_year,5123,,5123",
                          "open_hours,,,812.5", "talks_by_month.09,400,,", "talks_definitions.2,400,,",
                          "theme_by_year.pesten.all,20,100,20%", "theme_by_year.verdriet.unknown,1,,"})
    EXPECT_EQ(told(row), "") << row;
  for (const char* figure : {"theme_by_year.pestn.pupil", "theme_by_year.pesten.kids", "theme_by_year.advies.pupil",
                             "talks_by_month.13", "talks_by_month.9", "talks_definitions.3", "theme_by_year.pesten",
                             "theme_by_year.pesten.pupil.", "talks_by_year.", "talks_by_yearly", "themes.pesten.pupil"})
    EXPECT_EQ(told(std::string(figure) + ",1,,"), "figure unknown_name;") << figure;
}

TEST(RefusalReport, TellsTheSameOnce) {
  RefusalReport report;
  for (std::size_t row = 2; row < 9; ++row) report.add({row, "Thema", "unknown_name", "Pestn"});
  report.add({9, "", "too_short", ""});
  EXPECT_EQ(
      report.text(5),
      "        7  Thema: unknown_name \"Pestn\"; rows 2, 3, 4, 5, 6 ...\n        1  (the row): too_short; row 9\n");
  EXPECT_EQ(report.text(1),
            "        7  Thema: unknown_name \"Pestn\"; rows 2, 3, 4, 5, 6 ...\n        1  other reasons\n");
  EXPECT_EQ(refusal_line({4, "a,b", "not_allowed", "=1+\"1\""}), "4,\"a,b\",not_allowed,\"'=1+\"\"1\"\"\"\n");
}

}  // namespace
}  // namespace onthaal::imports
