#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/result.h"
#include "platform/act/tx.h"

// The one way to change something: parse -> [read] -> [prepare] -> act -> commit -> effects. `parse` gives the first
// piece of Work; a piece gives the next one, until there is a Reply. Each is plain: no socket, thread or coroutine.
namespace onthaal {

struct Reply {
  int status = 200;
  std::string body;  // JSON, or empty
  std::vector<std::pair<std::string, std::string>> headers;
  std::optional<std::int64_t> number = std::nullopt;  // of the event that a command wrote
};

struct Read;
struct Prepare;

// The writer thread. Decides and writes in one savepoint; re-runnable: const input, no outside state, no I/O. Never
// catches a constraint error. Over 5 ms it is logged by name; at 50 ms of processor time, or 500 ms that pass, it is
// interrupted and rolled back.
struct Act {
  const char* name = "";
  std::function<Result<Reply>(Tx&)> run;
};

using Work = std::variant<Reply, Read, Prepare, Act>;

// A reader thread, on one consistent snapshot; serialises there.
struct Read {
  const char* name = "";
  std::function<Result<Work>(const Snapshot&)> run;
};

// A worker thread of low priority: what is slow and needs no rows (password hashing). Kept in memory, never stored.
struct Prepare {
  const char* name = "";
  std::function<Result<Work>()> run;
};

struct FollowUp {
  Work work;
};
inline Followed follow_with(Work work) {
  return {std::make_shared<const FollowUp>(std::move(work))};
}

// To be called where `parse` threw, while that is handled: says so in the log, and `internal`.
std::unexpected<Error> parse_threw();

// What a feature's `parse` gives. What it throws ends the request and not the server.
template <class Parse>
Result<Work> parse_guarded(const Parse& parse) {
  try {
    return parse();
  } catch (...) {
    return parse_threw();
  }
}

}  // namespace onthaal
