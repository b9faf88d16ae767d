#include "features/accounts/accounts_login.h"

#include <algorithm>

#include "core/text.h"
#include "features/accounts/accounts_store.h"
#include "features/accounts/accounts_wire.h"
#include "platform/json.h"
#include "platform/password.h"

namespace onthaal::accounts {
namespace {

// What was read before the password was verified.
struct Checked {
  std::string login_hash;
  std::optional<store::Credentials> credentials;  // nothing for an unknown login
};

Error too_many() {
  return {Code::too_many, "too many wrong passwords; wait a while", {}};
}
Error unauthenticated() {
  return {Code::unauthenticated, "wrong login or password", {}};
}

// Answered as a reply and not as a refusal: a refused act is rolled back, and this one has to be remembered.
Reply refuse(Tx& tx, const Checked& checked, store::Tries tries) {
  if (tx.now - tries.last_at > kTriesKept.count()) tries = {};
  ++tries.wrong;
  tries.last_at = tx.now;
  tries.closed_until = tx.now + closed_after(tries.wrong).count();
  store::put_tries(tx.db, checked.login_hash, tries);
  const Error error = unauthenticated();
  return {error_row(error.code).http_status, json::error_body(error)};
}

Result<Reply> open_session(Tx& tx, const Checked& checked, const Settings& settings) {
  const StaffId staff = checked.credentials->staff;
  if (!store::has_password(tx.db, staff, checked.credentials->password_hash)) return std::unexpected(unauthenticated());
  const auto person = store::find_person(tx.db, staff);
  if (!person) return std::unexpected(unauthenticated());
  std::string bytes(32, '\0');
  tx.random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  const std::string token = base64url(bytes);
  const Millis expires_at = tx.now + settings.session.count();
  store::insert_session(tx, staff, seal::token_hash(token), expires_at);
  tidy_at(tx, expires_at);
  store::forget_tries(tx.db, checked.login_hash);
  return Reply{200,
               wire::session(*person, store::roles_of(tx.db, staff)),
               {{"Set-Cookie", wire::session_cookie(token, settings.session)}}};
}

Result<Reply> finish(Tx& tx, const Checked& checked, bool is_right, const Settings& settings) {
  const store::Tries tries = store::find_tries(tx.db, checked.login_hash);
  if (tries.closed_until > tx.now) return std::unexpected(too_many());
  if (!is_right) return refuse(tx, checked, tries);
  return open_session(tx, checked, settings);
}

Work verify(const Login& login, const Checked& checked, const Settings& settings) {
  return Prepare{"session.verify", [=]() -> Result<Work> {
                   const std::string hash =
                       checked.credentials ? checked.credentials->password_hash : std::string(password::nobodys_hash());
                   const bool is_right = password::verify(hash, login.password) && checked.credentials;
                   return Act{"session.open", [=](Tx& tx) { return finish(tx, checked, is_right, settings); }};
                 }};
}

}  // namespace

std::chrono::milliseconds closed_after(std::int64_t wrong) {
  using namespace std::chrono_literals;
  if (wrong < 5) return 0ms;
  const std::int64_t doublings = std::min<std::int64_t>(wrong - 5, 5);
  return std::min<std::chrono::milliseconds>(30s * (std::int64_t{1} << doublings), 15min);
}

std::string tries_key(const seal::Keyring& keys, std::string_view login) {
  return keys.index("login:" + std::string(login));
}

Work log_in(Login login, const Settings& settings) {
  return Read{"session.check", [login = std::move(login), settings](const Snapshot& snapshot) -> Result<Work> {
                Checked checked{.login_hash = tries_key(snapshot.keys, login.login),
                                .credentials = store::find_credentials(snapshot.db, login.login)};
                if (store::find_tries(snapshot.db, checked.login_hash).closed_until > snapshot.now)
                  return std::unexpected(too_many());
                return verify(login, checked, settings);
              }};
}

}  // namespace onthaal::accounts
