#pragma once

#include "features/flags/flags_store.h"

// Who comes often. Coordinators only.
namespace onthaal::flags {

inline constexpr std::int64_t kMostDays = 30;  // as long as a key serves: everybody since then can be matched

// The talks on this line of those who came with the same evidence as this visit, oldest first. Empty when it is weak.
std::vector<store::Talk> talks_of(const Snapshot& snapshot, LineId line, VisitId visit);

// How many of them began within so many days up to then. One by appointment is none of them: it was asked for.
std::int64_t count_within(const std::vector<store::Talk>& talks, std::int64_t days, Millis until);

struct Visitor {
  std::vector<store::Talk> talks;  // within the days, oldest first
};
std::vector<Visitor> frequent_of(const Snapshot& snapshot, LineId line);
// Whether it is a talk of one of them.
bool is_of_frequent(const Snapshot& snapshot, const store::Talk& talk);

}  // namespace onthaal::flags
