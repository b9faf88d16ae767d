#include "features/accounts/accounts_wire.h"
#include "platform/json.h"
#include "platform/password.h"

namespace onthaal::accounts {
namespace {

Reply of(const Person& person, std::string_view login) {
  return {201, json::Out().uuid("staff", person.uuid).text("login", login).str()};
}

// At a command line a centre is named, not numbered.
Result<boost::json::object> with_centres(db::Connection& db, boost::json::object data) {
  auto* roles = data.if_contains("roles");
  if (roles == nullptr || !roles->is_array()) return data;
  auto& all = roles->get_array();
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto* role = all[i].if_object();
    auto* centre = role == nullptr ? nullptr : role->if_contains("centre");
    const auto* line = role == nullptr ? nullptr : role->if_contains("line");
    if (centre == nullptr || line == nullptr || !centre->is_string() || !line->is_string()) continue;
    if (Uuid::parse(centre->get_string())) continue;
    const auto found = store::find_centre(db, line->get_string(), centre->get_string());
    if (!found)
      return std::unexpected(
          Error{Code::invalid, "no such centre", {{"roles." + std::to_string(i) + ".centre", "not_allowed"}}});
    *centre = found->text();
  }
  return data;
}

Result<Work> add_named(db::Connection& db, const boost::json::object& data, const Hooks& hooks) {
  auto parsed = wire::parse_staff(data);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  const NewStaff& staff = parsed->staff;
  if (auto refused = refuse_password(db, parsed->password, {staff.login, staff.name, staff.alias}))
    return std::unexpected(*std::move(refused));
  return Prepare{"staff.hash", [parsed = *std::move(parsed), hooks]() -> Result<Work> {
                   return Act{
                       "staff.add",
                       [hooks, staff = parsed.staff, hash = password::hash(parsed.password)](Tx& tx) -> Result<Reply> {
                         const auto person = add(tx, staff, hash, std::nullopt, hooks);
                         if (!person) return std::unexpected(person.error());
                         return of(*person, staff.login);
                       }};
                 }};
}

Result<Work> add_staff(const boost::json::object& data, const Hooks& hooks) {
  return Read{"staff.centres", [data, hooks](const Snapshot& snapshot) -> Result<Work> {
                const auto named = with_centres(snapshot.db, data);
                if (!named) return std::unexpected(named.error());
                return add_named(snapshot.db, *named, hooks);
              }};
}

Result<Reply> reset(Tx& tx, const std::string& login, const std::string& hash, const Hooks& hooks) {
  const auto done = reset_password(tx, login, hash, hooks);
  if (!done) return std::unexpected(done.error());
  return Reply{204, ""};
}

Result<Work> reset_staff(const boost::json::object& data, const Hooks& hooks) {
  auto parsed = wire::parse_new_password(data);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  const Prepare hash{"staff.hash", [parsed = *parsed, hooks]() -> Result<Work> {
                       return Act{"staff.reset", [hooks, login = parsed.login, hash = password::hash(parsed.password)](
                                                     Tx& tx) { return reset(tx, login, hash, hooks); }};
                     }};
  return Read{"staff.may_choose", [parsed = *parsed, hash](const Snapshot& snapshot) -> Result<Work> {
                const auto names = store::names_of(snapshot.db, parsed.login);
                std::vector<std::string> own{parsed.login};
                if (names) own.insert(own.end(), {names->name, names->alias});
                if (auto refused = refuse_password(snapshot.db, parsed.password, std::move(own)))
                  return std::unexpected(*std::move(refused));
                return hash;
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
      {"staff.add", [hooks](const boost::json::object& data) { return add_staff(data, hooks); }},
      {"staff.reset", [hooks](const boost::json::object& data) { return reset_staff(data, hooks); }},
      {"staff.disable", [hooks](const boost::json::object& data) { return disable_staff(data, hooks); }},
      {"staff.list", list_staff},
  };
}

}  // namespace onthaal::accounts
