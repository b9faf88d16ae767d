#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/act/tx.h"

// What others must be able to check afterwards: who read which talk, who gave whom which right, which key was replaced,
// what was deleted. Append-only; each entry carries an HMAC-SHA-256, under the index key, over the hash of the entry
// before and all that it says itself. So whoever changes, removes or inserts a row without that key breaks the chain
// there. That the newest rows were cut off is seen only beside a head that was kept elsewhere: the log and the backups
// hold one.
namespace onthaal::audit {

struct Entry {
  std::string_view what;         // "talk.read": a name of the program's, never a text from outside
  std::optional<StaffId> staff;  // who did it; nothing: the server itself, or the administrator of the machine
  std::optional<LineId> line;
  std::optional<Uuid> about;  // the talk, the person
  std::string data;           // JSON, or empty; no words of anybody
};
// In the transaction of what is recorded: both happen, or neither. The entry's number.
std::int64_t record(Tx& tx, const Entry& entry);

struct Recorded {
  std::int64_t number;
  Millis at;
  std::string what;
  std::optional<StaffId> staff;
  std::optional<LineId> line;
  std::optional<Uuid> about;
  std::string data;
};
struct Wanted {
  std::optional<LineId> line;  // nothing: of every line, and of none
  std::string_view what;       // begins with this; empty: everything
  Millis from = 0;
  std::optional<Millis> until;         // not included
  std::optional<std::int64_t> before;  // numbers below this one: the next page
  std::int64_t limit = 100;
};
std::vector<Recorded> find(db::Connection& db, const Wanted& wanted);  // the newest first
std::vector<Recorded> about(db::Connection& db, const Uuid& about);    // the oldest first

struct Head {
  std::int64_t number = 0;
  std::string hash;  // 32 bytes; empty while there is no entry
};
Head head(db::Connection& db);

// The number of the first entry that is missing or not as it was written; nothing when all are well.
std::optional<std::int64_t> find_break(db::Connection& db, const seal::Keyring& keys);
// Whether the chain, as it stands, still holds this earlier head.
bool holds(db::Connection& db, const Head& earlier);

}  // namespace onthaal::audit
