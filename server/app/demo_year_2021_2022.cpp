#include "app/demo_year_published.h"

// "Jaarverslag onlinehulp in de CLB-sector 2021-2022".
namespace onthaal::app::demo {
namespace {

Group pupils() {
  return {
      .who = sheets::Who::pupil,
      .talks = 7240,
      .recorded = 6557,
      .themes = {{"studiekeuze", 1014},
                 {"interactie_gezin", 708},
                 {"verliefdheid", 456},
                 {"seksualiteit", 426},
                 {"relatievaardigheid", 411},
                 {"pesten", 373},
                 {"zelfmoordgedachten", 351},
                 {"depressie", 323},
                 {"studiemethode", 297},
                 {"zelfverwonding", 247}},
      .outcomes = {{"emotionele_ondersteuning", 2219},
                   {"info_en_advies", 2739},
                   {"doorverwezen_clb", 999},
                   {"doorverwezen_school", 738},
                   {"doorverwezen_netwerk", 639},
                   {"sessie_afgebroken", 1438}},
      .genders = {.f = 4872, .m = 1423, .x = 262},
      .age = 14.5,
      .stars = {.raters = 2000, .sum = 8480},
  };
}

Group parents() {
  return {
      .who = sheets::Who::parent,
      .talks = 1433,
      .recorded = 1372,
      .themes = {{"studiekeuze", 332},
                 {"covid_medisch", 221},
                 {"leermoeilijkheden", 104},
                 {"interactie_gezin", 81},
                 {"vaccinatie_covid", 51},
                 {"vaccinatie_algemeen", 37},
                 {"regelovertredend_gedrag", 35},
                 {"covid_psf", 34},
                 {"systematisch_contactmoment", 32},
                 {"motivatie", 32}},
      .outcomes = {{"emotionele_ondersteuning", 140},
                   {"info_en_advies", 632},
                   {"doorverwezen_clb", 588},
                   {"doorverwezen_school", 150},
                   {"doorverwezen_netwerk", 92},
                   {"sessie_afgebroken", 143}},
      .genders = {},
      .age = std::nullopt,
      .stars = {.raters = 400, .sum = 1808},
  };
}

// The peak of the fourth wave.
Window covid() {
  using namespace date::literals;
  return {
      .from = sheets::Day(2021_y / 11 / 22),
      .until = sheets::Day(2021_y / 12 / 8),
      .talks = 676,
      .themes = {"covid_medisch", "vaccinatie_covid", "covid_psf"},
      .parts = {{sheets::Who::pupil, 22, 343, {6, 25}}, {sheets::Who::parent, 68, 68 * 11, {20, 85}}},
      .minutes = 12.2,
  };
}

}  // namespace

Published published_2021_2022() {
  return {
      .year = "2021-2022",
      .talks = 8813,
      .groups = {pupils(), parents()},
      .fakes = 436,
      .sources = {{"smartschool", 2301}, {"eerder_bezoek", 1999}, {"andere", 1999}, {"sociale_media", 500}},
      .minutes = 18.5,
      .wait_minutes = std::nullopt,
      .mobile = std::nullopt,
      .dialogue = sheets::Known::unknown,
      .handed_over = {{"Nu praat ik erover", sheets::Handed::live, 10}},
      .operators = 180,
      .window = covid(),
  };
}

}  // namespace onthaal::app::demo
