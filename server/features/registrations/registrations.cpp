#include "features/registrations/registrations.h"

#include "features/registrations/registrations_store.h"
#include "features/terms/terms.h"

namespace onthaal::registrations {
namespace {

// The outcome of the reports that says the same as `broken_off`.
constexpr std::string_view kBrokenOff = "sessie_afgebroken";

std::optional<TermId> broken_off_outcome(Tx& tx, LineId line) {
  for (const terms::Term& term : terms::of_day(tx.db, line, terms::Kind::outcome, terms::day_of(tx.now)))
    if (term.code == kBrokenOff) return term.id;
  return std::nullopt;
}

}  // namespace

void on_ended(Tx& tx, const conversations::ConversationEnded& what) {
  if (!what.owner) return;
  const bool is_broken_off = what.was_waiting || what.by == "lost" || what.by == "exit";
  const auto outcome = is_broken_off ? broken_off_outcome(tx, what.conversation.line) : std::nullopt;
  store::insert(tx, what.conversation.id, *what.owner,
                {conversations::intake_of(tx.db, what.conversation.id), is_broken_off, outcome});
}

std::int64_t on_words_taken(Tx& tx, const conversations::WordsTaken& taken) {
  const auto note = store::find_note(tx.db, taken.conversation.id);
  if (!note) return 0;
  const auto left = conversations::taken_out(tx, taken, seal::Kind::note, taken.conversation.uuid, *note);
  if (!left) return 0;
  store::set_note(tx, taken.conversation.id, *left);
  return 1;
}

std::vector<Pending> pending_of(const Snapshot& snapshot, LineId line, StaffId staff) {
  std::vector<Pending> all;
  for (store::Listed& each : store::pending_of(snapshot.db, line, staff)) {
    std::optional<std::string> nickname;
    if (const auto sealing = streams::find_sealing(snapshot.db, snapshot.keys, each.key))
      nickname = seal::open(sealing->key, seal::Kind::nickname, each.conversation, 0, each.nickname);
    all.push_back({each.conversation, std::move(nickname), each.ended_at, std::move(each.state)});
  }
  return all;
}

}  // namespace onthaal::registrations
