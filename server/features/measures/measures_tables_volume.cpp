#include <algorithm>

#include "features/measures/measures_few.h"

namespace onthaal::measures {
namespace {

void withhold(DraftRow& row) {
  if (row.row.n.value_or(0) == 0) return;
  forget(row);
  row.row.is_withheld = true;
}

// Of talks that came without the requests that nobody took it is not known who left: where all are such, nothing is.
Draft volume(const Context& context) {
  const PeriodCounts& period = context.period();
  Draft draft;
  const auto sum = draft.new_sum();
  const auto add = [&](std::string_view what, std::int64_t n) -> DraftRow& {
    draft.rows.push_back(count_row({context.key("what", what)}, n));
    return draft.rows.back();
  };
  for (const auto& [what, n] : {std::pair("requests", period.requests),
                                {"talks", period.talks[kAll]},
                                {"left", period.left},
                                {"refused", period.refused},
                                {"open", period.open},
                                {"uncounted", uncounted(period)}})
    add(what, n).sum = sum;
  draft.rows[0].is_total = true;
  draft.rows[1].is_shown_elsewhere = true;
  draft.rows[5].is_unseen = draft.rows[5].is_shown_elsewhere = true;
  if (is_unknown(period.talks_only, period.requests)) {
    for (DraftRow& row : draft.rows) row.sum.reset();
    for (const std::size_t row : {0U, 2U, 3U}) forget(draft.rows[row]);
  }
  if (period.talks_only > 0) add("talks_only", period.talks_only);
  DraftRow& second = add("second", period.second);
  if (is_unknown(period.second_unknown, period.talks[kAll])) forget(second);
  if (period.second_unknown > 0) add("second_unknown", period.second_unknown).is_beside = true;
  return draft;
}

// Those of this server together, and those of each other system.
Draft origins(const Context& context) {
  const auto& counts = context.period().origins;
  const auto of = [&](std::int64_t import) { return counts.contains(import) ? counts.at(import) : 0; };
  std::int64_t all = 0;
  for (const auto& [_, n] : counts) all += n;
  Draft draft;
  Key others = context.key("origin", "imported");
  others.label.clear();
  for (const store::Named& each : context.facts.imports) {
    if (of(each.id) == 0) continue;
    others.label += (others.label.empty() ? "‘" : ", ‘") + each.label + "’";
    draft.rows.push_back(share_row({{each.code, each.label}}, of(each.id), all));
  }
  if (draft.rows.size() == 1) draft.rows.clear();
  if (!others.label.empty()) draft.rows.insert(draft.rows.begin(), share_row({std::move(others)}, all - of(0), all));
  draft.rows.push_back(share_row({context.key("origin", "own")}, of(0), all));
  return draft;
}

// From the first year of which there is anything, if it is not too long ago.
template <class Add>
Draft by_year(const Context& context, const Add& add) {
  Draft draft;
  bool has_begun = false;
  for (int year = context.scope.first_year; year <= context.last_year; ++year) {
    const auto found = context.facts.counts.years.find(year);
    const bool is_there = found != context.facts.counts.years.end() && found->second.requests > 0;
    has_begun = has_begun || is_there || year >= year_number(context.scope.from);
    static const YearCounts kNothing;
    const auto first = static_cast<std::ptrdiff_t>(draft.rows.size());
    if (has_begun) add(draft, year, is_there ? found->second : kNothing);
    if (context.is_unknown(year)) std::for_each(draft.rows.begin() + first, draft.rows.end(), forget);
  }
  return draft;
}

Draft talks_by_year(const Context& context) {
  return by_year(context, [&](Draft& draft, int year, const YearCounts& counts) {
    draft.rows.push_back(count_row({context.year(year)}, counts.talks));
  });
}

// The years of the period add up to all talks in it.
Draft talks_so_far(const Context& context) {
  Draft draft = by_year(context, [&](Draft& more, int year, const YearCounts& counts) {
    more.rows.push_back(count_row({context.year(year)}, counts.so_far));
    if (year >= year_number(context.scope.from)) more.rows.back().sum = 0;
  });
  draft.new_sum({.total = context.period().talks[kAll], .is_shown_elsewhere = true});
  return draft;
}

// Its first day, of a school year.
Day first_of_month(int year, std::size_t month) {
  return Day(date::year_month_day(first_day(year)) + date::months(static_cast<int>(month)));
}

// Not to come yet, and not before the first talk.
bool is_there(const Context& context, Day first_of_month) {
  const Day next = Day(date::year_month_day(first_of_month) + date::months(1));
  return first_of_month <= context.last_day && (!context.facts.first_day || *context.facts.first_day < next);
}

// The months add up to the year, and some of them to the part of it that talks_so_far shows.
Draft talks_by_month(const Context& context) {
  const std::set<int> hidden = hidden_years(context);
  return by_year(context, [&](Draft& draft, int year, const YearCounts& counts) {
    std::int64_t so_far = 0;
    for (std::size_t month = 0; month < counts.months.size(); ++month)
      if (counts.so_far_months.at(month) > 0) so_far += counts.months[month];
    const auto all = draft.new_sum({.total = counts.talks,
                                    .is_shown_elsewhere = !hidden.contains(year),
                                    .is_hidden = hidden.contains(year)});
    const auto part = draft.new_sum({.total = so_far, .part_of = all, .is_shown_elsewhere = true});
    for (std::size_t month = 0; month < counts.months.size(); ++month) {
      if (!is_there(context, first_of_month(year, month))) continue;
      const std::size_t number = (month + 8) % 12 + 1;
      const std::string code = (number < 10 ? "0" : "") + std::to_string(number);
      draft.rows.push_back(count_row({context.year(year), context.key("month", code)}, counts.months[month]));
      draft.rows.back().sum = counts.so_far_months.at(month) > 0 ? part : all;
    }
  });
}

Draft talks_definitions(const Context& context) {
  return by_year(context, [&](Draft& draft, int year, const YearCounts& counts) {
    const auto sum = draft.new_sum();
    const auto add = [&](std::string_view definition, std::int64_t n) -> DraftRow& {
      draft.rows.push_back(count_row({context.year(year), context.key("definition", definition)}, n));
      draft.rows.back().sum = sum;
      return draft.rows.back();
    };
    const std::int64_t unknown = counts.unknown_dialogues;
    const int counted = context.scope.version.value_or(talk_version_on(last_day(year)).number);
    DraftRow& first = add("1", counts.by_version[0]);
    first.is_total = true;
    first.is_shown_elsewhere = counted == 1;
    DraftRow& second = add("2", counts.by_version[1]);
    second.is_shown_elsewhere = counted == 2;
    if (unknown > 0 && unknown == counts.by_version[0]) second.row.n = std::nullopt, second.row.value = std::nullopt;
    if (unknown > 0) add("unknown", unknown).is_beside = true;
    add("no", counts.by_version[0] - counts.by_version[1] - unknown).is_unseen = true;
  });
}

Draft fake_by_year(const Context& context) {
  return by_year(context, [&](Draft& draft, int year, const YearCounts& counts) {
    draft.rows.push_back(share_row({context.year(year)}, counts.fake, counts.checked));
  });
}

Draft open_hours(const Context& context) {
  Draft draft;
  for (const auto& [year, open] : context.facts.open_hours) {
    DraftRow row{
        .row = {.keys = {context.year(year)}, .n = open.days, .value = static_cast<double>(open.minutes) / 60}};
    draft.rows.push_back(std::move(row));
  }
  return draft;
}

Draft today(const Context& context) {
  constexpr std::array<std::string_view, 3> kSpans{"today", "week", "year"};
  constexpr std::array<std::string_view, 2> kWhen{"now", "before"};
  Filter of_any_theme = context.asked.filter;
  of_any_theme.themes.clear();
  const bool is_rest_few = are_requests_few(context);
  Draft draft;
  for (std::size_t span = 0; span < kSpans.size(); ++span)
    for (const std::string_view what : {"requests", "talks"})
      for (std::size_t when = 0; when < kWhen.size(); ++when) {
        const Moment& moment = context.facts.today[span][when];
        const bool is_of_talks = what == std::string_view("talks");
        DraftRow row =
            count_row({context.key("span", kSpans[span]), context.key("what", what), context.key("when", kWhen[when])},
                      is_of_talks ? moment.talks : moment.requests);
        if (!is_of_talks && is_unknown(moment.talks_only, moment.requests)) forget(row);
        if (!is_of_talks && (is_rest_few || is_few(of_any_theme, moment.requests - moment.talks, false))) withhold(row);
        draft.rows.push_back(std::move(row));
      }
  return draft;
}

Draft lifetime(const Context& context) {
  Draft draft;
  draft.rows.push_back(count_row({context.key("what", "all")}, context.facts.lifetime));
  const auto& unknown = context.facts.unknown_years;
  if (unknown.empty()) return draft;
  Key key = context.key("what", "unknown_years");
  for (const int year : unknown) key.label += (year == unknown.front() ? ": " : ", ") + context.year(year).code;
  draft.rows.push_back(count_row({std::move(key)}, static_cast<std::int64_t>(unknown.size())));
  return draft;
}

}  // namespace

std::vector<Builder> volume_builders() {
  return {{"volume", volume},
          {"origins", origins},
          {"talks_by_year", talks_by_year},
          {"talks_so_far", talks_so_far},
          {"talks_by_month", talks_by_month},
          {"talks_definitions", talks_definitions},
          {"fake_by_year", fake_by_year},
          {"open_hours", open_hours},
          {"today", today},
          {"lifetime", lifetime}};
}

}  // namespace onthaal::measures
