#pragma once

#include "features/retention/retention_rules.h"
#include "features/retention/retention_store.h"
#include "platform/json.h"

namespace onthaal::retention::wire {

// {"kind","days"}
struct Change {
  std::string kind;
  std::int64_t days;
};
Result<Change> parse_change(const boost::json::object& data);

std::string kept(const Snapshot& snapshot, const lines::Line& line);
// What a change would delete at once, and what would go along.
std::string foreseen(const Snapshot& snapshot, LineId line, const Change& change);
std::string deleted(const store::Deleted& deleted);
std::string slice(const Slice& slice);

}  // namespace onthaal::retention::wire
