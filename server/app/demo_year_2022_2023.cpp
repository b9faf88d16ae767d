#include "app/demo_year_published.h"

// "Jaarverslag onlinehulp in de CLB-sector 2022-2023". Its tables of themes and outcomes are pictures: of the themes
// the text tells places only, of the outcomes nothing that could be counted.
namespace onthaal::app::demo {

Published published_2022_2023() {
  const Group pupils{
      .who = sheets::Who::pupil,
      .talks = 7026,
      .recorded = 6827,
      // The fourth place is 441; above it the least that its places allow. Which theme was second is not told.
      .themes = {{"studiekeuze", 444}, {"ander_thema", 443}, {"zelfmoordgedachten", 442}, {"pesten", 441}},
      .outcomes = {},
      .genders = {.f = 5187, .m = 1401, .x = 239},
      .age = 14.5,
      .stars = {.raters = 2000, .sum = 8620},
  };
  const Group parents{
      .who = sheets::Who::parent,
      .talks = 1121,
      .recorded = 1098,
      .themes = {{"studiekeuze", 58}},  // the first place, and no number
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
  };
}

}  // namespace onthaal::app::demo
