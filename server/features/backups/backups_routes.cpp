#include "features/accounts/accounts.h"
#include "features/backups/backups.h"
#include "features/backups/backups_wire.h"

namespace onthaal::backups {
namespace {

Result<Work> show(const Settings& settings, const http::Request& request) {
  return Read{"backups.show", [&settings, actor = request.actor](const Snapshot& snapshot) -> Result<Work> {
                const auto who = accounts::access_house(snapshot.db, actor,
                                                        {accounts::Role::administrator, accounts::Role::auditor});
                if (!who) return std::unexpected(who.error());
                return Reply{200, wire::state(state(snapshot.db, settings, snapshot.now), settings)};
              }};
}

// A coordinator sees whether there are backups beside what it is responsible for: the words of its line.
Result<Work> show_to_line(const Settings& settings, const http::Request& request) {
  return Read{"backups.show_to_line",
              [&settings, actor = request.actor, slug = request.parts.at(0)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, wire::state(state(snapshot.db, settings, snapshot.now), settings)};
              }};
}

}  // namespace

http::Routes routes(const Settings& settings) {
  return {{http::Verb::get, "/api/house/backups",
           [&settings](const http::Request& request) { return show(settings, request); }},
          {http::Verb::get, "/api/lines/{slug}/backups",
           [&settings](const http::Request& request) { return show_to_line(settings, request); }}};
}

}  // namespace onthaal::backups
