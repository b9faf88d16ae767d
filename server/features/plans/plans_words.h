#pragma once

#include "features/plans/plans_wire.h"

// The words of a plan: its text is sealed as number 0, its moments as number 1.
namespace onthaal::plans {

struct SealedWords {
  std::string text;
  std::optional<std::string> moments;
};
SealedWords seal_words(Tx& tx, const streams::Sealing& sealing, const wire::Words& words);
// Nothing: they were destroyed.
std::optional<wire::Words> open_words(const Snapshot& snapshot, const store::Plan& plan);

// Says nothing of which plan: coordinators look again.
void tell_line(Tx& tx, const Actor& actor, LineId line);

}  // namespace onthaal::plans
