#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "platform/act/work.h"
#include "platform/live/frame.h"

namespace onthaal::live {

// What a subscriber is sent first: a snapshot, or what follows the number that it has.
struct Catch {
  std::int64_t id = 0;      // of the stream, in the database
  std::string_view label;   // as what the door let it in
  std::int64_t number = 0;  // of the last event that `frames` hold
  std::vector<Frame> frames;
};

// Asks the door and reads, in one snapshot of the database. `after` -1: a snapshot of the state.
Result<Catch> read_catch(const Snapshot& snapshot, const Actor& actor, const StreamName& stream, std::int64_t after);

}  // namespace onthaal::live
