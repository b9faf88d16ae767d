#include "platform/live/open_session.h"

namespace onthaal::live {
namespace {

using IsOpen = std::function<bool(Tx&)>;

Work guarded(Work work, const IsOpen& is_open) {
  const auto guard = [&is_open]<class... From>(std::function<Result<Work>(From...)>& run) {
    run = [run, is_open](From... from) -> Result<Work> {
      auto next = run(from...);
      if (!next) return next;
      return guarded(*std::move(next), is_open);
    };
  };
  if (auto* read = std::get_if<Read>(&work)) guard(read->run);
  if (auto* prepare = std::get_if<Prepare>(&work)) guard(prepare->run);
  if (auto* chore = std::get_if<Chore>(&work)) guard(chore->run);
  if (auto* act = std::get_if<Act>(&work))
    act->run = [run = act->run, is_open](Tx& tx) -> Result<Reply> {
      if (!is_open(tx)) return fail(Code::unauthenticated, "the session was closed");
      return run(tx);
    };
  return work;
}

}  // namespace

Work while_open(Work work, const Doors& doors, const Actor& actor) {
  const auto* staff = std::get_if<Staff>(&actor);
  if (staff == nullptr || !doors.staff_open) return work;
  return guarded(std::move(work), [is_open = doors.staff_open, staff = *staff](Tx& tx) { return is_open(tx, staff); });
}

}  // namespace onthaal::live
