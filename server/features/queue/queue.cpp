#include "features/queue/queue.h"

#include "features/accounts/accounts.h"
#include "features/lines/lines.h"
#include "features/queue/queue_wire.h"

namespace onthaal::queue {
namespace {

StreamKey stream_of(LineId line) {
  return streams::key("line", line.value);
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
  if (events.at(0).event != "conversation.taken") return std::nullopt;
  return taken(wire::parse_taken(events.at(0).data.value()), *number);
}

// Who rather waits for somebody medical is theirs, as long as one is there to come.
bool may_take_medical(db::Connection& db, LineId line, StaffId staff, Millis now) {
  bool is_there = false;
  for (const duty::OnDuty& each : duty::team(db, line)) {
    if (!duty::is_medical(each.person)) continue;
    if (each.person.id == staff) return true;
    is_there = is_there || (each.state == duty::State::online && each.is_connected && !each.is_over(now));
  }
  return !is_there;
}

Result<ConversationId> choose(Tx& tx, LineId line, StaffId staff, const Take& take) {
  if (!take.conversation) {
    const auto first = conversations::first_waiting(tx.db, line, {staff, may_take_medical(tx.db, line, staff, tx.now)});
    if (!first) return fail(Code::conflict, "nobody waits");
    return *first;
  }
  const auto chosen = conversations::find_chosen(tx.db, line, *take.conversation);
  if (!chosen) return fail(Code::not_found, "no such conversation");
  if (!chosen->is_waiting) return fail(Code::conflict, "it no longer waits");
  if (chosen->for_staff && chosen->for_staff != staff) return fail(Code::conflict, "it waits for a colleague");
  if (chosen->wants_medical && chosen->for_staff != staff && !may_take_medical(tx.db, line, staff, tx.now))
    return fail(Code::conflict, "it waits for somebody medical");
  if (chosen->kept_for && chosen->kept_for != staff && !chosen->wants_medical)
    return fail(Code::conflict, "it is kept for a colleague");
  if (take.reason == "mine" && chosen->last_operator != staff && chosen->kept_for != staff)
    return fail(Code::conflict, "somebody else had it before");
  return chosen->id;
}

}  // namespace

Result<Reply> take(Tx& tx, const conversations::Conversations& conversations, const live::Envelope& envelope,
                   const Take& take) {
  const auto* staff = std::get_if<Staff>(&envelope.actor);
  const auto line = lines::find(tx.db, take.line);
  if (staff == nullptr || !line || !accounts::has_role(tx.db, staff->staff, line->id, accounts::Role::operator_))
    return fail(Code::not_found, "no such line");
  if (auto reply = find_resend(tx, envelope, line->id)) return *std::move(reply);
  const auto chosen = choose(tx, line->id, staff->staff, take);
  if (!chosen) return std::unexpected(chosen.error());
  if (!has_room(tx.db, line->id, staff->staff, tx.now))
    return fail(Code::conflict, "no room: not online, or enough talks and registrations are open");
  const auto accepted = conversations.accept(tx, *chosen, staff->staff, envelope.id, take.reason);
  if (!accepted) return std::unexpected(accepted.error());
  return taken(accepted->uuid, streams::last_number(tx.db, stream_of(line->id)));
}

bool has_room(db::Connection& db, LineId line, StaffId staff, Millis now) {
  const auto duty = duty::find(db, line, staff);
  if (!duty || duty->state != duty::State::online || duty->is_over(now)) return false;
  return conversations::count_counted(db, line, staff, now) + registrations::count_open(db, line, staff) <
         duty::capacity_of(db, line, staff);
}

}  // namespace onthaal::queue
