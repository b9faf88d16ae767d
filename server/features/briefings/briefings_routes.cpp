#include "features/accounts/accounts.h"
#include "features/briefings/briefings_jobs.h"
#include "features/briefings/briefings_wire.h"
#include "platform/json.h"

namespace onthaal::briefings {
namespace {

constexpr int kAhead = 14;

std::unexpected<Error> wrong_day(const char* problem) {
  return std::unexpected(Error{Code::invalid, "from today to two weeks ahead", {{"day", problem}}});
}

Result<Work> show(const http::Request& request) {
  return Read{"briefings.show", [actor = request.actor, slug = request.parts.at(0)](const Snapshot& s) -> Result<Work> {
                const auto line = accounts::access_line(s.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, today(s.db, line->id, s.now)};
              }};
}

Result<Work> list_ahead(const http::Request& request) {
  return Read{
      "briefings.list", [actor = request.actor, slug = request.parts.at(0)](const Snapshot& s) -> Result<Work> {
        const auto line = accounts::access_line_as_coordinator(s.db, actor, slug);
        if (!line) return std::unexpected(line.error());
        std::vector<store::Briefing> ahead;
        for (int days = 0; days < kAhead; ++days)
          ahead.push_back(store::of_day(s.db, line->id, hours::day_text(hours::day_of(s.now) + date::days(days))));
        return Reply{200, wire::briefings(ahead)};
      }};
}

Result<Reply> write(Tx& tx, const Actor& actor, std::string_view slug, const store::Briefing& briefing,
                    const Hooks& hooks) {
  const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
  if (!line) return std::unexpected(line.error());
  const auto day = hours::parse_day(briefing.day).value();
  const auto today = hours::day_of(tx.now);
  if (day < today) return wrong_day("too_small");
  if (day >= today + date::days(kAhead)) return wrong_day("too_large");
  store::write(tx, line->id, std::get<Staff>(actor).staff, briefing);
  if (day == today && hooks.changed) hooks.changed(tx, *line, author_of(actor));
  if (day > today) tell_when_it_begins(tx, line->id, day);
  tell_when_it_begins(tx, line->id, day + date::days(1));
  return Reply{200, wire::briefing(store::of_day(tx.db, line->id, briefing.day))};
}

}  // namespace

http::Routes routes(const Hooks& hooks) {
  return {
      {http::Verb::get, "/api/lines/{slug}/briefing", show},
      {http::Verb::get, "/api/lines/{slug}/briefings", list_ahead},
      {http::Verb::put, "/api/lines/{slug}/briefing",
       [hooks](const http::Request& request) -> Result<Work> {
         const auto body = json::parse(request.body);
         if (!body) return std::unexpected(body.error());
         auto wanted = wire::parse(*body);
         if (!wanted) return std::unexpected(std::move(wanted.error()));
         return Act{"briefings.write",
                    [hooks, wanted = *std::move(wanted), actor = request.actor, slug = request.parts.at(0)](Tx& tx) {
                      return write(tx, actor, slug, wanted, hooks);
                    }};
       }},
  };
}

}  // namespace onthaal::briefings
