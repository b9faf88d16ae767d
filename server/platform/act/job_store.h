#pragma once

#include <optional>
#include <string>

#include "platform/act/jobs.h"

// The rows of table `job`.
namespace onthaal::jobs {

struct Due {
  std::int64_t id;
  std::string kind;
};

std::optional<Millis> next_due(db::Connection& db);
std::optional<Due> find_due(db::Connection& db, Millis now);
// Deletes the row and gives what was in it; nothing when it is gone.
std::optional<Job> take(db::Connection& db, std::int64_t id);
// Once more after 1, 2, 4 ... 60 minutes.
void postpone(db::Connection& db, std::int64_t id, Millis now);

}  // namespace onthaal::jobs
