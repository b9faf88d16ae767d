#include "features/accounts/accounts_office.h"
#include "platform/json.h"
#include "platform/password.h"

namespace onthaal::accounts {
namespace {

office::Asked asked(const http::Request& request) {
  return {request.actor, request.parts.at(0)};
}

Result<Uuid> staff_of(const http::Request& request) {
  const auto staff = Uuid::parse(request.parts.at(1));
  if (!staff) return fail(Code::not_found, "no such person on this line");
  return *staff;
}

Result<Work> list_members(const http::Request& request) {
  return Read{"staff.members", [asked = asked(request)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = access_line_as_coordinator(snapshot.db, asked.actor, asked.slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, wire::members(store::members(snapshot.db, *line))};
              }};
}

// Access is looked at first, too: nobody else makes the server hash.
Result<Work> add_member(const http::Request& request, Random& random, const Hooks& hooks) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  auto parsed = wire::parse_new_member(*body);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  const auto hash = [asked = asked(request), member = *std::move(parsed), hooks, &random]() -> Result<Work> {
    const std::string password = office::make_password(random);
    return Act{"staff.add_member", [=, hash = password::hash(Redacted<std::string>(password))](Tx& tx) {
                 return office::add(tx, asked, member, password, hash, hooks);
               }};
  };
  return Read{"staff.may_add", [asked = asked(request), hash](const Snapshot& snapshot) -> Result<Work> {
                const auto line = access_line_as_coordinator(snapshot.db, asked.actor, asked.slug);
                if (!line) return std::unexpected(line.error());
                return Prepare{"staff.hash", hash};
              }};
}

Result<Work> change_member(const http::Request& request, std::int64_t most_talks, const Hooks& hooks) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  auto parsed = wire::parse_member_change(*body, most_talks);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  const auto staff = staff_of(request);
  if (!staff) return std::unexpected(staff.error());
  return Act{"staff.change", [asked = asked(request), staff = *staff, wanted = *std::move(parsed), hooks](Tx& tx) {
               return office::change(tx, asked, staff, wanted, hooks);
             }};
}

Result<Reply> give_password(Tx& tx, const office::Asked& asked, const Uuid& staff, const std::string& password,
                            const std::string& hash, const Hooks& hooks) {
  const auto member = office::access_member(tx.db, asked, staff);
  if (!member) return std::unexpected(member.error());
  if (const auto done = reset_password(tx, member->login, hash, hooks, std::get<Staff>(asked.actor).staff); !done)
    return std::unexpected(done.error());
  return Reply{200, json::Out().text("password", password).str()};
}

Result<Work> new_password(const http::Request& request, Random& random, const Hooks& hooks) {
  const auto staff = staff_of(request);
  if (!staff) return std::unexpected(staff.error());
  const auto hash = [asked = asked(request), staff = *staff, hooks, &random]() -> Result<Work> {
    const std::string password = office::make_password(random);
    return Act{"staff.new_password", [=, hash = password::hash(Redacted<std::string>(password))](Tx& tx) {
                 return give_password(tx, asked, staff, password, hash, hooks);
               }};
  };
  return Read{"staff.may_reset",
              [asked = asked(request), staff = *staff, hash](const Snapshot& snapshot) -> Result<Work> {
                if (auto member = office::access_member(snapshot.db, asked, staff); !member)
                  return std::unexpected(std::move(member.error()));
                return Prepare{"staff.hash", hash};
              }};
}

}  // namespace

http::Routes office_routes(std::int64_t most_talks, Random& random, const Hooks& hooks) {
  return {
      {http::Verb::get, "/api/lines/{slug}/staff", list_members},
      {http::Verb::post, "/api/lines/{slug}/staff",
       [&random, hooks](const http::Request& request) { return add_member(request, random, hooks); }},
      {http::Verb::put, "/api/lines/{slug}/staff/{staff}",
       [most_talks, hooks](const http::Request& request) { return change_member(request, most_talks, hooks); }},
      {http::Verb::post, "/api/lines/{slug}/staff/{staff}/password",
       [&random, hooks](const http::Request& request) { return new_password(request, random, hooks); }},
  };
}

}  // namespace onthaal::accounts
