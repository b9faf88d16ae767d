#include "core/csv.h"
#include "features/crosswalks/crosswalks_world.h"

namespace onthaal::crosswalks {
namespace {

using sheets::Talk;

class CrosswalkFiguresTest : public World {};
ONTHAAL_ON_BOTH_ENGINES(CrosswalkFiguresTest);

TEST_P(CrosswalkFiguresTest, ContactsAreCounsellingOrInOneClassOfTheOthers) {
  Talk fake = pupil(), boundary = pupil(), silent = pupil(), broken = pupil(), broken_late = pupil();
  fake.fake = sheets::Known::yes;
  fake.dialogue = sheets::Known::no;
  boundary.boundary = sheets::Known::yes;
  silent.dialogue = sheets::Known::no;
  broken.broken_off = broken_late.broken_off = sheets::Known::yes;
  broken_late.themes = {theme("pesten")};
  talks("2021-11-22", {pupil(),
                       pupil(),
                       fake,
                       boundary,
                       silent,
                       broken,
                       broken_late,
                       {.course = sheets::Course::left},
                       {.course = sheets::Course::refused},
                       {.course = sheets::Course::open}});
  const std::map<std::string, Cell> expected{{"counselling", {3, 9}}, {"fake", {1, 9}},       {"abusive", {1, 9}},
                                             {"no_dialogue", {1, 9}}, {"broken_off", {1, 9}}, {"left", {1, 9}},
                                             {"refused", {1, 9}}};
  EXPECT_EQ(cells("chi_contacts"), expected);
  EXPECT_EQ(cells("chi_methods"), (std::map<std::string, Cell>{{"chat", {3, 3}}}));
}

TEST_P(CrosswalkFiguresTest, ReasonsCountOnceAContactAndWhatIsUnmappedShows) {
  Talk twice = pupil(), other = pupil(), parent = pupil();
  twice.themes = {theme("studiekeuze"), theme("motivatie"), theme("pesten")};  // two of one category
  other.themes = {theme("ander_thema"), theme("pesten")};
  parent.who = sheets::Who::parent;
  parent.age = std::uint8_t{11};
  parent.gender = sheets::Gender::unsaid;
  parent.outcomes = {term(terms::Kind::outcome, "doorverwezen_clb"), term(terms::Kind::outcome, "doorverwezen_school"),
                     term(terms::Kind::outcome, "emotionele_ondersteuning")};
  talks("2021-11-22", {twice, other, parent, pupil()});
  const std::map<std::string, Cell> reasons{{"Education and Occupation.Academic issues", {1, 2}},
                                            {"Violence.Bullying", {2, 2}},
                                            {"unmapped.ander_thema", {1, 2}}};
  EXPECT_EQ(cells("chi_reasons"), reasons);
  EXPECT_EQ(
      cells("chi_domains"),
      (std::map<std::string, Cell>{{"Education and Occupation", {1, 2}}, {"Violence", {2, 2}}, {"unmapped", {1, 2}}}));
  EXPECT_EQ(cells("chi_actions"), (std::map<std::string, Cell>{{"Action taken.Referral to school counsellors", {1, 1}},
                                                               {"unmapped.emotionele_ondersteuning", {1, 1}}}));
  EXPECT_EQ(cells("chi_about"), (std::map<std::string, Cell>{{"child", {3, 4}}, {"about_child", {1, 4}}}));

  put(R"({"version":1,"mappings":[]})").value();
  EXPECT_EQ(cells("chi_domains"), (std::map<std::string, Cell>{{"unmapped", {2, 2}}}));
  EXPECT_EQ(json::parse(figures().value().body).value().at("crosswalk").at("version"), 2);
}

TEST_P(CrosswalkFiguresTest, SmallNumbersOfATraitAreWithheldWithOthersThatWouldTellThem) {
  std::vector<Talk> all(12, pupil());
  for (std::size_t i = 0; i < 6; ++i) all[i].gender = sheets::Gender::m;
  Talk rare = pupil();
  rare.gender = sheets::Gender::x;
  rare.age = std::uint8_t{13};
  Talk young = pupil();
  young.who = sheets::Who::parent;
  young.age = std::uint8_t{9};
  Talk silent = pupil();
  silent.gender = sheets::Gender::unsaid;
  silent.age.reset();
  all.insert(all.end(), {rare, rare, rare, silent, silent});
  for (std::size_t i = 0; i < 7; ++i) all.push_back(young);
  talks("2021-11-22", all);
  EXPECT_EQ(
      cells("chi_genders"),
      (std::map<std::string, Cell>{{"f", {6, 17}}, {"m", {6, 17}}, {"x", {kHidden, 17}}, {"unknown", {kHidden, 17}}}));
  EXPECT_EQ(cells("chi_ages"),
            (std::map<std::string, Cell>{
                {"9", {7, 24}}, {"13", {kHidden, 24}}, {"14", {12, 24}}, {"unknown", {kHidden, 24}}}));
  EXPECT_EQ(table("chi_genders").at("rows").at(2).at("keys").at(0).at("code"), "x") << "its place does not tell";
  for (const char* language : {"nl", "en"}) {
    const Reply reply = figures({{"format", "csv"}, {"language", language}}).value();
    const csv::Table file = csv::parse(reply.body).value();
    const auto x = std::ranges::find_if(
        file.rows, [](const auto& row) { return row.cells[0] == "chi_genders" && row.cells[1] == "x"; });
    ASSERT_NE(x, file.rows.end());
    EXPECT_EQ(x->cells[5] + x->cells[7], "");
    EXPECT_EQ(x->cells.back(), "withheld");
  }
}

TEST_P(CrosswalkFiguresTest, OfTwoOfWhichOneIsSmallBothAreWithheld) {
  Talk other = pupil();
  other.age = std::uint8_t{16};
  std::vector<Talk> all(3, pupil());
  all.insert(all.end(), 9, other);
  talks("2021-11-22", all);
  EXPECT_EQ(cells("chi_ages"), (std::map<std::string, Cell>{{"14", {kHidden, 12}}, {"16", {kHidden, 12}}}));
  EXPECT_EQ(table("chi_ages").at("says"), "In deze periode zijn het er te weinig om te tonen.");
  EXPECT_EQ(cells("chi_genders"), (std::map<std::string, Cell>{{"f", {12, 12}}}));
}

TEST_P(CrosswalkFiguresTest, AClassThatIsAloneAndSmallIsNotNamed) {
  talks("2021-11-22", {pupil(), pupil()});
  EXPECT_EQ(cells("chi_genders"), (std::map<std::string, Cell>{{"all", {kHidden, kHidden}}}));
  EXPECT_EQ(cells("chi_ages"), (std::map<std::string, Cell>{{"all", {kHidden, kHidden}}}));
  EXPECT_EQ(cells("chi_about"), (std::map<std::string, Cell>{{"child", {2, 2}}}));
  const std::string file = figures({{"format", "csv"}}).value().body;
  EXPECT_EQ(file.find("chi_genders,f"), file.npos);
  EXPECT_NE(file.find("chi_genders,all,Alle,,,,,"), file.npos);
}

TEST_P(CrosswalkFiguresTest, PeriodsAreWholeMonths) {
  talks("2021-11-01", {pupil()});
  talks("2021-11-30", {pupil()});
  talks("2021-12-01", {pupil()});
  const auto body = json::parse(figures({}, {{"from", "2021-11-15"}, {"until", "2021-11-15"}}).value().body).value();
  const auto& contacts = body.at("tables").at(0);
  EXPECT_EQ(contacts.at("rows").at(0).at("n"), 2);
  EXPECT_EQ(contacts.at("filter").at("from"), "2021-11-01");
  EXPECT_EQ(contacts.at("filter").at("until"), "2021-11-30");
}

TEST_P(CrosswalkFiguresTest, EachFileIsInTheLog) {
  figures().value();
  EXPECT_EQ(count_audit("crosswalk.extracted"), 0) << "on the page";
  figures({{"format", "csv"}}, {{"from", "2021-09-03"}, {"until", "2022-08-31"}}).value();
  EXPECT_EQ(count_audit("crosswalk.extracted"), 1);
  const db::Rows entry = world.database.connection().run(
      {"test.entry", "select data, staff, line from audit where what = 'crosswalk.extracted'"});
  EXPECT_EQ(entry[0].text(0),
            R"({"target":"chi","version":1,"from":"2021-09-01","until":"2022-08-31","format":"csv"})");
  EXPECT_EQ(entry[0].integer(1), std::get<Staff>(carla).staff.value);
  EXPECT_EQ(entry[0].integer(2), line.id.value);
  figures({{"format", "xlsx"}}).value();
  EXPECT_EQ(count_audit("crosswalk.extracted"), 2);
}

TEST_P(CrosswalkFiguresTest, NothingAtAllIsSaidSo) {
  const auto body = json::parse(figures().value().body).value();
  EXPECT_EQ(body.at("tables").as_array().size(), 8U);
  EXPECT_EQ(body.at("tables").at(0).at("says"), "In deze periode was er niets te tellen.");
  EXPECT_EQ(figures({{"format", "xlsx"}}).value().body.substr(0, 2), "PK");
}

TEST_P(CrosswalkFiguresTest, FilesHaveTheSameFiguresWithTheirVersions) {
  Talk talk = pupil();
  talk.themes = {theme("pesten")};
  talks("2021-11-22", {talk});
  const Reply reply = figures({{"format", "csv"}, {"language", "en"}}).value();
  const csv::Table table = csv::parse(reply.body).value();
  const auto found = std::ranges::find_if(table.rows, [](const auto& row) { return row.cells[0] == "chi_reasons"; });
  ASSERT_NE(found, table.rows.end());
  EXPECT_EQ(std::vector(found->cells.begin(), found->cells.begin() + 12),
            (std::vector<std::string>{"chi_reasons", "Violence", "Violence", "Bullying", "Bullying", "1", "1",
                                      "1.000000", "2021-09-01", "2022-08-31", "1", "1"}));
  const Reply book = figures({{"format", "xlsx"}}).value();
  EXPECT_TRUE(book.body.starts_with("PK"));
  EXPECT_EQ(figures({}, {{"from", "2022-09-01"}, {"until", "2021-08-31"}}).error().fields,
            (std::vector<FieldError>{{"until", "too_small"}}));
  EXPECT_EQ(figures({{"format", "pdf"}}).error().fields, (std::vector<FieldError>{{"format", "not_allowed"}}));
}

}  // namespace
}  // namespace onthaal::crosswalks
