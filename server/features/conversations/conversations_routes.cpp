#include "features/conversations/conversations_wire.h"

namespace onthaal::conversations {
namespace {

using streams::Door;

Result<Door> door(const Snapshot& snapshot, const Actor& actor, const Uuid& uuid) {
  const auto current = store::find(snapshot.db, uuid);
  if (current) {
    const auto* visitor = std::get_if<Visitor>(&actor);
    if (visitor != nullptr && visitor->visit == current->visit) return Door{current->subject.id.value, "visitor"};
    const auto* staff = std::get_if<Staff>(&actor);
    if (staff != nullptr && current->owner == staff->staff && current->alias)
      return Door{current->subject.id.value, "operator"};
  }
  return fail(Code::not_found, "no such conversation");
}

Result<std::string> state(const Snapshot& snapshot, const Actor& actor, std::int64_t id) {
  const auto shown = store::find_shown(snapshot.db, {id});
  if (!shown) return fail(Code::not_found, "no such conversation");
  std::optional<std::string> nickname;
  if (const auto sealing = streams::find_sealing(snapshot.db, snapshot.keys, shown->key))
    nickname = seal::open(sealing->key, seal::Kind::nickname, shown->subject.uuid, 0, shown->nickname);
  const StreamKey stream = streams::key("conversation", id);
  const auto events = streams::read(snapshot, stream, 0, streams::last_number(snapshot.db, stream));
  return wire::state(*shown, std::holds_alternative<Visitor>(actor) ? "visitor" : "operator", nickname, events);
}

}  // namespace

live::Commands Conversations::commands() const {
  return {
      {"message.post",
       [this](const live::Envelope& envelope, const boost::json::object& data) -> Result<Work> {
         auto post = wire::parse_post(data);
         if (!post) return std::unexpected(std::move(post.error()));
         return Act{"message.post",
                    [this, envelope, post = *std::move(post)](Tx& tx) { return post_message(tx, envelope, post); }};
       }},
      {"conversation.end",
       [this](const live::Envelope& envelope, const boost::json::object& data) -> Result<Work> {
         auto conversation = wire::parse_end(data);
         if (!conversation) return std::unexpected(std::move(conversation.error()));
         return Act{"conversation.end",
                    [this, envelope, conversation = *conversation](Tx& tx) { return end(tx, envelope, conversation); }};
       }},
  };
}

streams::StreamKind stream_kind() {
  return {.name = "conversation",
          .table = "conversation_event",
          .labels = {"visitor", "operator"},
          .signals = {{"typing"}, {"seen", streams::SignalKind::Carries::number, "visitor", "operator"}},
          .door = door,
          .state = state};
}

}  // namespace onthaal::conversations
