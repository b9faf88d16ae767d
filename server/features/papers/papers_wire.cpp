#include "features/papers/papers_wire.h"

#include "core/text.h"
#include "features/accounts/accounts.h"
#include "features/papers/papers_access.h"
#include "platform/json.h"

namespace onthaal::papers::wire {
namespace {

constexpr std::size_t kLongest = 30'000;  // characters

// Where the line still has to write something.
std::string blanks(std::string_view text, const markdown::Fill& fill) {
  std::vector<std::string> open;
  for (const std::string& name : markdown::names(text))
    if (!fill(name)) json::append_quoted(open.emplace_back(), name);
  return json::list(open);
}

}  // namespace

Result<Publication> parse_publication(std::string_view body, std::string_view name) {
  const auto object = json::parse(body);
  if (!object) return std::unexpected(object.error());
  json::Reader reader(*object);
  Publication wish{.number = reader.integer("number", 0, 1'000'000),
                   .shipped = reader.integer("shipped", 0, 1'000'000),
                   .text = reader.text("text", name == kFacts ? 0 : 1, kLongest)};
  if (name == kFacts && !is_facts(wish.text)) reader.mistake("text", "not_allowed");
  if (name != kFacts && !wish.text.empty() && trimmed(wish.text).empty()) reader.mistake("text", "too_short");
  if (!markdown::is_modest(wish.text)) reader.mistake("text", "too_large");
  return reader.done(std::move(wish));
}

Result<std::string> parse_preview(std::string_view body) {
  const auto object = json::parse(body);
  if (!object) return std::unexpected(object.error());
  json::Reader reader(*object);
  return reader.done(reader.text("text", 1, kLongest));
}

std::string version(db::Connection& db, const store::Version& version) {
  const auto person = accounts::find_person(db, version.staff);
  return json::Out()
      .integer("number", version.number)
      .integer("shipped", version.shipped)
      .time("at", version.at)
      .maybe_text("by", person ? std::optional(person->name) : std::nullopt)
      .str();
}

std::string edition(const store::Edition& edition) {
  return json::Out().integer("number", edition.number).time("at", edition.at).str();
}

std::string paper(const store::Which& which, const lines::Line& line, const Current& now, const markdown::Fill& fill) {
  return json::Out()
      .text("paper", which.name)
      .text("language", which.language)
      .text("line", line.name)
      .integer("number", now.number)
      .time("at", now.at)
      .raw("blocks", markdown::blocks(now.text, fill))
      .str();
}

std::string preview(std::string_view text, const markdown::Fill& fill) {
  return json::Out().raw("blocks", markdown::blocks(text, fill)).raw("blanks", blanks(text, fill)).str();
}

std::string listed(db::Connection& db, const store::Which& which, const Current& now, const markdown::Fill& fill) {
  return json::Out()
      .text("paper", which.name)
      .text("language", which.language)
      .boolean("public", is_public(which.name))
      .integer("number", now.number)
      .raw("last", now.version ? version(db, *now.version) : "null")
      .raw("shipped", now.editions.empty() ? "null" : edition(now.editions[0]))
      .boolean("behind", now.is_behind())
      .raw("blanks", blanks(now.text, fill))
      .str();
}

}  // namespace onthaal::papers::wire
