#pragma once

#include <optional>
#include <string>

#include "features/briefings/briefings.h"

namespace onthaal::briefings::store {

struct Briefing {
  std::string day;  // 2026-11-22
  std::optional<std::string> note, reachable, phone;
};

Briefing of_day(db::Connection& db, LineId line, std::string_view day);
void write(Tx& tx, LineId line, StaffId by, const Briefing& briefing);

}  // namespace onthaal::briefings::store
