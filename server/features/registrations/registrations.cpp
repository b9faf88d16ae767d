#include "features/registrations/registrations.h"

#include "features/registrations/registrations_store.h"

namespace onthaal::registrations {

void on_ended(Tx& tx, const conversations::ConversationEnded& what) {
  if (!what.owner) return;
  const bool is_broken_off = what.was_waiting || what.by == "lost" || what.by == "exit";
  store::insert(tx, what.conversation.id, *what.owner, conversations::intake_of(tx.db, what.conversation.id),
                is_broken_off);
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
