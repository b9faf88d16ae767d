#include "features/accounts/accounts_login.h"
#include "features/accounts/accounts_store.h"

// Somebody leaves: closed everywhere in one act.
namespace onthaal::accounts {
namespace {

Result<Reply> part(Tx& tx, const Actor& actor, const std::string& slug, const Uuid& staff, const Hooks& hooks) {
  const auto member = access_member(tx.db, actor, slug, staff);
  if (!member) return std::unexpected(member.error());
  const StaffId by = std::get<Staff>(actor).staff;
  if (store::is_last_coordinator(tx.db, *member)) return fail(Code::conflict, "the last coordinator stays");
  const auto login = store::login_of(tx.db, *member);
  if (!login) return fail(Code::conflict, "this person has left");
  const auto done = disable(tx, *login, hooks, by);
  if (!done) return std::unexpected(done.error());
  return Reply{204, ""};
}

}  // namespace

Result<void> disable(Tx& tx, std::string_view login, const Hooks& hooks, std::optional<StaffId> by) {
  const auto staff = store::disable(tx.db, login);
  if (!staff) return fail(Code::not_found, "nobody has this login");
  record(tx, "staff.disabled", *staff, by, std::nullopt, "");
  close_sessions(tx, *staff, hooks);
  for (const RoleOnLine& role : store::rights_of(tx.db, *staff))
    if (auto taken = take_role_quietly(tx, *staff, role, by); !taken) return std::unexpected(std::move(taken.error()));
  if (hooks.gone) hooks.gone(tx, *staff, by);
  return {};
}

http::Routes departure_routes(const Hooks& hooks) {
  return {{http::Verb::post, "/api/lines/{slug}/staff/{staff}/departure",
           [hooks](const http::Request& request) -> Result<Work> {
             const auto staff = Uuid::parse(request.parts.at(1));
             if (!staff) return fail(Code::not_found, "no such person on this line");
             return Act{"staff.part", [actor = request.actor, slug = request.parts.at(0), staff = *staff,
                                       hooks](Tx& tx) { return part(tx, actor, slug, staff, hooks); }};
           }}};
}

}  // namespace onthaal::accounts
