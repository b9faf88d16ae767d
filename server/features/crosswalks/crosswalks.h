#pragma once

#include "features/lines/lines.h"
#include "platform/act/tx.h"
#include "platform/http/route.h"

// From a line's themes and outcomes to the categories of somebody else's statistics, and what is counted in those: for
// now Child Helpline International ("chi"). A crosswalk is data of the line with versions: each change makes a new one,
// and none is ever changed. What has no category is counted as such, under its own name (docs/crosswalks.md).
namespace onthaal::crosswalks {

// What Onthaal proposes, as the first version: for a line that has none, or for all of those.
void ship(Tx& tx, LineId line);
void ship(Tx& tx);

http::Routes routes();

}  // namespace onthaal::crosswalks
