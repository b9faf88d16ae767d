#include "features/handovers/handovers_tell.h"

// What the doctor asks.
namespace onthaal::handovers {
namespace {

constexpr db::Sql kOdd{
    "handover.odd",
    "select h.uuid from handover h join conversation f on f.id = h.conversation"
    " left join conversation s on s.id = h.second"
    " where not case h.state"
    " when 'asked' then h.second is null and f.state in ('waiting', 'active')"
    " when 'agreed' then f.state in ('waiting', 'active') and coalesce(s.state, '') = 'waiting' and exists"
    " (select 1 from job j where j.kind = :take and j.key = cast(h.id as text))"
    " when 'taken' then f.state in ('waiting', 'active') and coalesce(s.state, '') = 'active'"
    " when 'greeted' then f.state = 'ended' and s.first_accepted_at is not null"
    " else coalesce(s.state, '') not in ('waiting', 'active') end"
    " or (h.kind = 'booked') <> (h.state = 'booked') or (h.state = 'linked' and h.kind <> 'link')"
    " or (s.id is not null and (s.visit <> f.visit or s.key = f.key or s.line = f.line))"
    " or (h.passed is not null and (s.id is null or h.with_summary = 0))"
    " order by h.id limit 100"};

}  // namespace

std::vector<Uuid> find_odd(db::Connection& db) {
  std::vector<Uuid> odd;
  for (const db::Row row : db.run(kOdd, {{"take", kTakeJob}})) odd.push_back(row.uuid(0));
  return odd;
}

}  // namespace onthaal::handovers
