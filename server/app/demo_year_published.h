#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "features/sheets/sheets.h"

// What the annual reports of CLBch@t publish of a school year, as counts that give exactly the published figures. Where
// a report gives a percentage or a mean without its base, docs/golden.md says which base was taken and why.
namespace onthaal::app::demo {

struct Count {
  std::string_view code;  // of a term
  int n;
};
struct Genders {
  int f, m, x;
};
struct Stars {
  int raters, sum;
};

struct Group {
  sheets::Who who;
  int talks;
  int recorded;                 // of these, what they were about, and what they led to
  std::vector<Count> themes;    // as published; what is left of `recorded` goes evenly over the others. Empty: unknown
  std::vector<Count> outcomes;  // several of a talk; empty: not published
  Genders genders;
  std::optional<double> age;  // mean of those recorded
  Stars stars;
};

// Some days of it, with the talks about some themes counted apart.
struct Window {
  struct Part {
    sheets::Who who;
    int talks, ages;  // the sum of all ages
    Stars stars;
  };
  sheets::Day from, until;
  int talks;  // about anything
  std::vector<std::string_view> themes;
  std::vector<Part> parts;
  double minutes;  // mean duration of the parts
};

struct HandedOver {
  std::string_view partner;  // its name
  sheets::Handed how;
  int n;
};

struct Published {
  std::string_view year;
  int talks;  // who is in no group is unknown
  std::vector<Group> groups;
  int fakes;  // registered, as all that are recorded; nothing else is
  std::vector<Count> sources;
  double minutes;  // mean duration
  std::optional<double> wait_minutes;
  std::optional<int> mobile;  // of all talks
  sheets::Known dialogue;
  std::vector<HandedOver> handed_over;
  int operators;
  std::optional<Window> window;
  std::vector<sheets::Total> totals;  // of what the talks do not tell
};

Published published_2021_2022();
Published published_2022_2023();
// Nothing where no report is known.
std::optional<Published> published(std::string_view year);

// Of the years before, only these.
std::vector<sheets::Total> published_before();

}  // namespace onthaal::app::demo
