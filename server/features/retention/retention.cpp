#include "features/retention/retention.h"

#include <algorithm>
#include <stdexcept>

#include "features/retention/retention_rules.h"
#include "features/retention/retention_store.h"

namespace onthaal::retention {
const Kind& kind_of(std::string_view name) {
  const auto found = std::ranges::find(kinds(), name, &Kind::name);
  if (found == kinds().end()) throw std::logic_error("no such kind of what is kept");
  return *found;
}

std::int64_t days_of(db::Connection& db, LineId line, std::string_view kind, const std::optional<Wish>& wish) {
  if (kind == "visits") return days_of(db, line, "words", wish);
  const auto set = [&] {
    if (wish && wish->kind == kind) return wish->days;
    if (const auto period = store::find_period(db, line, kind)) return period->days;
    return kind == "words" ? lines::settings_of(db, line).kept_days : kind_of(kind).days;
  };
  const Kind& limits = kind_of(kind);
  if (kind == "words") return std::clamp(set(), limits.least, limits.most);
  return goes_with_words(kind) ? std::min(set(), days_of(db, line, "words", wish)) : set();
}

std::int64_t days_of(db::Connection& db, LineId line, std::string_view kind) {
  return days_of(db, line, kind, std::nullopt);
}

std::int64_t words_days(db::Connection& db, LineId line) {
  return days_of(db, line, "words");
}

store::Counted count(const Snapshot& snapshot, LineId line, std::string_view kind, const std::optional<Wish>& wish) {
  const auto before = [&](std::string_view each) {
    return snapshot.now - days_of(snapshot.db, line, each, wish) * kDay;
  };
  return store::count(snapshot.db, line, kind, {.own = before(kind), .words = before("words")});
}

bool forget(Tx& tx, ConversationId id, By by) {
  return store::forget(tx, id, by == By::visitor ? "visitor" : "period").has_value();
}

}  // namespace onthaal::retention
