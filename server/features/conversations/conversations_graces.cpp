#include "features/conversations/conversations_access.h"
#include "features/conversations/conversations_wire.h"

// Who is connected, and what follows when somebody is not: docs/protocol.md, Graces.
namespace onthaal::conversations {
namespace {

using store::State;

constexpr std::string_view kGrace = "conversations.grace";

// A page that asks for a talk follows it a moment later; a program that only asks keeps nobody out for longer.
constexpr Millis kComesWithin = kMinute / 2;

// Whoever used the exit has gone, and does not come back by itself.
Millis away_after(const store::Current& current) {
  if (went_by_exit(current)) return 0;
  return current.never_came ? kComesWithin : kAwayAfter;
}

bool is_over(const std::optional<Millis>& lost_at, Millis grace, Millis now) {
  return lost_at && now - *lost_at >= grace;
}

std::optional<Millis> next_grace(const store::Current& current) {
  if (current.state == State::active && current.operator_lost_at) return *current.operator_lost_at + kGivenBackAfter;
  if (current.state != State::waiting || !current.visitor_lost_at) return std::nullopt;
  if (!current.is_away) return *current.visitor_lost_at + away_after(current);
  // A talk that has begun is ended by a person, never by a clock.
  return current.first_accepted_at ? std::nullopt : std::optional(*current.visitor_lost_at + kRemovedAfter);
}

void look_at(Tx& tx, ConversationId id, Millis due) {
  jobs::later(tx, kGrace, std::to_string(id.value), due);
}

}  // namespace

void Conversations::present(Tx& tx, ConversationId id, std::string_view label, bool is_there) const {
  const auto current = store::find(tx.db, id);
  if (!current) return;
  const bool is_active = current->state == State::active;
  if (label == "visitor" && (is_active || current->state == State::waiting)) visitor_present(tx, *current, is_there);
  if (label == "operator" && is_active) operator_present(tx, *current, is_there);
}

void Conversations::visitor_present(Tx& tx, const store::Current& current, bool is_there) const {
  if (is_there != current.visitor_lost_at.has_value()) return;
  const Subject& subject = current.subject;
  if (!is_there) {
    store::set_visitor_lost(tx, subject.id, tx.now, current.state == State::active);
    return settle(tx, subject.id);
  }
  store::set_visitor_lost(tx, subject.id, std::nullopt, false);
  if (current.is_away) {
    store::set_away(tx, subject.id, false);
    if (hooks_.away) hooks_.away(tx, {subject, false});
  }
  if (current.aside_at) come_back(tx, current);
}

void Conversations::operator_present(Tx& tx, const store::Current& current, bool is_there) const {
  if (is_there != current.operator_lost_at.has_value()) return;
  store::set_operator_lost(tx, current.subject.id, is_there ? std::nullopt : std::optional(tx.now));
  settle(tx, current.subject.id);
}

// To a talk that was set aside: it goes on with the same operator where there is room, else with the first who has.
void Conversations::come_back(Tx& tx, const store::Current& current) const {
  const bool has_room = hooks_.has_room && hooks_.has_room(tx, current.subject, current.owner.value());
  if (!has_room || current.operator_lost_at) {
    static_cast<void>(give_back(tx, current, "returned", {}, std::nullopt));
    return;
  }
  store::set_aside(tx, current.subject.id, std::nullopt);
  if (hooks_.set_aside) hooks_.set_aside(tx, {current.subject, false, std::nullopt, std::nullopt});
}

Result<std::int64_t> Conversations::give_back(Tx& tx, const store::Current& current, std::string_view why,
                                              const Author& author, const std::optional<Uuid>& command,
                                              const std::optional<accounts::Person>& to) const {
  const Subject& subject = current.subject;
  if (!store::give_back(tx, subject.id, to ? std::optional(to->id) : std::nullopt))
    return fail(Code::conflict, "somebody was first");
  const auto alias = to ? std::optional(to->alias) : std::nullopt;
  const auto number =
      append(tx, subject, nullptr, {"conversation.given_back", author, command, wire::given_back(why, alias)});
  if (hooks_.given_back) hooks_.given_back(tx, {subject, current.owner.value(), author});
  // Last: a page that loses the talk knows by then that it is no longer its own.
  tx.effects.push_back(Revoked{stream_of(subject), Staff{current.owner.value(), {}}, subject.uuid});
  settle(tx, subject.id);
  return number;
}

// Who waited and stayed away too long has left.
void Conversations::remove(Tx& tx, const store::Current& current) const {
  finish(tx, current, {State::waiting, State::left, "visitor", "lost", "normal"}, {}, std::nullopt);
}

void Conversations::settle(Tx& tx, ConversationId id) const {
  auto current = store::find(tx.db, id);
  if (!current) return;
  if (current->state == State::active && is_over(current->operator_lost_at, kGivenBackAfter, tx.now)) {
    static_cast<void>(give_back(tx, *current, "operator_lost", {}, std::nullopt));
    return;
  }
  if (current->state == State::waiting && !current->first_accepted_at &&
      is_over(current->visitor_lost_at, kRemovedAfter, tx.now))
    return remove(tx, *current);
  if (current->state == State::waiting && !current->is_away &&
      is_over(current->visitor_lost_at, away_after(*current), tx.now)) {
    store::set_away(tx, id, true);
    current->is_away = true;
    if (hooks_.away) hooks_.away(tx, {current->subject, true});
  }
  if (const auto next = next_grace(*current)) look_at(tx, id, *next);
}

Result<Reply> Conversations::set_aside(Tx& tx, const live::Envelope& envelope, const Uuid& conversation) const {
  const auto current = access_as_owner(tx, envelope.actor, conversation);
  if (!current) return std::unexpected(current.error());
  if (auto active = require_active(*current); !active) return std::unexpected(active.error());
  if (current->aside_at) return numbered(std::nullopt);
  if (!is_over(current->visitor_lost_at, kAsideAfter, tx.now))
    return fail(Code::conflict, "the visitor was connected within the last five minutes");
  store::set_aside(tx, current->subject.id, tx.now);
  if (hooks_.set_aside) hooks_.set_aside(tx, {current->subject, true, onthaal::author_of(envelope.actor), envelope.id});
  return numbered(std::nullopt);
}

Result<Reply> Conversations::ask_colleague(Tx& tx, const live::Envelope& envelope, const Uuid& conversation) const {
  const auto current = access_as_visitor(tx, envelope.actor, conversation);
  if (!current) return std::unexpected(current.error());
  if (const auto number = find_resend(tx, envelope, current->subject)) return numbered(number);
  if (auto active = require_active(*current); !active) return std::unexpected(active.error());
  if (!is_over(current->operator_lost_at, kColleagueAfter, tx.now))
    return fail(Code::conflict, "the operator was connected within the last two minutes");
  const auto number = give_back(tx, *current, "asked", onthaal::author_of(envelope.actor), envelope.id);
  if (!number) return std::unexpected(number.error());
  return numbered(*number);
}

void all_lost(Tx& tx) {
  for (const ConversationId id : store::set_all_lost(tx)) look_at(tx, id, tx.now + kAwayAfter);
}

jobs::JobKind Conversations::grace_job() const {
  return {kGrace, [this](Tx& tx, const jobs::Job& job) { settle(tx, {std::stoll(job.key)}); }};
}

}  // namespace onthaal::conversations
