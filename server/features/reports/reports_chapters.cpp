#include "features/reports/reports_chapters.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace onthaal::reports {
namespace {

using enum Drawn;

std::vector<Chapter> made() {
  return {
      {"cover", "Jaarverslag", {}, {}, true},
      {"glance", "In één oogopslag", {}, {}, true},
      {"figures",
       "De cijfers",
       {{"talks_by_year", columns},
        {"talks_by_month", lines},
        {"volume"},
        {"talks_by_who", bars},
        {"duration"},
        {"busy", heat},
        {"wait"},
        {"abandoned_by_wait", bars},
        {"devices", bars},
        {"mobile"},
        {"missed"},
        {"open_hours"},
        {"occupancy"},
        {"broken_off"}}},
      {"themes",
       "Waarover ging het?",
       {{"themes", bars, "who", "pupil", "Leerlingen"},
        {"themes", bars, "who", "parent", "Ouders"},
        {"themes_by_domain", bars}}},
      {"outcomes", "Waartoe leidden de gesprekken?", {{"outcomes", bars}}},
      {"found", "Hoe vond men de chat?", {{"sources", bars}}},
      {"fake", "Vermoedelijke nepoproepen", {{"fake_by_year", lines}}},
      {"pupils",
       "Leerlingen",
       {{"ages", bars},
        {"genders", bars},
        {"mean_age", table, "who", "pupil", "Gemiddelde leeftijd"},
        {"stars", table, "who", "pupil", "Wat vonden leerlingen ervan?"}}},
      {"parents",
       "Ouders",
       {{"outcomes", bars, "who", "parent", "Waartoe leidde het gesprek?"},
        {"mean_age", table, "who", "parent", "Gemiddelde leeftijd van hun kind"},
        {"stars", table, "who", "parent", "Wat vonden ouders ervan?"}}},
      {"suicide",
       "Zelfmoordgedachten",
       {{"theme_by_year", lines, "", "", "Door de jaren heen"}, {"theme_window", table, "", "", "In dit schooljaar"}},
       "zelfmoordgedachten"},
      {"bullying",
       "Pesten",
       {{"theme_by_year", lines, "", "", "Door de jaren heen"}, {"theme_window", table, "", "", "In dit schooljaar"}},
       "pesten"},
      {"team", "Het team", {{"operators_summary"}, {"on_duty", heat}}},
      {"quality", "Kwaliteit", {{"stars"}, {"stars_given"}, {"stars_spread", bars}}},
      {"handovers", "Doorverwijzingen", {{"handovers"}}},
      {"blended", "Blended begeleiding", {}},
      {"centres", "Chat in de centra", {{"centres", bars}}},
      {"appendix", "Definities en aantallen", {{"origins"}, {"lifetime"}, {"talks_definitions"}}, {}, true},
  };
}

constexpr std::array kHeadlines{
    Headline{"talks_by_year.{year}", "gesprekken"},
    Headline{"talks_by_who.pupil", "met leerlingen"},
    Headline{"talks_by_who.parent", "met ouders"},
    Headline{"duration.mean.all", "gemiddelde duur van een gesprek"},
    Headline{"wait.median", "wachttijd: de helft wachtte minder"},
    Headline{"mobile.all", "op een smartphone of tablet"},
    Headline{"mean_age.pupil", "gemiddelde leeftijd van leerlingen"},
    Headline{"stars.pupil", "sterren op 5, van leerlingen"},
    Headline{"stars.parent", "sterren op 5, van ouders"},
    Headline{"fake_by_year.{year}", "vermoedelijke nepoproepen"},
    Headline{"operators_summary.active", "actieve chatmedewerkers"},
    Headline{"open_hours.{year}", "open volgens de openingsuren"},
};

// Those that show the years themselves, or have nothing to do with one.
constexpr std::array<std::string_view, 8> kThroughYears{"talks_by_year", "talks_by_month", "talks_definitions",
                                                        "fake_by_year",  "open_hours",     "lifetime",
                                                        "theme_by_year", "origins"};

}  // namespace

std::string_view name_of(Drawn drawn) {
  switch (drawn) {
    case table:
      return "table";
    case bars:
      return "bars";
    case columns:
      return "columns";
    case lines:
      return "lines";
    case heat:
      return "heat";
  }
  throw std::logic_error("a way to draw");
}

const std::vector<Chapter>& chapters() {
  static const std::vector<Chapter> all = made();
  return all;
}

const Chapter* find_chapter(std::string_view code) {
  const auto found = std::ranges::find(chapters(), code, &Chapter::code);
  return found == chapters().end() ? nullptr : &*found;
}

std::span<const Headline> headlines() {
  return kHeadlines;
}

std::vector<std::string> tables_of_year() {
  std::vector<std::string> names;
  for (const Chapter& chapter : chapters())
    for (const Place& place : chapter.places)
      if (chapter.theme.empty() && std::ranges::find(names, place.table) == names.end())
        names.emplace_back(place.table);
  return names;
}

std::vector<std::string> tables_of_year_before() {
  std::vector<std::string> names = tables_of_year();
  std::erase_if(names,
                [](const std::string& name) { return std::ranges::find(kThroughYears, name) != kThroughYears.end(); });
  return names;
}

std::vector<std::string> tables_of_theme(const Chapter& chapter) {
  std::vector<std::string> names;
  for (const Place& place : chapter.places) names.emplace_back(place.table);
  return names;
}

}  // namespace onthaal::reports
