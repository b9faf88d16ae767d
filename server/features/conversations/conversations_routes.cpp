#include "features/conversations/conversations_access.h"
#include "features/conversations/conversations_wire.h"

namespace onthaal::conversations {
namespace {

using streams::Door;

Result<Door> door(const Snapshot& snapshot, const Actor& actor, const Uuid& uuid) {
  const auto current = store::find(snapshot.db, uuid);
  if (current) {
    if (is_visitor_of(actor, *current)) return Door{current->subject.id.value, "visitor"};
    if (has_words(actor, *current, snapshot.now)) return Door{current->subject.id.value, "operator"};
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

}  // namespace

std::string messages_of(const Snapshot& snapshot, ConversationId id) {
  return wire::messages(all_events(snapshot, id));
}

live::Commands Conversations::commands() const {
  const auto command = [this](const char* name, auto parse, auto use_case) {
    return live::command(name, parse, std::bind_front(use_case, this));
  };
  return {
      command("message.post", wire::parse_post, &Conversations::post_message),
      command("message.redact", wire::parse_redact, &Conversations::redact),
      command("conversation.end", wire::parse_end, &Conversations::end),
      command("conversation.extend", wire::parse_conversation, &Conversations::extend),
      command("conversation.set_aside", wire::parse_conversation, &Conversations::set_aside),
      command("conversation.give_back", wire::parse_conversation, &Conversations::ask_colleague),
      command("pass.decline", wire::parse_conversation, &Conversations::decline_pass),
      command("conversation.pass", wire::parse_pass, &Conversations::pass),
      command("conversation.want", wire::parse_want, &Conversations::want),
      command("intake.give", wire::parse_give_intake, &Conversations::give_intake),
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
