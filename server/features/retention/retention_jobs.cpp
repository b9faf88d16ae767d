#include <array>
#include <utility>

#include "features/audit/audit.h"
#include "features/retention/retention_rules.h"
#include "features/retention/retention_store.h"
#include "platform/json.h"

// Every hour, each kind of each line: jobs of their own, so that one that fails stops no other; a slice at a time.
namespace onthaal::retention {
namespace {

constexpr std::string_view kSweep = "retention.sweep";
constexpr std::string_view kSweepKind = "retention.sweep_kind";

void record(Tx& tx, LineId line, std::string_view kind, const store::Sweep& sweep) {
  audit::record(tx, {.what = "retention.deleted",
                     .staff = std::nullopt,
                     .line = line,
                     .about = std::nullopt,
                     .data = json::Out()
                                 .text("kind", kind)
                                 .integer("days", sweep.days)
                                 .integer("count", sweep.count)
                                 .time("since", sweep.began_at)
                                 .str()});
}

store::Removed purge(Tx& tx, LineId line, std::string_view kind, std::int64_t room) {
  const std::int64_t days = days_of(tx.db, line, kind);
  const store::Removed removed = store::remove(tx, line, kind, tx.now - days * kDay, room);
  const std::array<std::pair<std::string_view, std::int64_t>, 3> gone{
      {{kind, removed.count}, {"notes", removed.notes}, {"ratings", removed.ratings}}};
  for (const auto& [each, count] : gone)
    if (count > 0) store::add_to_sweep(tx, line, each, days, count);
  if (removed.is_more) return removed;
  const auto finish = [&](std::string_view each) {
    const auto done = store::end_sweep(tx, line, each);
    // What goes by itself after two days holds nothing that anybody has to answer for.
    if (done && each != "line_events") record(tx, line, each, *done);
  };
  finish(kind);
  if (kind != "words") return removed;
  finish("notes");
  finish("ratings");
  return removed;
}

void sweep(Tx& tx, const jobs::Job& job) {
  for (const lines::Line& line : lines::all(tx.db))
    for (const Kind& kind : kinds())
      jobs::later(tx, kSweepKind, std::to_string(line.id.value) + " " + std::string(kind.name), tx.now);
  jobs::later(tx, kSweep, job.key, tx.now + kHour);
}

void sweep_kind(Tx& tx, const jobs::Job& job) {
  const std::size_t space = job.key.find(' ');
  const LineId line{std::stoll(job.key.substr(0, space))};
  if (purge(tx, line, kind_of(job.key.substr(space + 1)).name, store::kSliceRows).is_more)
    jobs::later(tx, kSweepKind, job.key, tx.now);
}

void empty(Tx& tx, const jobs::Job& job) {
  store::empty(tx, ConversationId{std::stoll(job.key)}, std::stoll(job.data));
}

}  // namespace

Slice purge_slice(Tx& tx, LineId line) {
  Slice slice;
  std::int64_t room = store::kSliceRows;
  for (const Kind& kind : kinds()) {
    if (room <= 0) {
      slice.is_more = true;
      break;
    }
    const store::Removed removed = purge(tx, line, kind.name, room);
    room -= removed.rows;
    if (removed.count > 0) slice.deleted.push_back({kind.name, removed.count});
    if (removed.notes > 0) slice.deleted.push_back({"notes", removed.notes});
    if (removed.ratings > 0) slice.deleted.push_back({"ratings", removed.ratings});
    slice.is_more = slice.is_more || removed.is_more;
  }
  return slice;
}

std::vector<jobs::JobKind> jobs() {
  return {{kSweep, sweep}, {kSweepKind, sweep_kind}, {store::kEmptyJob, empty}};
}

void schedule_jobs(Tx& tx) {
  jobs::later(tx, kSweep, "all", tx.now);
}

}  // namespace onthaal::retention
