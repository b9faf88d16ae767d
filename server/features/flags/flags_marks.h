#pragma once

#include <boost/json.hpp>

#include "core/redacted.h"
#include "features/flags/flags_store.h"
#include "platform/actor.h"

// Marking, and reading again.
namespace onthaal::flags {

// The words of a flag; nothing where they were destroyed, or not written.
struct Words {
  std::optional<std::string> why, question, answer;
};
Words words_of(const Snapshot& snapshot, const store::Flag& flag);

// By who has the talk, or had it last. Again: other words. `conflict` once somebody decided, or a colleague marked it.
Result<store::Flag> mark(Tx& tx, const Actor& actor, const Uuid& conversation, const Redacted<std::string>& why);
// The flag that the actor made; everybody else: `not_found`.
Result<store::Flag> access_mark(db::Connection& db, const Actor& actor, const Uuid& conversation);
// The same; nothing for who may mark it and did not.
Result<std::optional<store::Flag>> find_mark(db::Connection& db, const Actor& actor, const Uuid& conversation);
Result<store::Flag> withdraw(Tx& tx, const Actor& actor, const Uuid& conversation);  // `conflict` once decided
// `conflict` when nobody asks.
Result<store::Flag> answer(Tx& tx, const Actor& actor, const Uuid& conversation, const Redacted<std::string>& answer);

struct Decide {
  std::string decision;  // confirmed, rejected, asked_back
  Redacted<std::string> question;
};
// A flag on a line of which the actor is a coordinator; everybody else: `not_found`.
Result<store::Flag> access_flag(db::Connection& db, const Actor& actor, std::string_view slug, const Uuid& flag);
// `conflict` for who marked it, for who did not read the talk since, and once it is decided or withdrawn.
Result<store::Flag> decide(Tx& tx, const Actor& actor, const store::Flag& flag, const Decide& decide);

}  // namespace onthaal::flags
