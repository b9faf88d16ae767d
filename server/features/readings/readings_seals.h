#pragma once

#include "features/readings/readings_wire.h"

// A talk that the law asks for: one asks, another answers.
namespace onthaal::readings {

// In an emergency it is open to who asks at once. `conflict` while one is asked already, and for an account that is too
// new to be one of two; `closed` when its words were destroyed.
Result<Reply> ask_to_break(Tx& tx, const Actor& actor, const Uuid& conversation, const wire::Asking& asking,
                           const Settings& settings);
// `conflict` when it was answered before, for who asked, and when an account is too new. Who asked too new may be
// refused.
struct Answer {
  Uuid seal;
  bool is_confirmed;
};
Result<Reply> answer_break(Tx& tx, const Actor& actor, const Answer& answer, const Settings& settings);

std::string seal_json(const Snapshot& snapshot, const store::Break& broken, const Actor& reader);

}  // namespace onthaal::readings
