#pragma once

#include <vector>

#include "features/conversations/conversations.h"
#include "platform/act/jobs.h"
#include "platform/live/command.h"
#include "platform/streams/streams.h"

// Who waits on a line, in order, and who takes them. The stream `line:UUID` shows it to the staff of the line.
namespace onthaal::queue {

// The operator takes the first who waits. `not_found` without the operator's role on the line, `conflict` when nobody
// waits. The reply's number is of `conversation.taken` in the line's stream; there a resend finds what it took.
Result<Reply> take(Tx& tx, const conversations::Conversations& conversations, const live::Envelope& envelope,
                   const Uuid& line);

// What the queue does when a conversation is requested, accepted, ended: it tells the line.
conversations::ConversationHooks hooks();

live::Commands commands(const conversations::Conversations& conversations);
streams::StreamKind stream_kind();

// "queue", by the key of a line: tells every waiting visitor the place, from 1.
live::Watch watch();

// An event of a line is kept for 24 hours; the newest one for ever, since the next number follows from it.
std::vector<jobs::JobKind> jobs();
void schedule_jobs(Tx& tx);  // at every start

}  // namespace onthaal::queue
