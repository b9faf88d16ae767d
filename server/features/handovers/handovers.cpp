#include "features/handovers/handovers.h"

#include "features/handovers/handovers_tell.h"
#include "features/queue/queue.h"
#include "features/terms/terms.h"

namespace onthaal::handovers {
namespace {

using conversations::Conversations;
using conversations::Talk;
using store::Handover;
using store::State;

Snapshot snapshot_of(Tx& tx) {
  return {tx.db, tx.now, tx.keys};
}

std::unexpected<Error> not_found() {
  return fail(Code::not_found, "no such conversation");
}

std::unexpected<Error> invalid(const char* field) {
  return std::unexpected(Error{Code::invalid, "", {{field, "not_allowed"}}});
}

Reply numbered(std::int64_t number) {
  return {.status = 200, .body = "", .headers = {}, .number = number};
}

bool takes_new_ones(Tx& tx, LineId line) {
  return queue::opening(snapshot_of(tx), line).state == queue::Opening::State::open;
}

// What goes to a link goes nowhere: the visitor opens it, and tells there what the visitor wants to.
Result<store::NewHandover> checked(Tx& tx, const Talk& talk, const Partner& partner, const Ask& ask) {
  store::NewHandover handover{.uuid = tx.new_uuid(),
                              .first = talk.subject.id,
                              .partner = partner.id,
                              .kind = partner.target ? "live" : "link",
                              .state = State::asked,
                              .made_by = *talk.owner};
  if (ask.theme) {
    const auto theme = terms::find(tx.db, talk.subject.line, terms::Kind::theme, *ask.theme);
    if (!theme || !partner.target) return invalid("data.theme");
    handover.theme = theme->id;
  }
  if (ask.summary) {
    if (!partner.target) return invalid("data.summary");
    handover.summary =
        seal::seal(talk.sealing->key, seal::Kind::handover, handover.uuid, 0, ask.summary->reveal(), tx.random);
  }
  return handover;
}

// The second conversation: the same visit, its own key, and of the first nothing but what the visitor said yes to.
void open_second(Tx& tx, const Conversations& conversations, const Handover& handover, const Talk& first,
                 bool with_summary) {
  const Uuid uuid = conversations.request(tx, {.line = lines::find(tx.db, *handover.target).value(),
                                               .visit = first.visit,
                                               .nickname = Redacted<std::string>(first.nickname.value_or("")),
                                               .language = first.language,
                                               .is_front = true});
  const Talk second = conversations::find_talk(snapshot_of(tx), uuid).value();
  std::optional<std::string> passed;
  if (with_summary) {
    const auto words = seal::open(first.sealing->key, seal::Kind::handover, handover.uuid, 0, *handover.summary);
    passed = seal::seal(second.sealing->key, seal::Kind::handover, handover.uuid, 0, words.value(), tx.random);
  }
  const Millis take_until = tx.now + handover.take_minutes * kMinute;
  store::set_second(tx, handover.id, second.subject.id, passed, take_until);
  jobs::later(tx, kTakeJob, std::to_string(handover.id.value), take_until);
}

}  // namespace

std::optional<Partner> find_partner(db::Connection& db, LineId line, const Uuid& partner) {
  return store::find_partner(db, line, partner);
}

std::vector<Partner> partners(db::Connection& db, LineId line) {
  return store::partners(db, line);
}

HandoverId record_booked(Tx& tx, ConversationId conversation, PartnerId partner, StaffId made_by) {
  return store::insert(tx, {.uuid = tx.new_uuid(),
                            .first = conversation,
                            .partner = partner,
                            .kind = "booked",
                            .state = State::booked,
                            .made_by = made_by})
      .value();
}

Result<Reply> ask(Tx& tx, const live::Envelope& envelope, const Ask& ask) {
  const auto talk = conversations::access_talk_as_owner(tx, envelope.actor, ask.conversation);
  if (!talk) return std::unexpected(talk.error());
  if (auto told = conversations::find_told(tx, envelope, *talk)) return *std::move(told);
  if (!talk->is_active || !talk->sealing) return fail(Code::closed, "it has ended");
  const auto partner = store::find_partner(tx.db, talk->subject.line, ask.partner);
  if (!partner) return invalid("data.partner");
  const auto wanted = checked(tx, *talk, *partner, ask);
  if (!wanted) return std::unexpected(wanted.error());
  if (partner->target && !takes_new_ones(tx, *partner->target)) return fail(Code::conflict, "that line is not open");
  const auto id = store::insert(tx, *wanted);
  if (!id) return fail(Code::conflict, "another one is open");
  return numbered(tell(tx, *id, "handover.asked", author_of(envelope.actor), envelope.id));
}

Result<Reply> answer(Tx& tx, const Conversations& conversations, const live::Envelope& envelope, const Answer& answer) {
  const auto handover = store::find(tx.db, answer.handover);
  if (!handover) return not_found();
  const Talk first = conversations::find_talk(snapshot_of(tx), handover->first_uuid).value();
  if (!is_visitor_of(envelope.actor, first)) return not_found();
  if (auto told = conversations::find_told(tx, envelope, first)) return *std::move(told);
  const bool is_link = handover->kind == "link";  // as it was asked, whatever the partner has become since
  const bool goes_on = answer.is_yes && !is_link;
  // It closed, or went elsewhere, while the visitor was reading: the yes changes nothing, either.
  const bool is_late = goes_on && (!handover->target || !takes_new_ones(tx, *handover->target));
  const bool with_summary = goes_on && !is_late && answer.with_summary && handover->summary;
  const State to = !answer.is_yes ? State::refused
                   : is_link      ? State::linked
                   : is_late      ? State::not_taken
                                  : State::agreed;
  if (!first.is_open || !store::answer(tx, handover->id, to, with_summary))
    return fail(Code::conflict, "it is no longer asked");
  if (to == State::agreed) open_second(tx, conversations, *handover, first, with_summary);
  return numbered(tell(tx, handover->id, "handover.changed", author_of(envelope.actor), envelope.id));
}

Result<Reply> withdraw(Tx& tx, const Conversations& conversations, const live::Envelope& envelope, const Uuid& uuid) {
  const auto handover = store::find(tx.db, uuid);
  if (!handover) return not_found();
  const Talk first = conversations::find_talk(snapshot_of(tx), handover->first_uuid).value();
  const bool is_visitor = is_visitor_of(envelope.actor, first);
  if (!is_visitor && !is_owner_of(envelope.actor, first)) return not_found();
  if (auto told = conversations::find_told(tx, envelope, first)) return *std::move(told);
  const bool may = store::is_open(handover->state) && !(is_visitor && handover->state == State::taken);
  if (!may || !store::end(tx, handover->id, handover->state, State::withdrawn))
    return fail(Code::conflict, "it is too late for that");
  const Author author = author_of(envelope.actor);
  const auto number = tell(tx, handover->id, "handover.changed", author, envelope.id);
  if (handover->second) conversations.close(tx, *handover->second, conversations::Why::not_taken, author);
  return numbered(number);
}

}  // namespace onthaal::handovers
