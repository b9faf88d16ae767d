#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/random.h"
#include "features/factors/factors.h"

// The challenges of passkeys. Asking for one writes nothing: it carries its own end and an HMAC over what it is for.
// Answering it is written, so that no answer counts twice.
namespace onthaal::factors {

struct Challenge {
  std::string_view purpose;  // "log in", "make"
  std::string subject;       // whose ticket or account; empty: anybody's
};
std::string make_challenge(const Snapshot& snapshot, Random& random, const Challenge& what);
// When it ends; nothing when it is not ours, is for something else, or has ended.
std::optional<Millis> end_of_challenge(const Snapshot& snapshot, const Challenge& what, std::string_view challenge);

}  // namespace onthaal::factors
