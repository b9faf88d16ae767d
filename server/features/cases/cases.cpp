#include "features/cases/cases.h"

#include <algorithm>
#include <array>

#include "features/audit/audit.h"
#include "features/cases/cases_access.h"
#include "features/cases/cases_wire.h"
#include "features/guides/guides.h"
#include "platform/json.h"

namespace onthaal::cases {
namespace {

bool is_raised(Tx& tx, const store::Case& about, const std::string& data) {
  const auto events =
      streams::read({tx.db, tx.now, tx.keys}, stream_of(about), 0, streams::last_number(tx.db, stream_of(about)));
  return std::ranges::any_of(
      events, [&](const streams::Event& event) { return event.event == "alert.raised" && event.data == data; });
}

Result<Reply> write(Tx& tx, const live::Envelope& envelope, const Doer& doer, NoteKind kind,
                    const Redacted<std::string>& text) {
  if (const auto number = find_resend(tx, envelope, doer.about)) return numbered(number);
  if (auto words = words_of(tx, doer.about); !words) return std::unexpected(std::move(words.error()));
  if (kind == NoteKind::whisper && !doer.about.is_open()) return fail(Code::closed, "the talk has ended");
  return numbered(append(
      tx, doer.about,
      {"note.added", author_of(envelope.actor), envelope.id, wire::note(doer.person.alias, kind, text.reveal())}));
}

}  // namespace

std::string_view name_of(Purpose purpose) {
  constexpr std::array<std::string_view, 9> kNames{"coach",    "flag",      "frequent",  "own",  "review",
                                                   "chatscan", "complaint", "emergency", "legal"};
  return kNames.at(static_cast<std::size_t>(purpose));
}

void add_note(Tx& tx, ConversationId conversation, const Author& author, std::string_view alias, NoteKind kind,
              const Redacted<std::string>& text) {
  const auto about = store::find(tx.db, conversation);
  if (!about || !words_of(tx, *about)) return;
  append(tx, *about, {"note.added", author, std::nullopt, wire::note(alias, kind, text.reveal())});
}

void alert(Tx& tx, ConversationId conversation, Alert alert) {
  const auto about = store::find(tx.db, conversation);
  const std::string data = wire::alert(alert);
  if (!about || !words_of(tx, *about) || is_raised(tx, *about, data)) return;
  append(tx, *about, {"alert.raised", {}, std::nullopt, data});
}

std::int64_t on_words_taken(Tx& tx, const conversations::WordsTaken& taken) {
  return conversations::take_out(tx, taken, streams::key("case", taken.conversation.id.value), {"text", "question"});
}

void record_reading(Tx& tx, ConversationId conversation, StaffId staff, Purpose purpose) {
  store::add_reading(tx, conversation, staff, name_of(purpose));
  const auto about = store::find(tx.db, conversation);
  if (!about) return;
  audit::record(tx, {.what = "talk.read",
                     .staff = staff,
                     .line = about->subject.line,
                     .about = about->subject.uuid,
                     .data = json::Out().text("purpose", name_of(purpose)).str()});
}

Result<Reply> post_whisper(Tx& tx, const live::Envelope& envelope, const Write& whisper) {
  const auto doer = access(tx, envelope.actor, whisper.conversation, {Part::owner, Part::coach});
  if (!doer) return std::unexpected(doer.error());
  return write(tx, envelope, *doer, NoteKind::whisper, whisper.text);
}

Result<Reply> post_note(Tx& tx, const live::Envelope& envelope, const Write& note) {
  const auto doer = access(tx, envelope.actor, note.conversation, {Part::owner, Part::coordinator});
  if (!doer) return std::unexpected(doer.error());
  return write(tx, envelope, *doer, NoteKind::note, note.text);
}

Result<Reply> set_step(Tx& tx, const live::Envelope& envelope, const SetStep& step) {
  const auto doer = access(tx, envelope.actor, step.conversation, {Part::owner, Part::coach});
  if (!doer) return std::unexpected(doer.error());
  if (const auto number = find_resend(tx, envelope, doer->about)) return numbered(number);
  if (auto words = words_of(tx, doer->about); !words) return std::unexpected(std::move(words.error()));
  if (!guides::is_step(tx.db, doer->about.subject.line, step.step))
    return std::unexpected(Error{Code::invalid, "", {{"data.step", "not_allowed"}}});
  return numbered(append(tx, doer->about,
                         {"step.set", author_of(envelope.actor), envelope.id, wire::step(step, doer->person.alias)}));
}

Result<Reply> record_escalation(Tx& tx, const live::Envelope& envelope, const Escalate& escalate) {
  const auto doer = access(tx, envelope.actor, escalate.conversation, {Part::owner, Part::coach});
  if (!doer) return std::unexpected(doer.error());
  if (const auto number = find_resend(tx, envelope, doer->about)) return numbered(number);
  const auto words = words_of(tx, doer->about);
  if (!words) return std::unexpected(words.error());
  const Uuid uuid = tx.new_uuid();
  const auto sealed = [&](const Redacted<std::string>& text, std::int64_t number) {
    return seal::seal(words->key, seal::Kind::escalation, uuid, number, text.reveal(), tx.random);
  };
  std::optional<std::string> second_person, sealed_second_person;
  if (escalate.second_person) {
    second_person = escalate.second_person->reveal();
    sealed_second_person = sealed(*escalate.second_person, 1);
  }
  store::add_escalation(tx, {.uuid = uuid,
                             .conversation = doer->about.subject.id,
                             .to = escalate.to,
                             .consent = escalate.consent,
                             .why = sealed(escalate.why, 0),
                             .second_person = sealed_second_person,
                             .staff = doer->person.id});
  const store::Escalation row{uuid, tx.now, doer->person.alias, escalate.to, escalate.consent, {}, {}};
  return numbered(append(tx, doer->about,
                         {"escalation.recorded", author_of(envelope.actor), envelope.id,
                          wire::escalation({row, escalate.why.reveal(), second_person})}));
}

}  // namespace onthaal::cases
