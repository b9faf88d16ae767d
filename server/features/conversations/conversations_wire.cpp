#include "features/conversations/conversations_wire.h"

#include "platform/json.h"

namespace onthaal::conversations::wire {
namespace {

// The event's data is an object of ours, so its fields are taken over as they stand.
std::string message(const streams::Event& event) {
  json::Out out;
  out.integer("number", event.number).time("at", event.at);
  if (event.command) out.uuid("id", *event.command);
  if (event.data) {
    std::string text = std::move(out).str();
    text.back() = ',';
    return text.append(*event.data, 1);
  }
  const bool is_visitors = event.author.kind == Author::Kind::visitor;
  return out.text("from", is_visitors ? "visitor" : "operator").raw("alias", "null").raw("text", "null").str();
}

}  // namespace

Result<Post> parse_post(const boost::json::object& data) {
  json::Reader read(data, "data");
  Post post{.conversation = read.uuid("conversation"), .text = read.words("text", 1, 4000)};
  return read.done(std::move(post));
}

Result<Uuid> parse_end(const boost::json::object& data) {
  json::Reader read(data, "data");
  return read.done(read.uuid("conversation"));
}

std::string requested(std::string_view nickname) {
  return json::Out().text("nickname", nickname).str();
}

std::string accepted(std::string_view alias) {
  return json::Out().text("operator", alias).str();
}

std::string posted(std::string_view from, const std::optional<std::string>& alias, std::string_view text) {
  return json::Out().text("from", from).maybe_text("alias", alias).text("text", text).str();
}

std::string ended(std::string_view by, std::string_view state) {
  return json::Out().text("by", by).text("state", state).str();
}

std::string state(const store::Shown& shown, std::string_view me, const std::optional<std::string>& nickname,
                  const std::vector<streams::Event>& events) {
  std::vector<std::string> messages;
  for (const streams::Event& event : events)
    if (event.event == "message.posted") messages.push_back(message(event));
  json::Out out;
  out.uuid("conversation", shown.subject.uuid)
      .raw("line", json::Out().text("slug", shown.line_slug).text("name", shown.line_name).str())
      .text("state", shown.state)
      .maybe_text("nickname", nickname)
      .text("register", shown.language)
      .text("me", me)
      .maybe_text("operator", shown.operator_alias)
      .time("requested_at", shown.requested_at)
      .maybe_time("accepted_at", shown.accepted_at)
      .maybe_time("ended_at", shown.ended_at)
      .maybe_text("ended_by", shown.ended_by);
  if (shown.place && me == "visitor")
    out.integer("place", *shown.place);
  else
    out.raw("place", "null");
  return out.raw("messages", json::list(messages)).str();
}

}  // namespace onthaal::conversations::wire
