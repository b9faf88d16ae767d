#pragma once

#include <map>
#include <set>

#include "features/duty/duty.h"
#include "features/measures/measures_count.h"
#include "features/measures/measures_definitions.h"
#include "features/measures/measures_store.h"

// From what was counted to tables: rows with names, and which of them add up.
namespace onthaal::measures {

// By span (today, week, year) and whether it is the year before.
struct Moment {
  std::int64_t requests = 0, talks = 0, talks_only = 0;
  bool is_unknown = false;  // as of a period
};
using Moments = std::array<std::array<Moment, 2>, 3>;

struct OpenHours {
  std::int64_t days = 0;
  Millis minutes = 0;
};

// All that tables are made of; what none of those asked for needs is empty.
struct Facts {
  Counts counts;
  store::Terms terms;
  std::vector<store::Named> partners, centres, people, imports;
  store::Refusals refusals;
  std::vector<onthaal::duty::HalfHour> duty;
  std::map<int, OpenHours> open_hours;  // by school year
  std::vector<sheets::Total> totals;
  Moments today{};
  std::int64_t lifetime = 0;
  std::vector<int> unknown_years;  // of which there is neither a talk nor a total, since the first of those
  std::optional<Day> begin;        // of the first talk, or of the school year of the first total
  std::optional<Day> first_day;    // of the first talk, where it is asked for
  bool is_before = false;          // the period is over before the line was here
  bool is_unknown = false;         // and nothing is kept of it; or of its school years, and none of them is now
};

// A row before small numbers are withheld. Rows with the same `sum` add up: to the total among them, else to what
// `sums` says, else to their base.
struct DraftRow {
  Row row;
  std::optional<std::size_t> sum = std::nullopt;
  bool is_total = false;
  bool is_beside = false;  // unknown: no trait of anybody
  bool is_mean = false;
  bool is_unseen = false;           // only there because it adds up
  bool is_hidden = false;           // whatever it is
  bool is_group = false;            // other tables are of these talks
  bool is_shown_elsewhere = false;  // by other tables: to withhold it here hides nothing
  bool is_untold = false;           // there are talks, and none of them tells
  std::int64_t whole = 0;           // of what is unknown: with those of whom it is known
  std::int64_t rest = 0;            // what is known with it: too small, it withholds this as well
};
struct DraftSum {
  std::optional<std::int64_t> total = std::nullopt;   // where the table does not show it
  std::optional<std::size_t> part_of = std::nullopt;  // the sum in which the total is a part
  // Other tables show the total: unless it is small there as well, it cannot be withheld.
  bool is_shown_elsewhere = false;
  bool is_of_pupils = false;
  bool is_hidden = false;  // withheld there
  std::int64_t rest = 0;   // as of a row
};
struct Draft {
  std::vector<DraftRow> rows;
  std::vector<DraftSum> sums;
  bool is_withheld = false;    // the whole table: nothing less would help
  bool has_companion = false;  // something is withheld that is not small itself
  bool is_untold = false;      // there are talks, and none of them tells

  std::size_t new_sum(DraftSum sum = {}) {
    sums.push_back(sum);
    return sums.size() - 1;
  }
};

struct Context {
  const Asked& asked;
  const Scope& scope;
  Facts& facts;
  int last_year;  // the school year of the last day
  Day last_day;   // of what can be there: that of now, or of the period

  const PeriodCounts& period() const { return facts.counts.period; }
  // Nothing came in during that school year: it is not now, and nobody can say that there was nothing. Or of none of
  // its talks it is known what they were about, and that is asked for.
  bool is_unknown(int year) const;
  // The same, of the period. What is counted here alone is unknown before the line was here.
  bool is_unknown(const Measure& measure) const;
  Key key(std::string_view dimension, std::string_view code) const;
  Key year(int year) const;
  Key who(std::size_t who) const;
};

// Pupils, parents, teachers, others, unknown.
inline constexpr std::array<std::size_t, kClasses> kWhoInOrder{1, 2, 3, 4, 0};
bool is_shown(std::size_t who, const ByWho& counts);  // pupils and parents always, others when there are any

std::set<std::string> domains_of(const store::Terms& terms);  // in the order of their bits

void forget(DraftRow& row);  // it is unknown
void hide(DraftRow& row);    // it is withheld; zero stays
DraftRow count_row(std::vector<Key> keys, std::int64_t n);
DraftRow share_row(std::vector<Key> keys, std::int64_t n, std::int64_t base);
DraftRow beside_row(std::vector<Key> keys, std::int64_t n);  // of no base
DraftRow mean_row(std::vector<Key> keys, const Mean& mean);
// Everybody and each class, adding up; of a share, numerators of bases.
Draft shares_by_who(const Context& context, const ByWho& n, const ByWho& base);
Draft means_by_who(const Context& context, const MeanByWho& means);

using Build = Draft (*)(const Context&);
struct Builder {
  std::string_view table;
  Build build;
};
std::vector<Builder> volume_builders();   // how many, from where, until now
std::vector<Builder> year_builders();     // through the school years
std::vector<Builder> people_builders();   // who they are
std::vector<Builder> subject_builders();  // what it was about, and what came of it
std::vector<Builder> theme_builders();    // one theme, in depth
std::vector<Builder> service_builders();  // waits, durations, hours
std::vector<Builder> quality_builders();  // stars, what broke off, hand-overs, operators

Draft draft_of(const Measure& measure, const Context& context);

// Published totals of years of which no talk is kept, among the others, by year. They are of everybody, and of
// everything.
void add_totals(const Measure& measure, const Context& context, Draft& draft);

// The table in the end: totals from before, small numbers withheld, and the sentence.
Table table_of(const Measure& measure, const Context& context, Millis now);

// The filter, as far as the table heeds it.
Filter heeded(const Measure& measure, const Filter& filter);

// Of a period of which nothing is known a zero is none; nor what is a share or a mean of none of the talks that there
// are: it is known of none of them. And a filter on a class leaves no row of the others.
void forget_unknown(const Measure& measure, const Context& context, Draft& draft);
void find_untold(const Measure& measure, const Context& context, Draft& draft);
void forget_untold(Draft& draft);  // what is not withheld
void leave_out_others(const Measure& measure, const Context& context, Draft& draft);

// Small numbers of a table; and of the classes of who, which are the same for all tables of a request.
// School years of which it cannot be shown how many talks there were.
std::set<int> hidden_years(const Context& context);
void withhold(const Measure& measure, const Context& context, Draft& draft);
// Means from which withheld numbers of those they are taken of could be computed.
void withhold_means(const Measure& measure, const Context& context, Draft& draft);

// The first of the alternatives (with `|` between them) whose places can all be filled from what is shown.
std::string sentence(const Measure& measure, const Table& table, const Context& context, const Draft& draft);

// How many systems the talks of operators come from: in each of them a person counts.
std::size_t systems_of(const Context& context);

}  // namespace onthaal::measures
