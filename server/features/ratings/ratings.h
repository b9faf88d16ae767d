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
  std::function<void(Tx&, ConversationId)> taken_back;  // it was allowed to be quoted, and is not any more
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
// When the talks were asked for.
struct Span {
  Millis from, until;
};
// Of talks of that time, those whose words are still there: the newest first, some hundreds at most.
std::vector<Quotable> quotable(const Snapshot& snapshot, LineId line, const Span& talks);
// The key of such a one. From now on it is read: its visitor cannot make another of it unseen. `not_found`: the line
// has no text of that name, its words are gone, or it may not be quoted; `invalid`: its talk is of another time.
Result<std::int64_t> take_quote(Tx& tx, LineId line, const Uuid& rating, const Span& talks, StaffId staff);

}  // namespace onthaal::ratings
