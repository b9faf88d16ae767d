#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/clock.h"
#include "platform/act/tx.h"
#include "platform/live/frame.h"
#include "platform/live/session.h"

namespace onthaal::live {

// One session following one stream. While `is_catching_up`, what is committed gathers in `waiting`.
struct Subscription {
  std::weak_ptr<Session> session;
  StreamName stream;
  std::int64_t last = -1;  // the number of the last event sent; -1: nothing yet, a snapshot is needed
  std::string_view label;  // as what the actor is present
  bool is_catching_up = true;
  bool is_let_in = false;  // the door let it in: only now it counts and receives
  bool is_over = false;    // a late answer of a reader is for nobody
  std::vector<Appended> waiting;
};

// Who follows one stream now, and who of those that matter is there.
struct Channel {
  struct Presence {
    std::string_view label;
    std::int32_t count = 0;
    Millis since = 0;  // of the last coming or going
  };
  std::int64_t id = 0;  // of the stream, in the database, once somebody was let in
  std::vector<Subscription*> subscriptions;
  std::vector<Presence> presences;

  Presence* presence(std::string_view label) {
    for (Presence& presence : presences)
      if (presence.label == label) return &presence;
    return nullptr;
  }
};

struct StreamNameHash {
  std::size_t operator()(const StreamName& name) const {
    std::size_t hash = static_cast<std::size_t>(name.kind);
    for (std::uint8_t byte : name.uuid.bytes) hash = hash * 1099511628211ULL ^ byte;
    return hash;
  }
};
using Channels = std::unordered_map<StreamName, Channel, StreamNameHash>;

}  // namespace onthaal::live
