#include "features/accounts/accounts_wire.h"
#include "platform/json.h"
#include "platform/password.h"

// What somebody does with the own account.
namespace onthaal::accounts {
namespace {

Result<Staff> staff_of(const http::Request& request) {
  const auto* staff = std::get_if<Staff>(&request.actor);
  if (staff == nullptr) return fail(Code::unauthenticated, "no session");
  return *staff;
}

// The password of whoever's session it is, then `then`.
Work check_own(const Staff& staff, const Redacted<std::string>& password, const Then& then) {
  return Read{"account.login", [=](const Snapshot& snapshot) -> Result<Work> {
                const auto login = store::login_of(snapshot.db, staff.staff);
                if (!login) return fail(Code::unauthenticated, "no session");
                return check_password({.login = *login, .password = password, .browser = ""}, then);
              }};
}

Result<Work> prove(const http::Request& request) {
  const auto staff = staff_of(request);
  if (!staff) return std::unexpected(staff.error());
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  const auto password = wire::parse_proof(*body);
  if (!password) return std::unexpected(password.error());
  return check_own(*staff, *password, [staff = *staff](Tx& tx, StaffId) -> Result<Reply> {
    store::prove(tx, staff);
    return Reply{204, ""};
  });
}

Result<Reply> put_password(Tx& tx, const Staff& staff, const std::string& hash, const Hooks& hooks) {
  store::set_password(tx.db, store::login_of(tx.db, staff.staff).value(), hash);
  record(tx, "password.changed", staff.staff, staff.staff, std::nullopt, "");
  if (hooks.new_password) hooks.new_password(tx, staff.staff);
  close_sessions(tx, staff.staff, hooks, staff.session);
  return Reply{204, ""};
}

Result<Work> hash_and_put(const Staff& staff, const wire::OwnPassword& wanted, const Hooks& hooks) {
  return Prepare{"account.hash", [=]() -> Result<Work> {
                   return check_own(staff, wanted.old_one,
                                    [staff, hash = password::hash(wanted.new_one), hooks](Tx& tx, StaffId) {
                                      return put_password(tx, staff, hash, hooks);
                                    });
                 }};
}

Result<Work> change_password(const http::Request& request, const Hooks& hooks) {
  const auto staff = staff_of(request);
  if (!staff) return std::unexpected(staff.error());
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  const auto wanted = wire::parse_own_password(*body);
  if (!wanted) return std::unexpected(wanted.error());
  return Read{"account.may_choose",
              [staff = *staff, wanted = *wanted, hooks](const Snapshot& snapshot) -> Result<Work> {
                const auto login = store::login_of(snapshot.db, staff.staff);
                const auto person = find_person(snapshot.db, staff.staff);
                if (!login || !person) return fail(Code::unauthenticated, "no session");
                if (auto refused = refuse_password(snapshot.db, wanted.new_one, {*login, person->name, person->alias}))
                  return std::unexpected(*std::move(refused));
                return hash_and_put(staff, wanted, hooks);
              }};
}

Result<Work> list_sessions(const http::Request& request) {
  const auto staff = staff_of(request);
  if (!staff) return std::unexpected(staff.error());
  return Read{"account.sessions", [staff = *staff](const Snapshot& snapshot) -> Result<Work> {
                return Reply{200, wire::open_sessions(store::sessions_of(snapshot, staff.staff), staff.session)};
              }};
}

Result<Work> end_one(const http::Request& request, const Hooks& hooks) {
  const auto staff = staff_of(request);
  if (!staff) return std::unexpected(staff.error());
  const auto session = Uuid::parse(request.parts.at(0));
  if (!session) return fail(Code::not_found, "no such session");
  return Act{"account.end_one", [staff = *staff, session = *session, hooks](Tx& tx) -> Result<Reply> {
               const auto ended = store::delete_session(tx.db, staff.staff, session);
               if (!ended) return fail(Code::not_found, "no such session");
               tx.effects.push_back(ActorClosed{*ended});
               if (!store::has_session(tx.db, staff.staff)) tell_left(tx, hooks, staff.staff);
               return Reply{204, ""};
             }};
}

Result<Work> end_others(const http::Request& request, const Hooks& hooks) {
  const auto staff = staff_of(request);
  if (!staff) return std::unexpected(staff.error());
  return Act{"account.end_others", [staff = *staff, hooks](Tx& tx) -> Result<Reply> {
               close_sessions(tx, staff.staff, hooks, staff.session);
               return Reply{204, ""};
             }};
}

}  // namespace

http::Routes own_routes(const Hooks& hooks) {
  const auto with = [hooks](auto route) {
    return [hooks, route](const http::Request& request) { return route(request, hooks); };
  };
  return {
      {http::Verb::post, "/api/account/proof", prove},
      {http::Verb::put, "/api/account/password", with(change_password)},
      {http::Verb::get, "/api/account/sessions", list_sessions},
      {http::Verb::del, "/api/account/sessions", with(end_others)},
      {http::Verb::del, "/api/account/sessions/{session}", with(end_one)},
  };
}

}  // namespace onthaal::accounts
