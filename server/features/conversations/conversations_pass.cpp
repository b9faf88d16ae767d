#include "features/conversations/conversations_access.h"
#include "features/conversations/conversations_wire.h"

// For whom a talk waits, and how it ends by neither side.
namespace onthaal::conversations {
namespace {

using store::State;

constexpr std::string_view kPass = "conversations.pass";

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
  const Subject& subject = current->subject;
  if (hooks_.handing && hooks_.handing(tx, subject) != Handing::none)
    return fail(Code::conflict, "it is going to another line");
  const StaffId from = *current->owner;
  const auto to = accounts::find_operator(tx.db, subject.line, pass.to);
  if (to && to->id == from) return std::unexpected(Error{Code::invalid, "that is you", {{"data.to", "not_allowed"}}});
  if (!to || !hooks_.is_there(tx, subject, to->id)) return fail(Code::conflict, "the colleague is not there");
  const Author author = onthaal::author_of(envelope.actor);
  store::insert_pass(tx, subject.id, from, to->id, pass.reason);
  const auto number = give_back(tx, *current, "passed", author, envelope.id, to);
  if (!number) return std::unexpected(number.error());
  if (hooks_.passed && !pass.note.reveal().empty()) hooks_.passed(tx, {subject, author, *current->alias, pass.note});
  jobs::later(tx, kPass, std::to_string(subject.id.value), tx.now + kPassFor);
  return numbered(*number);
}

Result<Reply> Conversations::decline_pass(Tx& tx, const live::Envelope& envelope, const Uuid& conversation) const {
  const auto* staff = std::get_if<Staff>(&envelope.actor);
  const auto subject = find_subject(tx.db, conversation);
  const auto pass = subject ? latest_pass(tx.db, subject->id) : std::nullopt;
  if (staff == nullptr || !pass || (pass->to != staff->staff && pass->from != staff->staff) ||
      !accounts::is_on_team(tx.db, staff->staff, subject->line))
    return fail(Code::not_found, "no such conversation");
  if (pass->state == "taken") return fail(Code::conflict, "it was taken");
  if (pass->state == "waiting") pass_back(tx, subject->id);
  return numbered(std::nullopt);
}

void Conversations::pass_back(Tx& tx, ConversationId id) const {
  const Subject subject = store::find(tx.db, id).value().subject;
  const StaffId from = latest_pass(tx.db, id).value().from;
  if (hooks_.is_there(tx, subject, from)) {
    store::end_pass(tx, id, "returned");
    if (accept(tx, id, from, std::nullopt)) return;
  }
  release(tx, id);
}

void Conversations::let_go(Tx& tx, StaffId staff) const {
  for (const ConversationId id : store::active_of(tx.db, staff)) {
    const auto current = store::find(tx.db, id).value();
    if (!current.alias) static_cast<void>(give_back(tx, current, "operator_lost", {}, std::nullopt));
  }
  for (const ConversationId id : store::waiting_for(tx.db, staff)) {
    const LineId line = store::find(tx.db, id).value().subject.line;
    if (accounts::has_role(tx.db, staff, line, accounts::Role::operator_)) continue;
    // A second talk waits for somebody whom it was agreed with: nobody gave it.
    const auto pass = latest_pass(tx.db, id);
    if (pass && pass->state == "waiting")
      pass_back(tx, id);
    else
      release(tx, id);
  }
}

bool Conversations::release(Tx& tx, ConversationId id) const {
  const auto current = store::find(tx.db, id);
  if (!current || !store::release(tx, id)) return false;
  const Subject& subject = current->subject;
  store::end_pass(tx, id, "released");
  append(tx, subject, nullptr, {"conversation.released", {}, std::nullopt, "{}"});
  if (hooks_.waiting_changed) hooks_.waiting_changed(tx, {subject, {}});
  return true;
}

// One that was given on since has a later time of its own.
jobs::JobKind Conversations::pass_job() const {
  return {kPass, [this](Tx& tx, const jobs::Job& job) {
            const ConversationId id{std::stoll(job.key)};
            const auto pass = latest_pass(tx.db, id);
            if (!pass || pass->state != "waiting") return;
            if (tx.now >= pass->made_at + kPassFor) return pass_back(tx, id);
            jobs::later(tx, kPass, job.key, pass->made_at + kPassFor);
          }};
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

bool Conversations::set_unattended(Tx& tx, ConversationId id, bool is_unattended) const {
  if (!store::set_unattended(tx, id, is_unattended)) return false;
  append(tx, store::find(tx.db, id).value().subject, nullptr,
         {"conversation.unattended", {}, std::nullopt, wire::unattended(is_unattended)});
  return true;
}

}  // namespace onthaal::conversations
