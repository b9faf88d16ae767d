#include "features/accounts/accounts.h"
#include "features/briefings/briefings.h"
#include "features/queue/queue.h"
#include "features/queue/queue_wire.h"

namespace onthaal::queue {
namespace {

Result<streams::Door> door(const Snapshot& snapshot, const Actor& actor, const Uuid& uuid) {
  const auto* staff = std::get_if<Staff>(&actor);
  const auto line = lines::find(snapshot.db, uuid);
  if (staff == nullptr || !line || !accounts::is_on_team(snapshot.db, staff->staff, line->id))
    return fail(Code::not_found, "no such line");
  return streams::Door{line->id.value, ""};
}

Result<std::string> state(const Snapshot& snapshot, const Actor& actor, std::int64_t id) {
  const auto* staff = std::get_if<Staff>(&actor);
  const auto line = lines::find(snapshot.db, LineId{id});
  if (staff == nullptr || !line) return fail(Code::not_found, "no such line");
  return wire::state({.line = *line,
                      .opening = opening(snapshot, line->id),
                      .briefing = briefings::today(snapshot.db, line->id, snapshot.now),
                      .waiting = conversations::waiting(snapshot, line->id),
                      .running = conversations::running(snapshot.db, line->id),
                      .mine = conversations::active_of(snapshot, line->id, staff->staff),
                      .registrations = registrations::pending_of(snapshot, line->id, staff->staff),
                      .team = duty::team(snapshot.db, line->id),
                      .capacity = duty::capacity_of(snapshot.db, line->id, staff->staff),
                      .watched = cases::watched_talks(snapshot.db, line->id)});
}

std::vector<live::Signal> places(const Snapshot& snapshot, std::int64_t id) {
  std::vector<live::Signal> signals;
  const auto line = lines::find(snapshot.db, LineId{id});
  if (!line) return signals;
  const Staffing staffing = staffing_of(snapshot, line->id);
  for (const auto& [conversation, place] : conversations::places_of(snapshot.db, *line))
    signals.push_back({streams::key("conversation", conversation.id.value), conversation.uuid, "place",
                       wire::place(place, expected_wait(staffing, place))});
  return signals;
}

}  // namespace

live::Commands commands(const conversations::Conversations& conversations) {
  return {live::command("queue.take", wire::parse_take,
                        [&conversations](Tx& tx, const live::Envelope& envelope, const Take& wish) {
                          return take(tx, conversations, envelope, wish);
                        })};
}

streams::StreamKind stream_kind() {
  return {.name = "line",
          .table = "line_event",
          .sealed_as = seal::Kind::line_event,
          .labels = {},
          .signals = {},
          .door = door,
          .state = state,
          .present = {}};
}

live::Watch watch() {
  return {"queue", places};
}

}  // namespace onthaal::queue
