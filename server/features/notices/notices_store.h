#pragma once

#include <string>
#include <vector>

#include "features/notices/notices.h"

namespace onthaal::notices::store {

std::string_view name_of(Kind kind);

struct Listed {
  Uuid uuid;
  std::string kind;
  std::optional<Uuid> conversation;
  std::optional<std::string> alias;
  std::optional<std::int64_t> number;
  Millis at;
  bool is_seen;
};
// The unseen ones, and those since then: the unseen first, the newest first.
std::vector<Listed> list(db::Connection& db, LineId line, Millis since, std::int64_t limit);
std::vector<Listed> unseen(db::Connection& db, LineId line, std::int64_t limit);

// Whether the same was there, unseen.
bool refresh(Tx& tx, const Notice& notice);
void insert(Tx& tx, const Notice& notice);

struct Raised {
  std::string kind;
  Millis at;
};
std::optional<Raised> find(db::Connection& db, LineId line, const Uuid& uuid);
// Whether it was unseen.
bool see(Tx& tx, LineId line, const Uuid& uuid, StaffId by);
bool see_about(Tx& tx, LineId line, Kind kind, ConversationId conversation, std::optional<StaffId> by);

// Those seen before then, at most `limit`: how many.

}  // namespace onthaal::notices::store
