#include "features/duty/duty.h"

#include "features/duty/duty_store.h"

namespace onthaal::duty {

std::string_view state_name(State state) {
  switch (state) {
    case State::off:
      return "off";
    case State::online:
      return "online";
    case State::paused:
      return "paused";
  }
  return "";
}

std::vector<OnDuty> team(db::Connection& db, LineId line) {
  return store::team(db, line);
}

State state_of(db::Connection& db, LineId line, StaffId staff) {
  return store::find(db, line, staff).value_or(State::off);
}

std::int64_t capacity_of(db::Connection& db, LineId line, StaffId staff) {
  if (const auto own = store::find_capacity(db, line, staff)) return *own;
  return lines::settings_of(db, line).capacity;
}

Result<Reply> Duty::set(Tx& tx, const live::Envelope& envelope, const Uuid& line_uuid, State state) const {
  const auto* staff = std::get_if<Staff>(&envelope.actor);
  const auto line = lines::find(tx.db, line_uuid);
  if (!staff || !line || !accounts::has_role(tx.db, staff->staff, line->id, accounts::Role::operator_))
    return fail(Code::not_found, "no such line");
  const bool is_changed =
      state == State::off ? store::remove(tx, line->id, staff->staff) : store::put(tx, line->id, staff->staff, state);
  if (is_changed)
    hooks_.changed(tx, {.line = line->id,
                        .line_uuid = line->uuid,
                        .person = store::person(tx.db, staff->staff),
                        .state = state,
                        .is_connected = true,
                        .author = author_of(envelope.actor),
                        .command = envelope.id});
  return Reply{};
}

void Duty::tell(Tx& tx, LineId line, StaffId staff, State state, bool is_connected) const {
  hooks_.changed(tx, {.line = line,
                      .line_uuid = lines::find(tx.db, line).value().uuid,
                      .person = store::person(tx.db, staff),
                      .state = state,
                      .is_connected = is_connected,
                      .author = {},
                      .command = std::nullopt});
}

void Duty::present(Tx& tx, StaffId staff, bool is_there) const {
  const auto changed = is_there ? store::set_connected(tx, staff) : store::set_lost(tx, staff);
  for (const store::Changed& each : changed) tell(tx, each.line, each.staff, each.state, is_there);
}

void Duty::end_all(Tx& tx, StaffId staff) const {
  for (const LineId line : store::remove_all(tx, staff)) tell(tx, line, staff, State::off, false);
}

void Duty::all_lost(Tx& tx) const {
  for (const store::Changed& each : store::set_all_lost(tx)) tell(tx, each.line, each.staff, each.state, false);
}

}  // namespace onthaal::duty
