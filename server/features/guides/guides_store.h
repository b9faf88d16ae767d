#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/guides/guides.h"

namespace onthaal::guides::store {

// What a coordinator writes.
struct NewGuide {
  std::string kind;  // fake, suicide, emergency, abuse, frequent
  std::string code;
  std::string title;
  std::string text;
  bool is_step = false;
};
struct Guide : NewGuide {
  Uuid uuid;
};

std::vector<Guide> all(db::Connection& db, LineId line);
std::optional<Guide> find(db::Connection& db, LineId line, const Uuid& uuid);
// Nothing: the code is taken, also by one that is gone, since a case may name it.
std::optional<Uuid> insert(Tx& tx, LineId line, const NewGuide& guide);
// The same, but one that is gone comes back as this one.
void restore(Tx& tx, LineId line, const NewGuide& guide);
// All but the code. Whether it was there.
bool update(db::Connection& db, LineId line, const Uuid& uuid, const NewGuide& guide);
bool drop(db::Connection& db, LineId line, const Uuid& uuid);

}  // namespace onthaal::guides::store
