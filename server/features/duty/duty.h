#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "features/accounts/accounts.h"
#include "features/lines/lines.h"
#include "platform/live/command.h"

// Who is on duty on a line, and who pauses.
namespace onthaal::duty {

enum class State : std::uint8_t { off, online, paused };
std::string_view state_name(State state);

struct DutyChanged {
  LineId line;
  Uuid line_uuid;
  accounts::Person person;
  State state;
  bool is_connected;
  Author author;
  std::optional<Uuid> command;  // nothing: a connection came or went, a session ended
};
struct DutyHooks {
  std::function<void(Tx&, const DutyChanged&)> changed;
};

struct OnDuty {
  accounts::Person person;
  State state;  // online or paused
  Millis since;
  bool is_connected;
};
std::vector<OnDuty> team(db::Connection& db, LineId line);  // by alias
State state_of(db::Connection& db, LineId line, StaffId staff);
// Talks at once: one's own number on the line, else the line's.
std::int64_t capacity_of(db::Connection& db, LineId line, StaffId staff);

class Duty {
 public:
  explicit Duty(DutyHooks hooks) : hooks_(std::move(hooks)) {}
  Duty(const Duty&) = delete;
  Duty& operator=(const Duty&) = delete;

  // `not_found` without the operator's role on the line.
  Result<Reply> set(Tx& tx, const live::Envelope& envelope, const Uuid& line, State state) const;
  // The first page of somebody connected, or the last one went.
  void present(Tx& tx, StaffId staff, bool is_there) const;
  // Logged out, or left staff: off duty everywhere.
  void end_all(Tx& tx, StaffId staff) const;
  // After a restart nobody is connected; pages that only follow the stream have to hear it.
  void all_lost(Tx& tx) const;

  live::Commands commands() const;

 private:
  void tell(Tx& tx, LineId line, StaffId staff, State state, bool is_connected) const;

  DutyHooks hooks_;
};

}  // namespace onthaal::duty
