#include "features/hours/hours.h"
#include "features/notices/notices.h"
#include "features/readings/readings.h"

namespace onthaal::readings {
namespace {

constexpr std::string_view kMonth = "readings.month";

// When the month after that of `at` begins, in Brussels; and `at`'s own as 202611.
Millis next_month(Millis at) {
  const date::year_month_day today{hours::day_of(at)};
  const auto next = (today.year() / today.month() + date::months{1}) / 1;
  return hours::utc_of(hours::Day{date::sys_days{next}.time_since_epoch()}, hours::Edge::begin);
}
std::int64_t number_of(Millis at) {
  const date::year_month_day day{hours::day_of(at)};
  return static_cast<int>(day.year()) * 100 + static_cast<int>(static_cast<unsigned>(day.month()));
}

// Run again by a restart in the middle: what is unseen is told once.
void tell(Tx& tx, const jobs::Job& job) {
  for (const lines::Line& line : lines::all(tx.db))
    notices::raise(tx, {.line = line.id, .kind = notices::Kind::readings, .number = number_of(tx.now - kDay)});
  jobs::later(tx, kMonth, job.key, next_month(tx.now));
}

}  // namespace

std::vector<jobs::JobKind> jobs() {
  return {{kMonth, tell}};
}

void schedule_jobs(Tx& tx) {
  jobs::later(tx, kMonth, "all", next_month(tx.now));
}

}  // namespace onthaal::readings
