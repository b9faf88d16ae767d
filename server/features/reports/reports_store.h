#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "features/lines/lines.h"
#include "platform/act/tx.h"

namespace onthaal::reports::store {

struct Text {
  std::int64_t number;
  Millis at;
  std::optional<std::string> by;  // an alias
  std::string text;
};
// The newest of each chapter.
std::map<std::string, Text, std::less<>> texts(db::Connection& db, LineId line, std::string_view year);
struct Which {
  LineId line;
  std::string_view year, chapter;
};
std::vector<Text> versions(db::Connection& db, const Which& which);  // the newest 50, and those first
std::optional<Text> newest(db::Connection& db, const Which& which);
// Whether this was the next number: somebody else may have written meanwhile.
bool insert(Tx& tx, const Which& which, std::int64_t number, std::string_view text, StaffId staff);

struct Quote {
  Uuid uuid;
  std::string year, chapter;
  Uuid rating;
  std::string text, about;
  Millis at;
  std::optional<std::string> by;
};
std::vector<Quote> quotes(db::Connection& db, LineId line, std::string_view year);  // as they were made
// The ratings that are quoted, in a report of whatever year.
std::set<Uuid> quoted(db::Connection& db, LineId line);
// False where the rating is quoted already. `rating`: a key.
bool insert(Tx& tx, LineId line, const Quote& quote, std::int64_t rating, StaffId staff);
// The rating that it quoted; nothing: the line has no such quote in that year.
std::optional<Uuid> remove(Tx& tx, LineId line, std::string_view year, const Uuid& quote);
struct Quoted {
  LineId line;
  std::string year;
  Uuid rating;
};
// Removes what that talk's rating is quoted with, if it is.
std::optional<Quoted> take_back(Tx& tx, ConversationId talk);

}  // namespace onthaal::reports::store
