#include "features/conversations/conversations.h"

namespace onthaal::conversations {
namespace {

constexpr db::Sql kVisitorLostAt{"conversation.visitor_lost_at",
                                 "select case when count(*) = count(visitor_lost_at) then max(visitor_lost_at) end"
                                 " from conversation where visit = :visit and state in ('waiting', 'active')"};
// What was requested a week before has come to its end.
constexpr db::Sql kFigures{"conversation.figures",
                           "select count(case when requested_at >= :from then 1 end),"
                           " count(case when coalesce(first_accepted_at, accepted_at) >= :from then 1 end),"
                           " count(case when state = 'ended' and ended_at >= :from then 1 end),"
                           " count(case when state = 'left' and ended_at >= :from then 1 end)"
                           " from conversation where line = :line and requested_at >= :from - 604800000"};

}  // namespace

std::optional<Millis> visitor_lost_at(db::Connection& db, VisitId visit) {
  return db.run(kVisitorLostAt, {{"visit", visit}})[0].maybe_integer(0);
}

Figures figures_since(db::Connection& db, LineId line, Millis from) {
  const db::Rows rows = db.run(kFigures, {{"line", line}, {"from", from}});
  return {rows[0].integer(0), rows[0].integer(1), rows[0].integer(2), rows[0].integer(3)};
}

}  // namespace onthaal::conversations
