#include "features/cases/cases_wire.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platform/json.h"

namespace onthaal::cases::wire {
namespace {

constexpr std::size_t kMaxText = 4000;
constexpr std::array<std::string_view, 2> kAlerts{"fake", "frequent"};

std::string number_or_null(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : "null";
}

std::string text_of(const boost::json::object& data, std::string_view key) {
  return std::string(data.at(key).as_string());
}

// What follows from the events, in their order.
struct Told {
  std::vector<std::string> notes;
  std::vector<std::pair<std::string, std::string>> steps;  // code, JSON
  std::vector<std::string> alerts;
  std::string help = "null";
  std::string asked = "null";
};

std::string destroyed_note(const streams::Event& event) {
  return json::Out()
      .integer("number", event.number)
      .time("at", event.at)
      .raw("alias", "null")
      .text("kind", "note")
      .raw("text", "null")
      .str();
}

void tell_note(Told& told, const streams::Event& event, const boost::json::object& data) {
  told.notes.push_back(json::Out()
                           .integer("number", event.number)
                           .time("at", event.at)
                           .text("alias", text_of(data, "alias"))
                           .text("kind", text_of(data, "kind"))
                           .text("text", text_of(data, "text"))
                           .str());
}

void tell_step(Told& told, const streams::Event& event, const boost::json::object& data) {
  const std::string code = text_of(data, "step");
  std::erase_if(told.steps, [&](const auto& each) { return each.first == code; });
  if (!data.at("done").as_bool()) return;
  told.steps.emplace_back(
      code, json::Out().text("step", code).text("alias", text_of(data, "alias")).time("at", event.at).str());
}

void tell_alert(Told& told, const boost::json::object& data) {
  const std::string alert = text_of(data, "alert");
  if (std::ranges::find(told.alerts, alert) == told.alerts.end()) told.alerts.push_back(alert);
}

std::string help_of(const streams::Event& event, const boost::json::object& data) {
  return json::Out()
      .time("at", event.at)
      .raw("message", boost::json::serialize(data.at("message")))
      .raw("question", boost::json::serialize(data.at("question")))
      .str();
}

Told told_by(const std::vector<streams::Event>& events) {
  Told told;
  for (const streams::Event& event : events) {
    if (event.event == "help.answered") told.help = "null";
    if (!event.data) {
      if (event.event == "note.added") told.notes.push_back(destroyed_note(event));
      continue;
    }
    const boost::json::object data = json::parse(*event.data).value();
    if (event.event == "note.added") tell_note(told, event, data);
    if (event.event == "step.set") tell_step(told, event, data);
    if (event.event == "alert.raised") tell_alert(told, data);
    if (event.event == "help.asked") told.help = told.asked = help_of(event, data);
  }
  return told;
}

std::string quoted(const std::string& text) {
  std::string out;
  json::append_quoted(out, text);
  return out;
}

std::string coach(const store::Coach& coach) {
  return json::Out()
      .uuid("staff", coach.uuid)
      .text("alias", coach.alias)
      .text("reason", coach.reason)
      .time("since", coach.since)
      .str();
}

}  // namespace

Result<Write> parse_write(const boost::json::object& data) {
  json::Reader read(data, "data");
  Write write{.conversation = read.uuid("conversation"), .text = read.words("text", 1, kMaxText)};
  return read.done(std::move(write));
}

Result<AskHelp> parse_ask_help(const boost::json::object& data) {
  json::Reader read(data, "data");
  AskHelp ask{.conversation = read.uuid("conversation"), .message = std::nullopt, .question = std::nullopt};
  if (data.contains("message")) ask.message = read.maybe_integer("message", 1, std::int64_t{1} << 53);
  if (data.contains("question")) ask.question = read.maybe_words("question", 1, 1000);
  return read.done(std::move(ask));
}

Result<Join> parse_join(const boost::json::object& data) {
  constexpr std::string_view kReasons[] = {"asked", "worry", "training", "complaint"};
  json::Reader read(data, "data");
  Join join{
      .conversation = read.uuid("conversation"),
      .reason = std::string(kReasons[read.choice("reason", {kReasons[0], kReasons[1], kReasons[2], kReasons[3]})])};
  return read.done(std::move(join));
}

Result<Uuid> parse_conversation(const boost::json::object& data) {
  json::Reader read(data, "data");
  return read.done(read.uuid("conversation"));
}

Result<SetStep> parse_set_step(const boost::json::object& data) {
  json::Reader read(data, "data");
  SetStep step{
      .conversation = read.uuid("conversation"), .step = read.text("step", 1, 40), .is_done = read.boolean("done")};
  return read.done(std::move(step));
}

Result<Escalate> parse_escalate(const boost::json::object& data) {
  constexpr std::string_view kTo[] = {"coordinator", "emergency", "suicide_line", "centre", "parents", "other"};
  constexpr std::string_view kConsent[] = {"yes", "no", "not_asked"};
  json::Reader read(data, "data");
  Escalate escalate{.conversation = read.uuid("conversation"),
                    .to = std::string(kTo[read.choice("to", {kTo[0], kTo[1], kTo[2], kTo[3], kTo[4], kTo[5]})]),
                    .consent = std::string(kConsent[read.choice("consent", {kConsent[0], kConsent[1], kConsent[2]})]),
                    .why = read.words("why", 1, kMaxText),
                    .second_person = read.maybe_words("second_person", 1, 120)};
  return read.done(std::move(escalate));
}

std::string note(std::string_view alias, NoteKind kind, std::string_view text) {
  return json::Out()
      .text("alias", alias)
      .text("kind", kind == NoteKind::note ? "note" : "whisper")
      .text("text", text)
      .str();
}

std::string text_of_note(std::string_view data) {
  return text_of(json::parse(data).value(), "text");
}

std::string help(const AskHelp& ask) {
  return json::Out()
      .raw("message", number_or_null(ask.message))
      .maybe_text("question", ask.question ? std::optional(ask.question->reveal()) : std::nullopt)
      .str();
}

std::string joined(const Uuid& staff, std::string_view alias, std::string_view reason) {
  return json::Out().uuid("staff", staff).text("alias", alias).text("reason", reason).str();
}

std::string left(const Uuid& staff) {
  return json::Out().uuid("staff", staff).str();
}

std::string step(const SetStep& step, std::string_view alias) {
  return json::Out().text("step", step.step).boolean("done", step.is_done).text("alias", alias).str();
}

std::string_view alert_name(Alert alert) {
  return kAlerts.at(static_cast<std::size_t>(alert));
}

std::string alert(Alert alert) {
  return json::Out().text("alert", alert_name(alert)).str();
}

std::string escalation(const OpenedEscalation& escalation) {
  const store::Escalation& row = escalation.row;
  return json::Out()
      .uuid("escalation", row.uuid)
      .time("at", row.at)
      .text("alias", row.alias)
      .text("to", row.to)
      .text("consent", row.consent)
      .maybe_text("why", escalation.why)
      .maybe_text("second_person", escalation.second_person)
      .str();
}

std::string state(const Opened& opened) {
  const Told told = told_by(opened.events);
  std::vector<std::string> steps, coaches, alerts;
  for (const auto& each : told.steps) steps.push_back(each.second);
  for (const store::Coach& each : opened.coaches) coaches.push_back(coach(each));
  if (opened.about.is_open())
    for (const std::string& each : told.alerts) alerts.push_back(quoted(each));
  return json::Out()
      .uuid("conversation", opened.about.subject.uuid)
      .raw("notes", json::list(told.notes))
      .raw("steps", json::list(steps))
      .raw("coaches", json::list(coaches))
      .raw("help", told.help)
      .raw("asked", told.asked)
      .raw("alerts", json::list(alerts))
      .raw("escalations", json::list(opened.escalations))
      .str();
}

}  // namespace onthaal::cases::wire
