#pragma once

#include "features/notices/notices.h"

namespace onthaal::notices {

// `notices.changed` in the stream of the line, which the queue keeps: named here and not included, since the queue
// stands above.
void tell(Tx& tx, LineId line);

}  // namespace onthaal::notices
