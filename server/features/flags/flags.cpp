#include "features/flags/flags.h"

#include <algorithm>

#include "features/cases/cases.h"
#include "features/flags/flags_frequent.h"
#include "features/notices/notices.h"

namespace onthaal::flags {
namespace {

// Somebody who came for real under the same evidence clears it: they are another, or no longer joking.
bool is_suspect(const std::vector<store::Talk>& talks, VisitId visit) {
  const auto was_fake = [&](const store::Talk& talk) { return talk.visit != visit && talk.is_confirmed; };
  return std::ranges::any_of(talks, was_fake) && std::ranges::none_of(talks, &store::Talk::is_real);
}

// With this talk the threshold is passed, and with the one before it was not.
bool has_passed_now(Tx& tx, const std::vector<store::Talk>& talks, const store::Often& often) {
  if (*talks.back().accepted_at != tx.now) return false;
  const auto before = std::vector(talks.begin(), talks.end() - 1);
  return before.empty() || count_within(before, often.days, *before.back().accepted_at) < often.talks;
}

}  // namespace

void on_accepted(Tx& tx, const conversations::ConversationAccepted& what) {
  const auto& [id, uuid, line, line_uuid] = what.conversation;
  const VisitId visit = store::find_talk(tx.db, id).value().visit;
  const auto talks = talks_of({tx.db, tx.now, tx.keys}, line, visit);
  if (talks.empty()) return;
  if (is_suspect(talks, visit)) cases::alert(tx, id, cases::Alert::fake);
  const store::Often often = store::often(tx.db, line);
  const std::int64_t count = count_within(talks, often.days, tx.now);
  if (count < often.talks) return;
  cases::alert(tx, id, cases::Alert::frequent);
  if (has_passed_now(tx, talks, often))
    notices::raise(tx, {.line = line, .kind = notices::Kind::frequent, .conversation = id, .number = count});
}

}  // namespace onthaal::flags
