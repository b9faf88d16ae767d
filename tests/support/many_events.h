#pragma once

#include <chrono>
#include <string>

#include "platform/db/db.h"

namespace onthaal::support {

// A house after years: so many messages of a talk that is not there. Not on PostgreSQL, which takes only talks that
// are, and works where limit_work() does not see it.
inline void write_many_events(db::Connection& db, int count) {
  if (db.engine() != db::Engine::sqlite) return;
  db.run_script(
      "pragma foreign_keys = off; insert into conversation_event (stream, number, at, event, author_kind, author,"
      " sealed_by, body) with recursive n(i) as (select 1 union all select i + 1 from n where i < " +
      std::to_string(count) +
      ") select 1, i, 0, 'message.posted', 1, 1, 1000000, x'00' from n; pragma foreign_keys = on;");
}

// What an act may work from now on: a fifth of what it may in the server, on any machine far less than to read those.
inline void limit_work(db::Connection& db) {
  using namespace std::chrono_literals;
  const auto now = std::chrono::steady_clock::now();
  db.set_deadline(db::Deadline{.at = now + 1min, .ask_from = now, .work_until = db::ThreadClock::now() + 10ms});
}

}  // namespace onthaal::support
