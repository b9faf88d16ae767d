#include "features/queue/queue.h"

#include "features/accounts/accounts.h"
#include "features/lines/lines.h"
#include "features/queue/queue_wire.h"

namespace onthaal::queue {
namespace {

using conversations::ConversationAccepted;
using conversations::ConversationEnded;
using conversations::ConversationRequested;
using conversations::Subject;

StreamKey stream_of(LineId line) {
  return streams::key("line", line.value);
}

void tell(Tx& tx, const Subject& subject, streams::Draft draft, const streams::Sealing* sealing) {
  streams::append(tx, stream_of(subject.line), subject.line_uuid, std::move(draft), sealing);
}

void touch(Tx& tx, const Subject& subject) {
  tx.effects.push_back(Touched{"queue", subject.line.value});
}

void on_requested(Tx& tx, const ConversationRequested& what) {
  const std::string data = wire::waiting({what.conversation.uuid, what.nickname.reveal(), tx.now});
  tell(tx, what.conversation, {"conversation.waiting", what.author, std::nullopt, data}, &what.sealing);
  touch(tx, what.conversation);
}

void on_accepted(Tx& tx, const ConversationAccepted& what) {
  const std::string data = wire::taken(what.conversation.uuid, what.operator_uuid, what.alias);
  tell(tx, what.conversation, {"conversation.taken", what.author, what.command, data}, nullptr);
  touch(tx, what.conversation);
}

// Without the command's id: the line's staff did not send it.
void on_ended(Tx& tx, const ConversationEnded& what) {
  tell(tx, what.conversation, {"conversation.gone", what.author, std::nullopt, wire::gone(what.conversation.uuid)},
       nullptr);
  if (what.was_waiting) touch(tx, what.conversation);
}

Reply taken(const Uuid& conversation, std::int64_t number) {
  return {.status = 200, .body = wire::conversation(conversation), .headers = {}, .number = number};
}

std::optional<Reply> find_resend(Tx& tx, const live::Envelope& envelope, LineId line) {
  if (!envelope.again) return std::nullopt;
  const StreamKey stream = stream_of(line);
  const auto number = streams::find_command(tx.db, stream, envelope.after, author_of(envelope.actor), envelope.id);
  if (!number) return std::nullopt;
  const auto events = streams::read({tx.db, tx.now, tx.keys}, stream, *number - 1, 1);
  return taken(wire::parse_taken(events.at(0).data.value()), *number);
}

}  // namespace

Result<Reply> take(Tx& tx, const conversations::Conversations& conversations, const live::Envelope& envelope,
                   const Uuid& line_uuid) {
  const auto* staff = std::get_if<Staff>(&envelope.actor);
  const auto line = lines::find(tx.db, line_uuid);
  if (staff == nullptr || !line || !accounts::has_role(tx.db, staff->staff, line->id, accounts::Role::operator_))
    return fail(Code::not_found, "no such line");
  if (auto reply = find_resend(tx, envelope, line->id)) return *std::move(reply);
  const auto first = conversations::first_waiting(tx.db, line->id);
  if (!first) return fail(Code::conflict, "nobody waits");
  const auto accepted = conversations.accept(tx, *first, staff->staff, envelope.id);
  if (!accepted) return std::unexpected(accepted.error());
  return taken(accepted->uuid, streams::last_number(tx.db, stream_of(line->id)));
}

conversations::ConversationHooks hooks() {
  return {on_requested, on_accepted, on_ended};
}

}  // namespace onthaal::queue
