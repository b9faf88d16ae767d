#include "features/conversations/conversations.h"

#include "features/accounts/accounts.h"
#include "features/conversations/conversations_store.h"
#include "features/conversations/conversations_wire.h"

namespace onthaal::conversations {
namespace {

using store::State;

StreamKey stream_of(const Subject& subject) {
  return streams::key("conversation", subject.id.value);
}

std::unexpected<Error> not_found() {
  return fail(Code::not_found, "no such conversation");
}

bool is_visitor_of(const Actor& actor, const store::Current& current) {
  const auto* visitor = std::get_if<Visitor>(&actor);
  return visitor != nullptr && visitor->visit == current.visit;
}

bool is_owner_of(const Actor& actor, const store::Current& current) {
  const auto* staff = std::get_if<Staff>(&actor);
  return staff != nullptr && current.owner == staff->staff && current.alias;
}

Result<store::Current> access(Tx& tx, const Actor& actor, const Uuid& conversation) {
  auto current = store::find(tx.db, conversation);
  if (!current || !(is_visitor_of(actor, *current) || is_owner_of(actor, *current))) return not_found();
  return *std::move(current);
}

std::optional<std::int64_t> find_resend(Tx& tx, const live::Envelope& envelope, const Subject& subject) {
  if (!envelope.again) return std::nullopt;
  return streams::find_command(tx.db, stream_of(subject), envelope.after, author_of(envelope.actor), envelope.id);
}

Reply numbered(std::optional<std::int64_t> number) {
  return {.status = 200, .body = "", .headers = {}, .number = number};
}

// Words are sealed; that it was accepted or ended is not, so a talk can end when its words were destroyed.
std::int64_t append(Tx& tx, const Subject& subject, const streams::Sealing* sealing, streams::Draft draft) {
  return streams::append(tx, stream_of(subject), subject.uuid, std::move(draft), sealing);
}

}  // namespace

Uuid Conversations::request(Tx& tx, const Request& request) const {
  const Uuid uuid = tx.new_uuid();
  const streams::Sealing sealing = streams::make_sealing(tx, uuid);
  const ConversationId id = store::insert(
      tx, {.uuid = uuid,
           .line = request.line.id,
           .visit = request.visit,
           .key = sealing.id,
           .nickname = seal::seal(sealing.key, seal::Kind::nickname, uuid, 0, request.nickname.reveal(), tx.random),
           .language = request.language});
  const Subject subject{id, uuid, request.line.id, request.line.uuid};
  const Author author{Author::Kind::visitor, request.visit.value};
  append(tx, subject, &sealing,
         {"conversation.requested", author, std::nullopt, wire::requested(request.nickname.reveal())});
  if (hooks_.requested) hooks_.requested(tx, {subject, request.nickname, author, sealing});
  return uuid;
}

Result<Subject> Conversations::accept(Tx& tx, ConversationId id, StaffId staff, const Uuid& command) const {
  const auto person = accounts::find_person(tx.db, staff);
  const auto current = store::find(tx.db, id);
  if (!person || !current) return not_found();
  if (!store::accept(tx, id, staff)) return fail(Code::conflict, "it no longer waits");
  const Author author{Author::Kind::staff, staff.value};
  append(tx, current->subject, nullptr, {"conversation.accepted", author, command, wire::accepted(person->alias)});
  if (hooks_.accepted) hooks_.accepted(tx, {current->subject, author, person->uuid, person->alias, command});
  return current->subject;
}

// The hot path: one select, and what streams::append does.
Result<Reply> Conversations::post_message(Tx& tx, const live::Envelope& envelope, const Post& post) const {
  const auto current = access(tx, envelope.actor, post.conversation);
  if (!current) return std::unexpected(current.error());
  if (const auto number = find_resend(tx, envelope, current->subject)) return numbered(number);
  if (current->state == State::waiting) return fail(Code::conflict, "nobody has taken it yet");
  if (current->state != State::active) return fail(Code::closed, "it has ended");
  const auto sealing = store::sealing_of(*current, tx.keys);
  if (!sealing) return fail(Code::closed, "its words were destroyed");
  const auto data = is_visitor_of(envelope.actor, *current)
                        ? wire::posted("visitor", std::nullopt, post.text.reveal())
                        : wire::posted("operator", current->alias, post.text.reveal());
  return numbered(
      append(tx, current->subject, &*sealing, {"message.posted", author_of(envelope.actor), envelope.id, data}));
}

Result<Reply> Conversations::end(Tx& tx, const live::Envelope& envelope, const Uuid& conversation) const {
  const auto current = access(tx, envelope.actor, conversation);
  if (!current) return std::unexpected(current.error());
  if (const auto number = find_resend(tx, envelope, current->subject)) return numbered(number);
  if (current->state != State::waiting && current->state != State::active) return numbered(std::nullopt);
  const bool was_waiting = current->state == State::waiting;
  const std::string_view by = is_visitor_of(envelope.actor, *current) ? "visitor" : "operator";
  if (!store::end(tx, current->subject.id, current->state, was_waiting ? State::left : State::ended, by))
    return fail(Code::conflict, "somebody was first");
  const Author author = author_of(envelope.actor);
  const auto number =
      append(tx, current->subject, nullptr,
             {"conversation.ended", author, envelope.id, wire::ended(by, was_waiting ? "left" : "ended")});
  if (hooks_.ended) hooks_.ended(tx, {current->subject, was_waiting, author, envelope.id});
  return numbered(number);
}

}  // namespace onthaal::conversations
