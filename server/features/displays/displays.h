#pragma once

#include "features/overviews/overviews.h"
#include "platform/control.h"
#include "platform/http/route.h"

// The live board on a big screen: a link with a secret of its own, of one line. It opens the board and nothing else,
// reads and never writes, and is no session: nobody is logged in on a wall.
namespace onthaal::displays {

http::Routes routes(const overviews::Overviews& overviews);

// For the machine's own administrator: display.list {"line"}   display.revoke {"display"}
control::Commands control_commands();

}  // namespace onthaal::displays
