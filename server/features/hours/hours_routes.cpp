#include <algorithm>

#include "features/accounts/accounts.h"
#include "features/hours/hours_calendar.h"
#include "features/hours/hours_jobs.h"
#include "features/hours/hours_store.h"
#include "features/hours/hours_time.h"
#include "features/hours/hours_wire.h"

namespace onthaal::hours {
namespace {

using Changes = std::function<Result<Reply>(Tx&, LineId, StaffId)>;

Error no_such(const char* what) {
  return {Code::not_found, std::string("no such ") + what, {}};
}

// By a coordinator of the line; then everybody hears of it.
Result<Work> change(const char* name, const http::Request& request, const HoursHooks& hooks, Changes changes) {
  return Act{name,
             [actor = request.actor, slug = request.parts.at(0), &hooks,
              changes = std::move(changes)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               auto reply = changes(tx, line->id, std::get<Staff>(actor).staff);
               if (reply) tell_and_plan(tx, line->id, hooks);
               return reply;
             }};
}

// What was ends on a day long gone by: all of them.
Rules all_rules(db::Connection& db, LineId line) {
  return store::rules_from(db, line, Day());
}

template <class T>
T with_uuid(T what, const Uuid& uuid) {
  what.uuid = uuid;
  return what;
}

bool overlap(const Regime& one, const Regime& other) {
  const bool starts_in_time = !other.valid_until || one.valid_from <= *other.valid_until;
  return starts_in_time && (!one.valid_until || other.valid_from <= *one.valid_until);
}

bool is_free(Tx& tx, LineId line, const Regime& wanted) {
  const auto regimes = all_rules(tx.db, line).regimes;
  return std::ranges::none_of(regimes, [&](const Regime& each) {
    return each.uuid != wanted.uuid && each.days == wanted.days && overlap(each, wanted);
  });
}

std::unexpected<Error> taken() {
  return fail(Code::conflict, "another week counts on some of these days");
}

Result<Work> show(const http::Request& request) {
  return Read{"hours.show", [actor = request.actor, slug = request.parts.at(0)](const Snapshot& s) -> Result<Work> {
                const auto line = accounts::access_line_as_coordinator(s.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, wire::hours(all_rules(s.db, line->id))};
              }};
}

Result<Work> show_calendar(const http::Request& request) {
  const auto asked = parse_dates(request.parts.at(1), request.parts.at(2));
  if (!asked) return std::unexpected(asked.error());
  return Read{"hours.calendar",
              [actor = request.actor, slug = request.parts.at(0), asked = *asked](const Snapshot& s) -> Result<Work> {
                const auto line = accounts::access_line(s.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, calendar(s, line->id, asked)};
              }};
}

Result<Work> change_settings(const http::Request& request, const HoursHooks& hooks) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  const auto wanted = wire::parse_settings(*body);
  if (!wanted) return std::unexpected(wanted.error());
  return change("hours.set", request, hooks, [wanted = *wanted](Tx& tx, LineId line, StaffId) -> Result<Reply> {
    store::set_settings(tx.db, line, wanted);
    return Reply{200, wire::hours(all_rules(tx.db, line))};
  });
}

Result<Work> add_regime(const http::Request& request, const HoursHooks& hooks) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  const auto wanted = wire::parse_regime(*body);
  if (!wanted) return std::unexpected(wanted.error());
  return change("hours.add_regime", request, hooks, [wanted = *wanted](Tx& tx, LineId line, StaffId) -> Result<Reply> {
    if (!is_free(tx, line, wanted)) return taken();
    return Reply{201, wire::regime(with_uuid(wanted, store::insert(tx, line, wanted)))};
  });
}

Result<Work> change_regime(const http::Request& request, const HoursHooks& hooks) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  const auto parsed = wire::parse_regime(*body);
  if (!parsed) return std::unexpected(parsed.error());
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return std::unexpected(no_such("regime"));
  return change("hours.change_regime", request, hooks,
                [wanted = with_uuid(*parsed, *uuid)](Tx& tx, LineId line, StaffId) -> Result<Reply> {
                  if (!store::update(tx.db, line, wanted)) return std::unexpected(no_such("regime"));
                  if (!is_free(tx, line, wanted)) return taken();
                  return Reply{200, wire::regime(wanted)};
                });
}

Result<Work> drop_regime(const http::Request& request, const HoursHooks& hooks) {
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return std::unexpected(no_such("regime"));
  return change("hours.drop_regime", request, hooks, [uuid = *uuid](Tx& tx, LineId line, StaffId) -> Result<Reply> {
    if (!store::drop_regime(tx.db, line, uuid)) return std::unexpected(no_such("regime"));
    return Reply{204, ""};
  });
}

Result<Work> add_exception(const http::Request& request, const HoursHooks& hooks) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  return change("hours.add_exception", request, hooks,
                [body = *body](Tx& tx, LineId line, StaffId staff) -> Result<Reply> {
                  const auto wanted = wire::parse_exception(body, local_of(tx.now));
                  if (!wanted) return std::unexpected(wanted.error());
                  const Uuid uuid = store::insert(tx, line, *wanted, staff);
                  const auto all = all_rules(tx.db, line).exceptions;
                  return Reply{201, wire::exception(*std::ranges::find(all, uuid, &Exception::uuid))};
                });
}

// What is over stays as it was; what lasts ends now.
Result<Reply> take_back(Tx& tx, LineId line, const Uuid& uuid) {
  const auto all = all_rules(tx.db, line).exceptions;
  const auto found = std::ranges::find(all, uuid, &Exception::uuid);
  if (found == all.end()) return std::unexpected(no_such("exception"));
  const LocalTime now = local_of(tx.now);
  if (found->ends_at <= now) return fail(Code::conflict, "it is over");
  if (found->starts_at < now)
    store::end_exception(tx.db, line, uuid, now);
  else
    store::drop_exception(tx.db, line, uuid);
  return Reply{204, ""};
}

Result<Work> drop_exception(const http::Request& request, const HoursHooks& hooks) {
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return std::unexpected(no_such("exception"));
  return change("hours.drop_exception", request, hooks,
                [uuid = *uuid](Tx& tx, LineId line, StaffId) { return take_back(tx, line, uuid); });
}

Result<Work> add_override(const http::Request& request, const HoursHooks& hooks) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  const auto wanted = wire::parse_override(*body);
  if (!wanted) return std::unexpected(wanted.error());
  return change("hours.add_override", request, hooks,
                [wanted = *wanted](Tx& tx, LineId line, StaffId staff) -> Result<Reply> {
                  return Reply{201, wire::holiday_override(with_uuid(wanted, store::insert(tx, line, wanted, staff)))};
                });
}

Result<Work> drop_override(const http::Request& request, const HoursHooks& hooks) {
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return std::unexpected(no_such("override"));
  return change("hours.drop_override", request, hooks, [uuid = *uuid](Tx& tx, LineId line, StaffId) -> Result<Reply> {
    if (!store::drop_override(tx.db, line, uuid)) return std::unexpected(no_such("override"));
    return Reply{204, ""};
  });
}

}  // namespace

http::Routes routes(const HoursHooks& hooks) {
  using http::Verb;
  const auto with = [&hooks](auto* parse) {
    return [&hooks, parse](const http::Request& request) { return parse(request, hooks); };
  };
  return {
      {Verb::get, "/api/lines/{slug}/hours", show},
      {Verb::put, "/api/lines/{slug}/hours", with(change_settings)},
      {Verb::post, "/api/lines/{slug}/hours/regimes", with(add_regime)},
      {Verb::put, "/api/lines/{slug}/hours/regimes/{regime}", with(change_regime)},
      {Verb::del, "/api/lines/{slug}/hours/regimes/{regime}", with(drop_regime)},
      {Verb::post, "/api/lines/{slug}/hours/exceptions", with(add_exception)},
      {Verb::del, "/api/lines/{slug}/hours/exceptions/{exception}", with(drop_exception)},
      {Verb::post, "/api/lines/{slug}/hours/overrides", with(add_override)},
      {Verb::del, "/api/lines/{slug}/hours/overrides/{override}", with(drop_override)},
      {Verb::get, "/api/lines/{slug}/calendar/{from}/{to}", show_calendar},
  };
}

}  // namespace onthaal::hours
