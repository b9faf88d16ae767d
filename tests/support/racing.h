#pragma once

#include "platform/act/engine.h"
#include "support/world.h"

namespace onthaal::support {

// An engine over the database of a test, for acts that several threads send at once. No act is too slow: the clock
// leaps, and the machine may be busy. What a test writes beside it, it does not know of: jobs are to be written by its
// own acts.
inline Engine racing_engine(World& world, std::vector<jobs::JobKind> jobs) {
  constexpr std::chrono::hours kEnough{1};
  return Engine{{.url = world.database.url(), .act_limit = kEnough, .act_patience = kEnough},
                world.clock,
                world.random,
                world.keys,
                std::move(jobs),
                [](std::vector<Finished> finished) {
                  for (Finished& one : finished) one.done(std::move(one.reply));
                }};
}

}  // namespace onthaal::support
