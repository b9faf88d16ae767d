#pragma once

#include <optional>

#include "features/keys/keys.h"
#include "features/keys/keys_store.h"

namespace onthaal::keys {

// Whatever lives under older master keys is wrapped under the newest one, in slices.
void wrap_anew_soon(Tx& tx);

// What is to be done outside the database, decided inside.
struct Plan {
  seal::Keyring ring;  // the one in use
  Millis now = 0;
  bool replaces = false;
  std::vector<std::int64_t> destroys;
  // Copies that were written by ourselves: of the newest key, and those that hold a key that is destroyed, or is now.
  std::vector<store::Escrow> newest_copies;
  std::vector<store::Escrow> expired_copies;
  bool has_copies_there = false;  // in keys.escrow_dir, by what the rows say
};
Plan plan(db::Connection& db, const seal::Keyring& ring, const Settings& settings, Millis now);

// Does it: the ring in its place first, then what the rows say, then the ring in use. Ends with a Reply {"newest"}, or
// with the error where `must` and the ring could not be replaced.
enum class Must : std::uint8_t { try_again, succeed };
Work carry_out(const Settings& settings, Plan plan, Must must);

}  // namespace onthaal::keys
