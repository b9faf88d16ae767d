#pragma once

#include <optional>
#include <string>

#include "features/lines/lines.h"
#include "platform/act/work.h"
#include "platform/control.h"
#include "platform/http/route.h"

// Where else help is: centres, other lines with numbers and hours, self-help. Operators search them and send them into
// a talk as a card; those marked public stand on the visitor's pages.
namespace onthaal::places {

// The JSON of a card as it goes into a message: {"name","about","phone","url","hours"}. Nothing when the line has no
// such place (any more).
std::optional<std::string> card(db::Connection& db, LineId line, const Uuid& place);

// JSON lists of cards for the visitor's pages: public helplines, public self-help. Each says whether it is "open" now;
// null: not known.
std::string help(const Snapshot& snapshot, LineId line);
std::string self_help(const Snapshot& snapshot, LineId line);

// The places that Onthaal knows of, for a new line: national lines, and some centres as examples.
void ship(Tx& tx, LineId line);

http::Routes routes();

// For the machine's own administrator: places.list {"line":slug} answers {"places"}; places.import {"line":slug,"csv"}
// answers {"added","changed"}. The file's first row names the columns: name, and any of town, phone, url, hours, week
// (hours::parse_week()), about, kind (centre, helpline, self_help; else it is a centre) and public (ja, nee). One with
// the kind, name and town of a place that is there changes it. When a row is wrong nothing is imported, and `invalid`
// names the rows.
control::Commands control_commands();

}  // namespace onthaal::places
