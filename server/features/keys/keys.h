#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/clock.h"
#include "platform/act/jobs.h"
#include "platform/act/work.h"
#include "platform/control.h"
#include "platform/db/db.h"
#include "platform/http/route.h"
#include "platform/key_place.h"

// The life of the master keys. One wraps the keys of words until it is replaced; then whatever lives is wrapped anew
// under the next one; then it is retired, and later destroyed. A new key is safely in its place (file, vault) before a
// row names it; a destroyed one is gone from there before a row says so. So whenever the machine stops, the ring in its
// place opens all that lives, and what it knows more than the rows is written down at the next start, or look.
namespace onthaal::keys {

struct Settings {
  seal::KeyPlace place;
  Millis replace_after = 30 * kDay;  // 0: only when asked for
  Millis destroy_after = 30 * kDay;  // from when it was replaced
  std::filesystem::path escrow_to;   // public key; empty: copies only when asked for
  std::filesystem::path escrow_dir;
  bool is_beside_backups = false;  // the two folders are one, or one is in the other

  bool writes_copies() const { return !escrow_to.empty() && !escrow_dir.empty(); }
};

// Why this ring is not this database's, for people; empty when it is.
std::string find_stranger(db::Connection& db, const seal::Keyring& ring);
// Whether the database has ever named a key.
bool has_any(db::Connection& db);
// Writes down what the ring knows and the rows do not: a new key, a destroyed one. The ring belongs to the database and
// is safely in its place.
void adopt(Tx& tx, const seal::Keyring& ring);
void record_restored(Tx& tx, const seal::Keyring& ring);

// Which of the copies of the keys serves, for people (in English).
std::string copies_told(db::Connection& db);
// What is wrong and nobody has mended yet, for people (in English).
std::vector<std::string> find_problems(db::Connection& db, const seal::Keyring& ring, const Settings& settings,
                                       Millis now);
// The same of how the keys are looked after: replaced when they should be, copied where that was asked for.
std::vector<std::string> find_neglect(db::Connection& db, const Settings& settings, Millis now);

// What a copy of the ring is sealed as.
inline constexpr std::string_view kSealedAs = "keys";

http::Routes routes(const Settings& settings);

// For the machine's own administrator:
//   keys.list {}   keys.replace {}   keys.put_back {}
//   keys.escrow {"public_key": hex}: {"sealed": base64url, ...}   keys.escrowed {"newest","held","recipient"}: it is
//   kept
control::Commands control_commands(const Settings& settings);

std::vector<jobs::JobKind> jobs(const Settings& settings);
void schedule_jobs(Tx& tx);  // at every start

}  // namespace onthaal::keys
