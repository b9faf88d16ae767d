#include "features/ratings/ratings.h"
#include "features/ratings/ratings_store.h"

namespace onthaal::ratings {

constexpr std::int64_t kMostQuotable = 300;

std::vector<Quotable> quotable(const Snapshot& snapshot, LineId line, Millis from, Millis until) {
  std::vector<Quotable> all;
  for (const store::Text& each : store::quotable(snapshot.db, line, from, until, kMostQuotable)) {
    const auto sealing = streams::find_sealing(snapshot.db, snapshot.keys, each.key);
    if (!sealing) continue;
    auto words = seal::open(sealing->key, seal::Kind::rating, each.conversation, 0, each.text);
    if (words) all.push_back({each.rating, each.at, each.stars, Redacted<std::string>(*std::move(words)), each.who});
  }
  return all;
}

std::optional<std::int64_t> take_quote(Tx& tx, LineId line, const Uuid& rating, StaffId staff) {
  const auto key = store::find_quotable(tx.db, line, rating);
  if (key) store::mark_read(tx, line, rating, staff);
  return key;
}

}  // namespace onthaal::ratings
