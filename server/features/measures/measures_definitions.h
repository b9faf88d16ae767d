#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "features/measures/measures.h"

// measures.csv and measures_words.txt, read once: what a table counts, and all words that people see.
namespace onthaal::measures {

struct Words {
  std::string nl, en;
  const std::string& in(Language language) const { return language == Language::nl ? nl : en; }
};
// talk has two versions; request one. What neither counts ("other") has no text.
enum class Counted : std::uint8_t { talk, both, request, other };
struct Version {
  int number;
  std::optional<Day> from, until;
  Words text;
};
struct Measure {
  std::string name;
  Counted counted;
  Unit unit;
  std::vector<std::string> dimensions;
  std::vector<std::string> traits;   // of a person, that the table itself crosses: who, age, gender, theme, centre
  std::vector<std::string> filters;  // who, theme, centre: which of them it heeds
  Words title, text, base, filter, says;
};

bool has_dimension(const Measure& measure, std::string_view dimension);
bool heeds(const Measure& measure, std::string_view filter);

const std::vector<Measure>& measures();
const Measure& measure(std::string_view name);  // throws std::logic_error
const std::vector<Version>& talk_versions();
const Version& talk_version_on(Day day);
// "who.pupil"; the code itself where it has no word.
std::string word(std::string_view code, Language language);
bool has_word(std::string_view code);

// What the definition of a table says over these days, and where it changes between them.
Definition definition_of(const Measure& measure, const Filter& filter, Language language);
std::vector<std::string> breaks_of(const Measure& measure, const Filter& filter, Day from, Day until);
// What it said until each of those days.
std::vector<Definition> earlier_of(const Measure& measure, Filter filter, const std::vector<std::string>& breaks,
                                   Language language);

}  // namespace onthaal::measures
