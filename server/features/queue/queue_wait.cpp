#include <algorithm>

#include "features/queue/queue.h"

namespace onthaal::queue {
namespace {

constexpr Millis kUsualTalk = 20 * kMinute;  // of a line that has had too few talks to tell
constexpr std::int64_t kEnoughTalks = 5;
constexpr std::int64_t kStep = 5;
constexpr std::int64_t kMost = 20;

}  // namespace

std::optional<Millis> wait_of(const Staffing& staffing, std::int64_t place) {
  if (staffing.slots == 0) return std::nullopt;
  return std::max<std::int64_t>(place - staffing.free, 0) * staffing.mean / staffing.slots;
}

std::optional<Wait> expected_wait(const Staffing& staffing, std::int64_t place) {
  const auto wait = wait_of(staffing, place);
  if (!wait) return std::nullopt;
  const Millis step = kStep * kMinute;
  const Millis steps = (*wait + step - 1) / step;
  const std::int64_t minutes = std::max<std::int64_t>(steps, 1) * kStep;
  return Wait{std::min(minutes, kMost), minutes > kMost};
}

Millis usual_talk(db::Connection& db, LineId line) {
  const auto latest = conversations::latest_durations(db, line);
  return latest.talks < kEnoughTalks ? kUsualTalk : latest.sum / latest.talks;
}

bool can_take(const duty::OnDuty& who, Millis now) {
  return who.state == duty::State::online && who.is_connected && !who.is_over(now);
}

Staffing staffing_of(const Snapshot& snapshot, LineId line) {
  Staffing staffing{usual_talk(snapshot.db, line), 0, 0};
  for (const duty::OnDuty& each : duty::team(snapshot.db, line)) {
    if (!can_take(each, snapshot.now)) continue;
    const StaffId staff = each.person.id;
    const std::int64_t capacity = duty::capacity_of(snapshot.db, line, staff);
    const std::int64_t busy = conversations::count_counted(snapshot.db, line, staff, snapshot.now) +
                              registrations::count_open(snapshot.db, line, staff);
    staffing.slots += capacity;
    staffing.free += std::max<std::int64_t>(capacity - busy, 0);
  }
  return staffing;
}

}  // namespace onthaal::queue
