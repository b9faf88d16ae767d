#include "platform/live/catch_up.h"

#include <algorithm>

namespace onthaal::live {

namespace {

// Beyond this many events a snapshot is shorter.
constexpr std::int64_t kMaxEvents = 500;

}  // namespace

Result<Catch> read_catch(const Snapshot& snapshot, const Actor& actor, const StreamName& stream, std::int64_t after) {
  const streams::StreamKind& kind = stream.of();
  auto door = kind.door(snapshot, actor, stream.uuid);
  if (!door) return std::unexpected(std::move(door.error()));
  Catch caught{.id = door->id};
  const auto known = std::ranges::find(kind.labels, door->label);  // a name that lives as long as the program
  if (known != kind.labels.end()) caught.label = *known;

  const StreamKey key{stream.kind, door->id};
  caught.number = streams::last_number(snapshot.db, key);
  if (after >= 0 && after <= caught.number && caught.number - after <= kMaxEvents) {
    const auto events = streams::read(snapshot, key, after, kMaxEvents);
    if (std::ssize(events) == caught.number - after) {
      for (const streams::Event& event : events)
        caught.frames.push_back(std::make_shared<const std::string>(streams::event_frame(key, stream.uuid, event)));
      return caught;
    }
  }
  auto state = kind.state(snapshot, actor, door->id);
  if (!state) return std::unexpected(std::move(state.error()));
  caught.frames.push_back(snapshot_frame(stream, caught.number, *state));
  return caught;
}

}  // namespace onthaal::live
