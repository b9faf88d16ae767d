#pragma once

#include "platform/control.h"
#include "platform/http/route.h"

// The annual report of a line over a school year: chapters of figures (features/measures), a coordinator's texts
// between them, and what visitors allowed to be quoted. Figures are counted when it is asked for; texts and quotes are
// kept, and stay as they are whatever is counted anew.
namespace onthaal::reports {

http::Routes routes();  // for coordinators of the line

// Who rated this talk does not want to be quoted any more.
void take_back(Tx& tx, ConversationId talk);

// For the machine's own administrator:
//   reports.annual {"line","year","files":["annual.html",...]}: {"files":[{"name","base64url"}],
//   "missing":[{"name","why"}]}, of annual.html, annual.docx, annual.odt, annual.xlsx and annual.json.
control::Commands control_commands();

}  // namespace onthaal::reports
