#pragma once

#include "platform/db/db.h"

namespace onthaal::app::store {

// Sessions, log-ins that wait for a second factor, links to a new password, invitations.
void close_all_ways_in(db::Connection& db);

}  // namespace onthaal::app::store
