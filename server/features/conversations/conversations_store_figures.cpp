#include "features/conversations/conversations.h"

namespace onthaal::conversations {
namespace {

constexpr db::Sql kVisitorLostAt{"conversation.visitor_lost_at",
                                 "select case when count(*) = count(visitor_lost_at) then max(visitor_lost_at) end"
                                 " from conversation where visit = :visit and state in ('waiting', 'active')"};
// What was requested a week before has come to its end.
constexpr db::Sql kFigures{"conversation.figures",
                           "select sum(requested * (1 - is_second)), sum(accepted * (1 - is_second)),"
                           " sum(ended * (1 - is_second)), sum(gone * (1 - is_second)), sum(requested * is_second)"
                           " from (select is_second, case when requested_at >= :from then 1 else 0 end as requested,"
                           " case when coalesce(first_accepted_at, accepted_at) >= :from then 1 else 0 end as accepted,"
                           " case when state = 'ended' and ended_at >= :from then 1 else 0 end as ended,"
                           " case when state = 'left' and ended_at >= :from then 1 else 0 end as gone"
                           " from conversation where line = :line and requested_at >= :from - 604800000) as c"};
// One range of the index on (line, requested_at).
constexpr db::Sql kDay{
    "conversation.day",
    "select (requested_at - :from) / 1800000, count(*), count(taken_at),"
    " cast(coalesce(sum(taken_at - requested_at), 0) as bigint), count(case when requested_at < :until then 1 end),"
    " count(case when taken_at < :until then 1 end),"
    " cast(coalesce(sum(case when taken_at < :until then taken_at - requested_at end), 0) as bigint),"
    " count(case when state = 'left' and ended_at < :until then 1 end)"
    " from (select requested_at, coalesce(first_accepted_at, accepted_at) as taken_at, state, ended_at"
    " from conversation where line = :line and requested_at >= :from and requested_at < :to"
    " and is_second = 0) as c"
    " group by 1 order by 1"};

}  // namespace

std::optional<Millis> visitor_lost_at(db::Connection& db, VisitId visit) {
  return db.run(kVisitorLostAt, {{"visit", visit}})[0].maybe_integer(0);
}

Figures figures_since(db::Connection& db, LineId line, Millis from) {
  const db::Rows rows = db.run(kFigures, {{"line", line}, {"from", from}});
  const auto sum = [&](std::size_t column) { return rows[0].maybe_integer(column).value_or(0); };
  return {sum(0), sum(1), sum(2), sum(3), sum(4)};
}

DayFigures figures_of_day(db::Connection& db, LineId line, Millis from, Millis to, Millis until) {
  DayFigures day;
  for (const db::Row row : db.run(kDay, {{"line", line}, {"from", from}, {"to", to}, {"until", until}})) {
    day.halves.push_back({row.integer(0), row.integer(1), row.integer(2), row.integer(3)});
    day.requested += row.integer(4);
    day.accepted += row.integer(5);
    day.waited += row.integer(6);
    day.left += row.integer(7);
  }
  return day;
}

}  // namespace onthaal::conversations
