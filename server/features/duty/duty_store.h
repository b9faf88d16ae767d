#pragma once

#include "features/duty/duty.h"

namespace onthaal::duty::store {

// False when it was so already.
bool put(Tx& tx, LineId line, StaffId staff, State state, const std::optional<std::optional<Millis>>& until);
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
std::vector<Changed> remove_all(Tx& tx, StaffId staff);

void sign(Tx& tx, StaffId staff);  // that somebody is there
struct Signs {
  LineId line;
  Millis sign_at;
  std::optional<Millis> lost_at;
};
std::vector<Signs> signs_of(db::Connection& db, StaffId staff);
std::vector<StaffId> all(db::Connection& db);  // who is on duty anywhere

// Of who is online: since when that is not counted yet.
struct Stretch {
  LineId line;
  Millis from;
  std::optional<Millis> lost_at;
  Millis sign_at;
};
std::vector<Stretch> stretches_of(db::Connection& db, StaffId staff);
std::vector<Stretch> stretches_on(db::Connection& db, LineId line);
void set_counted(Tx& tx, StaffId staff);  // up to now
void add_online(Tx& tx, LineId line, const HalfHour& half_hour);
std::vector<HalfHour> counted(db::Connection& db, LineId line, Millis from, Millis until);

std::optional<OnDuty> find(db::Connection& db, LineId line, StaffId staff);
std::vector<OnDuty> team(db::Connection& db, LineId line);  // by alias
std::optional<std::int64_t> find_capacity(db::Connection& db, LineId line, StaffId staff);
accounts::Person person(db::Connection& db, StaffId staff);  // disabled or not

}  // namespace onthaal::duty::store
