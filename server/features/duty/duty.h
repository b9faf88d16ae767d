#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "features/accounts/accounts.h"
#include "features/lines/lines.h"
#include "platform/act/jobs.h"
#include "platform/live/command.h"

// Who is on duty on a line, and who pauses. Duty ends by hand, at the end of the run-out, after 20 minutes without a
// sign of a person, and after 10 minutes without a page: a line must never look open because somebody forgot to log
// out.
namespace onthaal::duty {

enum class State : std::uint8_t { off, online, paused };
std::string_view state_name(State state);

struct DutyChanged {
  LineId line;
  Uuid line_uuid;
  accounts::Person person;
  State state;
  bool is_connected;
  std::optional<Millis> until;
  Author author;
  std::optional<Uuid> command;  // nothing: a connection came or went, a session ended, a time has passed
};
struct DutyHooks {
  std::function<void(Tx&, const DutyChanged&)> changed;
  // While people may come or wait, nobody answers any more: the last one who was online paused or left, was not
  // connected for a while, or the block is over.
  std::function<void(Tx&, const DutyChanged&)> last_gone;
  // Whether this person has a talk on the line.
  std::function<bool(Tx&, LineId, StaffId)> has_talk;
  // Whether people are needed whatever the hours say: an appointment is near, a talk that had begun waits.
  std::function<bool(Tx&, LineId)> is_expected;
  std::function<bool(Tx&, LineId)> is_anybody_waiting;
};

inline constexpr Millis kEarly = 30 * kMinute;   // before the line opens, or an appointment, one may go on duty
inline constexpr Millis kAlone = 2 * kMinute;    // after the last page of the last one coordinators hear it
inline constexpr Millis kNoSign = 20 * kMinute;  // after the last sign of a person duty ends
inline constexpr Millis kNoPage = 10 * kMinute;  // after the last page

struct OnDuty {
  accounts::Person person;
  State state;  // online or paused
  Millis since;
  bool is_connected;
  std::optional<Millis> until;    // the end of one's block; nothing: as long as the line is open
  std::optional<Millis> lost_at;  // not connected anywhere since
  bool is_over(Millis now) const { return until && *until <= now; }
};
std::vector<OnDuty> team(db::Connection& db, LineId line);  // by alias
std::optional<OnDuty> find(db::Connection& db, LineId line, StaffId staff);
State state_of(db::Connection& db, LineId line, StaffId staff);
// Somebody is online, within the block, and connected within the last two minutes.
bool is_anybody_answering(db::Connection& db, LineId line, Millis now);
bool is_medical(const accounts::Person& person);  // a doctor or a nurse
// How long people were online, together, in the half hours (UTC) that begin from `from` and before `until`: how many,
// never who. A stretch ends with a pause or the end of duty, and with a page that is not back within two minutes; one
// that still goes on is in it up to now. Half hours without anybody are left out.
struct HalfHour {
  Millis at;
  Millis online;
  bool operator==(const HalfHour&) const = default;
};
std::vector<HalfHour> online_by_half_hour(db::Connection& db, LineId line, Millis from, Millis until, Millis now);
// Talks at once: one's own number on the line, else the line's.
std::int64_t capacity_of(db::Connection& db, LineId line, StaffId staff);

class Duty {
 public:
  explicit Duty(DutyHooks hooks) : hooks_(std::move(hooks)) {}
  Duty(const Duty&) = delete;
  Duty& operator=(const Duty&) = delete;

  struct Wish {
    Uuid line;
    State state;
    std::optional<std::optional<Millis>> until = std::nullopt;  // the end of one's block; left out: as it is
  };
  // `not_found` without the operator's role on the line, `closed` for going on duty outside the hours while nobody is
  // expected.
  Result<Reply> set(Tx& tx, const live::Envelope& envelope, const Wish& wish) const;
  // Somebody is really there.
  Result<Reply> alive(Tx& tx, const Actor& actor) const;
  // The line has closed, or a talk has ended since: whoever has none is off duty. Not those who are early for the next
  // stretch, nor while somebody is expected.
  void close(Tx& tx, LineId line) const;
  // The first page of somebody connected, or the last one went.
  void present(Tx& tx, StaffId staff, bool is_there) const;
  // Logged out, or left staff: off duty everywhere.
  void end_all(Tx& tx, StaffId staff) const;
  // After a restart nobody is connected; pages that only follow the stream have to hear it.
  void all_lost(Tx& tx) const;

  live::Commands commands() const;
  std::vector<jobs::JobKind> jobs() const;

 private:
  struct Origin {
    Author author;
    std::optional<Uuid> command;
  };
  bool is_time(Tx& tx, LineId line) const;
  static DutyChanged changed(Tx& tx, LineId line, StaffId staff, const Origin& origin);
  void tell(Tx& tx, LineId line, StaffId staff, State before, const Origin& origin = {}) const;
  void tell_if_alone(Tx& tx, const DutyChanged& what) const;
  void end(Tx& tx, LineId line, const OnDuty& who) const;
  void look_for_signs(Tx& tx, StaffId staff) const;
  static void look_later(Tx& tx, LineId line, StaffId staff);
  void look_at_loss(Tx& tx, LineId line, StaffId staff) const;
  void look_at_block(Tx& tx, LineId line, StaffId staff) const;

  DutyHooks hooks_;
};

}  // namespace onthaal::duty
