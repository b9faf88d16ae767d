#pragma once

#include "features/registrations/registrations_store.h"

namespace onthaal::registrations {

struct Save {
  store::Form form;
  std::optional<Redacted<std::string>> note;
};

// Of a talk that the actor had; everybody else: `not_found`.
Result<store::Registration> access(db::Connection& db, const Actor& actor, const Uuid& conversation);
// `conflict` when it is done and would no longer be, `closed` for a note whose key was destroyed.
Result<store::Registration> save(Tx& tx, const Actor& actor, const Uuid& conversation, const Save& save,
                                 const RegistrationHooks& hooks);

}  // namespace onthaal::registrations
