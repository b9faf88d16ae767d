#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/result.h"
#include "platform/act/tx.h"

// The one way to change something: parse -> [read] -> [prepare] -> act -> commit -> effects. `parse` gives the first
// piece of Work; a piece gives the next one, until there is a Reply. Each is plain: no socket, thread or coroutine.
namespace onthaal {

class Download;

struct Reply {
  int status = 200;
  std::string body;  // JSON, or empty
  std::vector<std::pair<std::string, std::string>> headers;
  std::optional<std::int64_t> number = std::nullopt;  // of the event that a command wrote
  std::shared_ptr<Download> download = nullptr;       // over HTTP, instead of the body
};

struct Read;
struct Prepare;
struct Chore;

// The writer thread. Decides and writes in one savepoint; re-runnable: const input, no outside state, no I/O. Never
// catches a constraint error. Over 5 ms it is logged by name; at 50 ms of processor time, or 500 ms that pass, it is
// interrupted and rolled back.
struct Act {
  const char* name = "";
  std::function<Result<Reply>(Tx&)> run;
};

using Work = std::variant<Reply, Read, Prepare, Act, Chore>;

// What a reading is for: a page that somebody waits for beside a talk; or figures, on a thread of the lowest priority,
// one after the other, where no talk waits behind them.
enum class ReadLane : std::uint8_t { page, figures };

// A reader thread, on one consistent snapshot; serialises there.
struct Read {
  const char* name = "";
  std::function<Result<Work>(const Snapshot&)> run;
  ReadLane lane = ReadLane::page;
};

// What a preparation mostly does: it works (password hashing), on a thread of low priority; or it waits for the place
// of the keys, on a thread where nobody waits behind it for a password.
enum class Lane : std::uint8_t { works, waits };

// A worker thread: what is slow and needs no rows. Kept in memory, never stored.
struct Prepare {
  const char* name = "";
  std::function<Result<Work>()> run;
  Lane lane = Lane::works;
};

// What a chore waits behind, each on threads of its own: what takes minutes (a backup), one after the other; mail, one
// after the other; a question to another server, asked for somebody who waits for the answer, a few at once; a file
// that somebody waits for, one after the other.
enum class ChoreLane : std::uint8_t { slow, mail, ask, file };

// A thread of low priority: what takes seconds or minutes. Ends soon after a stop is asked for: the server waits for
// it.
struct Chore {
  const char* name = "";
  std::function<Result<Work>(const std::stop_token&)> run;
  ChoreLane lane = ChoreLane::slow;
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
