#pragma once

#include <array>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "features/measures/measures.h"
#include "features/measures/measures_calendar.h"

// One reading of talks, counted for all tables together: those of the period, and for the years before what those that
// look back need.
namespace onthaal::measures {

// By sheets::Who, and everybody.
inline constexpr std::size_t kClasses = 5, kAll = 5;
using ByWho = std::array<std::int64_t, kClasses + 1>;
struct Mean {
  std::int64_t n = 0, sum = 0;
  void add(std::int64_t value) {
    ++n;
    sum += value;
  }
};
using MeanByWho = std::array<Mean, kClasses + 1>;
using TermsByWho = std::unordered_map<std::int64_t, ByWho>;

inline constexpr std::array<std::uint32_t, 5> kBandEnds{60, 120, 300, 600, 1200};  // seconds, and what is longer
inline constexpr std::size_t kHalfHours = 48;

// What is asked, in keys of the database.
struct Scope {
  Day from, until;
  int first_year = 0;  // the school year from which those that look back count, by the year in which it begins
  std::optional<sheets::Who> who;
  std::vector<std::int64_t> themes;  // of the filter; a theme that the line has not is 0, which no talk has
  std::optional<std::int64_t> centre;
  std::optional<int> version;
  std::unordered_map<std::int64_t, std::uint32_t> domains;  // of each theme, as bits
};

struct PeriodCounts {
  std::int64_t requests = 0, left = 0, refused = 0, open = 0;
  std::int64_t talks_only = 0;  // taken, and who left was not kept there
  std::int64_t second = 0, second_unknown = 0;
  std::int64_t unknown_dialogues = 0;  // as in a year
  ByWho talks{};
  std::array<std::int64_t, 256> ages{};  // of pupils
  std::int64_t pupils_without_age = 0;
  MeanByWho age{}, stars{};
  std::array<std::int64_t, 5> genders{};  // of pupils, by sheets::Gender
  std::array<ByWho, 5> devices{};         // by sheets::Device
  ByWho themed{}, with_outcome{}, with_source{};
  TermsByWho themes, outcomes, sources;
  std::array<ByWho, 32> domains{};  // by bit; the last: themes without a domain
  std::vector<std::uint32_t> waits;
  std::array<std::vector<std::uint32_t>, kClasses + 1> durations;
  std::array<std::int64_t, kBandEnds.size() + 1> left_after{}, came_after{};  // by band of wait
  std::array<std::array<std::int64_t, kHalfHours>, 7> busy{};
  ByWho may_have_rated{};  // known whether they gave any
  std::array<std::int64_t, 6> stars_spread{};
  std::map<std::pair<std::int64_t, sheets::Handed>, std::int64_t> handed;  // by partner
  std::int64_t may_have_been_handed = 0;                                   // known whether they were
  ByWho with_ending{}, broken_off{};  // recorded: what came of it, or that it broke off
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> operators;  // by import and key
  std::map<std::int64_t, std::int64_t> centres;
  std::map<Day, std::int64_t> talk_seconds;  // whatever the filter
  // Whatever the theme: of what those of the filter are a share. And those talks alone, whatever else is counted.
  ByWho talks_of_any_theme{};
  ByWho themed_of_any_theme{};
  std::map<std::int64_t, std::int64_t> origins;  // by import, whatever the filter
};

struct YearCounts {
  std::int64_t requests = 0, ended = 0;  // whatever the filter
  std::int64_t talks = 0, so_far = 0;
  std::array<std::int64_t, 12> months{};         // from September
  std::array<std::int64_t, 12> so_far_months{};  // of those, what is in `so_far`
  std::array<std::int64_t, 2> by_version{};
  std::int64_t unknown_dialogues = 0;    // of the first version: not known whether they are of the second
  std::int64_t fake = 0, checked = 0;    // of those registered, whether it was one
  ByWho talks_of_any_theme{}, themed{};  // whatever the filter's themes; of those, with any theme
  ByWho any{};                           // with any of the filter's
  std::vector<ByWho> themes;             // by their place in Scope::themes
};

struct Counts {
  PeriodCounts period;
  std::map<int, YearCounts> years;  // by the year in which it begins
};

class Counter {
 public:
  explicit Counter(const Scope& scope) : scope_(scope) {}
  void add(Day day, const sheets::Talk& talk);
  Counts take() { return std::move(counts_); }

 private:
  // What is the same for all talks of a day.
  struct OfDay {
    Day day;
    bool is_in_period, is_so_far;
    int version;
    std::size_t month, weekday;
    YearCounts* year;  // nothing: nobody looks back so far
  };
  void turn_to(Day day);
  bool is_counted(const sheets::Talk& talk) const;
  void add_to_year(const sheets::Talk& talk, bool has_theme);
  void add_themes_of_year(const sheets::Talk& talk);
  void add_to_period(const sheets::Talk& talk);
  void add_request(const sheets::Talk& talk);
  void add_person(const sheets::Talk& talk, std::size_t who);
  void add_subject(const sheets::Talk& talk, std::size_t who);
  void add_service(const sheets::Talk& talk, std::size_t who);

  const Scope& scope_;
  Counts counts_;
  std::optional<OfDay> today_;
};

bool is_talk(const sheets::Talk& talk, int version);

}  // namespace onthaal::measures
