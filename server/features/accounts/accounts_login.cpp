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

Error unauthenticated() {
  return {Code::unauthenticated, "wrong login or password", {}};
}

// Answered as a reply and not as a refusal: a refused act is rolled back, and this one has to be remembered.
Reply refuse(Tx& tx, const Checked& checked) {
  add_wrong(tx, checked.login_hash);
  const Error error = unauthenticated();
  return {error_row(error.code).http_status, json::error_body(error)};
}

Result<Reply> finish(Tx& tx, const Checked& checked, bool is_right, const Then& then) {
  if (find_tries(tx.db, checked.login_hash).closed_until > tx.now) return std::unexpected(too_many());
  if (!is_right) return refuse(tx, checked);
  const auto& [staff, password_hash] = *checked.credentials;
  if (!store::has_password(tx.db, staff, password_hash)) return std::unexpected(unauthenticated());
  forget_tries(tx.db, checked.login_hash);
  return then(tx, staff);
}

Work verify(const Login& login, const Checked& checked, const Then& then) {
  return Prepare{"session.verify", [=]() -> Result<Work> {
                   const std::string hash =
                       checked.credentials ? checked.credentials->password_hash : std::string(password::nobodys_hash());
                   const bool is_right = password::verify(hash, login.password) && checked.credentials;
                   return Act{"session.open", [=](Tx& tx) { return finish(tx, checked, is_right, then); }};
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

Tries find_tries(db::Connection& db, std::string_view key) {
  return store::find_tries(db, key);
}

void add_wrong(Tx& tx, std::string_view key) {
  Tries tries = store::find_tries(tx.db, key);
  if (tx.now - tries.last_at > kTriesKept.count()) tries = {};
  ++tries.wrong;
  tries.last_at = tx.now;
  tries.closed_until = tx.now + closed_after(tries.wrong).count();
  store::put_tries(tx.db, key, tries);
}

void forget_tries(db::Connection& db, std::string_view key) {
  store::forget_tries(db, key);
}

Error too_many() {
  return {Code::too_many, "too many wrong tries; wait a while", {}};
}

Work check_password(const Login& login, const Then& then) {
  return Read{"session.check", [=](const Snapshot& snapshot) -> Result<Work> {
                const Checked checked{.login_hash = tries_key(snapshot.keys, login.login),
                                      .credentials = store::find_credentials(snapshot.db, login.login)};
                if (find_tries(snapshot.db, checked.login_hash).closed_until > snapshot.now)
                  return std::unexpected(too_many());
                return verify(login, checked, then);
              }};
}

Work log_in(Login login, const Settings& settings, const Hooks& hooks) {
  const auto open = [browser = login.browser, settings, hooks](Tx& tx, StaffId staff) -> Result<Reply> {
    if (hooks.second)
      if (auto asked = hooks.second(tx, staff, browser)) return *std::move(asked);
    return open_session(tx, staff, browser, settings, Shown::password);
  };
  return check_password(std::move(login), open);
}

}  // namespace onthaal::accounts
