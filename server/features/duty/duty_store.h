#pragma once

#include "features/duty/duty.h"

namespace onthaal::duty::store {

// False when it was so already.
bool put(Tx& tx, LineId line, StaffId staff, State state);
bool remove(Tx& tx, LineId line, StaffId staff);

struct Changed {
  LineId line;
  StaffId staff;
  State state;
};
// Those that were otherwise.
std::vector<Changed> set_connected(Tx& tx, StaffId staff);
std::vector<Changed> set_lost(Tx& tx, StaffId staff);
std::vector<Changed> set_all_lost(Tx& tx);
std::vector<LineId> remove_all(Tx& tx, StaffId staff);

std::optional<State> find(db::Connection& db, LineId line, StaffId staff);
std::vector<OnDuty> team(db::Connection& db, LineId line);  // by alias
std::optional<std::int64_t> find_capacity(db::Connection& db, LineId line, StaffId staff);
accounts::Person person(db::Connection& db, StaffId staff);  // disabled or not

}  // namespace onthaal::duty::store
