#include "features/duty/duty.h"

#include <algorithm>

#include "features/duty/duty_hours.h"
#include "features/duty/duty_store.h"
#include "features/hours/hours.h"

namespace onthaal::duty {
namespace {

constexpr std::string_view kSigns = "duty.signs";
constexpr std::string_view kBlock = "duty.block";
constexpr std::string_view kLost = "duty.lost";
constexpr Millis kLongestBlock = kDay;

std::string key_of(LineId line, StaffId staff) {
  return std::to_string(line.value) + "/" + std::to_string(staff.value);
}

bool may_people_come(Tx& tx, LineId line) {
  return lines::is_open(tx.db, line) && hours::at(tx.db, line, tx.now).is_open;
}

bool answers(const OnDuty& who, Millis now) {
  return who.state == State::online && !who.is_over(now) && (!who.lost_at || now - *who.lost_at < kAlone);
}

}  // namespace

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

std::optional<OnDuty> find(db::Connection& db, LineId line, StaffId staff) {
  return store::find(db, line, staff);
}

State state_of(db::Connection& db, LineId line, StaffId staff) {
  const auto duty = store::find(db, line, staff);
  return duty ? duty->state : State::off;
}

bool is_anybody_answering(db::Connection& db, LineId line, Millis now) {
  return std::ranges::any_of(store::team(db, line), [&](const OnDuty& each) { return answers(each, now); });
}

bool is_medical(const accounts::Person& person) {
  return person.discipline == "arts" || person.discipline == "verpleegkundige";
}

std::int64_t capacity_of(db::Connection& db, LineId line, StaffId staff) {
  if (const auto own = store::find_capacity(db, line, staff)) return *own;
  return lines::settings_of(db, line).capacity;
}

bool Duty::is_time(Tx& tx, LineId line) const {
  const hours::At at = hours::at(tx.db, line, tx.now);
  if (at.is_open || at.run_out_until || (at.next && *at.next - tx.now <= kEarly)) return true;
  return hooks_.is_expected && hooks_.is_expected(tx, line);
}

Result<Reply> Duty::set(Tx& tx, const live::Envelope& envelope, const Wish& wish) const {
  const auto* staff = std::get_if<Staff>(&envelope.actor);
  const auto line = lines::find(tx.db, wish.line);
  if (!staff || !line || !accounts::has_role(tx.db, staff->staff, line->id, accounts::Role::operator_))
    return fail(Code::not_found, "no such line");
  const State before = state_of(tx.db, line->id, staff->staff);
  if (wish.state != State::off && before == State::off && !is_time(tx, line->id))
    return fail(Code::closed, "the line is closed, and does not open within half an hour");
  const auto until = wish.until.value_or(std::nullopt);
  if (until && (*until <= tx.now || *until > tx.now + kLongestBlock))
    return std::unexpected(Error{Code::invalid, "", {{"data.until", "not_allowed"}}});
  count_online(tx, staff->staff);
  const bool is_changed = wish.state == State::off ? store::remove(tx, line->id, staff->staff)
                                                   : store::put(tx, line->id, staff->staff, wish.state, wish.until);
  store::sign(tx, staff->staff);
  look_for_signs(tx, staff->staff);
  if (until) jobs::later(tx, kBlock, key_of(line->id, staff->staff), *until);
  if (is_changed) tell(tx, line->id, staff->staff, before, {author_of(envelope.actor), envelope.id});
  return Reply{};
}

Result<Reply> Duty::alive(Tx& tx, const Actor& actor) const {
  const auto* staff = std::get_if<Staff>(&actor);
  if (!staff) return fail(Code::not_found, "no such command");
  store::sign(tx, staff->staff);
  accounts::keep_session(tx, *staff);
  return Reply{};
}

DutyChanged Duty::changed(Tx& tx, LineId line, StaffId staff, const Origin& origin) {
  const auto now = store::find(tx.db, line, staff);
  return {.line = line,
          .line_uuid = lines::find(tx.db, line).value().uuid,
          .person = store::person(tx.db, staff),
          .state = now ? now->state : State::off,
          .is_connected = now ? now->is_connected : origin.command.has_value(),
          .until = now ? now->until : std::nullopt,
          .author = origin.author,
          .command = origin.command};
}

void Duty::tell(Tx& tx, LineId line, StaffId staff, State before, const Origin& origin) const {
  const auto now = store::find(tx.db, line, staff);
  const DutyChanged what = changed(tx, line, staff, origin);
  hooks_.changed(tx, what);
  if (before == State::online && (!now || !answers(*now, tx.now))) tell_if_alone(tx, what);
}

void Duty::tell_if_alone(Tx& tx, const DutyChanged& what) const {
  if (!hooks_.last_gone || is_anybody_answering(tx.db, what.line, tx.now)) return;
  if (may_people_come(tx, what.line) || (hooks_.is_anybody_waiting && hooks_.is_anybody_waiting(tx, what.line)))
    hooks_.last_gone(tx, what);
}

void Duty::end(Tx& tx, LineId line, const OnDuty& who) const {
  count_online(tx, who.person.id);
  if (store::remove(tx, line, who.person.id)) tell(tx, line, who.person.id, who.state);
}

void Duty::close(Tx& tx, LineId line) const {
  if (is_time(tx, line)) return;
  for (const OnDuty& each : store::team(tx.db, line))
    if (!hooks_.has_talk || !hooks_.has_talk(tx, line, each.person.id)) end(tx, line, each);
}

void Duty::present(Tx& tx, StaffId staff, bool is_there) const {
  if (is_there) count_online(tx, staff);
  const auto changed = is_there ? store::set_connected(tx, staff) : store::set_lost(tx, staff);
  for (const store::Changed& each : changed) {
    if (!is_there) look_later(tx, each.line, each.staff);
    tell(tx, each.line, each.staff, each.state);
  }
  if (!is_there) look_for_signs(tx, staff);
}

void Duty::end_all(Tx& tx, StaffId staff) const {
  count_online(tx, staff);
  for (const store::Changed& each : store::remove_all(tx, staff)) tell(tx, each.line, staff, each.state);
}

void Duty::all_lost(Tx& tx) const {
  for (const store::Changed& each : store::set_all_lost(tx)) {
    look_later(tx, each.line, each.staff);
    tell(tx, each.line, each.staff, each.state);
  }
  for (const StaffId staff : store::all(tx.db)) look_for_signs(tx, staff);
}

// Ends the duties of somebody who gives no sign, and sees to it that the others are looked at in time.
void Duty::look_for_signs(Tx& tx, StaffId staff) const {
  std::optional<Millis> next;
  for (const store::Signs& each : store::signs_of(tx.db, staff)) {
    const auto duty = store::find(tx.db, each.line, staff);
    if (!duty) continue;
    Millis look_at = each.sign_at + kNoSign;
    if (each.lost_at) look_at = std::min(look_at, *each.lost_at + kNoPage);
    if (look_at <= tx.now) {
      end(tx, each.line, *duty);
      continue;
    }
    next = std::min(next.value_or(look_at), look_at);
  }
  if (next) jobs::later(tx, kSigns, std::to_string(staff.value), *next);
}

void Duty::look_later(Tx& tx, LineId line, StaffId staff) {
  jobs::later(tx, kLost, key_of(line, staff), tx.now + kAlone);
}

// Once after every loss; one who came back and went again has a later time.
void Duty::look_at_loss(Tx& tx, LineId line, StaffId staff) const {
  const auto duty = store::find(tx.db, line, staff);
  if (!duty || !duty->lost_at || duty->state != State::online) return;
  const Millis alone_at = *duty->lost_at + kAlone;
  if (tx.now < alone_at) return jobs::later(tx, kLost, key_of(line, staff), alone_at);
  tell_if_alone(tx, changed(tx, line, staff, {}));
}

// Who is over gets nobody new, and no longer keeps the line open: the others have to hear it.
void Duty::look_at_block(Tx& tx, LineId line, StaffId staff) const {
  const auto duty = store::find(tx.db, line, staff);
  if (!duty || !duty->until) return;
  if (!duty->is_over(tx.now)) return jobs::later(tx, kBlock, key_of(line, staff), *duty->until);
  tell(tx, line, staff, duty->state);
}

std::vector<jobs::JobKind> Duty::jobs() const {
  const auto on_line = [this](void (Duty::*look)(Tx&, LineId, StaffId) const) {
    return [this, look](Tx& tx, const jobs::Job& job) {
      const std::size_t slash = job.key.find('/');
      (this->*look)(tx, {std::stoll(job.key)}, {std::stoll(job.key.substr(slash + 1))});
    };
  };
  return {{kSigns, [this](Tx& tx, const jobs::Job& job) { look_for_signs(tx, {std::stoll(job.key)}); }},
          {kBlock, on_line(&Duty::look_at_block)},
          {kLost, on_line(&Duty::look_at_loss)}};
}

}  // namespace onthaal::duty
