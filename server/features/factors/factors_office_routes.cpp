#include <iterator>

#include "features/audit/audit.h"
#include "features/factors/factors_routes.h"
#include "features/factors/factors_wire.h"
#include "platform/json.h"

// What coordinators and administrators do with the factors of others.
namespace onthaal::factors {
namespace {

Result<Work> show_line(const http::Request& request, const Settings& settings) {
  return Read{"factors.line",
              [actor = request.actor, slug = request.parts.at(0), settings](const Snapshot& snapshot) -> Result<Work> {
                const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, wire::line(store::asks_operators(snapshot.db, line->id), settings.asked,
                                             store::with_factor(snapshot.db, line->id))};
              }};
}

Result<Work> set_line(const http::Request& request, const Settings& settings, const accounts::Hooks& hooks) {
  const auto asks = wire::parse_line(request.body);
  if (!asks) return std::unexpected(asks.error());
  return Act{
      "factors.set_line",
      [actor = request.actor, slug = request.parts.at(0), asks = *asks, settings, hooks](Tx& tx) -> Result<Reply> {
        const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
        if (!line) return std::unexpected(line.error());
        const bool changes = store::asks_operators(tx.db, line->id) != asks;
        store::set_asks_operators(tx.db, line->id, asks);
        if (asks) ask_everybody_again(tx, settings, hooks);
        if (changes)
          audit::record(tx, {.what = "second_factor.asked",
                             .staff = std::get<Staff>(actor).staff,
                             .line = line->id,
                             .about = std::nullopt,
                             .data = json::Out().boolean("operators", asks).str()});
        return Reply{200, wire::line(asks, settings.asked, store::with_factor(tx.db, line->id))};
      }};
}

Result<Reply> taken(Tx& tx, StaffId staff, const Actor& actor, const accounts::Hooks& hooks) {
  if (staff == std::get<Staff>(actor).staff)
    return fail(Code::conflict, "one's own ways in are changed at one's own account");
  if (!has_any(tx.db, staff)) return fail(Code::conflict, "there is no factor to take away");
  take_away(tx, staff, std::get<Staff>(actor).staff, hooks);
  return Reply{204, ""};
}

Result<Work> take_from_member(const http::Request& request, const accounts::Hooks& hooks) {
  const auto staff = Uuid::parse(request.parts.at(1));
  if (!staff) return fail(Code::not_found, "no such person on this line");
  return Act{"factors.take_from_member",
             [actor = request.actor, slug = request.parts.at(0), staff = *staff, hooks](Tx& tx) -> Result<Reply> {
               const auto member = accounts::access_member(tx.db, actor, slug, staff);
               if (!member) return std::unexpected(member.error());
               return taken(tx, *member, actor, hooks);
             }};
}

Result<Work> take_in_house(const http::Request& request, const accounts::Hooks& hooks) {
  const auto staff = Uuid::parse(request.parts.at(0));
  if (!staff) return fail(Code::not_found, "no such person");
  return Act{"factors.take_in_house", [actor = request.actor, staff = *staff, hooks](Tx& tx) -> Result<Reply> {
               const auto by = accounts::access_house(tx.db, actor, {accounts::Role::administrator});
               if (!by) return std::unexpected(by.error());
               const auto person = accounts::find_person(tx.db, staff);
               if (!person) return fail(Code::not_found, "no such person");
               return taken(tx, person->id, actor, hooks);
             }};
}

}  // namespace

http::Routes office_routes(const Settings& settings, const accounts::Hooks& hooks) {
  return {
      {http::Verb::get, "/api/lines/{slug}/second-factor",
       [settings](const http::Request& request) { return show_line(request, settings); }},
      {http::Verb::put, "/api/lines/{slug}/second-factor",
       [settings, hooks](const http::Request& request) { return set_line(request, settings, hooks); }},
      {http::Verb::del, "/api/lines/{slug}/staff/{staff}/factors",
       [hooks](const http::Request& request) { return take_from_member(request, hooks); }},
      {http::Verb::del, "/api/house/staff/{staff}/factors",
       [hooks](const http::Request& request) { return take_in_house(request, hooks); }},
  };
}

http::Routes routes(const Settings& settings, Random& random, const accounts::Hooks& hooks) {
  http::Routes all = login_routes(settings, random);
  for (http::Routes more : {own_routes(settings, random), office_routes(settings, hooks)})
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  return all;
}

control::Commands control_commands(const accounts::Hooks& hooks) {
  return {{"factors.take_away", [hooks](const boost::json::object& data) -> Result<Work> {
             auto login = wire::parse_login(data);
             if (!login) return std::unexpected(std::move(login.error()));
             return Act{"factors.take_away", [login = *std::move(login), hooks](Tx& tx) -> Result<Reply> {
                          const auto person = accounts::find_person(tx.db, login);
                          if (!person) return fail(Code::not_found, "nobody has this login");
                          take_away(tx, person->id, std::nullopt, hooks);
                          return Reply{204, ""};
                        }};
           }}};
}

}  // namespace onthaal::factors
