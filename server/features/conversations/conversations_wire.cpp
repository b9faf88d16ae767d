#include "features/conversations/conversations_wire.h"

#include <array>

#include "platform/json.h"

namespace onthaal::conversations::wire {
namespace {

constexpr std::size_t kMaxText = 4000;
constexpr std::size_t kMaxQuestion = 1000;
constexpr std::size_t kMaxNote = 2000;
constexpr std::size_t kMaxRanges = 20;
constexpr std::array<std::string_view, 5> kReasons{"shift_over", "medical", "expertise", "language", "other"};
constexpr std::int64_t kMaxNumber = std::int64_t{1} << 53;

std::string number_or_null(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : "null";
}

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
  return out.text("from", is_visitors ? "visitor" : "operator")
      .raw("alias", "null")
      .raw("text", "null")
      .raw("reply_to", "null")
      .raw("card", "null")
      .str();
}

std::string intake(const store::Shown& shown, const std::optional<std::string>& question) {
  return json::Out()
      .maybe_text("who", shown.who)
      .maybe_text("topic", shown.topic)
      .raw("age", number_or_null(shown.age))
      .maybe_text("gender", shown.gender)
      .maybe_text("question", question)
      .maybe_text("source", shown.source)
      .str();
}

}  // namespace

Result<Post> parse_post(const boost::json::object& data) {
  json::Reader read(data, "data");
  Post post{.conversation = read.uuid("conversation")};
  if (data.contains("card")) post.card = read.uuid("card");
  post.text = read.words("text", post.card ? 0 : 1, kMaxText);
  post.reply_to = read.maybe_integer("reply_to", 1, kMaxNumber);
  return read.done(std::move(post));
}

Result<End> parse_end(const boost::json::object& data) {
  json::Reader read(data, "data");
  End end{.conversation = read.uuid("conversation"),
          .closing = read.maybe_choice("closing", {"normal", "care", "boundary"})};
  return read.done(std::move(end));
}

Result<GiveIntake> parse_give_intake(const boost::json::object& data) {
  json::Reader read(data, "data");
  GiveIntake give{.conversation = read.uuid("conversation")};
  if (data.contains("age")) give.age = read.maybe_integer("age", 1, 99);
  if (data.contains("gender")) give.gender = read.maybe_choice("gender", {"f", "m", "x", "unsaid"});
  if (data.contains("question")) give.question = read.maybe_words("question", 0, kMaxQuestion);
  if (data.contains("source")) give.source = read.maybe_text("source", 1, 80);
  return read.done(std::move(give));
}

Result<Pass> parse_pass(const boost::json::object& data) {
  json::Reader read(data, "data");
  Pass pass{.conversation = read.uuid("conversation"), .to = read.uuid("to")};
  pass.reason = kReasons[read.choice("reason", {kReasons[0], kReasons[1], kReasons[2], kReasons[3], kReasons[4]})];
  pass.note = read.words("note", 0, kMaxNote);
  return read.done(std::move(pass));
}

Result<Want> parse_want(const boost::json::object& data) {
  json::Reader read(data, "data");
  Want want{.conversation = read.uuid("conversation"), .wants = read.maybe_choice("wants", {"medical"})};
  if (!data.contains("wants")) read.mistake("wants", "required");
  return read.done(std::move(want));
}

Result<Uuid> parse_conversation(const boost::json::object& data) {
  json::Reader read(data, "data");
  return read.done(read.uuid("conversation"));
}

Result<Redact> parse_redact(const boost::json::object& data) {
  json::Reader read(data, "data");
  Redact redact{
      .conversation = read.uuid("conversation"), .number = read.integer("number", 1, kMaxNumber), .ranges = {}};
  for (const auto& item : read.array("ranges", kMaxRanges)) {
    const auto* range = item.if_object();
    if (range == nullptr) {
      read.mistake("ranges", "not_allowed");
      continue;
    }
    json::Reader inner(*range, "data.ranges");
    redact.ranges.push_back({inner.integer("start", 0, kMaxText), inner.integer("length", 1, kMaxText)});
    read.take_mistakes(inner);
  }
  if (redact.ranges.empty()) read.mistake("ranges", "required");
  return read.done(std::move(redact));
}

std::string requested(std::string_view nickname, const std::optional<std::string>& who,
                      const std::optional<std::string>& topic) {
  return json::Out().text("nickname", nickname).maybe_text("who", who).maybe_text("topic", topic).str();
}

std::string accepted(std::string_view alias, Millis guide_ends_at) {
  return json::Out().text("operator", alias).time("guide_ends_at", guide_ends_at).str();
}

std::string given_back(std::string_view why, const std::optional<std::string>& to) {
  return json::Out().text("why", why).maybe_text("to", to).str();
}

std::string wanted(const std::optional<std::string>& wants) {
  return json::Out().maybe_text("wants", wants).str();
}

std::string unattended(bool is_unattended) {
  return json::Out().boolean("unattended", is_unattended).str();
}

std::string redacted(const Redact& redact) {
  std::vector<std::string> ranges;
  for (const Range& each : redact.ranges)
    ranges.push_back(json::Out().integer("start", each.start).integer("length", each.length).str());
  return json::Out().integer("number", redact.number).raw("ranges", json::list(ranges)).str();
}

std::string extended(Millis guide_ends_at) {
  return json::Out().time("guide_ends_at", guide_ends_at).str();
}

std::string ended(std::string_view by, std::string_view state, std::string_view closing) {
  return json::Out().text("by", by).text("state", state).text("closing", closing).str();
}

std::string posted(const Message& message) {
  return json::Out()
      .text("from", message.from)
      .maybe_text("alias", message.alias)
      .text("text", message.text)
      .raw("reply_to", number_or_null(message.reply_to))
      .raw("card", message.card.value_or("null"))
      .str();
}

std::string given(const Given& given) {
  return json::Out()
      .raw("age", number_or_null(given.age))
      .maybe_text("gender", given.gender)
      .maybe_text("question", given.question)
      .maybe_text("source", given.source)
      .str();
}

std::string messages(const std::vector<streams::Event>& events) {
  std::vector<std::string> all;
  for (const streams::Event& event : events)
    if (event.event == "message.posted") all.push_back(message(event));
  return json::list(all);
}

std::string taken(const std::vector<streams::Event>& events) {
  std::vector<std::string> all;
  for (const streams::Event& event : events)
    if (event.event == "conversation.accepted")
      all.push_back(json::Out()
                        .integer("number", event.number)
                        .time("at", event.at)
                        .text("operator", std::string(json::parse(*event.data)->at("operator").as_string()))
                        .str());
  return json::list(all);
}

std::string state(const store::Shown& shown, std::string_view me, const Opened& opened) {
  const bool is_visitor = me == "visitor";
  const bool has_place = is_visitor && shown.state == "waiting";
  return json::Out()
      .uuid("conversation", shown.subject.uuid)
      .raw("line", json::Out().text("slug", shown.line_slug).text("name", shown.line_name).str())
      .text("state", shown.state)
      .maybe_text("nickname", opened.nickname)
      .text("register", shown.language)
      .text("me", me)
      .maybe_text("operator", shown.operator_alias)
      .time("requested_at", shown.requested_at)
      .maybe_time("accepted_at", shown.accepted_at)
      .maybe_time("ended_at", shown.ended_at)
      .maybe_text("ended_by", shown.ended_by)
      .maybe_text("closing", shown.closing)
      .maybe_time("guide_ends_at", shown.guide_ends_at)
      .maybe_time("exited_at", shown.exited_at)
      .raw("intake", intake(shown, opened.question))
      .maybe_text("device", is_visitor ? std::nullopt : shown.device)
      .raw("place", has_place ? std::to_string(shown.place) : "null")
      .raw("wait", has_place ? opened.wait : "null")
      .maybe_text("wants", shown.wants)
      .maybe_text("passed_to", shown.passed_to)
      .boolean("warned", shown.is_warned)
      .boolean("unattended", shown.state == "waiting" && shown.is_unattended)
      .maybe_text("deleted", shown.is_forgotten ? std::optional(shown.forgotten_by.value_or("period")) : std::nullopt)
      .raw("handover", opened.handover)
      .raw("handed_from", opened.handed_from)
      .raw("appointment", opened.appointment)
      .raw("plan", opened.plan)
      .raw("taken", taken(opened.events))
      .raw("messages", messages(opened.events))
      .str();
}

}  // namespace onthaal::conversations::wire
