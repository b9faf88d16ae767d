#include "features/conversations/conversations.h"

#include <algorithm>

#include "features/accounts/accounts.h"
#include "features/conversations/conversations_access.h"
#include "features/conversations/conversations_wire.h"
#include "features/places/places.h"
#include "features/terms/terms.h"

namespace onthaal::conversations {
namespace {

using store::State;

std::unexpected<Error> invalid(const char* field) {
  return std::unexpected(Error{Code::invalid, "", {{field, "not_allowed"}}});
}

bool is_message(Tx& tx, const Subject& subject, std::int64_t number) {
  const auto found = streams::read({tx.db, tx.now, tx.keys}, stream_of(subject), number - 1, 1);
  return !found.empty() && found[0].number == number && found[0].event == "message.posted";
}

// Why the talk was over before the operator said so. By the exit: not back since.
std::optional<std::string_view> cause_of(const store::Current& current, Millis now) {
  if (!current.visitor_lost_at) return std::nullopt;
  if (went_by_exit(current)) return "exit";
  if (now - *current.visitor_lost_at > kCountedFor) return "lost";
  return std::nullopt;
}

}  // namespace

Uuid Conversations::request(Tx& tx, const Request& request) const {
  const Uuid uuid = tx.new_uuid();
  const std::string& nickname = request.nickname.reveal();
  const streams::Sealing sealing = streams::make_sealing(tx, uuid);
  const ConversationId id =
      store::insert(tx, {.uuid = uuid,
                         .key = sealing.id,
                         .nickname = seal::seal(sealing.key, seal::Kind::nickname, uuid, 0, nickname, tx.random),
                         .request = request});
  const Subject subject{id, uuid, request.line.id, request.line.uuid};
  const Author author{Author::Kind::visitor, request.visit.value};
  std::optional<std::string> topic;
  if (request.topic) topic = terms::find(tx.db, *request.topic).value().code;
  append(tx, subject, &sealing,
         {"conversation.requested", author, std::nullopt, wire::requested(nickname, request.who, topic)});
  if (hooks_.requested) hooks_.requested(tx, {subject, author});
  settle(tx, id);
  return uuid;
}

Result<Subject> Conversations::accept(Tx& tx, ConversationId id, StaffId staff, const std::optional<Uuid>& command,
                                      const std::optional<std::string>& reason) const {
  const auto person = accounts::find_person(tx.db, staff);
  const auto current = store::find(tx.db, id);
  if (!person || !current) return fail(Code::not_found, "no such conversation");
  const Subject& subject = current->subject;
  const Millis guide_ends_at = tx.now + lines::settings_of(tx.db, subject.line).talk_minutes * kMinute;
  if (!store::accept(tx, id, staff, guide_ends_at, reason)) return fail(Code::conflict, "it no longer waits");
  if (current->for_staff) store::end_pass(tx, id, "taken");
  const Author author = author_of(staff);
  append(tx, subject, nullptr,
         {"conversation.accepted", author, command, wire::accepted(person->alias, guide_ends_at)});
  if (hooks_.accepted) hooks_.accepted(tx, {subject, author, person->uuid, person->alias, guide_ends_at, command});
  settle(tx, id);
  return subject;
}

// The hot path: one select, and what streams::append does.
Result<Reply> Conversations::post_message(Tx& tx, const live::Envelope& envelope, const Post& post) const {
  const auto current = access(tx, envelope.actor, post.conversation);
  if (!current) return std::unexpected(current.error());
  if (const auto number = find_resend(tx, envelope, current->subject)) return numbered(number);
  const bool is_visitors = is_visitor_of(envelope.actor, *current);
  const bool was_given_back = current->state == State::waiting && current->first_accepted_at;
  if (auto active = require_active(*current); !active && !was_given_back) return std::unexpected(active.error());
  const auto sealing = store::sealing_of(*current, tx.keys);
  if (!sealing) return fail(Code::closed, "its words were destroyed");
  if (post.reply_to && !is_message(tx, current->subject, *post.reply_to)) return invalid("data.reply_to");
  wire::Message message{.from = is_visitors ? "visitor" : "operator",
                        .alias = is_visitors ? std::nullopt : current->alias,
                        .text = post.text.reveal(),
                        .reply_to = post.reply_to,
                        .card = std::nullopt};
  if (post.card) {
    if (!is_visitors) message.card = places::card(tx.db, current->subject.line, *post.card);
    if (!message.card) return invalid("data.card");
  }
  const Author author = onthaal::author_of(envelope.actor);
  const auto number =
      append(tx, current->subject, &*sealing, {"message.posted", author, envelope.id, wire::posted(message)});
  if (hooks_.posted) hooks_.posted(tx, {current->subject, author});
  return numbered(number);
}

void Conversations::exit(Tx& tx, VisitId visit) const {
  for (const ConversationId id : store::open_of(tx.db, visit)) {
    store::set_exited(tx, id);
    append(tx, store::find(tx.db, id).value().subject, nullptr,
           {"conversation.exited", {Author::Kind::visitor, visit.value}, std::nullopt, "{}"});
    settle(tx, id);
  }
}

Result<Reply> Conversations::end(Tx& tx, const live::Envelope& envelope, const End& end) const {
  const auto current = access(tx, envelope.actor, end.conversation);
  if (!current) return std::unexpected(current.error());
  const Subject& subject = current->subject;
  const bool is_visitors = is_visitor_of(envelope.actor, *current);
  if (is_visitors && end.closing) return invalid("data.closing");
  if (const auto number = find_resend(tx, envelope, subject)) return numbered(number);
  const bool was_waiting = current->state == State::waiting;
  if (!was_waiting && current->state != State::active) return numbered(std::nullopt);
  if (!is_visitors && hooks_.handing && hooks_.handing(tx, subject) == Handing::on_the_way)
    return fail(Code::conflict, "somebody of another line is on the way");
  const std::string closing = end.closing.value_or("normal");
  const auto cause = is_visitors ? std::nullopt : cause_of(*current, tx.now);
  const std::string_view by = is_visitors ? "visitor" : "operator";
  const store::Ending ending{current->state, was_waiting ? State::left : State::ended, by, cause, closing};
  const auto number = finish(tx, *current, ending, onthaal::author_of(envelope.actor), envelope.id);
  if (!number) return fail(Code::conflict, "somebody was first");
  return numbered(number);
}

std::optional<std::int64_t> Conversations::finish(Tx& tx, const store::Current& current, const store::Ending& ending,
                                                  const Author& author, const std::optional<Uuid>& command) const {
  const Subject& subject = current.subject;
  if (!store::end(tx, subject.id, ending)) return std::nullopt;
  if (current.for_staff) store::end_pass(tx, subject.id, "over");
  const std::string_view by = ending.why.value_or(ending.cause.value_or(ending.by.value_or("")));
  const std::string data = wire::ended(by, store::name_of(ending.to), ending.closing);
  const auto number = append(tx, subject, nullptr, {"conversation.ended", author, command, data});
  if (hooks_.ended)
    hooks_.ended(tx, {subject, ending.from == State::waiting, current.last_operator, by, author, command});
  count_later(tx, subject.id);
  return number;
}

Result<Reply> Conversations::extend(Tx& tx, const live::Envelope& envelope, const Uuid& conversation) const {
  const auto current = access_as_owner(tx, envelope.actor, conversation);
  if (!current) return std::unexpected(current.error());
  const Subject& subject = current->subject;
  if (const auto number = find_resend(tx, envelope, subject)) return numbered(number);
  if (auto active = require_active(*current); !active) return std::unexpected(active.error());
  const Millis guide_ends_at = std::max(current->guide_ends_at.value_or(tx.now), tx.now) + kExtension;
  if (!store::extend(tx, subject.id, guide_ends_at)) return fail(Code::conflict, "somebody was first");
  const Author author = onthaal::author_of(envelope.actor);
  const auto number =
      append(tx, subject, nullptr, {"conversation.extended", author, envelope.id, wire::extended(guide_ends_at)});
  if (hooks_.extended) hooks_.extended(tx, {subject, guide_ends_at, author});
  return numbered(number);
}

}  // namespace onthaal::conversations
