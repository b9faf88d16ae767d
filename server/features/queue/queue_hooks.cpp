#include "features/accounts/accounts.h"
#include "features/briefings/briefings.h"
#include "features/queue/queue_closing.h"
#include "features/queue/queue_keep.h"
#include "features/queue/queue_wire.h"

// What the queue tells the line.
namespace onthaal::queue {
namespace {

using conversations::Subject;

constexpr Author kSystem{};

void touch(Tx& tx, LineId line) {
  tx.effects.push_back(Touched{"queue", line.value});
}

// Without a command's id unless the staff of the line sent it.
void tell(Tx& tx, const Subject& subject, streams::Draft draft) {
  streams::append(tx, streams::key("line", subject.line.value), subject.line_uuid, std::move(draft), nullptr);
  touch(tx, subject.line);
}
// One more waits or is there, or one less: perhaps the line is full, or no longer.
void tell_queue(Tx& tx, const Subject& subject, streams::Draft draft) {
  tell(tx, subject, std::move(draft));
  tell_opening(tx, subject.line, {});
}

void on_accepted(Tx& tx, const conversations::ConversationAccepted& what) {
  const std::string data = wire::taken(what.conversation.uuid, what.operator_uuid, what.alias, what.guide_ends_at);
  tell_queue(tx, what.conversation, {"conversation.taken", what.author, what.command, data});
  settle_waiting(tx, what.conversation.line, what.conversation.id, StaffId{what.author.id});
  stop_keeping_for(tx, what.conversation.line, {what.author.id});
}

void on_away(Tx& tx, const conversations::VisitorAway& what) {
  tell_queue(tx, what.conversation,
             {"conversation.away", kSystem, std::nullopt, wire::away(what.conversation.uuid, what.is_away)});
}

void on_set_aside(Tx& tx, const conversations::ConversationSetAside& what) {
  tell(tx, what.conversation,
       {"conversation.aside", what.author.value_or(kSystem), what.command,
        wire::aside(what.conversation.uuid, what.is_aside)});
}

void on_extended(Tx& tx, const conversations::ConversationExtended& what) {
  tell(
      tx, what.conversation,
      {"conversation.extended", what.author, std::nullopt, wire::extended(what.conversation.uuid, what.guide_ends_at)});
}

void on_ended(Tx& tx, const conversations::ConversationEnded& what) {
  std::optional<Uuid> owner;
  if (what.owner)
    if (const auto person = accounts::find_person(tx.db, *what.owner)) owner = person->uuid;
  tell_queue(tx, what.conversation,
             {"conversation.gone", what.author, std::nullopt, wire::gone(what.conversation.uuid, owner)});
  settle_waiting(tx, what.conversation.line, what.conversation.id, std::nullopt);
}

bool is_there(db::Connection& db, LineId line, StaffId staff) {
  const auto who = duty::find(db, line, staff);
  return who && who->is_connected;
}

}  // namespace

// The nickname is sealed with the conversation's key.
void tell_waiting(Tx& tx, const Subject& subject, const Author& author) {
  const auto waiting = conversations::find_waiting({tx.db, tx.now, tx.keys}, subject.id);
  if (!waiting) return;
  const auto sealing = streams::find_sealing(tx.db, tx.keys, waiting->key);
  streams::append(tx, streams::key("line", subject.line.value), subject.line_uuid,
                  {"conversation.waiting", author, std::nullopt, wire::waiting(*waiting)},
                  sealing ? &*sealing : nullptr);
  touch(tx, subject.line);
  tell_opening(tx, subject.line, {});
}

conversations::ConversationHooks hooks() {
  return {
      .requested =
          [](Tx& tx, const conversations::ConversationRequested& what) {
            tell_waiting(tx, what.conversation, what.author);
          },
      .accepted = on_accepted,
      .given_back =
          [](Tx& tx, const conversations::ConversationGivenBack& what) {
            tell_waiting(tx, what.conversation, what.author);
          },
      .waiting_changed =
          [](Tx& tx, const conversations::WaitingChanged& what) { tell_waiting(tx, what.conversation, what.author); },
      .away = on_away,
      .set_aside = on_set_aside,
      .extended = on_extended,
      .ended = on_ended,
      .has_room = [](Tx& tx, const Subject& subject,
                     StaffId staff) { return has_room(tx.db, subject.line, staff, tx.now); },
      .is_there = [](Tx& tx, const Subject& subject, StaffId staff) { return is_there(tx.db, subject.line, staff); },
      .wait = [](const Snapshot& snapshot, LineId line,
                 std::int64_t place) { return wire::wait(expected_wait(staffing_of(snapshot, line), place)); },
      .may_look_along = {},
      .handover = {}};
}

void on_duty(Tx& tx, const duty::DutyChanged& what) {
  streams::append(tx, streams::key("line", what.line.value), what.line_uuid,
                  {"duty.changed", what.author, what.command, wire::duty(what)}, nullptr);
  touch(tx, what.line);
  tell_opening(tx, what.line, {});
  stop_keeping_for(tx, what.line, what.person.id);
}

void on_watched(Tx& tx, const cases::CaseWatched& what) {
  tell(tx, what.conversation,
       {"conversation.coached", what.author, std::nullopt, wire::watched({what.conversation.uuid, what.now})});
}

void on_registration(Tx& tx, const registrations::RegistrationChanged& what) {
  tell(tx, what.conversation, {"registration.changed", what.author, std::nullopt, wire::registration(what)});
}

void on_switched(Tx& tx, const lines::Line& line, bool, const Author& author) {
  tell_opening(tx, line.id, author);
}

void on_briefing(Tx& tx, const lines::Line& line, const Author& author) {
  streams::append(tx, streams::key("line", line.id.value), line.uuid,
                  {"briefing.changed", author, std::nullopt, briefings::today(tx.db, line.id, tx.now)}, nullptr);
}

}  // namespace onthaal::queue
