#include <map>
#include <utility>

#include "features/cases/cases_access.h"
#include "features/cases/cases_wire.h"
#include "features/notices/notices.h"

// Who looks along, and who asks for it.
namespace onthaal::cases {
namespace {

constexpr std::string_view kGone = "cases.gone";
constexpr Author kSystem{};

bool is_message(Tx& tx, const store::Case& about, std::int64_t number) {
  const StreamKey talk = streams::key("conversation", about.subject.id.value);
  const auto found = streams::read({tx.db, tx.now, tx.keys}, talk, number - 1, 1);
  return !found.empty() && found[0].number == number && found[0].event == "message.posted";
}

void revoke(Tx& tx, std::string_view stream, const conversations::Subject& subject, StaffId staff) {
  tx.effects.push_back(Revoked{streams::key(stream, subject.id.value), Staff{staff, {}}, subject.uuid});
}

}  // namespace

bool may_look_along(db::Connection& db, ConversationId conversation, StaffId staff) {
  if (!store::is_coach(db, conversation, staff)) return false;
  const auto about = store::find(db, conversation);
  return about && accounts::has_role(db, staff, about->subject.line, accounts::Role::coordinator);
}

Watched watched(db::Connection& db, ConversationId conversation) {
  Watched watched{.coaches = {}, .asks_help = store::asks_help(db, conversation)};
  for (const store::Coach& each : store::coaches(db, conversation)) watched.coaches.push_back(each.alias);
  return watched;
}

std::vector<WatchedTalk> watched_talks(db::Connection& db, LineId line) {
  std::map<ConversationId, WatchedTalk> talks;
  for (const store::LineCoach& each : store::coaches_of_line(db, line)) {
    talks[each.conversation].conversation = each.uuid;
    talks[each.conversation].now.coaches.push_back(each.alias);
  }
  for (const auto& [id, uuid] : store::asking_on_line(db, line)) {
    talks[id].conversation = uuid;
    talks[id].now.asks_help = true;
  }
  std::vector<WatchedTalk> all;
  for (auto& each : talks) all.push_back(std::move(each.second));
  return all;
}

void Cases::tell(Tx& tx, const conversations::Subject& subject, const Author& author) const {
  if (hooks_.watched) hooks_.watched(tx, {subject, watched(tx.db, subject.id), author});
}

Result<Reply> Cases::ask_help(Tx& tx, const live::Envelope& envelope, const AskHelp& ask) const {
  const auto doer = access(tx, envelope.actor, ask.conversation, {Part::owner});
  if (!doer) return std::unexpected(doer.error());
  const store::Case& about = doer->about;
  if (const auto number = find_resend(tx, envelope, about)) return numbered(number);
  if (about.state != "active") return fail(Code::closed, "the talk has ended");
  if (ask.message && !is_message(tx, about, *ask.message))
    return std::unexpected(Error{Code::invalid, "", {{"data.message", "not_allowed"}}});
  const Author author = author_of(envelope.actor);
  const auto number = append(tx, about, {"help.asked", author, envelope.id, wire::help(ask)});
  notices::raise(tx, {.line = about.subject.line,
                      .kind = notices::Kind::help,
                      .conversation = about.subject.id,
                      .staff = doer->person.id,
                      .number = ask.message});
  tell(tx, about.subject, author);
  return numbered(number);
}

Result<Reply> Cases::join(Tx& tx, const live::Envelope& envelope, const Uuid& conversation,
                          std::string_view reason) const {
  const auto doer = access(tx, envelope.actor, conversation, {Part::coordinator});
  if (!doer) return std::unexpected(doer.error());
  const auto& [about, person] = *doer;
  if (const auto number = find_resend(tx, envelope, about)) return numbered(number);
  if (about.owner == person.id) return fail(Code::conflict, "it is their own talk");
  switch (store::join(tx, about.subject.id, person.id, reason)) {
    case store::Join::is_there:
      return numbered(std::nullopt);
    case store::Join::not_active:
      return about.is_open() ? fail(Code::conflict, "it waits") : fail(Code::closed, "the talk has ended");
    case store::Join::joined:
      break;
  }
  look_at_lost(tx, person.id);  // until a page of theirs shows it
  record_reading(tx, about.subject.id, person.id, Purpose::coach);
  const Author author = author_of(envelope.actor);
  if (store::asks_help(tx.db, about.subject.id)) {
    append(tx, about, {"help.answered", author, std::nullopt, "{}"});
    notices::settle(tx, about.subject.line, notices::Kind::help, about.subject.id, person.id);
  }
  const auto number =
      append(tx, about, {"coach.joined", author, envelope.id, wire::joined(person.uuid, person.alias, reason)});
  tell(tx, about.subject, author);
  return numbered(number);
}

Result<Reply> Cases::leave(Tx& tx, const live::Envelope& envelope, const Uuid& conversation) const {
  const auto doer = access(tx, envelope.actor, conversation, {Part::coordinator});
  if (!doer) return std::unexpected(doer.error());
  if (const auto number = find_resend(tx, envelope, doer->about)) return numbered(number);
  return numbered(stop(tx, doer->about.subject.id, doer->person.id, author_of(envelope.actor), envelope.id));
}

std::optional<std::int64_t> Cases::stop(Tx& tx, ConversationId conversation, StaffId staff, const Author& author,
                                        const std::optional<Uuid>& command) const {
  const auto about = store::find(tx.db, conversation);
  const auto left = store::leave(tx, conversation, staff);
  if (!about || !left) return std::nullopt;
  const auto number = append(tx, *about, {"coach.left", author, command, wire::left(*left)});
  revoke(tx, "conversation", about->subject, staff);
  tell(tx, about->subject, author);
  return number;
}

void Cases::on_accepted(Tx& tx, const conversations::ConversationAccepted& what) const {
  stop(tx, what.conversation.id, StaffId{what.author.id}, what.author);
}

void Cases::on_given_back(Tx& tx, const conversations::ConversationGivenBack& what) const {
  if (!accounts::has_role(tx.db, what.from, what.conversation.line, accounts::Role::coordinator))
    revoke(tx, "case", what.conversation, what.from);
}

void Cases::on_ended(Tx& tx, const conversations::ConversationEnded& what) const {
  for (const store::Coach& each : store::coaches(tx.db, what.conversation.id))
    stop(tx, what.conversation.id, each.staff, what.author);
}

void Cases::on_left(Tx& tx, StaffId staff) const {
  for (const ConversationId each : store::coached_by(tx.db, staff)) stop(tx, each, staff, kSystem);
}

void Cases::present(Tx& tx, ConversationId conversation, StaffId staff, bool is_there) const {
  store::set_lost(tx, conversation, staff, is_there ? std::nullopt : std::optional(tx.now));
  if (!is_there) look_at_lost(tx, staff);
}

void Cases::all_lost(Tx& tx) const {
  for (const StaffId staff : store::set_all_lost(tx)) look_at_lost(tx, staff);
}

// Ends what is over, and sees to it that the next is looked at.
void Cases::look_at_lost(Tx& tx, StaffId staff) const {
  for (const auto& [conversation, at] : store::lost(tx.db, staff)) {
    if (at + kCoachGone <= tx.now)
      stop(tx, conversation, staff, kSystem);
    else
      jobs::later(tx, kGone, std::to_string(staff.value), at + kCoachGone);
  }
}

std::vector<jobs::JobKind> Cases::jobs() const {
  return {{kGone, [this](Tx& tx, const jobs::Job& job) { look_at_lost(tx, StaffId{std::stoll(job.key)}); }}};
}

}  // namespace onthaal::cases
