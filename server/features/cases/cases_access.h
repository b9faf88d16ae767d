#pragma once

#include "features/accounts/accounts.h"
#include "features/cases/cases_store.h"

// What every command on one case begins and ends with.
namespace onthaal::cases {

// Who does it, about which talk.
struct Doer {
  store::Case about;
  accounts::Person person;
};
// Whoever has the talk, or had it last, for as long as that person is on the team of the line.
bool is_owner(db::Connection& db, const store::Case& about, StaffId staff);
enum class Part : std::uint8_t { owner, coach, coordinator };
// `not_found` for who plays none of these parts, and for every visitor.
Result<Doer> access(Tx& tx, const Actor& actor, const Uuid& conversation, std::initializer_list<Part> parts);

StreamKey stream_of(const store::Case& about);
std::optional<std::int64_t> find_resend(Tx& tx, const live::Envelope& envelope, const store::Case& about);
Reply numbered(std::optional<std::int64_t> number);
// `closed` when the words of the talk were destroyed.
Result<streams::Sealing> words_of(Tx& tx, const store::Case& about);
// Sealed, as long as the talk has its key.
std::int64_t append(Tx& tx, const store::Case& about, streams::Draft draft);

Result<Reply> post_whisper(Tx& tx, const live::Envelope& envelope, const Write& whisper);
Result<Reply> post_note(Tx& tx, const live::Envelope& envelope, const Write& note);
Result<Reply> set_step(Tx& tx, const live::Envelope& envelope, const SetStep& step);
Result<Reply> record_escalation(Tx& tx, const live::Envelope& envelope, const Escalate& escalate);

}  // namespace onthaal::cases
