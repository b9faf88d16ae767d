#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/redacted.h"
#include "features/conversations/conversations.h"
#include "platform/http/route.h"

// What a visitor thought of a talk: stars and a text. Coordinators read the texts; an operator never sees a single one.
namespace onthaal::ratings {

struct RatingHooks {
  std::function<void(Tx&, ConversationId)> given;
};
// `hooks` outlives the routes.
http::Routes routes(const RatingHooks& hooks);

// A text that its visitor allowed to be quoted.
struct Quotable {
  Uuid rating;
  Millis at;
  std::optional<std::int64_t> stars;
  Redacted<std::string> words;
  std::optional<std::string> who;  // by their own word
};
// Those given in that time whose words are still there: the newest first, some hundreds at most.
std::vector<Quotable> quotable(const Snapshot& snapshot, LineId line, Millis from, Millis until);
// The key of such a one. From now on it is read: its visitor cannot make another of it unseen. Nothing: the line has no
// text of that name, its words are gone, or it may not be quoted.
std::optional<std::int64_t> take_quote(Tx& tx, LineId line, const Uuid& rating, StaffId staff);

}  // namespace onthaal::ratings
