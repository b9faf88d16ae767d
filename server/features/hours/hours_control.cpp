#include "features/hours/hours_calendar.h"
#include "features/hours/hours_jobs.h"
#include "features/hours/hours_store.h"
#include "platform/json.h"

namespace onthaal::hours {
namespace {

std::unexpected<Error> no_such_line() {
  return std::unexpected(Error{Code::invalid, "no such line", {{"line", "not_allowed"}}});
}

Result<Work> parse_ship(const boost::json::object& data, HoursHooks hooks) {
  json::Reader read(data);
  const std::string slug = read.text("line", 2, 40);
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  return Act{"hours.ship", [slug, hooks = std::move(hooks)](Tx& tx) -> Result<Reply> {
               const auto line = lines::find_by_slug(tx.db, slug);
               if (!line) return no_such_line();
               if (store::has_any(tx.db, line->id)) return fail(Code::conflict, "the line has hours already");
               ship(tx, line->id);
               tell_and_plan(tx, line->id, hooks);
               const Rules rules = store::rules_from(tx.db, line->id, day_of(tx.now));
               return Reply{200, json::Out()
                                     .integer("regimes", static_cast<std::int64_t>(rules.regimes.size()))
                                     .integer("overrides", static_cast<std::int64_t>(rules.overrides.size()))
                                     .str()};
             }};
}

Result<Work> parse_days(const boost::json::object& data) {
  json::Reader read(data);
  const std::string slug = read.text("line", 2, 40), from = read.text("from", 1, 10), to = read.text("to", 1, 10);
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  const auto asked = parse_dates(from, to);
  if (!asked) return std::unexpected(asked.error());
  return Read{"hours.days", [slug, asked = *asked](const Snapshot& snapshot) -> Result<Work> {
                const auto line = lines::find_by_slug(snapshot.db, slug);
                if (!line) return no_such_line();
                return Reply{200, calendar(snapshot, line->id, asked)};
              }};
}

}  // namespace

control::Commands control_commands(const HoursHooks& hooks) {
  return {
      {"hours.ship", [hooks](const boost::json::object& data) { return parse_ship(data, hooks); }},
      {"hours.days", parse_days},
  };
}

}  // namespace onthaal::hours
