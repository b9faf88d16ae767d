#include "features/traces/traces.h"

#include "features/traces/traces_weak.h"

namespace onthaal::traces {
namespace {

constexpr std::string_view kTurn = "traces.turn_keys";
constexpr std::int64_t kSlice = 500;

// By time, too: a server that stood still destroys late, and shows nothing meanwhile.
std::vector<store::TraceKey> living_keys(db::Connection& db, Millis now) {
  return store::living(db, now - kDestroyedAfter);
}

// Everybody who came while two keys lived stands under both, so that under the oldest are all that can be matched.
std::optional<std::int64_t> oldest_key(db::Connection& db, Millis now) {
  const auto keys = living_keys(db, now);
  if (keys.empty()) return std::nullopt;
  return keys.front().id;
}

void turn_keys(Tx& tx, const jobs::Job& job) {
  const auto newest = store::newest_made_at(tx.db);
  const bool is_due = !newest || tx.now - *newest >= kReplacedAfter;
  if (is_due) {
    const Uuid uuid = tx.new_uuid();
    store::insert(tx, uuid, tx.keys.wrap(tx.keys.make_key(tx.random), uuid, tx.random));
  }
  store::destroy(tx, tx.now - kDestroyedAfter);
  const bool is_more = store::prune(tx, kSlice) == kSlice;
  jobs::later(tx, kTurn, job.key, is_more ? tx.now : tx.now + kHour);
}

}  // namespace

void keep(Tx& tx, VisitId visit, const Redacted<std::string>& evidence) {
  if (evidence.reveal().empty()) return;
  for (const store::TraceKey& each : living_keys(tx.db, tx.now))
    if (const auto key = tx.keys.unwrap(each.wrapped, each.master, each.uuid))
      store::put(tx, visit, each.id, seal::mac(*key, evidence.reveal()));
}

std::vector<ConversationId> same_as(const Snapshot& snapshot, VisitId visit) {
  const auto key = oldest_key(snapshot.db, snapshot.now);
  if (!key) return {};
  const auto seen = store::same_as(snapshot, visit, *key, kMostSeen + 1);
  if (is_weak(seen)) return {};
  std::vector<ConversationId> same;
  for (const store::Seen& each : seen) same.push_back(each.conversation);
  return same;
}

std::vector<VisitId> find_often(const Snapshot& snapshot, LineId line, Millis since, std::int64_t talks) {
  const auto key = oldest_key(snapshot.db, snapshot.now);
  if (!key) return {};
  return store::find_often(snapshot.db, *key, line, since, talks);
}

std::vector<jobs::JobKind> jobs() {
  return {{kTurn, turn_keys}};
}

// The first visit finds a key.
void schedule_jobs(Tx& tx) {
  turn_keys(tx, {.key = "all", .data = {}});
}

}  // namespace onthaal::traces
