#include "features/cases/cases_access.h"
#include "features/cases/cases_wire.h"

namespace onthaal::cases {
namespace {

using streams::Door;

// No label: who reads a case is shown to nobody by signals, and sends none.
Result<Door> door(const Snapshot& snapshot, const Actor& actor, const Uuid& uuid) {
  const auto* staff = std::get_if<Staff>(&actor);
  const auto about = store::find(snapshot.db, uuid);
  const bool is_over = about && about->ended_at && *about->ended_at + conversations::kOwnFor <= snapshot.now;
  if (staff != nullptr && about && !is_over &&
      (is_owner(snapshot.db, *about, staff->staff) ||
       accounts::has_role(snapshot.db, staff->staff, about->subject.line, accounts::Role::coordinator)))
    return Door{about->subject.id.value, ""};
  return fail(Code::not_found, "no such conversation");
}

std::vector<std::string> escalations(const Snapshot& snapshot, const store::Case& about) {
  const auto sealing = streams::find_sealing(snapshot.db, snapshot.keys, about.key);
  const auto opened = [&](const Uuid& uuid, std::int64_t number,
                          const std::optional<std::string>& sealed) -> std::optional<std::string> {
    if (!sealing || !sealed) return std::nullopt;
    return seal::open(sealing->key, seal::Kind::escalation, uuid, number, *sealed);
  };
  std::vector<std::string> all;
  for (const store::Escalation& each : store::escalations(snapshot.db, about.subject.id))
    all.push_back(wire::escalation({each, opened(each.uuid, 0, each.why), opened(each.uuid, 1, each.second_person)}));
  return all;
}

Result<std::string> state(const Snapshot& snapshot, const Actor&, std::int64_t id) {
  const auto about = store::find(snapshot.db, ConversationId{id});
  if (!about) return fail(Code::not_found, "no such conversation");
  const StreamKey stream = stream_of(*about);
  return wire::state({.about = *about,
                      .coaches = store::coaches(snapshot.db, about->subject.id),
                      .escalations = escalations(snapshot, *about),
                      .events = streams::read(snapshot, stream, 0, streams::last_number(snapshot.db, stream))});
}

}  // namespace

live::Commands Cases::commands() const {
  using live::command;
  return {
      command("whisper.post", wire::parse_write, post_whisper),
      command("note.add", wire::parse_write, post_note),
      command("step.set", wire::parse_set_step, set_step),
      command("escalation.record", wire::parse_escalate, record_escalation),
      command("help.ask", wire::parse_ask_help, std::bind_front(&Cases::ask_help, this)),
      command("coach.join", wire::parse_join,
              [this](Tx& tx, const live::Envelope& envelope, const wire::Join& wanted) {
                return join(tx, envelope, wanted.conversation, wanted.reason);
              }),
      command("coach.leave", wire::parse_conversation, std::bind_front(&Cases::leave, this)),
  };
}

streams::StreamKind stream_kind() {
  return {.name = "case",
          .table = "case_event",
          .sealed_as = seal::Kind::case_event,
          .labels = {},
          .signals = {},
          .door = door,
          .state = state,
          .present = {}};
}

}  // namespace onthaal::cases
