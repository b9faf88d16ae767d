#pragma once

#include <functional>
#include <string>
#include <vector>

#include "features/lines/lines.h"
#include "platform/act/jobs.h"
#include "platform/act/work.h"
#include "platform/http/route.h"

// What a coordinator tells the team for a day, and who can be reached by it that evening. Days are those of Brussels.
namespace onthaal::briefings {

// The JSON of today's: {"day","note","reachable","phone"}. The note is of the day itself; who is reachable is of the
// latest day up to it that names somebody, so that nobody is left without a number.
std::string today(db::Connection& db, LineId line, Millis now);

// What others do when it is no longer what it was: changed, or another day has begun.
struct Hooks {
  std::function<void(Tx&, const lines::Line&, const Author&)> changed;
};

http::Routes routes(const Hooks& hooks = {});
std::vector<jobs::JobKind> jobs(const Hooks& hooks = {});

}  // namespace onthaal::briefings
