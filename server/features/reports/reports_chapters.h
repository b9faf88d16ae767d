#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What an annual report consists of. Codes are stable: texts and quotes are kept under them.
namespace onthaal::reports {

enum class Drawn : std::uint8_t { table, bars, columns, lines, heat };
std::string_view name_of(Drawn drawn);

// A table of features/measures in a chapter.
struct Place {
  std::string_view table;
  Drawn drawn = Drawn::table;
  // Only the rows with this key on that dimension; empty: all.
  std::string_view dimension = {}, key = {};
  std::string_view title = {};  // where its own says too little, or too much, in that chapter
};
struct Chapter {
  std::string_view code;
  std::string_view title;  // in Dutch, as the report is
  std::vector<Place> places;
  std::string_view theme = {};  // its tables are about the talks with this theme
  // Always there, without quotes. The others are there once there is something in them: a text, a quote, or something
  // that was counted.
  bool is_always = false;
};
const std::vector<Chapter>& chapters();
const Chapter* find_chapter(std::string_view code);

// What is said first: a figure by its stable name, with {year} in it.
struct Headline {
  std::string_view figure;
  std::string_view label;
};
std::span<const Headline> headlines();

// The tables of chapters without a theme, each once; of those, the ones that are not set out by year, and so are
// counted of the year before, too; and those of chapters with one.
std::vector<std::string> tables_of_year();
std::vector<std::string> tables_of_year_before();
std::vector<std::string> tables_of_theme(const Chapter& chapter);

}  // namespace onthaal::reports
