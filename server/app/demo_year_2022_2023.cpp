#include "app/demo_year_published.h"

// "Jaarverslag onlinehulp in de CLB-sector 2022-2023". Its tables of themes and outcomes are pictures: no talk has any.
// Of the themes the text tells one number and some places, of the outcomes nothing that could be counted.
namespace onthaal::app::demo {

Published published_2022_2023() {
  const Group pupils{
      .who = sheets::Who::pupil,
      .talks = 7026,
      .recorded = 6827,
      .themes = {},
      .outcomes = {},
      .genders = {.f = 5187, .m = 1401, .x = 239},
      .age = 14.5,
      .stars = {.raters = 2000, .sum = 8620},
  };
  const Group parents{
      .who = sheets::Who::parent,
      .talks = 1121,
      .recorded = 1098,
      .themes = {},
      .outcomes = {},
      .genders = {},
      .age = std::nullopt,
      .stars = {.raters = 400, .sum = 1824},
  };
  return {
      .year = "2022-2023",
      .talks = 8281,
      .groups = {pupils, parents},
      .fakes = 356,
      .sources = {},
      .minutes = 20,
      .wait_minutes = 5,
      .mobile = 3312,
      .dialogue = sheets::Known::yes,
      .handed_over = {{"Nu praat ik erover", sheets::Handed::live, 14},
                      {"Nu praat ik erover", sheets::Handed::booked, 2},
                      {"Autisme Chat", sheets::Handed::live, 3}},
      .operators = 169,
      .window = std::nullopt,
      .totals = {{.year = "2022-2023",
                  .figure = "theme_by_year.pesten.pupil",
                  .n = 441,
                  .base = 6827,
                  .value = std::nullopt,
                  .source = "Jaarverslag onlinehulp in de CLB-sector 2022-2023"}},
  };
}

}  // namespace onthaal::app::demo
