#include "features/crosswalks/crosswalks.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/csv.h"
#include "features/crosswalks/crosswalks_categories.h"
#include "features/crosswalks/crosswalks_count.h"
#include "platform/json.h"
#include "support/counted_line.h"

namespace onthaal::crosswalks {
namespace {

using sheets::Talk;

TEST(Categories, AreThoseOfTheFrameworkAndWhatIsProposedIsAmongThem) {
  EXPECT_EQ(std::ranges::count(categories(), terms::Kind::theme, &Category::kind), 67);
  for (const Proposed& each : proposed()) EXPECT_TRUE(is_category(each.category)) << each.code;
}

class CrosswalksTest : public support::CountedLine {
 protected:
  CrosswalksTest() {
    world.act([](Tx& tx) { ship(tx); });
  }

  Result<Reply> ask(std::size_t route, const Actor& actor, http::Query query, const std::string& body = {}) {
    auto work = routes().at(route).parse(
        {.actor = actor, .parts = {"clbchat"}, .query = std::move(query), .body = body, .evidence = {}});
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  boost::json::object show(http::Query query = {}) {
    return json::parse(ask(0, carla, std::move(query)).value().body).value();
  }
  Result<Reply> put(const std::string& body) { return ask(1, carla, {}, body); }
  static std::string mapping(const std::string& code, const std::string& domain, const std::string& category,
                             const std::string& kind = "theme") {
    return R"({"kind":")" + kind + R"(","code":")" + code + R"(","domain":")" + domain + R"(","category":")" +
           category + R"("})";
  }
  Result<Reply> figures(http::Query more = {},
                        const http::Query& period = {{"from", "2021-09-01"}, {"until", "2022-08-31"}}) {
    more.insert(more.end(), period.begin(), period.end());
    return ask(2, carla, more);
  }
  // {"n of the row with these keys", its base}; the keys with dots between.
  using Cell = std::pair<std::int64_t, std::int64_t>;
  std::map<std::string, Cell> cells(const std::string& name) {
    std::map<std::string, Cell> all;
    const auto body = json::parse(figures().value().body).value();
    for (const auto& table : body.at("tables").as_array()) {
      if (table.at("name").as_string() != name) continue;
      for (const auto& row : table.at("rows").as_array()) {
        std::string keys;
        for (const auto& key : row.at("keys").as_array())
          keys += (keys.empty() ? "" : ".") + std::string(key.at("code").as_string());
        all[keys] = {row.at("n").as_int64(), row.at("base").as_int64()};
      }
    }
    return all;
  }
  // Of the term with that code in what show() gave.
  static std::string category_of(const boost::json::object& shown, std::string_view code) {
    for (const auto& term : shown.at("terms").as_array())
      if (term.at("code").as_string() == code)
        return term.at("category").is_null() ? "" : std::string(term.at("category").as_string());
    return "no such term";
  }
};
ONTHAAL_ON_BOTH_ENGINES(CrosswalksTest);

TEST_P(CrosswalksTest, ALineBeginsWithWhatIsProposed) {
  const auto shown = show();
  EXPECT_EQ(shown.at("version"), 1);
  EXPECT_TRUE(shown.at("versions").at(0).at("made_by").is_null());
  EXPECT_EQ(category_of(shown, "pesten"), "Bullying");
  EXPECT_EQ(category_of(shown, "zelfmoordgedachten"), "Suicidal thoughts and suicide attempts");
  EXPECT_EQ(category_of(shown, "doorverwezen_school"), "Referral to school counsellors");
  EXPECT_EQ(category_of(shown, "ander_thema"), "");
  world.act([](Tx& tx) { ship(tx); });
  EXPECT_EQ(show().at("versions").as_array().size(), 1U) << "at every start";
}

TEST_P(CrosswalksTest, EachChangeIsANewVersionAndTheOldOnesStay) {
  const Reply changed = put(R"({"version":1,"mappings":[)" + mapping("pesten", "Violence", "Cyberbullying") + "," +
                            mapping("info_en_advies", "Action taken", "Other", "outcome") + "]}")
                            .value();
  const auto now = json::parse(changed.body).value();
  EXPECT_EQ(now.at("version"), 2);
  EXPECT_EQ(now.at("versions").at(0).at("made_by"), "carla");
  EXPECT_EQ(category_of(now, "pesten"), "Cyberbullying");
  EXPECT_EQ(category_of(now, "depressie"), "") << "left out";
  EXPECT_EQ(category_of(show({{"version", "1"}}), "pesten"), "Bullying");
  EXPECT_EQ(ask(0, carla, {{"version", "3"}}).error().code, Code::not_found);
  EXPECT_EQ(put(R"({"version":1,"mappings":[]})").error().code, Code::conflict) << "somebody was first";
  EXPECT_EQ(count_audit("crosswalk.changed"), 1);
}

TEST_P(CrosswalksTest, WhatIsNotThereIsRefusedAndNamed) {
  using Fields = std::vector<FieldError>;
  const auto refused = [&](const std::string& mappings) {
    return put(R"({"version":1,"mappings":[)" + mappings + "]}").error().fields;
  };
  const std::string good = mapping("pesten", "Violence", "Bullying");
  EXPECT_EQ(refused(good + "," + mapping("geen", "Violence", "Bullying")),
            (Fields{{"mappings.1.code", "not_allowed"}}));
  EXPECT_EQ(refused(mapping("pesten", "Violence", "Pesten")), (Fields{{"mappings.0.category", "not_allowed"}}));
  EXPECT_EQ(refused(mapping("pesten", "Sexuality", "Bullying")), (Fields{{"mappings.0.category", "not_allowed"}}));
  EXPECT_EQ(refused(mapping("pesten", "Action taken", "Other")), (Fields{{"mappings.0.category", "not_allowed"}}));
  EXPECT_EQ(refused(mapping("pesten", "Violence", "Bullying", "outcome")),
            (Fields{{"mappings.0.category", "not_allowed"}}));
  EXPECT_EQ(refused(mapping("pesten", "Violence", "Bullying", "topic")), (Fields{{"mappings.0.kind", "not_allowed"}}));
  EXPECT_EQ(refused(good + "," + good), (Fields{{"mappings.1.code", "repeated"}}));
  EXPECT_EQ(refused("5"), (Fields{{"mappings.0", "not_an_object"}}));
  EXPECT_EQ(show().at("version"), 1);
}

TEST_P(CrosswalksTest, OnlyForCoordinators) {
  for (const Actor& actor : {anna, Actor(Nobody{})}) {
    EXPECT_EQ(ask(0, actor, {}).error().code, Code::not_found);
    EXPECT_EQ(ask(1, actor, {}, R"({"version":1,"mappings":[]})").error().code, Code::not_found);
    EXPECT_EQ(ask(2, actor, {{"from", "2021-09-01"}, {"until", "2022-08-31"}}).error().code, Code::not_found);
  }
}

TEST_P(CrosswalksTest, ContactsAreCounsellingOrInOneClassOfTheOthers) {
  Talk fake = pupil(), boundary = pupil(), silent = pupil(), broken = pupil(), broken_late = pupil();
  fake.is_fake = true;
  fake.dialogue = sheets::Known::no;
  boundary.is_boundary = true;
  silent.dialogue = sheets::Known::no;
  broken.is_broken_off = broken_late.is_broken_off = true;
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

TEST_P(CrosswalksTest, ReasonsCountOnceAContactAndWhatIsUnmappedShows) {
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
  EXPECT_EQ(cells("chi_genders"), (std::map<std::string, Cell>{{"f", {3, 3}}}));
  EXPECT_EQ(cells("chi_ages"), (std::map<std::string, Cell>{{"14", {3, 4}}, {"11", {1, 4}}}));

  put(R"({"version":1,"mappings":[]})").value();
  EXPECT_EQ(cells("chi_domains"), (std::map<std::string, Cell>{{"unmapped", {2, 2}}}));
  EXPECT_EQ(json::parse(figures().value().body).value().at("crosswalk").at("version"), 2);
}

TEST_P(CrosswalksTest, NothingAtAllIsSaidSo) {
  const auto body = json::parse(figures().value().body).value();
  EXPECT_EQ(body.at("tables").as_array().size(), 8U);
  EXPECT_EQ(body.at("tables").at(0).at("says"), "In deze periode was er niets te tellen.");
  EXPECT_EQ(figures({{"format", "xlsx"}}).value().body.substr(0, 2), "PK");
}

TEST_P(CrosswalksTest, FilesHaveTheSameFiguresWithTheirVersions) {
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
