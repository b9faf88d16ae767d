#include "app/wiring.h"

#include <iterator>

#include "features/accounts/accounts.h"
#include "features/lines/lines.h"
#include "features/phrases/phrases.h"
#include "features/places/places.h"
#include "features/queue/queue.h"
#include "features/terms/terms.h"
#include "features/visits/visits.h"
#include "platform/json.h"

namespace onthaal::app {

namespace {

template <class T>
void add(std::vector<T>& all, std::vector<T> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Result<Work> health(const http::Request&) {
  return Read{"app.health", [](const Snapshot&) -> Result<Work> {
                return Reply{.body = json::Out().text("status", "ok").text("version", ONTHAAL_VERSION).str()};
              }};
}

lines::Outside outside_lines(const config::Config& config) {
  using terms::Kind;
  return {
      .is_coordinator = accounts::is_coordinator,
      .topics = [](const Snapshot& snapshot, LineId line) { return terms::choices(snapshot, line, Kind::topic); },
      .sources = [](const Snapshot& snapshot, LineId line) { return terms::choices(snapshot, line, Kind::source); },
      .help = places::help,
      .self_help = places::self_help,
      .is_full = [](const Snapshot&, LineId) { return false; },
      .switched = [](Tx&, const lines::Line&, bool, const Author&) {},
      .most_talks = config.queue.most_talks,
  };
}

}  // namespace

Wiring::Wiring(const config::Config& config)
    : config_(config), outside_lines_(outside_lines(config)), conversations_(queue::hooks()) {
  streams::register_kinds({conversations::stream_kind(), queue::stream_kind()});
}

http::Routes Wiring::routes() const {
  http::Routes all{{http::Verb::get, "/api/health", health}};
  add(all, lines::routes(outside_lines_));
  add(all, terms::routes());
  add(all, phrases::routes());
  add(all, places::routes());
  add(all, accounts::routes({.session = std::chrono::hours(config_.staff.session_hours)}));
  add(all, visits::routes(conversations_));
  return all;
}

live::Commands Wiring::commands() const {
  live::Commands all;
  add(all, conversations_.commands());
  add(all, queue::commands(conversations_));
  return all;
}

std::vector<live::Watch> Wiring::watches() const {
  return {queue::watch()};
}

live::Doors Wiring::doors() const {
  return {.visitor = visits::find_visitor, .staff = accounts::find_staff};
}

std::vector<jobs::JobKind> Wiring::jobs() const {
  std::vector<jobs::JobKind> all;
  add(all, accounts::jobs());
  add(all, queue::jobs());
  return all;
}

void Wiring::schedule_jobs(Tx& tx) {
  accounts::schedule_jobs(tx);
  queue::schedule_jobs(tx);
}

}  // namespace onthaal::app
