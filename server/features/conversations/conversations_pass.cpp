#include "features/conversations/conversations_access.h"
#include "features/conversations/conversations_wire.h"

// For whom a talk waits, and how it ends by neither side.
namespace onthaal::conversations {
namespace {

using store::State;

std::string_view name_of(Why why) {
  switch (why) {
    case Why::handed_over:
      return "handed_over";
    case Why::not_taken:
      return "not_taken";
    case Why::line_closed:
      return "line_closed";
  }
  return "";
}

}  // namespace

Result<Reply> Conversations::want(Tx& tx, const live::Envelope& envelope, const Want& want) const {
  const auto current = access_as_visitor(tx, envelope.actor, want.conversation);
  if (!current) return std::unexpected(current.error());
  const Subject& subject = current->subject;
  if (const auto number = find_resend(tx, envelope, subject)) return numbered(number);
  if (current->state == State::active) return fail(Code::conflict, "somebody has taken it");
  if (!store::set_wants(tx, subject.id, want.wants)) return fail(Code::closed, "it has ended");
  const Author author = onthaal::author_of(envelope.actor);
  const auto number =
      append(tx, subject, nullptr, {"conversation.wanted", author, envelope.id, wire::wanted(want.wants)});
  if (hooks_.waiting_changed) hooks_.waiting_changed(tx, {subject, author});
  return numbered(number);
}

Result<Reply> Conversations::pass(Tx& tx, const live::Envelope& envelope, const Pass& pass) const {
  // Who gave it has lost the access: a resend is looked for first, and found by its author alone.
  if (const auto subject = find_subject(tx.db, pass.conversation))
    if (const auto number = find_resend(tx, envelope, *subject)) return numbered(number);
  const auto current = access_as_owner(tx, envelope.actor, pass.conversation);
  if (!current) return std::unexpected(current.error());
  if (auto active = require_active(*current); !active) return std::unexpected(active.error());
  const auto to = accounts::find_person(tx.db, pass.to);
  if (!to || pass.to == *current->owner)
    return std::unexpected(Error{Code::invalid, "no such colleague", {{"data.to", "not_allowed"}}});
  const auto number = give_back(tx, *current, "passed", onthaal::author_of(envelope.actor), envelope.id, to);
  if (!number) return std::unexpected(number.error());
  store::insert_pass(tx, current->subject.id, *current->owner, pass);
  return numbered(*number);
}

bool Conversations::pass_back(Tx& tx, ConversationId id) const {
  const auto current = store::find(tx.db, id);
  if (!current || !current->for_staff) return false;
  const StaffId giver = latest_pass(tx.db, id).value().from;
  store::end_pass(tx, id, "returned");
  return accept(tx, id, giver, std::nullopt).has_value();
}

bool Conversations::release(Tx& tx, ConversationId id, const Author& author) const {
  if (!store::release(tx, id)) return false;
  store::end_pass(tx, id, "released");
  const Subject subject = store::find(tx.db, id).value().subject;
  append(tx, subject, nullptr, {"conversation.released", author, std::nullopt, "{}"});
  if (hooks_.waiting_changed) hooks_.waiting_changed(tx, {subject, author});
  return true;
}

bool Conversations::close(Tx& tx, ConversationId id, Why why, const Author& author) const {
  const auto current = store::find(tx.db, id);
  if (!current || (current->state != State::waiting && current->state != State::active)) return false;
  const bool was_talk = current->first_accepted_at.has_value();
  return finish(tx, *current,
                {.from = current->state,
                 .to = was_talk ? State::ended : State::refused,
                 .by = std::nullopt,
                 .cause = std::nullopt,
                 .closing = "normal",
                 .why = name_of(why)},
                author, std::nullopt)
      .has_value();
}

bool Conversations::refuse_waiting(Tx& tx, ConversationId id) const {
  const auto current = store::find(tx.db, id);
  if (!current || current->state != State::waiting || current->first_accepted_at) return false;
  return close(tx, id, Why::line_closed, {});
}

bool Conversations::warn(Tx& tx, ConversationId id) const {
  if (!store::warn(tx, id)) return false;
  append(tx, store::find(tx.db, id).value().subject, nullptr, {"conversation.warned", {}, std::nullopt, "{}"});
  return true;
}

}  // namespace onthaal::conversations
