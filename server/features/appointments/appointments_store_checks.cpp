#include "features/appointments/appointments_store.h"
#include "features/appointments/appointments_words.h"

// What the doctor asks.
namespace onthaal::appointments {
namespace {

constexpr db::Sql kOdd{
    "appointment.odd",
    "select a.uuid from appointment a join conversation o on o.id = a.offered_in join seal_key k on k.id = a.key"
    " left join conversation c on c.id = a.conversation"
    " where not case a.state"
    " when 'offered' then a.code_hash is null and k.wrapped is not null and o.state in ('waiting', 'active')"
    " when 'booked' then a.code_hash is not null and k.wrapped is not null"
    " and coalesce(c.state, 'over') not in ('waiting', 'active')"
    " and exists (select 1 from job j where j.kind = :look and j.key = cast(a.id as text))"
    " when 'opened' then c.id is not null and c.is_second = 1 and c.visit = a.visit"
    " else coalesce(c.state, 'over') not in ('waiting', 'active') end"
    " order by a.id limit 100"};
constexpr db::Sql kOrphans{"appointment.orphans",
                           "select c.uuid from conversation c where c.is_second = 1 and c.state in ('waiting',"
                           " 'active') and not exists (select 1 from appointment a where a.conversation = c.id and"
                           " a.state = 'opened') order by c.id limit 100"};

}  // namespace

std::vector<Uuid> find_odd(db::Connection& db) {
  std::vector<Uuid> odd;
  for (const db::Row row : db.run(kOdd, {{"look", kLook}})) odd.push_back(row.uuid(0));
  for (const db::Row row : db.run(kOrphans)) odd.push_back(row.uuid(0));
  return odd;
}

}  // namespace onthaal::appointments
