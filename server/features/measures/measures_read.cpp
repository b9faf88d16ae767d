#include "features/measures/measures_read.h"

#include <algorithm>

namespace onthaal::measures {
namespace {

using sheets::Talk;

struct Span {
  Day from, until;
  std::uint32_t second = 24 * 60 * 60;  // of the last day: what is asked for later does not count
  bool has(Day day, const Talk& talk) const {
    return from <= day && (day < until || (day == until && talk.second < second));
  }
};

// Today, this week and this school year, and a year before each.
std::array<std::array<Span, 2>, 3> spans_of(Millis now) {
  constexpr date::days kYear{52 * 7};  // of the same weekdays
  const auto local = hours::local_of(now);
  const Day today = date::floor<date::days>(local);
  const auto second = static_cast<std::uint32_t>((local - hours::LocalTime(today)).count() * 60 + now / 1000 % 60 + 1);
  const Day monday = today - (date::weekday(today) - date::Monday);
  const Day september = first_day(year_number(today));
  return {{{Span{today, today}, Span{today - kYear, today - kYear, second}},
           {Span{monday, today}, Span{monday - kYear, today - kYear, second}},
           {Span{september, today}, Span{years_before(september, 1), years_before(today, 1), second}}}};
}

}  // namespace

bool Reading::asks(std::string_view table) const {
  return std::ranges::find(asked_.names, table) != asked_.names.end();
}

bool Reading::looks_back() const {
  return std::ranges::any_of(asked_.names, [](const std::string& name) {
    const Measure& each = measure(name);
    return !each.dimensions.empty() && each.dimensions.front() == "year";
  });
}

bool Reading::needs_talks() const {
  return asks("occupancy") || std::ranges::any_of(asked_.names, [](const std::string& name) {
           return measure(name).counted != Counted::other && name != "today";
         });
}

int Reading::first_year(const std::vector<sheets::Total>& totals) const {
  const int year = year_number(asked_.filter.from);
  if (asked_.years) return year - *asked_.years;
  int first = year;
  if (const auto extent = sheets::extent(snapshot_.db, line_)) first = std::min(first, year_number(extent->first));
  for (const sheets::Total& total : totals)
    if (const auto period = parse_year(total.year)) first = std::min(first, year_number(period->from));
  return first;
}

void Reading::fill(Scope& scope, Facts& facts) const {
  const Millis from = hours::utc_of(hours::LocalTime(scope.from), hours::Edge::begin);
  const Millis to = hours::utc_of(hours::LocalTime(scope.until + date::days(1)), hours::Edge::begin);
  if (looks_back() || asks("lifetime")) facts.totals = sheets::totals(snapshot_.db, line_);
  if (looks_back()) scope.first_year = first_year(facts.totals);
  if (needs_talks()) facts.counts = count(scope);
  const Day begun = hours::day_of(store::begun(snapshot_.db, line_));
  facts.is_before = asked_.filter.until < begun;
  facts.is_unknown = facts.counts.period.requests == 0 && is_unknown({scope.from, scope.until}, begun);
  if (asks("origins")) facts.imports = store::imports(snapshot_.db, line_);
  if (asks("handovers")) facts.partners = store::partners(snapshot_.db, line_);
  if (asks("centres")) facts.centres = store::centres(snapshot_.db, line_);
  if (asks("operators")) facts.people = store::people(snapshot_.db);
  if (asks("missed")) facts.refusals = store::refusals(snapshot_.db, line_, from, to);
  if (asks("on_duty") || asks("occupancy"))
    facts.duty = duty::online_by_half_hour(snapshot_.db, line_, from, to, snapshot_.now);
  if (asks("open_hours")) facts.open_hours = open_hours(scope);
  if (asks("today")) facts.today = today(scope, begun);
  if (!asks("lifetime") && !asks("talks_by_month")) return;
  const auto extent = sheets::extent(snapshot_.db, line_);
  if (extent) facts.first_day = extent->first;
  if (asks("lifetime")) fill_lifetime(facts, extent);
}

Counts Reading::count(const Scope& scope) const {
  const bool is_back = looks_back();
  const Day from = is_back ? std::min(scope.from, first_day(scope.first_year)) : scope.from;
  const Day until = is_back ? last_day(year_number(scope.until)) : scope.until;
  Counter counter(scope);
  sheets::each(snapshot_.db, line_, from, until, [&](Day day, const Talk& talk) { counter.add(day, talk); });
  return counter.take();
}

// That something came in on other days of the school year tells that nothing came in on these.
bool Reading::is_unknown(Period period, Day begun) const {
  const int first = year_number(period.from), last = year_number(period.until);
  const int now = year_number(hours::day_of(snapshot_.now));
  if (period.until < begun) return !is_kept(first_day(first), std::min(last_day(last), begun - date::days(1)));
  return (now < first || last < now) && !is_kept(first_day(first), last_day(last));
}

bool Reading::is_kept(Day from, Day until) const {
  return sheets::tally(snapshot_.db, line_, from, until).talks > 0;
}

Moments Reading::today(const Scope& scope, Day begun) const {
  const auto spans = spans_of(snapshot_.now);
  Day from = spans[0][0].from;
  for (const auto& both : spans)
    for (const Span& span : both) from = std::min(from, span.from);
  Moments moments{};
  sheets::each(snapshot_.db, line_, from, spans[0][0].until, [&](Day day, const Talk& talk) {
    if ((scope.who && talk.who != *scope.who) || (scope.centre && talk.centre != *scope.centre)) return;
    const bool is_counted = is_talk(talk, scope.version.value_or(talk_version_on(day).number));
    for (std::size_t span = 0; span < spans.size(); ++span)
      for (std::size_t when = 0; when < 2; ++when) {
        if (!spans.at(span).at(when).has(day, talk)) continue;
        ++moments.at(span).at(when).requests;
        moments.at(span).at(when).talks += is_counted;
        moments.at(span).at(when).talks_only += talk.course == sheets::Course::talk && !talk.has_untaken;
      }
  });
  for (std::size_t span = 0; span < spans.size(); ++span) {
    Moment& before = moments.at(span)[1];
    before.is_unknown = before.requests == 0 && is_unknown({spans.at(span)[1].from, spans.at(span)[1].until}, begun);
  }
  return moments;
}

// By what was tallied of each day: however many talks there are, none is read. As in tables, a published total counts
// where no talk of that year is one.
void Reading::fill_lifetime(Facts& facts, const std::optional<sheets::Extent>& extent) const {
  const Day end = asked_.filter.until;
  const auto talks = [&](const Version& version, Day from, Day until) {
    const sheets::Tally tally = sheets::tally(snapshot_.db, line_, from, until);
    return asked_.filter.version.value_or(version.number) == 1 ? tally.talks : tally.dialogues;
  };
  if (extent)
    for (const Version& each : talk_versions())
      facts.lifetime += talks(each, std::max(extent->first, each.from.value_or(extent->first)),
                              std::min({extent->last, each.until.value_or(extent->last), end}));
  std::map<int, std::int64_t> published;
  for (const sheets::Total& total : facts.totals)
    if (const auto period = parse_year(total.year); period && total.figure == "talks_by_year" && total.n)
      published[year_number(period->from)] = *total.n;
  if (published.empty() && !extent) return;
  int first = extent ? year_number(extent->first) : published.begin()->first;
  if (!published.empty()) first = std::min(first, published.begin()->first);
  facts.begin = extent && first == year_number(extent->first) ? extent->first : first_day(first);
  const Day over = std::min(end, hours::day_of(snapshot_.now) - date::days(1));
  for (int year = first; last_day(year) <= over; ++year) {
    if (talks(talk_version_on(first_day(year)), first_day(year), last_day(year)) > 0) continue;
    const auto found = published.find(year);
    if (found == published.end())
      facts.unknown_years.push_back(year);
    else
      facts.lifetime += found->second;
  }
}

// Of years before its hours begin there is nothing to say, nor of those that are over and of which no talk is kept; and
// none is planned further than a year ahead.
std::map<int, OpenHours> Reading::open_hours(const Scope& scope) const {
  std::map<int, OpenHours> years;
  const int last = std::min(year_number(scope.until), year_number(hours::day_of(snapshot_.now)) + 1);
  int first = last + 1;
  while (first > scope.first_year) {
    const Day end = last_day(first - 1);
    const auto plan = hours::plan_of(snapshot_.db, line_, end, end);
    if (plan.empty() || plan.front().because == hours::Because::always) break;
    --first;
  }
  const Day from = first_day(first), until = last_day(last);
  for (const hours::DayPlan& plan : hours::plan_of(snapshot_.db, line_, from, until)) {
    if (plan.open.empty()) continue;
    OpenHours& year = years[year_number(plan.day)];
    ++year.days;
    year.minutes += plan.minutes();
  }
  const int now = year_number(hours::day_of(snapshot_.now));
  std::erase_if(years, [&](const auto& each) {
    return each.first < now && !is_kept(first_day(each.first), last_day(each.first));
  });
  return years;
}

}  // namespace onthaal::measures
