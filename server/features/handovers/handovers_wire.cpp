#include "features/handovers/handovers_wire.h"

#include "core/text.h"
#include "platform/json.h"

namespace onthaal::handovers::wire {
namespace {

constexpr std::size_t kMaxSummary = 1000;
constexpr std::size_t kMaxPrivacy = 2000;
constexpr std::int64_t kMostMinutes = 60;

std::string label_or_null(const std::optional<lines::Label>& label) {
  return label ? lines::label_json(*label) : "null";
}

const std::string& in(std::string_view language, const lines::Label& label) {
  return language == "en" ? label.en : language == "nl-u" ? label.nl_u : label.nl;
}

}  // namespace

Result<PartnerRequest> parse_partner(const boost::json::object& data) {
  json::Reader read(data);
  PartnerRequest request{.partner = {.name = read.text("name", 1, 80),
                                     .about = read.maybe_text("about", 1, 500),
                                     .privacy = lines::read_label(read, "privacy", kMaxPrivacy),
                                     .target = std::nullopt,
                                     .url = read.maybe_text("url", 1, 300),
                                     .take_minutes = read.integer("take_minutes", 1, kMostMinutes)},
                         .target = read.maybe_text("target", 2, 40)};
  if (request.target && request.partner.url) read.mistake("url", "not_allowed");
  if (!request.target && !request.partner.url) read.mistake("url", "required");
  if (request.partner.url && !is_web_address(*request.partner.url)) read.mistake("url", "not_allowed");
  return read.done(std::move(request));
}

lines::Label parse_label(std::string_view text) {
  const auto label = json::parse(text).value();
  const auto of = [&](const char* key) { return std::string(label.at(key).as_string()); };
  return {of("nl"), of("nl-u"), of("en")};
}

std::string partner(const Partner& partner, const std::optional<Free>& free) {
  return json::Out()
      .uuid("partner", partner.uuid)
      .text("name", partner.name)
      .maybe_text("about", partner.about)
      .raw("privacy", lines::label_json(partner.privacy))
      .maybe_text("target", partner.target_slug)
      .maybe_text("url", partner.url)
      .integer("take_minutes", partner.take_minutes)
      .raw("free", free ? json::Out()
                              .text("state", free->state)
                              .integer("operators", free->operators)
                              .boolean("room", free->has_room)
                              .str()
                        : "null")
      .str();
}

std::string partners(const std::vector<std::string>& partners) {
  return json::Out().raw("partners", json::list(partners)).str();
}

std::string counted(const std::vector<store::Counted>& partners, std::int64_t passed) {
  std::vector<std::string> items;
  for (const store::Counted& each : partners)
    items.push_back(json::Out()
                        .uuid("partner", each.partner)
                        .text("name", each.name)
                        .integer("asked", each.asked)
                        .integer("refused", each.refused)
                        .integer("agreed", each.agreed)
                        .integer("greeted", each.greeted)
                        .integer("not_taken", each.not_taken)
                        .integer("booked", each.booked)
                        .integer("linked", each.linked)
                        .str());
  return json::Out().raw("partners", json::list(items)).integer("passed", passed).str();
}

Result<Ask> parse_ask(const boost::json::object& data) {
  json::Reader read(data, "data");
  Ask ask{.conversation = read.uuid("conversation"),
          .partner = read.uuid("partner"),
          .theme = read.maybe_text("theme", 1, 80),
          .summary = read.maybe_words("summary", 1, kMaxSummary)};
  return read.done(std::move(ask));
}

Result<Answer> parse_answer(const boost::json::object& data) {
  json::Reader read(data, "data");
  const Answer answer{
      .handover = read.uuid("handover"), .is_yes = read.boolean("yes"), .with_summary = read.boolean("with_summary")};
  return read.done(answer);
}

Result<Uuid> parse_withdraw(const boost::json::object& data) {
  json::Reader read(data, "data");
  return read.done(read.uuid("handover"));
}

std::string handover(const store::Handover& handover, const Passes& passes) {
  const bool is_link = handover.kind == "link";
  json::Out out;
  out.uuid("handover", handover.uuid)
      .text("kind", handover.kind)
      .text("state", store::state_name(handover.state))
      .text("partner", handover.partner)
      .text("privacy", in(passes.language, handover.privacy));
  if (is_link)
    out.raw("passes", "null");
  else
    out.raw("passes", json::Out()
                          .maybe_text("nickname", passes.nickname)
                          .raw("theme", label_or_null(passes.theme))
                          .maybe_text("summary", passes.summary)
                          .str());
  out.boolean("with_summary", handover.with_summary).maybe_text("url", is_link ? handover.url : std::nullopt);
  if (handover.second_uuid)
    out.uuid("second", *handover.second_uuid);
  else
    out.raw("second", "null");
  const bool is_waiting = handover.state == store::State::agreed;
  return out.maybe_time("take_until", is_waiting ? handover.take_until : std::nullopt).str();
}

std::string handovers(const std::vector<std::string>& handovers) {
  return json::Out().raw("handovers", json::list(handovers)).str();
}

std::string handed_from(const store::Handover& handover, const std::optional<lines::Label>& theme,
                        const std::optional<std::string>& summary, bool to_visitor) {
  json::Out out;
  out.text("line", handover.line).raw("theme", label_or_null(theme)).maybe_text("summary", summary);
  if (to_visitor)
    out.uuid("conversation", handover.first_uuid);
  else
    out.raw("conversation", "null");
  return out.str();
}

}  // namespace onthaal::handovers::wire
