#include "features/measures/measures_tables.h"

namespace onthaal::measures {
namespace {

Draft volume(const Context& context) {
  const PeriodCounts& period = context.period();
  Draft draft;
  const auto sum = draft.new_sum();
  const auto add = [&](std::string_view what, std::int64_t n) -> DraftRow& {
    draft.rows.push_back(count_row({context.key("what", what)}, n));
    return draft.rows.back();
  };
  DraftRow& requests = add("requests", period.requests);
  requests.sum = sum;
  requests.is_total = true;
  add("talks", period.talks[kAll]).sum = sum;
  add("left", period.left).sum = sum;
  add("refused", period.refused).sum = sum;
  add("open", period.open).sum = sum;
  add("second", period.second);
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
    if (has_begun) add(draft, year, is_there ? found->second : kNothing);
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
  return by_year(context, [&](Draft& draft, int year, const YearCounts& counts) {
    std::int64_t so_far = 0;
    for (std::size_t month = 0; month < counts.months.size(); ++month)
      if (counts.so_far_months.at(month) > 0) so_far += counts.months[month];
    const auto all = draft.new_sum({.total = counts.talks,
                                    .is_shown_elsewhere = !hidden_years(context).contains(year),
                                    .is_hidden = hidden_years(context).contains(year)});
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
    add("1", counts.by_version[0]).is_total = true;
    DraftRow& second = add("2", counts.by_version[1]);
    if (unknown > 0 && unknown == counts.by_version[0]) second.row.n = std::nullopt, second.row.value = std::nullopt;
    if (unknown > 0) add("unknown", unknown).is_beside = true;
    add("no", counts.by_version[0] - counts.by_version[1] - unknown).is_unseen = true;
  });
}

Draft fake_by_year(const Context& context) {
  return by_year(context, [&](Draft& draft, int year, const YearCounts& counts) {
    draft.rows.push_back(share_row({context.year(year)}, counts.fake, counts.registered));
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
  Draft draft;
  for (std::size_t span = 0; span < kSpans.size(); ++span)
    for (const std::string_view what : {"requests", "talks"})
      for (std::size_t when = 0; when < kWhen.size(); ++when) {
        const Moment& moment = context.facts.today[span][when];
        draft.rows.push_back(
            count_row({context.key("span", kSpans[span]), context.key("what", what), context.key("when", kWhen[when])},
                      what == "talks" ? moment.talks : moment.requests));
      }
  return draft;
}

Draft lifetime(const Context& context) {
  Draft draft;
  draft.rows.push_back(count_row({context.key("what", "all")}, context.facts.lifetime));
  const auto& unknown = context.facts.unknown_years;
  if (unknown.empty()) return draft;
  Key key = context.key("what", "unknown_years");
  key.label.clear();
  for (const int year : unknown) key.label += (key.label.empty() ? "" : ", ") + context.year(year).code;
  draft.rows.push_back(count_row({std::move(key)}, static_cast<std::int64_t>(unknown.size())));
  return draft;
}

}  // namespace

std::vector<Builder> volume_builders() {
  return {{"volume", volume},
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
