#include "features/queue/queue_wire.h"

#include "platform/json.h"

namespace onthaal::queue::wire {
namespace {

template <class T>
std::string items(const std::vector<T>& all, std::string (*item)(const T&)) {
  std::vector<std::string> items;
  for (const T& each : all) items.push_back(item(each));
  return json::list(items);
}

std::string running(const conversations::Running& running) {
  return json::Out()
      .uuid("conversation", running.uuid)
      .uuid("operator", running.operator_uuid)
      .text("alias", running.alias)
      .time("since", running.since)
      .time("guide_ends_at", running.guide_ends_at)
      .boolean("aside", running.is_aside)
      .str();
}

std::string mine(const conversations::Named& named) {
  return json::Out()
      .uuid("conversation", named.uuid)
      .maybe_text("nickname", named.nickname)
      .time("since", named.since)
      .str();
}

std::string pending(const registrations::Pending& pending) {
  return json::Out()
      .uuid("conversation", pending.conversation)
      .maybe_text("nickname", pending.nickname)
      .time("ended_at", pending.ended_at)
      .text("state", pending.state)
      .str();
}

std::string on_duty(const duty::OnDuty& on_duty) {
  return json::Out()
      .uuid("staff", on_duty.person.uuid)
      .text("alias", on_duty.person.alias)
      .maybe_text("discipline", on_duty.person.discipline)
      .text("state", duty::state_name(on_duty.state))
      .time("since", on_duty.since)
      .boolean("connected", on_duty.is_connected)
      .maybe_time("until", on_duty.until)
      .str();
}

json::Out& maybe_uuid(json::Out& out, std::string_view key, const std::optional<Uuid>& uuid) {
  return uuid ? out.uuid(key, *uuid) : out.raw(key, "null");
}

}  // namespace

Result<Take> parse_take(const boost::json::object& data) {
  json::Reader read(data, "data");
  Take take{.line = read.uuid("line"), .conversation = std::nullopt, .reason = std::nullopt};
  if (data.contains("conversation")) take.conversation = read.uuid("conversation");
  take.reason = read.maybe_choice("reason", {"medical", "urgent", "mine"});
  if (take.conversation && !data.contains("reason")) read.mistake("reason", "required");
  if (take.reason && !take.conversation) read.mistake("conversation", "required");
  return read.done(std::move(take));
}

std::string waiting(const conversations::Waiting& waiting) {
  json::Out out;
  out.uuid("conversation", waiting.uuid)
      .maybe_text("nickname", waiting.nickname)
      .maybe_text("who", waiting.who)
      .maybe_text("topic", waiting.topic)
      .time("since", waiting.since)
      .boolean("front", waiting.is_front)
      .boolean("away", waiting.is_away);
  maybe_uuid(out, "last_operator", waiting.last_operator).maybe_text("wants", waiting.wants);
  maybe_uuid(out, "for", waiting.for_staff).maybe_text("reason", waiting.reason);
  return maybe_uuid(out, "kept_for", waiting.kept_for).maybe_text("handed_from", waiting.handed_from).str();
}

std::string taken(const Uuid& conversation, const Uuid& staff, std::string_view alias, Millis guide_ends_at) {
  return json::Out()
      .uuid("conversation", conversation)
      .uuid("operator", staff)
      .text("alias", alias)
      .time("guide_ends_at", guide_ends_at)
      .str();
}

std::string away(const Uuid& conversation, bool is_away) {
  return json::Out().uuid("conversation", conversation).boolean("away", is_away).str();
}

std::string aside(const Uuid& conversation, bool is_aside) {
  return json::Out().uuid("conversation", conversation).boolean("aside", is_aside).str();
}

std::string extended(const Uuid& conversation, Millis guide_ends_at) {
  return json::Out().uuid("conversation", conversation).time("guide_ends_at", guide_ends_at).str();
}

std::string gone(const Uuid& conversation, const std::optional<Uuid>& owner) {
  json::Out out;
  out.uuid("conversation", conversation);
  return maybe_uuid(out, "operator", owner).str();
}

std::string registration(const registrations::RegistrationChanged& what) {
  return json::Out()
      .uuid("conversation", what.conversation.uuid)
      .uuid("operator", what.operator_uuid)
      .text("state", what.state)
      .str();
}

std::string duty(const duty::DutyChanged& what) {
  return json::Out()
      .uuid("staff", what.person.uuid)
      .text("alias", what.person.alias)
      .maybe_text("discipline", what.person.discipline)
      .text("state", duty::state_name(what.state))
      .boolean("connected", what.is_connected)
      .maybe_time("until", what.until)
      .str();
}

std::string watched(const cases::WatchedTalk& talk) {
  std::vector<std::string> coaches;
  for (const std::string& alias : talk.now.coaches) json::append_quoted(coaches.emplace_back(), alias);
  return json::Out()
      .uuid("conversation", talk.conversation)
      .raw("coaches", json::list(coaches))
      .boolean("help", talk.now.asks_help)
      .str();
}

std::string line_changed(const Opening& opening) {
  return json::Out().boolean("open", opening.state == Opening::State::open).raw("opening", opening_json(opening)).str();
}

Uuid parse_taken(const std::string& data) {
  const auto object = json::parse(data).value();
  return Uuid::parse(object.at("conversation").as_string()).value();
}

std::string conversation(const Uuid& conversation) {
  return json::Out().uuid("conversation", conversation).str();
}

std::string state(const State& state) {
  return json::Out()
      .uuid("line", state.line.uuid)
      .text("slug", state.line.slug)
      .text("name", state.line.name)
      .boolean("open", state.opening.state == Opening::State::open)
      .raw("opening", opening_json(state.opening))
      .raw("briefing", state.briefing)
      .raw("waiting", items(state.waiting, waiting))
      .raw("running", items(state.running, running))
      .raw("mine", items(state.mine, mine))
      .raw("registrations", items(state.registrations, pending))
      .raw("team", items(state.team, on_duty))
      .integer("capacity", state.capacity)
      .raw("coached", items(state.watched, watched))
      .str();
}

std::string wait(const std::optional<Wait>& wait) {
  if (!wait) return "null";
  return json::Out().integer("minutes", wait->minutes).boolean("or_more", wait->is_more).str();
}

std::string place(std::int64_t place, const std::optional<Wait>& expected) {
  return json::Out().integer("place", place).raw("wait", wait(expected)).str();
}

}  // namespace onthaal::queue::wire

namespace onthaal::queue {
namespace {

std::string name_of(Opening::Why why) {
  switch (why) {
    case Opening::Why::hours:
      return "hours";
    case Opening::Why::nobody:
      return "nobody";
    case Opening::Why::switched_off:
      return "switched_off";
  }
  return "";
}

}  // namespace

std::string_view state_name(Opening::State state) {
  switch (state) {
    case Opening::State::open:
      return "open";
    case Opening::State::run_out:
      return "run_out";
    case Opening::State::closed:
      return "closed";
  }
  return "";
}

std::string opening_json(const Opening& opening) {
  return json::Out()
      .text("state", state_name(opening.state))
      .maybe_time("until", opening.until)
      .maybe_time("next", opening.next)
      .maybe_text("why", opening.why ? std::optional(name_of(*opening.why)) : std::nullopt)
      .boolean("full", opening.is_full)
      .boolean("medical", opening.has_medical)
      .str();
}

}  // namespace onthaal::queue
