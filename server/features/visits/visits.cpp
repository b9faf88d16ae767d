#include "features/visits/visits.h"

#include "features/lines/lines.h"
#include "features/visits/visits_store.h"

namespace onthaal::visits {

Result<Started> start(Tx& tx, const conversations::Conversations& conversations, const Start& start) {
  const std::string hash = seal::token_hash(start.token.reveal());
  if (const auto visit = store::find(tx.db, hash)) {
    const auto conversation = conversations::first_of_visit(tx.db, *visit);
    return Started{conversation.value().uuid, false};
  }
  const auto line = lines::find_by_slug(tx.db, start.slug);
  if (!line) return fail(Code::not_found, "no such line");
  const auto visit = store::insert(tx, hash);
  if (!visit) return fail(Code::conflict, "the visit was started at the same time");
  return Started{conversations.request(tx, {*line, *visit, start.nickname, start.language}), true};
}

Actor find_visitor(const Snapshot& snapshot, std::string_view token) {
  const auto visit = store::find(snapshot.db, seal::token_hash(token));
  if (!visit) return Nobody{};
  return Visitor{*visit};
}

}  // namespace onthaal::visits
