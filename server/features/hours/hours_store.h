#pragma once

#include "features/hours/hours.h"

namespace onthaal::hours::store {

Settings settings(db::Connection& db, LineId line);
void set_settings(db::Connection& db, LineId line, const Settings& settings);

// All that the line has; those of the exceptions that end on that day or later.
Rules rules_from(db::Connection& db, LineId line, Day day);
bool has_any(db::Connection& db, LineId line);

// The uuid of what is given does not count.
Uuid insert(Tx& tx, LineId line, const Regime& regime);
Uuid insert(Tx& tx, LineId line, const Exception& exception, std::optional<StaffId> made_by);
Uuid insert(Tx& tx, LineId line, const Override& days, std::optional<StaffId> made_by);
// Whether it was there.
bool update(db::Connection& db, LineId line, const Regime& regime);
bool drop_regime(db::Connection& db, LineId line, const Uuid& uuid);
bool drop_override(db::Connection& db, LineId line, const Uuid& uuid);
void drop_exception(db::Connection& db, LineId line, const Uuid& uuid);
void end_exception(db::Connection& db, LineId line, const Uuid& uuid, LocalTime ends_at);

}  // namespace onthaal::hours::store
