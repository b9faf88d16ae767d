#pragma once

#include "features/conversations/conversations.h"
#include "platform/http/route.h"

// What a visitor thought of a talk: stars and a text. Coordinators read the texts; an operator never sees a single one.
namespace onthaal::ratings {

http::Routes routes();

}  // namespace onthaal::ratings
