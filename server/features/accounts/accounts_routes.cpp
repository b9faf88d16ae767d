#include "features/accounts/accounts_wire.h"
#include "platform/json.h"
#include "platform/password.h"

namespace onthaal::accounts {
namespace {

Result<Work> start_session(const http::Request& request, const Settings& settings) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  auto login = wire::parse_login(*body);
  if (!login) return std::unexpected(std::move(login.error()));
  return log_in(*std::move(login), settings);
}

Result<Work> show_session(const http::Request& request) {
  const auto* staff = std::get_if<Staff>(&request.actor);
  if (staff == nullptr) return fail(Code::unauthenticated, "no session");
  return Read{"session.show", [id = staff->staff](const Snapshot& snapshot) -> Result<Work> {
                const auto person = find_person(snapshot.db, id);
                if (!person) return fail(Code::unauthenticated, "no session");
                return Reply{200, wire::session(*person, store::roles_of(snapshot.db, id))};
              }};
}

Result<Work> end_session(const http::Request& request) {
  const auto* staff = std::get_if<Staff>(&request.actor);
  if (staff == nullptr) return fail(Code::unauthenticated, "no session");
  return Act{"session.end", [staff = *staff](Tx& tx) -> Result<Reply> {
               if (!store::delete_session(tx.db, staff)) return fail(Code::unauthenticated, "no session");
               tx.effects.push_back(ActorClosed{staff});
               return Reply{204, "", {{"Set-Cookie", wire::session_cookie("", {})}}};
             }};
}

Reply of(const Person& person, std::string_view login) {
  return {201, json::Out().uuid("staff", person.uuid).text("login", login).str()};
}

}  // namespace

http::Routes routes(const Settings& settings) {
  return {
      {http::Verb::post, "/api/session",
       [settings](const http::Request& request) { return start_session(request, settings); }},
      {http::Verb::get, "/api/session", show_session},
      {http::Verb::del, "/api/session", end_session},
  };
}

Result<Work> parse_add(const boost::json::object& data) {
  auto parsed = wire::parse_staff(data);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  return Prepare{"staff.hash", [parsed = *std::move(parsed)]() -> Result<Work> {
                   return Act{"staff.add",
                              [staff = parsed.staff, hash = password::hash(parsed.password)](Tx& tx) -> Result<Reply> {
                                const auto person = add(tx, staff, hash);
                                if (!person) return std::unexpected(person.error());
                                return of(*person, staff.login);
                              }};
                 }};
}

Result<Work> parse_reset(const boost::json::object& data) {
  auto parsed = wire::parse_new_password(data);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  return Prepare{"staff.hash", [parsed = *std::move(parsed)]() -> Result<Work> {
                   return Act{"staff.reset",
                              [login = parsed.login, hash = password::hash(parsed.password)](Tx& tx) -> Result<Reply> {
                                const auto done = reset_password(tx, login, hash);
                                if (!done) return std::unexpected(done.error());
                                return Reply{204, ""};
                              }};
                 }};
}

Result<Work> parse_disable(const boost::json::object& data) {
  auto login = wire::parse_login_name(data);
  if (!login) return std::unexpected(std::move(login.error()));
  return Act{"staff.disable", [login = *std::move(login)](Tx& tx) -> Result<Reply> {
               const auto done = disable(tx, login);
               if (!done) return std::unexpected(done.error());
               return Reply{204, ""};
             }};
}

Result<Work> parse_list(const boost::json::object& data) {
  if (auto error = json::Reader(data).finished()) return std::unexpected(*std::move(error));
  return Read{"staff.list", [](const Snapshot& snapshot) -> Result<Work> {
                return Reply{200, wire::staff_list(snapshot.db, store::all(snapshot.db))};
              }};
}

}  // namespace onthaal::accounts
