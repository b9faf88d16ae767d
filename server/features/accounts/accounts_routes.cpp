#include "features/accounts/accounts_login.h"
#include "features/accounts/accounts_wire.h"
#include "platform/json.h"

namespace onthaal::accounts {
namespace {

Result<Work> start_session(const http::Request& request, const Settings& settings, const Hooks& hooks) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  auto login = wire::parse_login(*body);
  if (!login) return std::unexpected(std::move(login.error()));
  login->browser = browser_of(request);
  return log_in(*std::move(login), settings, hooks);
}

Result<Work> show_session(const http::Request& request) {
  const auto* staff = std::get_if<Staff>(&request.actor);
  if (staff == nullptr) return fail(Code::unauthenticated, "no session");
  return Read{"session.show", [id = staff->staff](const Snapshot& snapshot) -> Result<Work> {
                const auto person = find_person(snapshot.db, id);
                if (!person) return fail(Code::unauthenticated, "no session");
                return Reply{200, wire::session(*person, store::roles_of(snapshot.db, id),
                                                store::house_roles_of(snapshot.db, id))};
              }};
}

Result<Work> end_session(const http::Request& request, const Hooks& hooks) {
  const auto* staff = std::get_if<Staff>(&request.actor);
  if (staff == nullptr) return fail(Code::unauthenticated, "no session");
  return Act{"session.end", [staff = *staff, hooks](Tx& tx) -> Result<Reply> {
               if (!store::delete_session(tx.db, staff)) return fail(Code::unauthenticated, "no session");
               tx.effects.push_back(ActorClosed{staff});
               tell_left(tx, hooks, staff.staff);
               return Reply{204, "", {{"Set-Cookie", wire::session_cookie("", {})}}};
             }};
}

}  // namespace

http::Routes routes(const Settings& settings, const Hooks& hooks) {
  return {
      {http::Verb::post, "/api/session",
       [settings, hooks](const http::Request& request) { return start_session(request, settings, hooks); }},
      {http::Verb::get, "/api/session", show_session},
      {http::Verb::del, "/api/session", [hooks](const http::Request& request) { return end_session(request, hooks); }},
  };
}

}  // namespace onthaal::accounts
