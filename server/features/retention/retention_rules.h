#pragma once

#include "features/retention/retention.h"
#include "features/retention/retention_store.h"
#include "features/retention/retention_store_kept.h"

namespace onthaal::retention {

const Kind& kind_of(std::string_view name);
// Another period, before it is set.
struct Wish {
  std::string_view kind;
  std::int64_t days;
};
std::int64_t days_of(db::Connection& db, LineId line, std::string_view kind, const std::optional<Wish>& wish);

// What a purge would take now.
store::Counted count(const Snapshot& snapshot, LineId line, std::string_view kind,
                     const std::optional<Wish>& wish = std::nullopt);

// One slice of what is due on a line: some rows, a few milliseconds. What was deleted is told in the audit, as one,
// when no more of a kind is due.
struct Slice {
  struct Deleted {
    std::string_view kind;
    std::int64_t count;
  };
  std::vector<Deleted> deleted;
  bool is_more = false;
};
Slice purge_slice(Tx& tx, LineId line);

// Deletes what a visitor said. `is_ending`: talks that go on are ended first, as the visitor's doing; else `conflict`.
Result<Reply> delete_visits(Tx& tx, const conversations::Conversations& conversations,
                            const std::vector<VisitId>& visits, bool is_ending);
control::Command export_command();
http::Routes visitor_routes(const conversations::Conversations& conversations, const visits::Settings& settings);

}  // namespace onthaal::retention
