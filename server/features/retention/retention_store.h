#pragma once

#include "features/retention/retention.h"

namespace onthaal::retention::store {

struct Period {
  std::int64_t days;
  std::optional<std::string> changed_by;  // an alias
  Millis changed_at;
};
std::optional<Period> find_period(db::Connection& db, LineId line, std::string_view kind);
void put_period(Tx& tx, LineId line, std::string_view kind, std::int64_t days, std::optional<StaffId> by);

// How many of a kind there are on a line, and how many of them remove() would take at each moment, words before them.
struct Counted {
  std::int64_t all = 0;
  std::int64_t due = 0;
  std::int64_t in_7_days = 0;
  std::int64_t in_30_days = 0;
};
struct Before {
  Millis own;
  Millis words;
};
Counted count(db::Connection& db, LineId line, std::string_view kind, const Before& before);

// Deletes at most about `room` rows of what is older than `before`.
struct Removed {
  std::int64_t count = 0;  // of what is counted: talks, notes, ...
  std::int64_t rows = 0;   // what it cost
  bool is_more = false;
  std::int64_t notes = 0;  // that went with the words
  std::int64_t ratings = 0;
};
Removed remove(Tx& tx, LineId line, std::string_view kind, Millis before, std::int64_t room);

// The statements with which remove() finds what is due.
std::vector<db::Sql> removals();
// Those that run for each talk or visit.
std::vector<db::Sql> of_each();

// A sweep that goes on in slices.
void add_to_sweep(Tx& tx, LineId line, std::string_view kind, std::int64_t days, std::int64_t count);
struct Sweep {
  std::int64_t days;
  Millis began_at;
  std::int64_t count;
};
std::optional<Sweep> end_sweep(Tx& tx, LineId line, std::string_view kind);

// What one slice writes, about: some milliseconds.
constexpr std::int64_t kSliceRows = 200;

// The words of one talk are gone: its key is destroyed. Then its rows are emptied: a slice of its events here, what is
// left by a job. Nothing: its words were gone.
struct Emptied {
  std::int64_t rows = 0;  // that were written
  std::int64_t notes = 0;
  std::int64_t ratings = 0;
};
std::optional<Emptied> forget(Tx& tx, ConversationId id, std::string_view by);
// The same for many talks in one act: all rows are emptied by the job. False: its words were gone.
bool forget_soon(Tx& tx, ConversationId id, std::string_view by);
// The slice after that number, with the rows of which a talk has a handful before the first; and the job for the next.
constexpr std::string_view kEmptyJob = "retention.empty";
Emptied empty(Tx& tx, ConversationId id, std::int64_t after);

// What is told to who deleted the talks of these visits.
struct Deleted {
  Millis at = 0;                 // the latest
  std::int64_t talks = 0;        // whose words are gone
  bool has_appointment = false;  // one that is to come, with a code of its own
  bool has_plan = false;
};
Deleted deleted(db::Connection& db, const std::vector<VisitId>& visits);

}  // namespace onthaal::retention::store
