#pragma once

#include <string>

#include "core/ids.h"
#include "platform/act/work.h"
#include "platform/each_minute.h"
#include "platform/http/route.h"

// A coordinator's day in numbers, beside what is usual on such a day; what happens at this moment is in the stream of
// the line.
namespace onthaal::overviews {

class Overviews {
 public:
  // OVERVIEW of docs/protocol.md, as JSON. Screens ask every few seconds: what is usual is counted once in a minute.
  std::string overview(const Snapshot& snapshot, LineId line) const;

 private:
  EachMinute<LineId, std::string> usual_;  // a day begins with a minute
};

http::Routes routes(const Overviews& overviews);

}  // namespace onthaal::overviews
