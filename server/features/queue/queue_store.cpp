#include "features/queue/queue_store.h"

namespace onthaal::queue::store {
namespace {

constexpr db::Sql kPrune{
    "line_event.prune",
    "delete from line_event where at < :before and stream = :line and number in (select number from"
    " line_event where stream = :line order by number limit :limit) and number < (select"
    " max(number) from line_event where stream = :line)"};

constexpr db::Sql kSetTold{"queue.set_told",
                           "update line set told_opening = :opening where id = :line"
                           " and told_opening is distinct from :opening"};

constexpr db::Sql kCountPlaces{
    "queue.count_places", "select count(*) from conversation where queue = :line and state = 'waiting' and away = 0"};

}  // namespace

std::int64_t count_places(db::Connection& db, LineId line) {
  return db.run(kCountPlaces, {{"line", line}})[0].integer(0);
}

bool set_told(Tx& tx, LineId line, std::string_view opening) {
  return tx.db.run(kSetTold, {{"line", line}, {"opening", opening}}).changed() > 0;
}

std::int64_t prune(db::Connection& db, LineId line, Millis before, std::int64_t limit) {
  return db.run(kPrune, {{"before", before}, {"line", line}, {"limit", limit}}).changed();
}

}  // namespace onthaal::queue::store
