#include "features/flags/flags_wire.h"

#include "platform/json.h"

namespace onthaal::flags::wire {
namespace {

constexpr std::size_t kMaxWords = 1000;

json::Out begin(const store::Flag& flag, const Words& words) {
  json::Out out;
  out.uuid("conversation", flag.conversation)
      .text("state", flag.state)
      .time("made_at", flag.made_at)
      .maybe_text("why", words.why)
      .maybe_text("question", words.question)
      .maybe_text("answer", words.answer);
  return out;
}

}  // namespace

Result<Redacted<std::string>> parse_words(std::string_view body, std::string_view field) {
  const auto data = json::parse(body);
  if (!data) return std::unexpected(data.error());
  json::Reader read(*data);
  return read.done(read.words(field, 1, kMaxWords));
}

Result<Decide> parse_decide(std::string_view body) {
  const auto data = json::parse(body);
  if (!data) return std::unexpected(data.error());
  constexpr std::string_view kDecisions[] = {"confirmed", "rejected", "asked_back"};
  json::Reader read(*data);
  Decide decide{
      .decision = std::string(kDecisions[read.choice("decision", {kDecisions[0], kDecisions[1], kDecisions[2]})]),
      .question = {}};
  if (decide.decision == "asked_back") decide.question = read.words("question", 1, kMaxWords);
  return read.done(std::move(decide));
}

Result<store::Often> parse_often(std::string_view body) {
  const auto data = json::parse(body);
  if (!data) return std::unexpected(data.error());
  json::Reader read(*data);
  const store::Often often{read.integer("talks", 2, 50), read.integer("days", 1, kMostDays)};
  return read.done(often);
}

std::string mark(const store::Flag& flag, const Words& words) {
  return begin(flag, words).str();
}

std::string flag(const Reviewed& reviewed) {
  return begin(reviewed.flag, reviewed.words)
      .uuid("flag", reviewed.flag.uuid)
      .text("alias", reviewed.flag.alias)
      .boolean("mine", reviewed.is_mine)
      .str();
}

std::string frequent(const store::Often& often, const std::vector<Visitor>& visitors) {
  std::vector<std::string> items;
  for (const Visitor& visitor : visitors) {
    std::vector<std::string> conversations;
    for (const store::Talk& talk : visitor.talks) conversations.push_back('"' + talk.subject.uuid.text() + '"');
    items.push_back(json::Out()
                        .integer("talks", std::ssize(visitor.talks))
                        .time("first_at", *visitor.talks.front().accepted_at)
                        .time("last_at", *visitor.talks.back().accepted_at)
                        .raw("conversations", json::list(conversations))
                        .str());
  }
  return json::Out().integer("talks", often.talks).integer("days", often.days).raw("visitors", json::list(items)).str();
}

}  // namespace onthaal::flags::wire
