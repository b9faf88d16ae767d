#pragma once

#include <string_view>

#include "features/lines/lines.h"
#include "platform/act/tx.h"
#include "platform/http/route.h"

// Texts beside a talk, for staff: how to deal with fake calls, the steps in a talk about suicide, whom to call. Edited
// by the coordinators of the line.
namespace onthaal::guides {

// The code of a text that can be ticked, on this line.
bool is_step(db::Connection& db, LineId line, std::string_view code);

// What Onthaal ships, where the line does not have it: also what was taken away. What was edited stays.
void ship(Tx& tx, LineId line);

http::Routes routes();

}  // namespace onthaal::guides
