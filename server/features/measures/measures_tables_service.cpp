#include <algorithm>
#include <cmath>
#include <numeric>

#include "features/measures/measures_few.h"
#include "features/measures/measures_statistics.h"

namespace onthaal::measures {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr Millis kHalfHour = 30 * kMinute;

DraftRow value_row(std::vector<Key> keys, std::int64_t n, std::optional<double> value) {
  return {.row = {.keys = std::move(keys), .n = n, .base = n, .value = value}, .is_mean = true};
}

using Statistic = double (*)(std::vector<std::uint32_t>&);
double mean(std::vector<std::uint32_t>& values) {
  return static_cast<double>(std::accumulate(values.begin(), values.end(), std::int64_t{0})) /
         static_cast<double>(values.size());
}
constexpr std::array<std::pair<std::string_view, Statistic>, 3> kStatistics{
    {{"median", median}, {"p90", percentile_90}, {"mean", mean}}};

DraftRow statistic_row(std::vector<Key> keys, std::vector<std::uint32_t>& values, Statistic statistic) {
  return value_row(std::move(keys), static_cast<std::int64_t>(values.size()),
                   values.empty() ? std::nullopt : std::optional(statistic(values)));
}

// How many waited is not shown where it would tell how many left; nor by the digits of a mean.
Draft wait(const Context& context) {
  auto& waits = context.facts.counts.period.waits;
  const bool is_few_already = waits.empty() || is_few(context.asked.filter, std::ssize(waits), false);
  const bool is_n_hidden = !is_few_already && are_requests_few(context);
  Draft draft;
  for (const auto& [name, statistic] : kStatistics) {
    draft.rows.push_back(statistic_row({context.key("statistic", name)}, waits, statistic));
    if (!is_n_hidden) continue;
    Row& row = draft.rows.back().row;
    row.n = row.base = std::nullopt;
    row.value = std::round(*row.value);
  }
  return draft;
}

Draft duration(const Context& context) {
  auto& durations = context.facts.counts.period.durations;
  Draft draft;
  for (const auto& [name, statistic] : kStatistics) {
    const auto sum = draft.new_sum();
    const auto add = [&, &label = name, &of = statistic](std::size_t who) {
      draft.rows.push_back(statistic_row({context.key("statistic", label), context.who(who)}, durations.at(who), of));
      draft.rows.back().sum = sum;
      draft.rows.back().is_total = who == kAll;
    };
    add(kAll);
    for (const std::size_t who : kWhoInOrder)
      if (!durations.at(who).empty() || who == 1 || who == 2) add(who);
  }
  return draft;
}

Draft abandoned_by_wait(const Context& context) {
  constexpr std::array<std::string_view, kBandEnds.size() + 1> kBands{"0-1", "1-2", "2-5", "5-10", "10-20", "20-"};
  const auto& left = context.period().left_after;
  const auto& came = context.period().came_after;
  Draft draft;
  draft.is_withheld = are_requests_few(context);
  if (draft.is_withheld) return draft;
  const auto sum = draft.new_sum();
  const auto total = [](const auto& counts) { return std::accumulate(counts.begin(), counts.end(), std::int64_t{0}); };
  draft.rows.push_back(share_row({context.key("wait_band", "all")}, total(left), total(came)));
  draft.rows.back().is_total = true;
  for (std::size_t band = 0; band < kBands.size(); ++band)
    draft.rows.push_back(share_row({context.key("wait_band", kBands.at(band))}, left.at(band), came.at(band)));
  for (DraftRow& row : draft.rows) row.sum = sum;
  return draft;
}

Key half_hour(std::size_t index) {
  const std::string hour = std::to_string(index / 2);
  std::string code = (hour.size() < 2 ? "0" : "") + hour + (index % 2 == 0 ? ":00" : ":30");
  return {code, code};
}

// The half hours in which there is anything on any day, without gaps: as a heat map is drawn.
template <class Has, class Add>
void add_grid(const Context& context, const Has& has, const Add& add) {
  std::size_t first = kHalfHours, last = 0;
  for (std::size_t day = 0; day < kWeekdays.size(); ++day)
    for (std::size_t half = 0; half < kHalfHours; ++half)
      if (has(day, half)) {
        first = std::min(first, half);
        last = std::max(last, half);
      }
  for (std::size_t day = 0; day < kWeekdays.size(); ++day)
    for (std::size_t half = first; half <= last && first < kHalfHours; ++half)
      add(std::vector<Key>{context.key("weekday", kWeekdays.at(day)), half_hour(half)}, day, half);
}

// Then they do not add up to all requests either.
void hide_smallest(Draft& draft) {
  DraftRow* smallest = nullptr;
  for (DraftRow& row : draft.rows)
    if (*row.row.n > 0 && (!smallest || *row.row.n < *smallest->row.n)) smallest = &row;
  if (smallest) smallest->is_hidden = true;
}

Draft busy(const Context& context) {
  const auto& busy = context.period().busy;
  Draft draft;
  std::int64_t requests = 0;
  for (const auto& day : busy) requests = std::accumulate(day.begin(), day.end(), requests);
  const auto sum = draft.new_sum({.total = requests, .is_shown_elsewhere = true});
  add_grid(
      context, [&](std::size_t day, std::size_t half) { return busy.at(day).at(half) > 0; },
      [&](std::vector<Key> keys, std::size_t day, std::size_t half) {
        draft.rows.push_back(count_row(std::move(keys), busy.at(day).at(half)));
        draft.rows.back().sum = sum;
      });
  if (are_requests_few(context)) hide_smallest(draft);
  return draft;
}

Draft on_duty(const Context& context) {
  std::array<std::array<Mean, kHalfHours>, 7> online{};
  for (const duty::HalfHour& each : context.facts.duty) {
    const auto local = hours::local_of(each.at);
    const Day day = date::floor<date::days>(local);
    const auto half = static_cast<std::size_t>((local - hours::LocalTime(day)).count() / 30);
    if (each.online > 0) online.at(date::weekday(day).iso_encoding() - 1).at(half).add(each.online);
  }
  Draft draft;
  add_grid(
      context, [&](std::size_t day, std::size_t half) { return online.at(day).at(half).n > 0; },
      [&](std::vector<Key> keys, std::size_t day, std::size_t half) {
        const Mean& mean = online.at(day).at(half);
        const double value =
            mean.n == 0 ? 0
                        : static_cast<double>(mean.sum) / static_cast<double>(mean.n) / static_cast<double>(kHalfHour);
        draft.rows.push_back(value_row(std::move(keys), mean.n, value));
      });
  return draft;
}

Draft missed(const Context& context) {
  const store::Refusals& refusals = context.facts.refusals;
  Draft draft;
  draft.rows.push_back(count_row({context.key("reason", "closed")}, refusals.closed));
  draft.rows.push_back(count_row({context.key("reason", "full")}, refusals.full));
  return draft;
}

// Of days on which it was counted who is online: talks of other days would be talks of nobody.
Draft occupancy(const Context& context) {
  std::map<Day, Millis> online;
  for (const duty::HalfHour& each : context.facts.duty) online[hours::day_of(each.at)] += each.online;
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> months;
  auto& all = months["all"];
  for (const auto& [day, millis] : online) {
    const auto found = context.period().talk_seconds.find(day);
    auto& month = months[date::format("%Y-%m", day)];
    for (auto* const each : {&all, &month}) {
      each->first += found == context.period().talk_seconds.end() ? 0 : found->second;
      each->second += millis / 1000;
    }
  }
  Draft draft;
  if (online.empty()) return draft;
  draft.rows.push_back(share_row({context.key("month", "all")}, all.first, all.second));
  months.erase("all");
  for (const auto& [month, seconds] : months) {
    const std::string label = context.key("month", month.substr(5)).label + " " + month.substr(0, 4);
    draft.rows.push_back(share_row({{month, label}}, seconds.first, seconds.second));
  }
  return draft;
}

}  // namespace

std::vector<Builder> service_builders() {
  return {{"wait", wait},          {"duration", duration}, {"abandoned_by_wait", abandoned_by_wait},
          {"busy", busy},          {"on_duty", on_duty},   {"missed", missed},
          {"occupancy", occupancy}};
}

}  // namespace onthaal::measures
