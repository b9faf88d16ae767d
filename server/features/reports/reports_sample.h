#pragma once

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "features/reports/reports_annual.h"
#include "features/reports/reports_page.h"
#include "platform/private_folder.h"
#include "platform/process.h"

// A small report, and tables for tests of what reports look like.
namespace onthaal::reports::sample {

using measures::Key;
using measures::Row;
using measures::Table;
using measures::Unit;

inline Table themes() {
  Table table{
      .name = "themes",
      .title = "Waarover ging het?",
      .says = "Het ging het vaakst over pesten.",
      .unit = Unit::share,
      .definition = {.name = "talk", .version = 1, .text = "Een gesprek.", .base = "Alle gesprekken."},
      .filter = {.from = hours::parse_day("2021-09-01").value(), .until = hours::parse_day("2022-08-31").value()},
      .dimensions = {{"theme", "Thema"}, {"who", "Wie"}},
      .computed_at = 0};
  const Key pesten{"pesten", "Pesten & <b>meer</b>"}, rouw{"rouw", "Rouw"};
  const Key pupil{"pupil", "leerlingen"}, parent{"parent", "ouders"};
  table.rows = {Row{.keys = {pesten, pupil}, .n = 373, .base = 6826, .value = 373.0 / 6826},
                Row{.keys = {pesten, parent}, .n = 35, .base = 1372, .value = 35.0 / 1372},
                Row{.keys = {rouw, pupil}, .is_withheld = true},
                Row{.keys = {rouw, parent}, .n = 40, .base = 1372, .value = 40.0 / 1372}};
  return table;
}

inline Annual report() {
  Annual annual{.line = {{1}, {}, "clbchat", "CLB \"ch@t\" </title>"},
                .year = "2021-2022",
                .year_before = "2020-2021",
                .period = measures::parse_year("2021-2022").value(),
                .computed_at = 0};
  annual.tables = {themes()};
  Table window = themes();
  window.name = "theme_window";
  window.dimensions = {{"statistic", "Maat"}, {"who", "Wie"}};
  window.filter.themes = {"pesten"};
  window.rows.back().unit = Unit::years;
  annual.of_themes = {window};
  for (const Chapter& chapter : chapters()) annual.parts.push_back({.chapter = &chapter, .is_shown = true});
  for (Part& part : annual.parts)
    if (part.chapter->code == "themes") {
      part.text = store::Text{1, 0, "an", "# Kop\n\n<script>x</script>\n\n[a](javascript:b) {{leeg}} **vet**"};
      part.tables = {Shown{themes(), std::nullopt, Drawn::bars}};
      part.quotes = {{.chapter = "themes", .text = "\"Dank\" <i>", .about = "leerling"}};
    }
  return annual;
}

// Who chatted in a school year: so many pupils and parents.
inline Table who_in(const std::string& year, int pupils, int parents) {
  Table table{.name = "talks_by_who", .title = "Wie?", .unit = Unit::share, .dimensions = {{"who", "Wie"}}};
  const measures::Period period = measures::parse_year(year).value();
  table.filter = {.from = period.from, .until = period.until};
  table.definition = {.name = "talks_by_who", .version = 1};
  const int all = pupils + parents;
  table.rows = {
      Row{.keys = {{"pupil", "leerlingen"}}, .n = pupils, .base = all, .value = static_cast<double>(pupils) / all},
      Row{.keys = {{"parent", "ouders"}}, .n = parents, .base = all, .value = static_cast<double>(parents) / all},
      Row{.keys = {{"unknown", "onbekend"}}, .n = 5}};
  return table;
}

// So many themes, the first one the rarest.
inline Table many_themes(int number) {
  Table table = themes();
  table.dimensions = {{"theme", "Thema"}};
  table.rows.clear();
  for (int at = 1; at <= number; ++at) {
    const std::string code = "t" + std::to_string(at);
    table.rows.push_back({.keys = {{code, "Thema " + code}}, .n = at, .base = 100, .value = at / 100.0});
  }
  return table;
}

// Talks of some school years.
inline Table years(const std::vector<std::pair<const char*, int>>& counts) {
  Table table{.name = "talks_by_year", .unit = Unit::count, .dimensions = {{"year", "Schooljaar"}}};
  for (const auto& [year, count] : counts)
    table.rows.push_back({.keys = {{year, year}}, .n = count, .value = static_cast<double>(count)});
  return table;
}

// A part of a file that is a zip of XML.
inline std::string part_of(const std::string& zip, const std::string& name) {
  const files::PrivateFolder folder;
  const auto file = folder.path() / "file.zip";
  std::ofstream(file, std::ios::binary) << zip;
  return process::run({.argv = {"unzip", "-p", file.string(), name}, .max_output = 16 << 20}).value_or("");
}

inline std::string printed(const Table& table, Drawn drawn) {
  return table_of({table, std::nullopt, drawn}, report(), For::screen_and_print).html;
}

}  // namespace onthaal::reports::sample
