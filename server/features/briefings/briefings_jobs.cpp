#include "features/briefings/briefings_jobs.h"

#include <charconv>

namespace onthaal::briefings {
namespace {

constexpr std::string_view kDay = "briefings.day";

}  // namespace

void tell_when_it_begins(Tx& tx, LineId line, hours::Day day) {
  jobs::later(tx, kDay, std::to_string(line.value) + ":" + hours::day_text(day),
              hours::utc_of(day, hours::Edge::begin));
}

std::vector<jobs::JobKind> jobs(const Hooks& hooks) {
  return {{kDay, [hooks](Tx& tx, const jobs::Job& job) {
             LineId line{};
             std::from_chars(job.key.data(), job.key.data() + job.key.size(), line.value);
             if (const auto found = lines::find(tx.db, line); found && hooks.changed) hooks.changed(tx, *found, {});
           }}};
}

}  // namespace onthaal::briefings
