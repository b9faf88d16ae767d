#pragma once

#include <functional>

#include "features/conversations/conversations.h"
#include "platform/http/route.h"

// What a visitor thought of a talk: stars and a text. Coordinators read the texts; an operator never sees a single one.
namespace onthaal::ratings {

struct RatingHooks {
  std::function<void(Tx&, ConversationId)> given;
};
// `hooks` outlives the routes.
http::Routes routes(const RatingHooks& hooks);

}  // namespace onthaal::ratings
