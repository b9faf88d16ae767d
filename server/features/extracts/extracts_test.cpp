#include "features/extracts/extracts.h"

#include <gtest/gtest.h>

#include <array>

#include "core/csv.h"
#include "features/extracts/extracts_file.h"
#include "platform/json.h"
#include "support/counted_line.h"

namespace onthaal::extracts {
namespace {

using sheets::Talk;

std::string header(const Reply& reply, std::string_view name) {
  for (const auto& [key, value] : reply.headers)
    if (key == name) return value;
  return {};
}

class ExtractsTest : public support::CountedLine {
 protected:
  Result<Work> parse(http::Query more, const Actor& actor) {
    http::Query query{{"from", "2021-09-01"}, {"until", "2022-08-31"}};
    for (auto& [name, value] : more) {
      std::erase_if(query, [&](const auto& each) { return each.first == name && name != "theme"; });
      query.emplace_back(name, value);
    }
    return routes(std::filesystem::temp_directory_path())
        .at(0)
        .parse({.actor = actor, .parts = {"clbchat"}, .query = query, .body = {}, .evidence = {}});
  }
  Result<Reply> ask(const http::Query& more, const Actor& actor) {
    auto work = parse(more, actor);
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  Result<Reply> ask(const http::Query& more = {}) { return ask(more, carla); }
  std::string file(const http::Query& more = {}) { return read_all(ask(more).value().download).value(); }
  std::vector<std::map<std::string, std::string>> rows(const http::Query& more = {}) {
    const csv::Table table = csv::parse(file(more)).value();
    std::vector<std::map<std::string, std::string>> all;
    for (const auto& [_, cells] : table.rows)
      for (auto& row = all.emplace_back(); const auto& name : table.columns) row[name] = cells.at(row.size());
    return all;
  }
  std::int64_t place(const std::string& name) {
    return world.act([&](Tx& tx) {
      return tx.db
          .run({"test.place",
                "insert into place (uuid, line, kind, name, position) values (:uuid, :line, 'centre', :name, 1)"
                " returning id"},
               {{"uuid", kCentre}, {"line", line.id}, {"name", name}})[0]
          .integer(0);
    });
  }
  std::vector<FieldError> refused(const http::Query& more) { return ask(more).error().fields; }

  const Uuid kCentre = *Uuid::parse("01900000-0000-7000-8000-0000000000ce");
};
ONTHAAL_ON_BOTH_ENGINES(ExtractsTest);

TEST_P(ExtractsTest, ARowIsCoarseAndHasAllThatIsAllowed) {
  Talk talk = pupil();
  talk.fake = sheets::Known::yes;
  talk.by_appointment = sheets::Known::no;
  talk.handed = sheets::Handed::no;
  talk.operator_ = 7;
  talk.themes = {theme("zelfverwonding"), theme("pesten")};
  talk.outcomes = {term(terms::Kind::outcome, "info_en_advies"), term(terms::Kind::outcome, "doorverwezen_clb")};
  talk.source = term(terms::Kind::source, "smartschool");
  talk.centre = place("CLB Gent");
  talks("2021-11-22", {talk});

  const auto all = rows();
  ASSERT_EQ(all.size(), 1U);
  const std::map<std::string, std::string> expected{{"school_year", "2021-2022"},
                                                    {"month", "2021-11"},
                                                    {"weekday", "1"},
                                                    {"half_hour", "17:00"},
                                                    {"kind", "talk"},
                                                    {"by_appointment", "no"},
                                                    {"dialogue", "yes"},
                                                    {"who", "pupil"},
                                                    {"age_band", "14_to_15"},
                                                    {"gender", "f"},
                                                    {"device", "phone"},
                                                    {"wait_minutes", "2"},
                                                    {"duration_minutes", "19"},
                                                    {"registered", "yes"},
                                                    {"fake", "yes"},
                                                    {"broken_off", "no"},
                                                    {"main_theme", "zelfverwonding"},
                                                    {"themes", "zelfverwonding|pesten"},
                                                    {"domains", "PSF|PGZ"},
                                                    {"outcomes", "info_en_advies|doorverwezen_clb"},
                                                    {"source", "smartschool"},
                                                    {"stars", "4"},
                                                    {"handed", "no"},
                                                    {"partner", ""},
                                                    {"centre", "CLB Gent"},
                                                    {"origin", "import"},
                                                    {"definition", "1"},
                                                    {"filter", "all"},
                                                    {"computed_at", all[0].at("computed_at")}};
  EXPECT_EQ(all[0], expected);
}

TEST_P(ExtractsTest, WhatIsNotKnownIsEmptyAndWhatIsLongIsCapped) {
  talks("2021-11-22", {{.second = 86'399, .course = sheets::Course::left, .wait = 90'000},
                       {.second = 0,
                        .course = sheets::Course::talk,
                        .age = std::uint8_t{9},
                        .wait = 0,
                        .duration = 90'000,
                        .dialogue = sheets::Known::no}});
  auto all = rows();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0]["half_hour"], "00:00");
  EXPECT_EQ(all[0]["age_band"], "9_or_younger");
  EXPECT_EQ(all[0]["wait_minutes"], "0");
  EXPECT_EQ(all[0]["duration_minutes"], "180");
  EXPECT_EQ(all[1]["half_hour"], "23:30");
  EXPECT_EQ(all[1]["kind"], "left");
  EXPECT_EQ(all[1]["wait_minutes"], "120");
  for (const char* unknown : {"duration_minutes", "age_band", "fake", "broken_off", "stars", "themes", "source"})
    EXPECT_EQ(all[1][unknown], "") << unknown;
  EXPECT_EQ(all[1]["who"], "unknown");
}

// A Monday in another week: not a byte of the file tells.
TEST_P(ExtractsTest, WithinAMonthNothingTellsTheDay) {
  Talk other = pupil();
  other.age = 17;
  talks("2021-11-08", {pupil()});
  talks("2021-11-22", {other});
  talks("2022-03-07", {other});
  talks("2022-03-21", {pupil()});
  const auto all = rows();
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].at("age_band"), all[2].at("age_band"));
  EXPECT_EQ(all[1].at("age_band"), all[3].at("age_band"));
  EXPECT_EQ(rows({{"from", "2021-11-22"}, {"until", "2021-11-22"}}).size(), 2U) << "the whole month";
  EXPECT_EQ(rows({{"from", "2021-12-01"}, {"until", "2022-03-01"}}).size(), 2U);
}

TEST_P(ExtractsTest, OnlyWhatIsAskedFor) {
  Talk parent = pupil();
  parent.who = sheets::Who::parent;
  parent.themes = {theme("pesten"), theme("depressie")};
  parent.centre = place("CLB Gent");
  Talk sad = pupil();
  sad.themes = {theme("depressie")};
  talks("2021-11-22", {parent, sad, pupil()});
  EXPECT_EQ(rows().size(), 3U);
  EXPECT_EQ(rows({{"who", "parent"}}).size(), 1U);
  EXPECT_EQ(rows({{"theme", "pesten"}}).size(), 1U);
  EXPECT_EQ(rows({{"theme", "pesten"}, {"theme", "depressie"}}).size(), 2U);
  EXPECT_EQ(rows({{"centre", kCentre.text()}}).size(), 1U);
  EXPECT_EQ(rows({{"who", "teacher"}}).size(), 0U);
  EXPECT_EQ(rows({{"from", "2010-01-01"}, {"until", "2010-12-31"}}).size(), 0U);
}

TEST_P(ExtractsTest, AWrongFieldIsNamed) {
  using Fields = std::vector<FieldError>;
  EXPECT_EQ(refused({{"from", "2021-02-30"}}), (Fields{{"from", "not_allowed"}}));
  EXPECT_EQ(refused({{"until", "2020-01-01"}}), (Fields{{"until", "too_small"}}));
  EXPECT_EQ(refused({{"format", "pdf"}}), (Fields{{"format", "not_allowed"}}));
  EXPECT_EQ(refused({{"who", "cat"}}), (Fields{{"who", "not_allowed"}}));
  EXPECT_EQ(refused({{"centre", "Gent"}}), (Fields{{"centre", "not_a_uuid"}}));
  EXPECT_EQ(refused({{"centre", kCentre.text()}}), (Fields{{"centre", "not_allowed"}}));
  EXPECT_EQ(refused({{"theme", "geen_thema"}}), (Fields{{"theme", "not_allowed"}}));
  EXPECT_EQ(refused({{"operator", "anna"}}), (Fields{{"operator", "unknown_field"}}));
  EXPECT_EQ(count_audit("rows.extracted"), 0);
}

TEST_P(ExtractsTest, OnlyCoordinatorsAndEachIsInTheLog) {
  talks("2021-11-22", {pupil(), pupil()});
  for (const Actor& actor : {anna, Actor(Nobody{}), Actor(Visitor{{1}})})
    EXPECT_EQ(ask({}, actor).error().code, Code::not_found);
  EXPECT_EQ(count_audit("rows.extracted"), 0);
  ask({{"who", "pupil"}, {"format", "jsonl"}}).value();
  EXPECT_EQ(count_audit("rows.extracted"), 1);
  const db::Rows entry = world.database.connection().run(
      {"test.entry", "select data, staff, line from audit where what = 'rows.extracted'"});
  EXPECT_EQ(entry[0].text(0),
            R"({"from":"2021-09-01","until":"2022-08-31","filter":{"who":"pupil","themes":[],"centre":null},)"
            R"("format":"jsonl","rows":2})");
  EXPECT_EQ(entry[0].integer(1), std::get<Staff>(carla).staff.value);
  EXPECT_EQ(entry[0].integer(2), line.id.value);
}

TEST_P(ExtractsTest, WhoLostTheRoleMeanwhileGetsNothing) {
  talks("2021-11-22", {pupil()});
  Work work = parse({}, carla).value();
  Work next = world.view(std::get<Read>(work).run).value();
  world.act([](Tx& tx) { tx.db.run({"test.take", "delete from staff_role where role = 'coordinator'"}); });
  EXPECT_EQ(world.finish(std::move(next)).error().code, Code::not_found);
  EXPECT_EQ(count_audit("rows.extracted"), 0);
}

TEST_P(ExtractsTest, CsvIsForSpreadsheetsAndNeverAFormula) {
  Talk talk = pupil();
  talk.centre = place("=HYPERLINK(\"http://x\"; \"CLB, Gent\")");
  talks("2021-11-22", {talk});
  const std::string text = file();
  EXPECT_TRUE(text.starts_with("school_year,month,"));
  EXPECT_TRUE(text.ends_with("\r\n"));
  EXPECT_NE(text.find(",\"'=HYPERLINK(\"\"http://x\"\"; \"\"CLB, Gent\"\")\","), text.npos);
  const std::string excel = file({{"bom", "yes"}, {"separator", "semicolon"}});
  EXPECT_TRUE(excel.starts_with("\xef\xbb\xbfschool_year;month;"));
  EXPECT_EQ(rows({{"bom", "yes"}, {"separator", "semicolon"}}), rows());
}

TEST_P(ExtractsTest, TheHeaderTellsWhatItIs) {
  talks("2022-09-12", {pupil()});
  const Reply reply = ask({{"until", "2022-09-03"}}).value();
  EXPECT_EQ(header(reply, "Content-Type"), "text/csv; charset=utf-8; header=present");
  EXPECT_EQ(header(reply, "Content-Disposition"), "attachment; filename=\"onthaal-clbchat-2021-09-01-2022-09-30.csv\"");
  const auto told = json::parse(header(reply, "Onthaal-Extract")).value();
  EXPECT_EQ(told.at("rows"), 1);
  EXPECT_EQ(told.at("until"), "2022-09-30");
  EXPECT_EQ(told.at("definitions").as_array().size(), 2U) << "talk changed on 1 September 2022";
}

TEST_P(ExtractsTest, EachRowSaysHowItWasCounted) {
  talks("2022-08-29", {pupil()});
  talks("2022-09-12", {pupil()});
  const http::Query asked{{"until", "2022-09-30"}, {"who", "pupil"}, {"theme", "pesten"}, {"theme", "depressie"}};
  EXPECT_TRUE(rows(asked).empty());
  const auto all = rows({{"until", "2022-09-30"}, {"who", "pupil"}});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].at("definition"), "1");
  EXPECT_EQ(all[1].at("definition"), "2") << "changed on 1 September 2022";
  EXPECT_EQ(all[0].at("filter"), "who=pupil");
  const auto told = json::parse(header(ask().value(), "Onthaal-Extract")).value();
  EXPECT_EQ(told.at("computed_at"), all[0].at("computed_at").c_str());
  EXPECT_EQ(wire::filter_text(
                wire::parse({{"from", "2021-09-01"}, {"until", "2022-08-31"}, {"theme", "a"}, {"theme", "b"}}).value()),
            "theme=a&theme=b");
}

TEST_P(ExtractsTest, JsonLinesBeginWithWhatTheyAre) {
  Talk talk = pupil();
  talk.themes = {theme("pesten")};
  talk.centre = place("=1+1");
  talks("2021-11-22", {talk, {.course = sheets::Course::left}});
  const std::string text = file({{"format", "jsonl"}});
  std::vector<boost::json::object> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = text.find('\n', from);
    lines.push_back(json::parse(text.substr(from, end - from)).value());
    from = end + 1;
  }
  ASSERT_EQ(lines.size(), 3U);
  const auto& meta = lines[0].at("extract").as_object();
  EXPECT_EQ(meta.at("line"), "clbchat");
  EXPECT_EQ(meta.at("columns").as_array().size(), kColumns);
  EXPECT_EQ(meta.at("definitions").at(0).at("version"), 1);
  EXPECT_EQ(lines[1].at("half_hour"), "00:00");
  EXPECT_TRUE(lines[1].at("stars").is_null());
  EXPECT_EQ(lines[2].at("themes"), boost::json::array{"pesten"});
  EXPECT_EQ(lines[2].at("centre"), "=1+1");
  EXPECT_EQ(lines[2].at("fake"), false);
  EXPECT_EQ(lines[2].at("wait_minutes"), 2);
}

TEST_P(ExtractsTest, AWorkbookIsOne) {
  talks("2021-11-22", {pupil()});
  const std::string bytes = file({{"format", "xlsx"}, {"language", "en"}});
  EXPECT_TRUE(bytes.starts_with("PK"));
  EXPECT_GT(bytes.size(), 5000U);
  EXPECT_TRUE(file({{"format", "xlsx"}, {"who", "teacher"}}).starts_with("PK")) << "without a row";
}

TEST(ExtractsBook, HasABound) {
  const auto book =
      make_book({.line = "clbchat", .asked = {}, .definitions = {}}, std::filesystem::temp_directory_path()).value();
  const std::vector<Row> rows(static_cast<std::size_t>(kMostBookRows) + 1);
  EXPECT_EQ(book->add(rows).error().code, Code::too_large);
}

TEST_P(ExtractsTest, ManyGoInSlicesAndEachOnce) {
  const std::vector<Talk> many(700, pupil());
  for (const char* day : {"2021-09-06", "2021-10-04", "2021-11-08", "2021-12-06", "2022-01-10", "2022-02-07",
                          "2022-03-07", "2022-04-04", "2022-05-02", "2022-06-06", "2022-07-04", "2022-08-29"})
    talks(day, many);
  const Reply reply = ask().value();
  EXPECT_EQ(json::parse(header(reply, "Onthaal-Extract")).value().at("rows"), 8400);
  const std::string text = read_all(reply.download).value();
  EXPECT_EQ(std::ranges::count(text, '\n'), 8401);
}

TEST_P(ExtractsTest, AnImportIsInAllOfAFileOrInNone) {
  const std::vector<Talk> many(3000, pupil());
  for (const char* day : {"2021-09-06", "2021-10-04", "2021-11-08"}) talks(day, many);
  const auto begun = [&] {
    Work work = parse({}, carla).value();
    return world.view([&](const Snapshot& snapshot) { return std::get<Read>(work).run(snapshot); }).value();
  };
  EXPECT_TRUE(world.finish(begun()));
  Work first = begun();
  world.act([&](Tx& tx) {
    tx.db.run({"test.withdraw", "update talk_import set state = 'withdrawn' where line = :line"}, {{"line", line.id}});
  });
  EXPECT_EQ(world.finish(std::move(first)).error().code, Code::conflict);
}

}  // namespace
}  // namespace onthaal::extracts
