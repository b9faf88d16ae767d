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

std::vector<streams::Event> all_events(const Snapshot& snapshot, ConversationId id) {
  const StreamKey stream = streams::key("conversation", id.value);
  return streams::read(snapshot, stream, 0, streams::last_number(snapshot.db, stream));
}

Result<std::string> state(const Snapshot& snapshot, const Actor& actor, std::int64_t id,
                          const ConversationHooks& hooks) {
  const auto shown = store::find_shown(snapshot.db, {id});
  if (!shown) return fail(Code::not_found, "no such conversation");
  wire::Opened opened{.nickname = std::nullopt,
                      .question = std::nullopt,
                      .wait = "null",
                      .handover = "null",
                      .handed_from = "null",
                      .appointment = "null",
                      .plan = "null",
                      .events = {}};
  if (const auto sealing = streams::find_sealing(snapshot.db, snapshot.keys, shown->key)) {
    const Uuid& uuid = shown->subject.uuid;
    opened.nickname = seal::open(sealing->key, seal::Kind::nickname, uuid, 0, shown->nickname);
    if (shown->question) opened.question = seal::open(sealing->key, seal::Kind::question, uuid, 0, *shown->question);
  }
  const bool is_visitor = std::holds_alternative<Visitor>(actor);
  if (is_visitor && hooks.wait && shown->state == "waiting")
    opened.wait = hooks.wait(snapshot, shown->subject.line, shown->place);
  if (hooks.handover) opened.handover = hooks.handover(snapshot, {id}, is_visitor);
  if (hooks.appointment) opened.appointment = hooks.appointment(snapshot, {id});
  if (hooks.plan) opened.plan = hooks.plan(snapshot, {id});
  if (hooks.handed_from) opened.handed_from = hooks.handed_from(snapshot, {id}, is_visitor);
  opened.events = all_events(snapshot, {id});
  const auto* staff = std::get_if<Staff>(&actor);
  const bool is_owner = staff != nullptr && shown->owner == staff->staff;
  return wire::state(*shown, is_visitor ? "visitor" : is_owner ? "operator" : "coach", opened);
}

// A command that names nothing but its conversation.
using UseCase = Result<Reply> (Conversations::*)(Tx&, const live::Envelope&, const Uuid&) const;
live::Command on_conversation(const Conversations& conversations, const char* name, UseCase use_case) {
  return {name,
          [&conversations, name, use_case](const live::Envelope& envelope,
                                           const boost::json::object& data) -> Result<Work> {
            const auto conversation = wire::parse_conversation(data);
            if (!conversation) return std::unexpected(conversation.error());
            return Act{name, [&conversations, use_case, envelope, conversation = *conversation](Tx& tx) {
                         return (conversations.*use_case)(tx, envelope, conversation);
                       }};
          }};
}

}  // namespace

std::string messages_of(const Snapshot& snapshot, ConversationId id) {
  return wire::messages(all_events(snapshot, id));
}

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
         auto parsed = wire::parse_end(data);
         if (!parsed) return std::unexpected(std::move(parsed.error()));
         return Act{"conversation.end",
                    [this, envelope, parsed = *std::move(parsed)](Tx& tx) { return end(tx, envelope, parsed); }};
       }},
      on_conversation(*this, "conversation.extend", &Conversations::extend),
      on_conversation(*this, "conversation.set_aside", &Conversations::set_aside),
      on_conversation(*this, "conversation.give_back", &Conversations::ask_colleague),
      on_conversation(*this, "pass.decline", &Conversations::decline_pass),
      {"conversation.pass",
       [this](const live::Envelope& envelope, const boost::json::object& data) -> Result<Work> {
         auto parsed = wire::parse_pass(data);
         if (!parsed) return std::unexpected(std::move(parsed.error()));
         return Act{"conversation.pass",
                    [this, envelope, parsed = *std::move(parsed)](Tx& tx) { return pass(tx, envelope, parsed); }};
       }},
      {"conversation.want",
       [this](const live::Envelope& envelope, const boost::json::object& data) -> Result<Work> {
         const auto parsed = wire::parse_want(data);
         if (!parsed) return std::unexpected(parsed.error());
         return Act{"conversation.want",
                    [this, envelope, parsed = *parsed](Tx& tx) { return want(tx, envelope, parsed); }};
       }},
      {"intake.give",
       [this](const live::Envelope& envelope, const boost::json::object& data) -> Result<Work> {
         auto given = wire::parse_give_intake(data);
         if (!given) return std::unexpected(std::move(given.error()));
         return Act{"intake.give",
                    [this, envelope, given = *std::move(given)](Tx& tx) { return give_intake(tx, envelope, given); }};
       }},
  };
}

streams::StreamKind stream_kind() {
  return {.name = "conversation",
          .table = "conversation_event",
          .labels = {"visitor", "operator"},
          .signals =
              {{.name = "typing"},
               {.name = "seen", .carries = streams::SignalKind::Carries::number, .from = "visitor", .to = "operator"}},
          .door = door,
          .state = [](const Snapshot& snapshot, const Actor& actor,
                      std::int64_t id) { return state(snapshot, actor, id, {}); },
          .present = {}};
}

streams::StreamKind Conversations::stream_kind() const {
  streams::StreamKind kind = conversations::stream_kind();
  kind.state = [this](const Snapshot& snapshot, const Actor& actor, std::int64_t id) {
    return state(snapshot, actor, id, hooks_);
  };
  // Without a label: who looks along is shown to nobody.
  kind.door = [this](const Snapshot& snapshot, const Actor& actor, const Uuid& uuid) -> Result<Door> {
    auto own = door(snapshot, actor, uuid);
    const auto* staff = std::get_if<Staff>(&actor);
    if (own || staff == nullptr || !hooks_.may_look_along) return own;
    const auto subject = find_subject(snapshot.db, uuid);
    if (!subject || !hooks_.may_look_along(snapshot, staff->staff, subject->id)) return own;
    return Door{subject->id.value, ""};
  };
  kind.present = [this](Tx& tx, std::int64_t id, std::string_view label, bool is_there) {
    present(tx, {id}, label, is_there);
  };
  return kind;
}

}  // namespace onthaal::conversations
