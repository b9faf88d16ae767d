#include "app/demo_year.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "app/demo_year_spread.h"
#include "features/handovers/handovers.h"
#include "features/terms/terms.h"
#include "support/world.h"

namespace onthaal::app::demo {
namespace {

using sheets::Gender;
using sheets::Talk;
using sheets::Who;

class DemoYearTest : public testing::Test {
 protected:
  support::World world{db::Engine::sqlite};
  std::vector<imports::Named> names = world.act([](Tx& tx) {
    const LineId line = lines::create(tx, {"clbchat", "CLBch@t"}).value().id;
    terms::ship(tx, line);
    handovers::ship(tx, line);
    return imports::vocabulary(tx.db, line);
  });

  std::vector<DayOfTalks> days;
  std::vector<Talk> talks;
  void make(std::string_view year) {
    days = make_year(published(year).value(), names, hours::shipped()).value();
    for (const DayOfTalks& day : days) talks.insert(talks.end(), day.talks.begin(), day.talks.end());
  }

  std::int64_t key(std::string_view name) const { return std::ranges::find(names, name, &imports::Named::name)->key; }
  static int count(const std::vector<Talk>& talks, const auto& is_one) {
    return static_cast<int>(std::ranges::count_if(talks, is_one));
  }
  static std::vector<Talk> those(const std::vector<Talk>& talks, const auto& is_one) {
    std::vector<Talk> all;
    std::ranges::copy_if(talks, std::back_inserter(all), is_one);
    return all;
  }
  std::vector<Talk> of(Who who) const {
    return those(talks, [&](const Talk& talk) { return talk.who == who; });
  }
  std::vector<Talk> with_theme(Who who) const {
    return those(of(who), [](const Talk& talk) { return !talk.themes.empty(); });
  }
  // As it is printed: "14.5".
  static std::string mean(const std::vector<Talk>& talks, const auto& value, int digits) {
    double sum = 0;
    int n = 0;
    for (const Talk& talk : talks)
      if (const auto one = value(talk)) {
        sum += static_cast<double>(*one);
        ++n;
      }
    return fmt::format("{:.{}f}", sum / n, digits);
  }
  static std::string share(int n, std::size_t base) {
    return fmt::format("{:.2f}", 100.0 * n / static_cast<double>(base));
  }
};

std::optional<int> age_of(const Talk& talk) {
  return talk.age ? std::optional<int>(*talk.age) : std::nullopt;
}
std::optional<int> stars_of(const Talk& talk) {
  return talk.stars.value_or(0) > 0 ? std::optional<int>(*talk.stars) : std::nullopt;
}
std::optional<double> minutes_of(const Talk& talk) {
  return talk.duration ? std::optional(*talk.duration / 60.0) : std::nullopt;
}
}  // namespace

TEST(DemoYearSpread, ComesOutAtItsSum) {
  EXPECT_EQ(split(10, 4), (std::vector{3, 3, 2, 2}));
  const auto ages = even(100, 1450, 4.5);
  EXPECT_EQ(std::accumulate(ages.begin(), ages.end(), 0), 1450);
  EXPECT_EQ(std::ranges::minmax(ages).min, 10);
  EXPECT_EQ(std::ranges::minmax(ages).max, 19);
  EXPECT_EQ(star_list(5, 20), (std::vector{4, 3, 3, 5, 5}));
  auto all = mixed(1000, 7);
  EXPECT_EQ(all, mixed(1000, 7));
  EXPECT_NE(all, mixed(1000, 8));
  std::ranges::sort(all);
  for (std::size_t i = 0; i < all.size(); ++i) ASSERT_EQ(all[i], i);
}

TEST_F(DemoYearTest, IsTheYear2021To2022) {
  make("2021-2022");
  EXPECT_EQ(talks.size(), 8813U);
  EXPECT_EQ(of(Who::pupil).size(), 7240U);
  EXPECT_EQ(of(Who::parent).size(), 1433U);
  EXPECT_EQ(share(7240, 7240 + 1433), "83.48");  // 83.5 and 16.5
  EXPECT_EQ(mean(talks, minutes_of, 1), "18.5");
  EXPECT_EQ(mean(of(Who::pupil), stars_of, 2), "4.24");
  EXPECT_EQ(mean(of(Who::parent), stars_of, 2), "4.52");
  EXPECT_EQ(mean(of(Who::pupil), age_of, 1), "14.5");
  EXPECT_EQ(count(talks, [](const Talk& talk) { return talk.handed == sheets::Handed::live; }), 10);
  std::map<std::int64_t, int> operators;
  for (const Talk& talk : talks) ++operators[talk.operator_];
  EXPECT_EQ(operators.size(), 180U);
  for (const auto& [_, n] : operators) EXPECT_TRUE(n == 48 || n == 49);
}

TEST_F(DemoYearTest, SharesOf2021To2022HaveTheirBases) {
  make("2021-2022");
  const int fakes = count(talks, [](const Talk& talk) { return talk.fake == sheets::Known::yes; });
  const int registered = count(talks, [](const Talk& talk) { return talk.registered == sheets::Known::yes; });
  EXPECT_EQ(fakes, 436);
  EXPECT_EQ(registered, 8365);  // from 8361 to 8376
  EXPECT_EQ(share(fakes, 8365), "5.21");
  for (const auto& [who, base, shares] :
       {std::tuple(Who::pupil, 6557U, std::vector{"33.84", "41.77", "15.24", "11.26", "9.75", "21.93"}),
        std::tuple(Who::parent, 1372U, std::vector{"10.20", "46.06", "42.86", "10.93", "6.71", "10.42"})}) {
    const auto base_talks = those(of(who), [](const Talk& talk) { return !talk.outcomes.empty(); });
    EXPECT_EQ(base_talks.size(), base);
    for (std::size_t i = 0; const auto* code : {"emotionele_ondersteuning", "info_en_advies", "doorverwezen_clb",
                                                "doorverwezen_school", "doorverwezen_netwerk", "sessie_afgebroken"})
      EXPECT_EQ(
          share(count(base_talks, [&](const Talk& talk) { return std::ranges::count(talk.outcomes, key(code)) == 1; }),
                base),
          shares[i++])
          << code;
  }
  const auto gender = [&](Gender gender) {
    return count(of(Who::pupil), [&](const Talk& talk) { return talk.gender == gender; });
  };
  EXPECT_EQ(share(gender(Gender::f), 6557), "74.30");
  EXPECT_EQ(share(gender(Gender::m), 6557), "21.70");
  EXPECT_EQ(share(gender(Gender::x), 6557), "4.00");
}

TEST_F(DemoYearTest, NothingComesAboveThePublishedThemes) {
  make("2021-2022");
  const Published known = published_2021_2022();
  for (const Group& group : known.groups) {
    std::map<std::int64_t, int> themes;
    for (const Talk& talk : with_theme(group.who)) ++themes[talk.themes.front()];
    for (const Count& theme : group.themes) EXPECT_EQ(themes.extract(key(theme.code)).mapped(), theme.n) << theme.code;
    for (const auto& [_, n] : themes) EXPECT_LT(n, group.themes.back().n);
  }
}

TEST_F(DemoYearTest, TheWindowOfCovidIsIn2021) {
  using namespace date::literals;
  make("2021-2022");
  std::vector<Talk> window;
  for (const DayOfTalks& day : days)
    if (day.day >= sheets::Day(2021_y / 11 / 22) && day.day <= sheets::Day(2021_y / 12 / 8))
      window.insert(window.end(), day.talks.begin(), day.talks.end());
  EXPECT_EQ(window.size(), 676U);
  const std::vector themes{key("covid_medisch"), key("vaccinatie_covid"), key("covid_psf")};
  const auto covid = those(window, [&](const Talk& talk) {
    return !talk.themes.empty() && std::ranges::find(themes, talk.themes.front()) != themes.end();
  });
  EXPECT_EQ(covid.size(), 90U);
  const auto pupils = those(covid, [](const Talk& talk) { return talk.who == Who::pupil; });
  const auto parents = those(covid, [](const Talk& talk) { return talk.who == Who::parent; });
  EXPECT_EQ(pupils.size(), 22U);
  EXPECT_EQ(mean(pupils, age_of, 1), "15.6");
  EXPECT_EQ(parents.size(), 68U);
  EXPECT_EQ(mean(parents, age_of, 1), "11.0");
  EXPECT_EQ(mean(covid, minutes_of, 1), "12.2");
  EXPECT_EQ(mean(covid, stars_of, 2), "4.23");
}

TEST_F(DemoYearTest, IsTheYear2022To2023) {
  make("2022-2023");
  EXPECT_EQ(talks.size(), 8281U);
  EXPECT_EQ(of(Who::pupil).size(), 7026U);
  EXPECT_EQ(of(Who::parent).size(), 1121U);
  EXPECT_EQ(share(7026, 7026 + 1121), "86.24");
  EXPECT_EQ(mean(talks, minutes_of, 1), "20.0");
  EXPECT_EQ(mean(talks, [](const Talk& talk) { return talk.wait; }, 0), "300");
  EXPECT_EQ(share(count(talks, [](const Talk& talk) { return talk.device == sheets::Device::mobile; }), talks.size()),
            "40.00");
  EXPECT_EQ(mean(of(Who::pupil), stars_of, 2), "4.31");
  EXPECT_EQ(mean(of(Who::parent), stars_of, 2), "4.56");
  EXPECT_EQ(count(talks, [](const Talk& talk) { return !talk.themes.empty(); }), 0);  // a picture told them
  const auto totals = published_2022_2023().totals;
  ASSERT_EQ(totals.size(), 1U);
  EXPECT_EQ(totals[0].figure, "theme_by_year.pesten.pupil");
  EXPECT_EQ(share(static_cast<int>(*totals[0].n), static_cast<std::size_t>(*totals[0].base)), "6.46");
  EXPECT_EQ(share(count(talks, [](const Talk& talk) { return talk.fake == sheets::Known::yes; }), 8281), "4.30");
  EXPECT_EQ(share(count(talks, [](const Talk& talk) { return talk.gender == Gender::f; }), 6827), "75.98");
  EXPECT_EQ(count(talks, [](const Talk& talk) { return talk.dialogue != sheets::Known::yes; }), 0);
}

TEST_F(DemoYearTest, AllIsWithinTheOpenHours) {
  for (const std::string_view year : {"2021-2022", "2022-2023"}) {
    make(year);
    for (const DayOfTalks& day : days)
      for (const Talk& talk : day.talks) {
        const auto open = hours::plan_of(hours::shipped(), day.day).open;
        const auto is_in = [&](const hours::Span& span) {
          const auto from = std::chrono::seconds(hours::local_of(span.from) - day.day).count();
          return talk.second >= from && talk.second < from + (span.until - span.from) / 1000;
        };
        ASSERT_TRUE(std::ranges::any_of(open, is_in)) << hours::day_text(day.day) << " " << talk.second;
      }
  }
  EXPECT_EQ(days.size(), 181U);
}

TEST_F(DemoYearTest, ALineThatLacksATermHearsWhich) {
  std::erase_if(names, [](const imports::Named& each) { return each.name == "pesten" || each.name == "smartschool"; });
  const auto made = make_year(published_2021_2022(), names, hours::shipped());
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().fields,
            (std::vector<FieldError>{{"theme.pesten", "required"}, {"source.smartschool", "required"}}));
}

// What is not published cannot come above what is: few themes would get too many talks each.
TEST_F(DemoYearTest, ALineWithFewThemesIsRefused) {
  const Published known = published_2021_2022();
  std::erase_if(names, [&](const imports::Named& each) {
    const auto has = [&](const Group& group) { return std::ranges::count(group.themes, each.name, &Count::code) > 0; };
    return each.kind == "theme" && std::ranges::none_of(known.groups, has);
  });
  const auto made = make_year(known, names, hours::shipped());
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().fields, (std::vector<FieldError>{{"theme", "too_few"}}));
}

}  // namespace onthaal::app::demo
