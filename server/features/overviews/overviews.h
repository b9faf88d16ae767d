#pragma once

#include "platform/http/route.h"

// A coordinator's day in numbers, beside what is usual on such a day; what happens at this moment is in the stream of
// the line.
namespace onthaal::overviews {

http::Routes routes();

}  // namespace onthaal::overviews
