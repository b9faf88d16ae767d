#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/phrases/phrases.h"

namespace onthaal::phrases::store {

// What a coordinator writes.
struct NewPhrase {
  std::string title;
  std::string text;
  std::optional<TermId> theme;
  std::optional<std::string> language;  // register; nothing: for all
};
struct Phrase {
  Uuid uuid;
  std::string title;
  std::string text;
  std::optional<std::string> theme;  // a code
  std::optional<std::string> language;
};

std::vector<Phrase> all(db::Connection& db, LineId line);
std::optional<Phrase> find(db::Connection& db, LineId line, const Uuid& uuid);
Uuid insert(Tx& tx, LineId line, const NewPhrase& phrase);
// Whether it was there.
bool update(db::Connection& db, LineId line, const Uuid& uuid, const NewPhrase& phrase);
bool drop(db::Connection& db, LineId line, const Uuid& uuid);

}  // namespace onthaal::phrases::store
