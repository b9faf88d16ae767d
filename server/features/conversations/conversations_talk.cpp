#include "features/conversations/conversations_access.h"

namespace onthaal::conversations {
namespace {

Talk talk_of(const Snapshot& snapshot, const store::Current& current) {
  const auto shown = store::find_shown(snapshot.db, current.subject.id);
  auto sealing = store::sealing_of(current, snapshot.keys);
  std::optional<std::string> nickname;
  if (sealing)
    nickname = seal::open(sealing->key, seal::Kind::nickname, current.subject.uuid, 0, shown.value().nickname);
  const bool is_active = current.state == store::State::active;
  return {.subject = current.subject,
          .visit = current.visit,
          .owner = current.alias ? current.owner : std::nullopt,
          .is_active = is_active,
          .is_open = is_active || current.state == store::State::waiting,
          .language = shown.value().language,
          .nickname = std::move(nickname),
          .sealing = std::move(sealing)};
}

Result<Talk> talk_in(Tx& tx, const Result<store::Current>& current) {
  if (!current) return std::unexpected(current.error());
  return talk_of({tx.db, tx.now, tx.keys}, *current);
}

}  // namespace

std::optional<Talk> find_talk(const Snapshot& snapshot, const Uuid& conversation) {
  const auto current = store::find(snapshot.db, conversation);
  if (!current) return std::nullopt;
  return talk_of(snapshot, *current);
}

Result<Talk> access_talk_as_owner(Tx& tx, const Actor& actor, const Uuid& conversation) {
  return talk_in(tx, access_as_owner(tx, actor, conversation));
}

Result<Talk> access_talk_as_visitor(Tx& tx, const Actor& actor, const Uuid& conversation) {
  return talk_in(tx, access_as_visitor(tx, actor, conversation));
}

Reply tell(Tx& tx, const Talk& talk, streams::Draft draft) {
  return numbered(append(tx, talk.subject, talk.sealing ? &*talk.sealing : nullptr, std::move(draft)));
}

std::optional<Reply> find_told(Tx& tx, const live::Envelope& envelope, const Talk& talk) {
  const auto number = find_resend(tx, envelope, talk.subject);
  if (!number) return std::nullopt;
  return numbered(number);
}

}  // namespace onthaal::conversations
