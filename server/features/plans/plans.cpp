#include "features/plans/plans.h"

#include "features/accounts/accounts.h"
#include "features/plans/plans_store.h"
#include "features/plans/plans_wire.h"
#include "features/plans/plans_words.h"

namespace onthaal::plans {
namespace {

using conversations::Talk;

std::unexpected<Error> not_found() {
  return fail(Code::not_found, "no such plan");
}

// A plan, and the talk in which it was offered.
struct Offered {
  store::Plan plan;
  Talk talk;
};
using Access = Result<Talk> (*)(Tx&, const Actor&, const Uuid&);
Result<Offered> find_offered(Tx& tx, const Actor& actor, const Uuid& plan, Access access) {
  auto found = store::find(tx.db, plan);
  if (!found) return not_found();
  auto talk = access(tx, actor, found->offered_in);
  if (!talk) return not_found();
  return Offered{*std::move(found), *std::move(talk)};
}

Reply tell_changed(Tx& tx, const Offered& offered, const live::Envelope& envelope, std::string_view state) {
  return conversations::tell(
      tx, offered.talk,
      {"plan.changed", author_of(envelope.actor), envelope.id, wire::changed(offered.plan.uuid, state)});
}

std::string put_code(Tx& tx, const store::Plan& plan) {
  return visits::new_code(tx, visits::CodeKind::plan,
                          [&](const std::string& hash) { return store::put_code(tx, plan, hash); });
}

Result<Reply> refuse(Tx& tx, const live::Envelope& envelope, const Offered& offered) {
  if (offered.plan.state == "declined") return Reply{.body = "{}"};
  if (!store::move(tx, offered.plan, "offered", "declined")) return fail(Code::conflict, "it is no longer offered");
  store::destroy(tx, offered.plan);
  Reply reply = tell_changed(tx, offered, envelope, "declined");
  reply.body = "{}";  // the answer to an answer is an ack
  return reply;
}

}  // namespace

Result<Reply> offer(Tx& tx, const live::Envelope& envelope, const Offer& offer) {
  const auto talk = conversations::access_talk_as_owner(tx, envelope.actor, offer.conversation);
  if (!talk) return std::unexpected(talk.error());
  if (auto told = conversations::find_told(tx, envelope, *talk)) return *std::move(told);
  if (!talk->is_active || !talk->sealing) return fail(Code::closed, "it has ended");
  const StaffId me = std::get<Staff>(envelope.actor).staff;
  const auto person = accounts::find_person(tx.db, me);
  const Uuid uuid = tx.new_uuid();
  const streams::Sealing sealing = streams::make_sealing(tx, uuid);
  const wire::Words words{offer.text.reveal(), offer.moments ? std::optional(offer.moments->reveal()) : std::nullopt};
  const SealedWords sealed = seal_words(tx, sealing, words);
  if (!store::insert(tx, {.uuid = uuid,
                          .line = talk->subject.line,
                          .key = sealing.id,
                          .text = sealed.text,
                          .moments = sealed.moments,
                          .worker = offer.same_worker ? std::optional(me) : std::nullopt,
                          .offered_in = talk->subject.id,
                          .made_by = me}))
    return fail(Code::conflict, "an offer is open");
  const auto with = offer.same_worker && person ? std::optional(person->alias) : std::nullopt;
  return conversations::tell(
      tx, *talk, {"plan.offered", author_of(envelope.actor), envelope.id, wire::offered(uuid, "offered", words, with)});
}

Result<Reply> answer(Tx& tx, const live::Envelope& envelope, const Answer& answer) {
  const auto offered = find_offered(tx, envelope.actor, answer.plan, conversations::access_talk_as_visitor);
  if (!offered) return std::unexpected(offered.error());
  if (!answer.is_yes) return refuse(tx, envelope, *offered);
  Reply reply;
  if (store::move(tx, offered->plan, "offered", "active")) {
    reply = tell_changed(tx, *offered, envelope, "active");
    tell_line(tx, envelope.actor, offered->plan.line);
  } else if (offered->plan.state != "active") {
    return fail(Code::conflict, "it is no longer offered");
  }
  reply.body = wire::code(put_code(tx, offered->plan));
  return reply;
}

Result<Reply> withdraw(Tx& tx, const live::Envelope& envelope, const Uuid& plan) {
  const auto offered = find_offered(tx, envelope.actor, plan, conversations::access_talk_as_owner);
  if (!offered) return std::unexpected(offered.error());
  if (offered->plan.state == "withdrawn") return Reply{};
  if (!store::move(tx, offered->plan, "offered", "withdrawn")) return fail(Code::conflict, "it was answered");
  store::destroy(tx, offered->plan);
  return tell_changed(tx, *offered, envelope, "withdrawn");
}

void on_ended(Tx& tx, const conversations::ConversationEnded& what) {
  const auto plan = store::latest_in(tx.db, what.conversation.id);
  if (plan && store::move(tx, *plan, "offered", "withdrawn")) store::destroy(tx, *plan);
}

std::string latest_offer(const Snapshot& snapshot, ConversationId conversation) {
  const auto plan = store::latest_in(snapshot.db, conversation);
  const auto words = plan ? open_words(snapshot, *plan) : std::nullopt;
  if (!words || plan->state == "ended") return "null";
  return wire::offered(plan->uuid, plan->state, *words,
                       plan->worker ? std::optional(plan->worker->alias) : std::nullopt);
}

std::string brought(const Snapshot& snapshot, ConversationId conversation) {
  const auto plan = store::brought_to(snapshot.db, conversation);
  const auto words = plan ? open_words(snapshot, *plan) : std::nullopt;
  return words ? wire::brought(*plan, *words) : "null";
}

}  // namespace onthaal::plans
