#include "features/duty/duty_store.h"

namespace onthaal::duty::store {
namespace {

#define STRETCH                                                                              \
  "select line, case when counted_until > since then counted_until else since end, lost_at," \
  " coalesce(sign_at, since) from duty where state = 'online'"
constexpr db::Sql kStretchesOf{"duty.stretches_of", STRETCH " and staff = :staff order by line"};
constexpr db::Sql kStretchesOn{"duty.stretches_on", STRETCH " and line = :line order by staff"};
#undef STRETCH
constexpr db::Sql kSetCounted{"duty.set_counted",
                              "update duty set counted_until = :now where staff = :staff and state = 'online'"};
constexpr db::Sql kAddOnline{"duty.add_online",
                             "insert into duty_half_hour (line, at, online) values (:line, :at, :online)"
                             " on conflict (line, at) do update set online = duty_half_hour.online + excluded.online"};
constexpr db::Sql kCounted{"duty.counted",
                           "select at, online from duty_half_hour where line = :line and at >= :from and at < :until"
                           " order by at"};

std::vector<Stretch> stretches(const db::Rows& rows) {
  std::vector<Stretch> all;
  for (const db::Row row : rows)
    all.push_back({{row.integer(0)}, row.integer(1), row.maybe_integer(2), row.integer(3)});
  return all;
}

}  // namespace

std::vector<Stretch> stretches_of(db::Connection& db, StaffId staff) {
  return stretches(db.run(kStretchesOf, {{"staff", staff}}));
}

std::vector<Stretch> stretches_on(db::Connection& db, LineId line) {
  return stretches(db.run(kStretchesOn, {{"line", line}}));
}

void set_counted(Tx& tx, StaffId staff) {
  tx.db.run(kSetCounted, {{"staff", staff}, {"now", tx.now}});
}

void add_online(Tx& tx, LineId line, const HalfHour& half_hour) {
  tx.db.run(kAddOnline, {{"line", line}, {"at", half_hour.at}, {"online", half_hour.online}});
}

std::vector<HalfHour> counted(db::Connection& db, LineId line, Millis from, Millis until) {
  std::vector<HalfHour> all;
  for (const db::Row row : db.run(kCounted, {{"line", line}, {"from", from}, {"until", until}}))
    all.push_back({row.integer(0), row.integer(1)});
  return all;
}

}  // namespace onthaal::duty::store
