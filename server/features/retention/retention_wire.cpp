#include "features/retention/retention_wire.h"

#include "features/accounts/accounts.h"
#include "features/audit/audit.h"

namespace onthaal::retention::wire {
namespace {

constexpr std::int64_t kMostTold = 50;

std::string kind_json(const Snapshot& snapshot, const lines::Line& line, const Kind& kind) {
  const std::int64_t days = days_of(snapshot.db, line.id, kind.name);
  const auto period = store::find_period(snapshot.db, line.id, kind.name);
  const auto counted = count(snapshot, line.id, kind.name);
  const bool is_fixed = kind.least == kind.most;
  json::Out out;
  out.text("kind", kind.name)
      .integer("days", days)
      .integer("least", is_fixed ? days : kind.least)  // visits: as long as the line keeps words
      .integer("most", goes_with_words(kind.name) ? words_days(snapshot.db, line.id)
                       : is_fixed                 ? days
                                                  : kind.most)
      .boolean("fixed", is_fixed)
      .maybe_text("changed_by", period ? period->changed_by : std::nullopt)
      .maybe_time("changed_at", period ? std::optional(period->changed_at) : std::nullopt)
      .integer("count", counted.all)
      .integer("due", counted.due)
      .integer("in_7_days", counted.in_7_days)
      .integer("in_30_days", counted.in_30_days);
  return out.str();
}

std::string told(const Snapshot& snapshot, const audit::Recorded& entry) {
  json::Out out;
  out.integer("number", entry.number).time("at", entry.at).text("what", entry.what);
  const auto by = entry.staff ? accounts::find_person(snapshot.db, *entry.staff) : std::nullopt;
  out.maybe_text("by", by ? std::optional(by->alias) : std::nullopt);
  out.raw("data", entry.data.empty() ? "{}" : entry.data);
  return out.str();
}

}  // namespace

Result<Change> parse_change(const boost::json::object& data) {
  json::Reader read(data);
  Change change{.kind = read.text("kind", 1, 40), .days = read.integer("days", 1, 3650)};
  const Kind* kind = nullptr;
  for (const Kind& each : kinds())
    if (each.name == change.kind) kind = &each;
  if (kind == nullptr || kind->least == kind->most)
    read.mistake("kind", "not_allowed");
  else if (change.days > 0 && change.days < kind->least)
    read.mistake("days", "too_small");
  else if (change.days > kind->most)
    read.mistake("days", "too_large");
  return read.done(std::move(change));
}

std::string kept(const Snapshot& snapshot, const lines::Line& line) {
  std::vector<std::string> all;
  for (const Kind& kind : kinds()) all.push_back(kind_json(snapshot, line, kind));
  std::vector<std::string> log;
  for (const char* what : {"retention.", "talk.deleted"})
    for (const audit::Recorded& entry : audit::find(snapshot.db, {.line = line.id, .what = what, .limit = kMostTold}))
      log.push_back(told(snapshot, entry));
  return json::Out().text("line", line.slug).raw("kinds", json::list(all)).raw("log", json::list(log)).str();
}

std::string foreseen(const Snapshot& snapshot, LineId line, const Change& change) {
  const auto due = [&](std::string_view kind) {
    return count(snapshot, line, kind, Wish{change.kind, change.days}).due;
  };
  std::vector<std::string> also;
  if (change.kind == "words")
    for (const char* kind : {"notes", "ratings", "visits"})
      if (const std::int64_t many = due(kind); many > 0)
        also.push_back(json::Out().text("kind", kind).integer("count", many).str());
  return json::Out().integer("count", due(change.kind)).raw("also", json::list(also)).str();
}

std::string deleted(const store::Deleted& deleted) {
  std::vector<std::string> stays;
  if (deleted.has_appointment) stays.emplace_back("\"appointment\"");
  if (deleted.has_plan) stays.emplace_back("\"plan\"");
  return json::Out()
      .time("deleted_at", deleted.at)
      .integer("talks", deleted.talks)
      .raw("stays", json::list(stays))
      .str();
}

std::string slice(const Slice& slice) {
  std::vector<std::string> all;
  for (const Slice::Deleted& each : slice.deleted)
    all.push_back(json::Out().text("kind", each.kind).integer("count", each.count).str());
  return json::Out().raw("deleted", json::list(all)).boolean("is_more", slice.is_more).str();
}

}  // namespace onthaal::retention::wire
