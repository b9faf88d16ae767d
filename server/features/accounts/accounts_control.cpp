#include "features/accounts/accounts_wire.h"
#include "platform/json.h"
#include "platform/password.h"

namespace onthaal::accounts {
namespace {

Reply of(const Person& person, std::string_view login) {
  return {201, json::Out().uuid("staff", person.uuid).text("login", login).str()};
}

Result<Work> add_staff(const boost::json::object& data) {
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

Result<Work> reset_staff(const boost::json::object& data, const Hooks& hooks) {
  auto parsed = wire::parse_new_password(data);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  return Prepare{"staff.hash", [parsed = *std::move(parsed), hooks]() -> Result<Work> {
                   return Act{
                       "staff.reset",
                       [hooks, login = parsed.login, hash = password::hash(parsed.password)](Tx& tx) -> Result<Reply> {
                         const auto done = reset_password(tx, login, hash, hooks);
                         if (!done) return std::unexpected(done.error());
                         return Reply{204, ""};
                       }};
                 }};
}

Result<Work> disable_staff(const boost::json::object& data, const Hooks& hooks) {
  auto login = wire::parse_login_name(data);
  if (!login) return std::unexpected(std::move(login.error()));
  return Act{"staff.disable", [hooks, login = *std::move(login)](Tx& tx) -> Result<Reply> {
               const auto done = disable(tx, login, hooks);
               if (!done) return std::unexpected(done.error());
               return Reply{204, ""};
             }};
}

Result<Work> list_staff(const boost::json::object& data) {
  if (auto error = json::Reader(data).finished()) return std::unexpected(*std::move(error));
  return Read{"staff.list", [](const Snapshot& snapshot) -> Result<Work> {
                return Reply{200, wire::staff_list(snapshot.db, store::all(snapshot.db))};
              }};
}

}  // namespace

control::Commands control_commands(const Hooks& hooks) {
  return {
      {"staff.add", add_staff},
      {"staff.reset", [hooks](const boost::json::object& data) { return reset_staff(data, hooks); }},
      {"staff.disable", [hooks](const boost::json::object& data) { return disable_staff(data, hooks); }},
      {"staff.list", list_staff},
  };
}

}  // namespace onthaal::accounts
