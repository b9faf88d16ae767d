#include "features/measures/measures_few.h"

namespace onthaal::measures {
namespace {

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
  // How many talks there are at least, other tables tell.
  draft.rows[0].is_hidden = is_few(context.asked.filter, period.talks[kAll], false);
  draft.rows[1].is_shown_elsewhere = true;
  draft.rows[5].is_unseen = draft.rows[5].is_shown_elsewhere = true;
  if (is_unknown(period.talks_only, period.requests)) {
    for (DraftRow& row : draft.rows) row.sum.reset();
    for (const std::size_t row : {0U, 2U, 3U}) forget(draft.rows[row]);
  }
  if (period.talks_only > 0) add("talks_only", period.talks_only).is_hidden = are_requests_few(context);
  DraftRow& second = add("second", period.second);
  if (is_unknown(period.second_unknown, period.talks[kAll])) forget(second);
  if (period.second_unknown > 0) add("second_unknown", period.second_unknown);
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
        if (moment.is_unknown || (!is_of_talks && is_unknown(moment.talks_only, moment.requests))) forget(row);
        if (!is_of_talks && (is_rest_few || is_few(of_any_theme, moment.requests - moment.talks, false))) hide(row);
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
  return {{"volume", volume}, {"origins", origins}, {"today", today}, {"lifetime", lifetime}};
}

}  // namespace onthaal::measures
