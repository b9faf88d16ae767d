#include "features/retention/retention.h"

#include <algorithm>
#include <stdexcept>

#include "features/retention/retention_rules.h"
#include "features/retention/retention_store.h"

namespace onthaal::retention {
namespace {

bool goes_with_words(std::string_view kind) {
  return kind == "notes" || kind == "ratings";
}

}  // namespace

const Kind& kind_of(std::string_view name) {
  const auto found = std::ranges::find(kinds(), name, &Kind::name);
  if (found == kinds().end()) throw std::logic_error("no such kind of what is kept");
  return *found;
}

std::int64_t words_days(db::Connection& db, LineId line) {
  const auto period = store::find_period(db, line, "words");
  const std::int64_t days = period ? period->days : lines::settings_of(db, line).kept_days;
  const Kind& words = kind_of("words");
  return std::clamp(days, words.least, words.most);
}

std::int64_t days_of(db::Connection& db, LineId line, std::string_view kind) {
  if (kind == "words" || kind == "visits") return words_days(db, line);
  const auto period = store::find_period(db, line, kind);
  const std::int64_t days = period ? period->days : kind_of(kind).days;
  return goes_with_words(kind) ? std::min(days, words_days(db, line)) : days;
}

Millis before_of(db::Connection& db, LineId line, std::string_view kind, Millis now) {
  return now - days_of(db, line, kind) * kDay;
}

bool forget(Tx& tx, ConversationId id, By by) {
  return store::forget(tx, id, by == By::visitor ? "visitor" : "period").has_value();
}

}  // namespace onthaal::retention
