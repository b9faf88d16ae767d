#include "features/overviews/overviews.h"

#include <fmt/format.h>

#include <map>

#include "features/accounts/accounts.h"
#include "features/conversations/conversations.h"
#include "features/overviews/overviews_days.h"
#include "features/registrations/registrations.h"
#include "features/visits/visits.h"
#include "platform/json.h"

namespace onthaal::overviews {
namespace {

constexpr int kWeeks = 8;
constexpr Millis kHalfHour = 30 * kMinute;

struct Sum {
  std::int64_t requested = 0, left = 0, accepted = 0;
  Millis waited = 0;
};

// Of one day, or of several together: then what is told is the mean of a day.
struct Days {
  std::int64_t days = 0;
  Sum until_now;
  std::map<std::string, Sum> halves;  // by the time of day at which they begin
};

// A day counts when somebody was let in: that is how one knows, later, that the line was open.
void add(Days& days, const conversations::DayFigures& figures, Millis from) {
  if (figures.halves.empty()) return;
  ++days.days;
  days.until_now.requested += figures.requested;
  days.until_now.left += figures.left;
  days.until_now.accepted += figures.accepted;
  days.until_now.waited += figures.waited;
  for (const auto& half : figures.halves) {
    Sum& sum = days.halves[time_of_day(from + half.half * kHalfHour)];
    sum.requested += half.requested;
    sum.accepted += half.accepted;
    sum.waited += half.waited;
  }
}

Days days_of(const Snapshot& snapshot, LineId line, int first_week, int last_week) {
  Days days;
  for (int weeks = first_week; weeks <= last_week; ++weeks) {
    const Day day = day_before(snapshot.now, weeks);
    add(days, conversations::figures_of_day(snapshot.db, line, day.from, day.to, day.until), day.from);
  }
  return days;
}

// To a tenth; nothing of nothing.
std::string mean(std::int64_t sum, std::int64_t of) {
  return of == 0 ? "null" : fmt::format("{:.1f}", static_cast<double>(sum) / static_cast<double>(of));
}

std::string mean_wait(const Sum& sum) {
  return sum.accepted == 0 ? "null" : std::to_string(sum.waited / sum.accepted / 1000);
}

std::string half_hours(const Days& days) {
  std::vector<std::string> items;
  for (const auto& [at, sum] : days.halves)
    items.push_back(json::Out()
                        .text("at", at)
                        .raw("requested", mean(sum.requested, days.days))
                        .raw("mean_wait_seconds", mean_wait(sum))
                        .str());
  return json::list(items);
}

std::string today(const conversations::Figures& figures, const visits::Refusals& refusals, const Days& day) {
  return json::Out()
      .integer("requested", figures.requested)
      .integer("accepted", figures.accepted)
      .integer("ended", figures.ended)
      .integer("left", figures.left)
      .integer("refused_closed", refusals.closed)
      .integer("refused_full", refusals.full)
      .integer("second_talks", figures.second_talks)
      .raw("mean_wait_seconds", mean_wait(day.until_now))
      .raw("half_hours", half_hours(day))
      .str();
}

std::string usual(const Days& days) {
  if (days.days == 0) return "null";
  return json::Out()
      .integer("days", days.days)
      .raw("requested", mean(days.until_now.requested, days.days))
      .raw("left", mean(days.until_now.left, days.days))
      .raw("mean_wait_seconds", mean_wait(days.until_now))
      .raw("half_hours", half_hours(days))
      .str();
}

Result<Work> show(const Overviews& overviews, const Snapshot& snapshot, const Actor& actor, std::string_view slug) {
  const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
  if (!line) return std::unexpected(line.error());
  return Reply{200, overviews.overview(snapshot, line->id)};
}

}  // namespace

std::string Overviews::overview(const Snapshot& snapshot, LineId line) const {
  const Millis from = day_before(snapshot.now, 0).from;
  return json::Out()
      .raw("today", today(conversations::figures_since(snapshot.db, line, from),
                          visits::refusals_since(snapshot.db, line, from), days_of(snapshot, line, 0, 0)))
      .raw("usual", usual_.of(line, snapshot.now, [&] { return usual(days_of(snapshot, line, 1, kWeeks)); }))
      .integer("open_registrations", registrations::count_pending(snapshot.db, line))
      .integer("long_wait_minutes", lines::settings_of(snapshot.db, line).long_wait_minutes)
      .str();
}

http::Routes routes(const Overviews& overviews) {
  return {{http::Verb::get, "/api/lines/{slug}/overview", [&overviews](const http::Request& request) -> Result<Work> {
             return Read{"overviews.show",
                         [&overviews, actor = request.actor, slug = request.parts.at(0)](const Snapshot& snapshot) {
                           return show(overviews, snapshot, actor, slug);
                         }};
           }}};
}

}  // namespace onthaal::overviews
