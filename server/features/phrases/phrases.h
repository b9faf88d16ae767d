#pragma once

#include "features/lines/lines.h"
#include "platform/act/tx.h"
#include "platform/http/route.h"

// Texts that operators insert: per line, and where it matters per theme and register.
namespace onthaal::phrases {

void ship(Tx& tx, LineId line);  // for a new line

http::Routes routes();

}  // namespace onthaal::phrases
