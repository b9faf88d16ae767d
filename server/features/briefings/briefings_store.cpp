#include "features/briefings/briefings_store.h"

namespace onthaal::briefings::store {
namespace {

constexpr db::Sql kNote{"briefing.note", "select note from briefing where line = :line and day = :day"};
constexpr db::Sql kReachable{"briefing.reachable",
                             "select reachable, phone from briefing"
                             " where line = :line and day <= :day and reachable is not null order by day desc limit 1"};
constexpr db::Sql kWrite{"briefing.write",
                         "insert into briefing (line, day, note, reachable, phone, changed_by, changed_at)"
                         " values (:line, :day, :note, :reachable, :phone, :by, :now)"
                         " on conflict (line, day) do update set note = excluded.note, reachable = excluded.reachable,"
                         " phone = excluded.phone, changed_by = excluded.changed_by, changed_at = excluded.changed_at"};

}  // namespace

Briefing of_day(db::Connection& db, LineId line, std::string_view day) {
  Briefing briefing{.day = std::string(day), .note = {}, .reachable = {}, .phone = {}};
  if (const db::Rows rows = db.run(kNote, {{"line", line}, {"day", day}}); !rows.empty())
    briefing.note = rows[0].maybe_text(0);
  if (const db::Rows rows = db.run(kReachable, {{"line", line}, {"day", day}}); !rows.empty()) {
    briefing.reachable = rows[0].maybe_text(0);
    briefing.phone = rows[0].maybe_text(1);
  }
  return briefing;
}

void write(Tx& tx, LineId line, StaffId by, const Briefing& briefing) {
  tx.db.run(kWrite, {{"line", line},
                     {"day", briefing.day},
                     {"note", briefing.note},
                     {"reachable", briefing.reachable},
                     {"phone", briefing.phone},
                     {"by", by},
                     {"now", tx.now}});
}

}  // namespace onthaal::briefings::store
