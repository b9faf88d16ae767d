#include "features/duty/duty_store.h"

namespace onthaal::duty::store {
namespace {

constexpr db::Sql kPut{
    "duty.put",
    "insert into duty (staff, line, state, since, until, sign_at) values (:staff, :line, :state, :now, :until, :now)"
    " on conflict (staff, line) do update set state = excluded.state, lost_at = null,"
    " since = case when duty.state = excluded.state then duty.since else excluded.since end,"
    " until = case when :is_until_said = 1 then excluded.until else duty.until end"
    " where duty.state <> excluded.state or (:is_until_said = 1 and duty.until is distinct from excluded.until)"};
constexpr db::Sql kRemove{"duty.remove", "delete from duty where staff = :staff and line = :line"};
constexpr db::Sql kRemoveAll{"duty.remove_all", "delete from duty where staff = :staff returning line, staff, state"};
constexpr db::Sql kSetConnected{"duty.set_connected",
                                "update duty set lost_at = null where staff = :staff and lost_at is not null"
                                " returning line, staff, state"};
constexpr db::Sql kSetLost{"duty.set_lost",
                           "update duty set lost_at = :now where staff = :staff and lost_at is null"
                           " returning line, staff, state"};
constexpr db::Sql kSetAllLost{"duty.set_all_lost",
                              "update duty set lost_at = :now where lost_at is null returning line, staff, state"};
constexpr db::Sql kSign{"duty.sign", "update duty set sign_at = :now where staff = :staff"};
constexpr db::Sql kSigns{"duty.signs",
                         "select line, coalesce(sign_at, since), lost_at from duty where staff = :staff order by line"};
constexpr db::Sql kAll{"duty.all", "select distinct staff from duty order by staff"};
constexpr db::Sql kFind{"duty.find",
                        "select s.id, s.uuid, s.name, s.alias, s.discipline, d.state, d.since, d.lost_at, d.until"
                        " from duty d join staff s on s.id = d.staff where d.staff = :staff and d.line = :line"};
constexpr db::Sql kTeam{"duty.team",
                        "select s.id, s.uuid, s.name, s.alias, s.discipline, d.state, d.since, d.lost_at, d.until"
                        " from duty d join staff s on s.id = d.staff and s.state = 'active' where d.line = :line"
                        " order by s.alias, s.id"};
constexpr db::Sql kCapacity{"duty.capacity",
                            "select capacity from staff_role where staff = :staff and line = :line"
                            " and role = 'operator'"};
constexpr db::Sql kPerson{"duty.person", "select id, uuid, name, alias, discipline from staff where id = :staff"};

State state_of(const db::Row& row, std::size_t column) {
  return row.text(column) == state_name(State::online) ? State::online : State::paused;
}

accounts::Person person_of(const db::Row& row) {
  return {{row.integer(0)}, row.uuid(1), row.text(2), row.text(3), row.maybe_text(4)};
}

OnDuty on_duty(const db::Row& row) {
  return {.person = person_of(row),
          .state = state_of(row, 5),
          .since = row.integer(6),
          .is_connected = row.is_null(7),
          .until = row.maybe_integer(8),
          .lost_at = row.maybe_integer(7)};
}

std::vector<Changed> changed(const db::Rows& rows) {
  std::vector<Changed> all;
  for (const db::Row row : rows) all.push_back({{row.integer(0)}, {row.integer(1)}, state_of(row, 2)});
  return all;
}

}  // namespace

bool put(Tx& tx, LineId line, StaffId staff, State state, const std::optional<std::optional<Millis>>& until) {
  return tx.db
             .run(kPut, {{"staff", staff},
                         {"line", line},
                         {"state", state_name(state)},
                         {"now", tx.now},
                         {"until", until.value_or(std::nullopt)},
                         {"is_until_said", until.has_value()}})
             .changed() > 0;
}

bool remove(Tx& tx, LineId line, StaffId staff) {
  return tx.db.run(kRemove, {{"staff", staff}, {"line", line}}).changed() > 0;
}

std::vector<Changed> set_connected(Tx& tx, StaffId staff) {
  return changed(tx.db.run(kSetConnected, {{"staff", staff}}));
}

std::vector<Changed> set_lost(Tx& tx, StaffId staff) {
  return changed(tx.db.run(kSetLost, {{"staff", staff}, {"now", tx.now}}));
}

std::vector<Changed> set_all_lost(Tx& tx) {
  return changed(tx.db.run(kSetAllLost, {{"now", tx.now}}));
}

std::vector<Changed> remove_all(Tx& tx, StaffId staff) {
  return changed(tx.db.run(kRemoveAll, {{"staff", staff}}));
}

void sign(Tx& tx, StaffId staff) {
  tx.db.run(kSign, {{"staff", staff}, {"now", tx.now}});
}

std::vector<Signs> signs_of(db::Connection& db, StaffId staff) {
  std::vector<Signs> all;
  for (const db::Row row : db.run(kSigns, {{"staff", staff}}))
    all.push_back({{row.integer(0)}, row.integer(1), row.maybe_integer(2)});
  return all;
}

std::vector<StaffId> all(db::Connection& db) {
  std::vector<StaffId> all;
  for (const db::Row row : db.run(kAll)) all.push_back({row.integer(0)});
  return all;
}

std::optional<OnDuty> find(db::Connection& db, LineId line, StaffId staff) {
  const db::Rows rows = db.run(kFind, {{"staff", staff}, {"line", line}});
  return rows.empty() ? std::nullopt : std::optional(on_duty(rows[0]));
}

std::vector<OnDuty> team(db::Connection& db, LineId line) {
  std::vector<OnDuty> team;
  for (const db::Row row : db.run(kTeam, {{"line", line}})) team.push_back(on_duty(row));
  return team;
}

std::optional<std::int64_t> find_capacity(db::Connection& db, LineId line, StaffId staff) {
  const db::Rows rows = db.run(kCapacity, {{"staff", staff}, {"line", line}});
  if (rows.empty()) return std::nullopt;
  return rows[0].maybe_integer(0);
}

accounts::Person person(db::Connection& db, StaffId staff) {
  return person_of(db.run(kPerson, {{"staff", staff}})[0]);
}

}  // namespace onthaal::duty::store
