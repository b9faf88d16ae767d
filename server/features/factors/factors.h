#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "features/accounts/accounts.h"
#include "platform/act/jobs.h"
#include "platform/control.h"
#include "platform/http/route.h"

// What somebody shows beside the password: codes by time, passkeys, and recovery codes for when both are lost. A
// passkey that asks for a finger or a PIN is enough alone.
//
// There are no half sessions. After a right password the answer is a ticket; the request that shows a factor, or makes
// the first one where one is asked, gives it in its body, and only that one sets the cookie.
namespace onthaal::factors {

// Of whom a second factor is asked. Who has one is always asked for it.
enum class Asked : std::uint8_t { nobody, coordinators, everyone };
Asked parse_asked(std::string_view setting);  // of staff.second_factor

struct Settings {
  Asked asked = Asked::coordinators;  // and reviewers, administrators and auditors
  accounts::Settings session;
  // What refuses, of who shows a passkey and no password: nothing, when that is enough.
  std::function<std::optional<Reply>(Tx&, StaffId)> alone = nullptr;
};

inline constexpr Millis kTicketLasts = 10 * kMinute;
inline constexpr std::int64_t kTicketTries = 5;
inline constexpr Millis kChallengeLasts = 5 * kMinute;
inline constexpr std::size_t kRecoveryCodes = 10;

bool is_asked(db::Connection& db, const Settings& settings, StaffId staff);
bool has_any(db::Connection& db, StaffId staff);  // a code by time or a passkey

// As accounts::Hooks::second.
std::optional<Reply> ask(Tx& tx, const Settings& settings, StaffId staff, std::string_view browser);
// A role, a line or a setting that asks for a factor: whoever is logged in by a password alone is to show one.
void ask_again(Tx& tx, const Settings& settings, StaffId staff, const accounts::Hooks& hooks);
void ask_everybody_again(Tx& tx, const Settings& settings, const accounts::Hooks& hooks);
// Somebody lost them, or has left: all factors are gone, and everybody is logged out. Nothing is written where there
// was none. `by`: nothing for the administrator of the machine.
void take_away(Tx& tx, StaffId staff, std::optional<StaffId> by, const accounts::Hooks& hooks);

// `random` makes challenges, on readers, and outlives them.
http::Routes routes(const Settings& settings, Random& random, const accounts::Hooks& hooks);
// For the machine's own administrator: factors.take_away {"login"}
control::Commands control_commands(const accounts::Hooks& hooks = {});
std::vector<jobs::JobKind> jobs();
void schedule_jobs(Tx& tx);  // at every start

}  // namespace onthaal::factors
