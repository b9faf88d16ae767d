#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/redacted.h"
#include "features/conversations/conversations.h"
#include "platform/act/jobs.h"

// Whether who comes was perhaps here before: an HMAC of the evidence of a request (platform/http/evidence.h), under a
// key that is replaced after 30 days and destroyed 30 days later. What it can tell, and what not: docs/trace.md.
namespace onthaal::traces {

inline constexpr Millis kReplacedAfter = 30 * kDay;
inline constexpr Millis kDestroyedAfter = kReplacedAfter + 30 * kDay;

// For a visit that starts. Nothing is kept where the evidence is empty.
void keep(Tx& tx, VisitId visit, const Redacted<std::string>& evidence);

// The conversations, on all lines, of those who came with the same evidence as this visit, its own included; oldest
// first. Empty when nothing is kept of it (any more), or when the evidence is weak.
std::vector<ConversationId> same_as(const Snapshot& snapshot, VisitId visit);

// One visit of each of those who had so many talks on the line since then, those by appointment apart, also where the
// evidence is weak.
std::vector<VisitId> find_often(const Snapshot& snapshot, LineId line, Millis since, std::int64_t talks);

// Keys are made, replaced and destroyed at their time, and everything under them.
std::vector<jobs::JobKind> jobs();
void schedule_jobs(Tx& tx);  // at every start

}  // namespace onthaal::traces
