#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/lines/lines.h"
#include "platform/act/tx.h"

namespace onthaal::papers::store {

struct Which {
  std::string_view name;
  std::string_view language;
};
struct Edition {
  std::int64_t number;
  Millis at;
};
struct Version {
  std::int64_t number;
  std::int64_t shipped;
  Millis at;
  StaffId staff;
};

// What is shipped: the newest first.
std::vector<Edition> editions(db::Connection& db, const Which& which);
std::optional<std::string> shipped_text(db::Connection& db, const Which& which, std::int64_t number);
void insert_edition(Tx& tx, const Which& which, const Edition& edition, std::string_view text);

// What a line published: the newest first.
std::vector<Version> versions(db::Connection& db, LineId line, const Which& which);
std::optional<std::string> text(db::Connection& db, LineId line, const Which& which, std::int64_t number);
// Whether this was the next number: somebody else may have published meanwhile.
bool insert(Tx& tx, LineId line, const Which& which, const Version& version, std::string_view text);

}  // namespace onthaal::papers::store
