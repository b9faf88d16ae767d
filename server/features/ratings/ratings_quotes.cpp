#include "features/ratings/ratings.h"
#include "features/ratings/ratings_store.h"

namespace onthaal::ratings {

constexpr std::int64_t kMostQuotable = 300;

std::vector<Quotable> quotable(const Snapshot& snapshot, LineId line, const Span& talks) {
  std::vector<Quotable> all;
  for (const store::Text& each : store::quotable(snapshot.db, line, talks, kMostQuotable)) {
    const auto sealing = streams::find_sealing(snapshot.db, snapshot.keys, each.key);
    if (!sealing) continue;
    auto words = seal::open(sealing->key, seal::Kind::rating, each.conversation, 0, each.text);
    if (words) all.push_back({each.rating, each.at, each.stars, Redacted<std::string>(*std::move(words)), each.who});
  }
  return all;
}

Result<std::int64_t> take_quote(Tx& tx, LineId line, const Uuid& rating, const Span& talks, StaffId staff) {
  const auto found = store::find_quotable(tx.db, line, rating);
  if (!found) return fail(Code::not_found, "no such rating that may be quoted");
  if (found->talk_at < talks.from || found->talk_at >= talks.until)
    return std::unexpected(Error{Code::invalid, "its talk is of another year", {{"rating", "not_allowed"}}});
  store::mark_read(tx, line, rating, staff);
  return found->key;
}

}  // namespace onthaal::ratings
