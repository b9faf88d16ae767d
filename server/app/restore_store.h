#pragma once

#include "platform/db/db.h"

namespace onthaal::app::store {

void end_all_sessions(db::Connection& db);

}  // namespace onthaal::app::store
