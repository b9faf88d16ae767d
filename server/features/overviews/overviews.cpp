#include "features/overviews/overviews.h"

#include "features/accounts/accounts.h"
#include "features/conversations/conversations.h"
#include "features/registrations/registrations.h"
#include "features/terms/terms.h"
#include "features/visits/visits.h"
#include "platform/json.h"

namespace onthaal::overviews {
namespace {

constexpr Millis kLongestDay = 25 * kHour;  // when the clock goes back

std::string today(const conversations::Figures& figures, const visits::Refusals& refusals) {
  return json::Out()
      .integer("requested", figures.requested)
      .integer("accepted", figures.accepted)
      .integer("ended", figures.ended)
      .integer("left", figures.left)
      .integer("refused_closed", refusals.closed)
      .integer("refused_full", refusals.full)
      .str();
}

Result<Work> show(const Snapshot& snapshot, const Actor& actor, std::string_view slug) {
  const auto line = lines::find_by_slug(snapshot.db, slug);
  if (!line || !accounts::is_coordinator(snapshot.db, actor, line->id)) return fail(Code::not_found, "no such line");
  const Millis from = day_began(snapshot.now);
  return Reply{200, json::Out()
                        .raw("today", today(conversations::figures_since(snapshot.db, line->id, from),
                                            visits::refusals_since(snapshot.db, line->id, from)))
                        .integer("open_registrations", registrations::count_pending(snapshot.db, line->id))
                        .str()};
}

}  // namespace

Millis day_began(Millis now) {
  const std::string day = terms::day_of(now);
  Millis before = now - kLongestDay;
  Millis began = now;
  while (began - before > 1) {
    const Millis middle = before + (began - before) / 2;
    (terms::day_of(middle) == day ? began : before) = middle;
  }
  return began;
}

http::Routes routes() {
  return {{http::Verb::get, "/api/lines/{slug}/overview", [](const http::Request& request) -> Result<Work> {
             return Read{"overviews.show", [actor = request.actor, slug = request.parts.at(0)](
                                               const Snapshot& snapshot) { return show(snapshot, actor, slug); }};
           }}};
}

}  // namespace onthaal::overviews
