#pragma once

#include "features/conversations/conversations.h"
#include "platform/http/route.h"

// Suspected fake calls: marked by who had the talk, read again by a second person, and only then told to the operator
// of a later talk that seems to be of the same person. And those who come often, told to coordinators.
namespace onthaal::flags {

// An operator has taken a visitor: what there is to know about it goes to the case of the talk, and to the notices of
// the coordinators.
void on_accepted(Tx& tx, const conversations::ConversationAccepted& what);

http::Routes routes();

}  // namespace onthaal::flags
