#pragma once

#include "core/clock.h"
#include "platform/http/route.h"

// A coordinator's day in numbers; what happens at this moment is in the stream of the line.
namespace onthaal::overviews {

// When the day of `now` began in Brussels.
Millis day_began(Millis now);

http::Routes routes();

}  // namespace onthaal::overviews
