#pragma once

#include "features/conversations/conversations_store.h"

// What every command on one conversation begins and ends with.
namespace onthaal::conversations {

StreamKey stream_of(const Subject& subject);
Author author_of(StaffId staff);

bool is_visitor_of(const Actor& actor, const store::Current& current);
// Whoever has it, or had it last, for as long as that person is on the team of the line.
bool is_owner_of(const Actor& actor, const store::Current& current);
// The words are the owner's, to read and to take out of: once it ended for kOwnFor.
bool has_words(const Actor& actor, const store::Current& current, Millis now);

// `not_found` for everybody else. The second and the third: for one side only.
Result<store::Current> access(Tx& tx, const Actor& actor, const Uuid& conversation);
Result<store::Current> access_as_visitor(Tx& tx, const Actor& actor, const Uuid& conversation);
Result<store::Current> access_as_owner(Tx& tx, const Actor& actor, const Uuid& conversation);
// `conflict` while it waits, `closed` once it ended.
Result<void> require_active(const store::Current& current);

// The visitor pressed the exit button, and has not been there since.
bool went_by_exit(const store::Current& current);

std::optional<std::int64_t> find_resend(Tx& tx, const live::Envelope& envelope, const Subject& subject);
Reply numbered(std::optional<std::int64_t> number);

// What somebody wrote is sealed; what merely happened is not, so that it can happen when the words were destroyed.
std::int64_t append(Tx& tx, const Subject& subject, const streams::Sealing* sealing, streams::Draft draft);

// Counts the messages and the words of a talk that has ended, soon.
void count_later(Tx& tx, ConversationId id);

}  // namespace onthaal::conversations
