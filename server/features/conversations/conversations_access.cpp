#include "features/conversations/conversations_access.h"

namespace onthaal::conversations {
namespace {

using store::State;

// The exit button cuts the connection; that is noticed a little later.
constexpr Millis kExitNoticed = kMinute;

std::unexpected<Error> not_found() {
  return fail(Code::not_found, "no such conversation");
}

}  // namespace

StreamKey stream_of(const Subject& subject) {
  return streams::key("conversation", subject.id.value);
}

Author author_of(StaffId staff) {
  return {Author::Kind::staff, staff.value};
}

bool is_visitor_of(const Actor& actor, const store::Current& current) {
  const auto* visitor = std::get_if<Visitor>(&actor);
  return visitor != nullptr && visitor->visit == current.visit;
}

bool is_owner_of(const Actor& actor, const store::Current& current) {
  const auto* staff = std::get_if<Staff>(&actor);
  return staff != nullptr && current.owner == staff->staff && current.alias;
}

bool has_words(const Actor& actor, const store::Current& current, Millis now) {
  return is_owner_of(actor, current) && (!current.ended_at || now < *current.ended_at + kOwnFor);
}

Result<store::Current> access(Tx& tx, const Actor& actor, const Uuid& conversation) {
  auto current = store::find(tx.db, conversation);
  if (!current || !(is_visitor_of(actor, *current) || is_owner_of(actor, *current))) return not_found();
  return *std::move(current);
}

Result<store::Current> access_as_visitor(Tx& tx, const Actor& actor, const Uuid& conversation) {
  auto current = store::find(tx.db, conversation);
  if (!current || !is_visitor_of(actor, *current)) return not_found();
  return *std::move(current);
}

Result<store::Current> access_as_owner(Tx& tx, const Actor& actor, const Uuid& conversation) {
  auto current = store::find(tx.db, conversation);
  if (!current || !is_owner_of(actor, *current)) return not_found();
  return *std::move(current);
}

Result<void> require_active(const store::Current& current) {
  if (current.state == State::waiting) return fail(Code::conflict, "nobody has taken it");
  if (current.state != State::active) return fail(Code::closed, "it has ended");
  return {};
}

bool went_by_exit(const store::Current& current) {
  return current.exited_at && current.visitor_lost_at && *current.visitor_lost_at <= *current.exited_at + kExitNoticed;
}

std::optional<std::int64_t> find_resend(Tx& tx, const live::Envelope& envelope, const Subject& subject) {
  if (!envelope.again) return std::nullopt;
  return streams::find_command(tx.db, stream_of(subject), envelope.after, onthaal::author_of(envelope.actor),
                               envelope.id);
}

Reply numbered(std::optional<std::int64_t> number) {
  return {.status = 200, .body = "", .headers = {}, .number = number};
}

std::int64_t append(Tx& tx, const Subject& subject, const streams::Sealing* sealing, streams::Draft draft) {
  return streams::append(tx, stream_of(subject), subject.uuid, std::move(draft), sealing);
}

}  // namespace onthaal::conversations
