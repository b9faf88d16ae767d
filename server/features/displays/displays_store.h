#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/displays/displays.h"
#include "features/lines/lines.h"
#include "platform/act/tx.h"

namespace onthaal::displays::store {

struct Display {
  Uuid uuid;
  std::string name;  // where it hangs
  std::string made_by;
  Millis made_at;
  Millis expires_at;
  std::optional<Millis> used_at;
};
std::vector<Display> all(db::Connection& db, LineId line, Millis now);  // those that still open, in order

struct NewDisplay {
  LineId line;
  std::string name;
  std::string token_hash;
  StaffId made_by;
  Millis expires_at;
};
Uuid insert(Tx& tx, const NewDisplay& display);
void drop_expired(Tx& tx);
// Whether it was there. Without a line: of any.
bool drop(db::Connection& db, std::optional<LineId> line, const Uuid& uuid);

struct Opened {
  std::int64_t id;
  LineId line;
  std::optional<Millis> used_at;
};
std::optional<Opened> find(db::Connection& db, std::string_view token_hash, Millis now);
void use(Tx& tx, std::int64_t id);

}  // namespace onthaal::displays::store
