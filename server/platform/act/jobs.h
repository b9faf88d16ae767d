#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "platform/act/tx.h"

// Durable work for later: a row in table `job`, run on the writer as an act, at most one slice a group. The row is gone
// when the slice commits; a job that is not finished, or comes back, asks for itself again with later(). One that fails
// stays and is tried again after 1, 2, 4 ... 60 minutes.
namespace onthaal::jobs {

struct Job {
  std::string key;   // unique: asking twice for the same key keeps one, the earliest
  std::string data;  // JSON or empty; no words of anybody
  std::int64_t tries = 0;
};

struct JobKind {
  std::string_view name;  // "streams.prune"
  std::function<void(Tx&, const Job&)> run;
};

void later(Tx& tx, std::string_view kind, std::string_view key, Millis due, std::string_view data = {});

}  // namespace onthaal::jobs
