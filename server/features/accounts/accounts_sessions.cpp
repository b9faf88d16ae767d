#include <algorithm>

#include "core/text.h"
#include "features/accounts/accounts_login.h"
#include "features/accounts/accounts_wire.h"

namespace onthaal::accounts {
namespace {

constexpr Millis kProven = 10 * kMinute;
constexpr Millis kUsedEvery = 3 * kMinute;

}  // namespace

Result<Reply> open_session(Tx& tx, StaffId staff, std::string_view browser, const Settings& settings, Shown shown) {
  const auto person = store::find_person(tx.db, staff);
  if (!person) return fail(Code::unauthenticated, "no longer active");
  std::string bytes(32, '\0');
  tx.random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  const std::string token = base64url(bytes);
  const store::Life life{browser, shown, tx.now + settings.session.count(), tx.now + settings.idle.count()};
  store::insert_session(tx, staff, seal::token_hash(token), life);
  tidy_at(tx, std::min(life.expires_at, life.idle_at));
  return Reply{200,
               wire::session(*person, store::roles_of(tx.db, staff), store::house_roles_of(tx.db, staff)),
               {{"Set-Cookie", wire::session_cookie(token, settings.session)}}};
}

std::string browser_of(const http::Request& request) {
  const std::string& evidence = request.evidence.reveal();  // "192.0.2.0/24 firefox computer"
  const std::size_t end = evidence.find(' ');
  return end == evidence.npos ? "" : evidence.substr(end + 1);
}

void close_sessions(Tx& tx, StaffId staff, const Hooks& hooks, std::optional<SessionId> kept) {
  for (const SessionId session : store::delete_sessions(tx.db, staff, kept))
    tx.effects.push_back(ActorClosed{Staff{staff, session}});
  if (!kept) tell_left(tx, hooks, staff);
}

std::vector<StaffId> with_password_alone(db::Connection& db) {
  return store::with_password_alone(db);
}

void close_password_sessions(Tx& tx, StaffId staff, const Hooks& hooks) {
  const auto closed = store::delete_password_sessions(tx.db, staff);
  for (const SessionId session : closed) tx.effects.push_back(ActorClosed{Staff{staff, session}});
  if (!closed.empty() && !store::has_session(tx.db, staff)) tell_left(tx, hooks, staff);
}

bool is_proven(db::Connection& db, const Staff& staff, Millis now) {
  return store::is_proven_since(db, staff, now - kProven);
}

Error not_proven() {
  return {Code::invalid, "the password was not given for a while", {{"password", "required"}}};
}

bool is_open(db::Connection& db, const Staff& staff) {
  return store::is_open(db, staff);
}

void keep_session(Tx& tx, const Staff& staff) {
  store::use_session(tx, staff, tx.now - kUsedEvery);
}

std::optional<Act> use_session(const Snapshot& snapshot, const Staff& staff) {
  if (!store::is_unused_since(snapshot.db, staff, snapshot.now - kUsedEvery)) return std::nullopt;
  return Act{"session.use", [staff](Tx& tx) -> Result<Reply> {
               keep_session(tx, staff);
               return Reply{};
             }};
}

}  // namespace onthaal::accounts
