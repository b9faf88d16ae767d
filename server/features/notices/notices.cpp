#include "features/notices/notices.h"

#include "features/notices/notices_store.h"
#include "features/notices/notices_tell.h"
#include "platform/streams/streams.h"

namespace onthaal::notices {

void tell(Tx& tx, LineId line) {
  const auto found = lines::find(tx.db, line);
  if (!found) return;
  streams::append(tx, streams::key("line", line.value), found->uuid, {"notices.changed", {}, std::nullopt, "{}"},
                  nullptr);
}

void raise(Tx& tx, const Notice& notice) {
  if (!store::refresh(tx, notice)) store::insert(tx, notice);
  tell(tx, notice.line);
}

void settle(Tx& tx, LineId line, Kind kind, ConversationId conversation, std::optional<StaffId> by) {
  if (store::see_about(tx, line, kind, conversation, by)) tell(tx, line);
}

}  // namespace onthaal::notices
