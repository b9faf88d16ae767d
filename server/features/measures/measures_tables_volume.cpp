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

Draft talks_so_far(const Context& context) {
  return by_year(context, [&](Draft& draft, int year, const YearCounts& counts) {
    draft.rows.push_back(count_row({context.year(year)}, counts.so_far));
  });
}

Draft talks_by_month(const Context& context) {
  return by_year(context, [&](Draft& draft, int year, const YearCounts& counts) {
    const auto sum = draft.new_sum();
    for (std::size_t month = 0; month < counts.months.size(); ++month) {
      const std::size_t number = (month + 8) % 12 + 1;
      const std::string code = (number < 10 ? "0" : "") + std::to_string(number);
      draft.rows.push_back(count_row({context.year(year), context.key("month", code)}, counts.months[month]));
      draft.rows.back().sum = sum;
    }
  });
}

Draft talks_definitions(const Context& context) {
  return by_year(context, [&](Draft& draft, int year, const YearCounts& counts) {
    for (std::size_t i = 0; i < counts.by_version.size(); ++i)
      draft.rows.push_back(
          count_row({context.year(year), context.key("definition", std::to_string(i + 1))}, counts.by_version[i]));
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
