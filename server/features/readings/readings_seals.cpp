#include "features/readings/readings_seals.h"

#include "features/audit/audit.h"
#include "features/notices/notices.h"
#include "features/readings/readings_access.h"
#include "platform/json.h"

namespace onthaal::readings {
namespace {

void record(Tx& tx, std::string_view what, StaffId staff, const store::Break& about) {
  audit::record(tx, {.what = what,
                     .staff = staff,
                     .line = about.line,
                     .about = about.conversation_uuid,
                     .data = json::Out().uuid("seal", about.uuid).boolean("emergency", about.is_emergency).str()});
}

// Whoever makes an account, gives it a password or takes its second step can be the one behind it. So two people are
// two whose accounts nobody else had in hand for some days before it was asked, nor since.
std::unexpected<Error> too_new() {
  return std::unexpected(Error{
      Code::conflict, "this account was made, or opened anew, too lately to be one of two", {{"account", "too_new"}}});
}

// Two people who run the line answer for it together: by then one of them left, or runs it no more.
std::unexpected<Error> left() {
  return std::unexpected(Error{Code::conflict, "whoever asked is no coordinator any more", {{"account", "left"}}});
}

// Who was refused does not open it alone a minute later, under the same name or another one's.
std::unexpected<Error> refused_before() {
  return std::unexpected(Error{Code::conflict, "it was refused: from now on two open it", {{"emergency", "refused"}}});
}

Snapshot snapshot_of(Tx& tx) {
  return {tx.db, tx.now, tx.keys};
}

}  // namespace

std::string seal_json(const Snapshot& snapshot, const store::Break& broken, const Actor& reader) {
  const auto sealing = streams::find_sealing(snapshot.db, snapshot.keys, broken.key);
  const auto why = sealing ? seal::open(sealing->key, seal::Kind::legal, broken.uuid, 0, broken.why) : std::nullopt;
  return wire::seal(broken, why, reader);
}

Result<Reply> ask_to_break(Tx& tx, const Actor& actor, const Uuid& conversation, const wire::Asking& asking,
                           const Settings& settings) {
  const auto talk = access_talk_to_break(tx.db, actor, conversation);
  if (!talk) return std::unexpected(talk.error());
  if (!talk->ended_at) return fail(Code::conflict, "it has not ended");
  if (asking.is_emergency && store::was_refused(tx.db, talk->subject.id)) return refused_before();
  const auto sealing = streams::find_sealing(tx.db, tx.keys, talk->key);
  if (!sealing) return fail(Code::closed, "its words were destroyed");
  const StaffId staff = std::get<Staff>(actor).staff;
  if (!asking.is_emergency && accounts::is_handled_after(tx.db, staff, tx.now - settings.second_person))
    return too_new();
  const Uuid uuid = tx.new_uuid();
  const store::NewBreak broken{
      .uuid = uuid,
      .conversation = talk->subject.id,
      .is_emergency = asking.is_emergency,
      .why = seal::seal(sealing->key, seal::Kind::legal, uuid, 0, asking.why.reveal(), tx.random),
      .asked_by = staff,
      .open_until = asking.is_emergency ? std::optional(tx.now + kConfirmWithin) : std::nullopt};
  if (!store::insert(tx, broken)) return fail(Code::conflict, "it is asked already");
  const auto asked = store::find_break(tx.db, uuid).value();
  record(tx, "seal.asked", staff, asked);
  notices::raise(
      tx, {.line = talk->subject.line, .kind = notices::Kind::legal, .conversation = talk->subject.id, .staff = staff});
  return Reply{201, seal_json(snapshot_of(tx), asked, actor)};
}

Result<Reply> answer_break(Tx& tx, const Actor& actor, const Answer& answer, const Settings& settings) {
  const auto& [seal, is_confirmed] = answer;
  const auto asked = access_break(tx.db, actor, seal);
  if (!asked) return std::unexpected(asked.error());
  const StaffId staff = std::get<Staff>(actor).staff;
  if (is_confirmed && !accounts::has_role(tx.db, asked->asked_by, asked->line, accounts::Role::coordinator))
    return left();
  const Millis since = asked->asked_at - settings.second_person;
  if (accounts::is_handled_after(tx.db, staff, since) ||
      (is_confirmed && accounts::is_handled_after(tx.db, asked->asked_by, since)))
    return too_new();
  const auto until = is_confirmed ? std::optional(tx.now + kOpenFor) : std::nullopt;
  if (!store::answer(tx, asked->id, is_confirmed, staff, until))
    return fail(Code::conflict, "answered already, or asked by the same person");
  const auto answered = store::find_break(tx.db, seal).value();
  record(tx, is_confirmed ? "seal.broken" : "seal.refused", staff, answered);
  notices::settle(tx, answered.line, notices::Kind::legal, answered.conversation, staff);
  return Reply{200, seal_json(snapshot_of(tx), answered, actor)};
}

}  // namespace onthaal::readings
