#include <chrono>

#include "features/lines/lines.h"
#include "features/queue/queue.h"
#include "features/queue/queue_closing.h"
#include "features/queue/queue_keep.h"
#include "features/queue/queue_store.h"

namespace onthaal::queue {
namespace {

constexpr std::string_view kPrune = "queue.prune";
constexpr std::int64_t kSlice = 500;
constexpr Millis kKept = kDay;

void prune(Tx& tx, const jobs::Job& job) {
  std::int64_t room = kSlice;
  for (const lines::Line& line : lines::all(tx.db)) {
    room -= store::prune(tx.db, line.id, tx.now - kKept, room);
    if (room <= 0) break;
  }
  jobs::later(tx, kPrune, job.key, tx.now + (room <= 0 ? 0 : kHour));
}

}  // namespace

std::vector<jobs::JobKind> jobs(const conversations::Conversations& conversations, const duty::Duty& duty) {
  return {{kPrune, prune},
          {kWarn, [&conversations, &duty](
                      Tx& tx, const jobs::Job& job) { on_hours(tx, conversations, duty, {std::stoll(job.key)}); }},
          {kStopKeeping, [](Tx& tx, const jobs::Job& job) {
             if (const auto subject = conversations::find_subject(tx.db, Uuid::parse(job.key).value()))
               stop_keeping(tx, *subject);
           }}};
}

void schedule_jobs(Tx& tx) {
  jobs::later(tx, kPrune, "all", tx.now + kHour);
}

}  // namespace onthaal::queue
