#include "features/flags/flags_frequent.h"

#include <algorithm>

#include "features/traces/traces.h"

namespace onthaal::flags {
namespace {

bool is_within(const store::Talk& talk, std::int64_t days, Millis until) {
  return !talk.is_second && *talk.accepted_at > until - days * kDay && *talk.accepted_at <= until;
}

Visitor within(std::vector<store::Talk> talks, std::int64_t days, Millis until) {
  std::erase_if(talks, [&](const store::Talk& talk) { return !is_within(talk, days, until); });
  return {std::move(talks)};
}

}  // namespace

std::vector<store::Talk> talks_of(const Snapshot& snapshot, LineId line, VisitId visit) {
  std::vector<store::Talk> talks;
  for (const ConversationId id : traces::same_as(snapshot, visit))
    if (auto talk = store::find_talk(snapshot.db, id); talk && talk->accepted_at && talk->subject.line == line)
      talks.push_back(*std::move(talk));
  std::ranges::sort(talks, {}, &store::Talk::accepted_at);
  return talks;
}

std::int64_t count_within(const std::vector<store::Talk>& talks, std::int64_t days, Millis until) {
  return std::ranges::count_if(talks, [&](const store::Talk& talk) { return is_within(talk, days, until); });
}

std::vector<Visitor> frequent_of(const Snapshot& snapshot, LineId line) {
  const auto [least, days] = store::often(snapshot.db, line);
  std::vector<Visitor> all;
  for (const VisitId visit : traces::find_often(snapshot, line, snapshot.now - days * kDay, least))
    if (Visitor one = within(talks_of(snapshot, line, visit), days, snapshot.now); std::ssize(one.talks) >= least)
      all.push_back(std::move(one));
  return all;
}

bool is_of_frequent(const Snapshot& snapshot, const store::Talk& talk) {
  if (!talk.accepted_at) return false;
  const auto [least, days] = store::often(snapshot.db, talk.subject.line);
  const auto talks = within(talks_of(snapshot, talk.subject.line, talk.visit), days, snapshot.now).talks;
  return std::ssize(talks) >= least &&
         std::ranges::any_of(talks, [&](const store::Talk& each) { return each.subject.id == talk.subject.id; });
}

}  // namespace onthaal::flags
