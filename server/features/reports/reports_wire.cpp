#include "features/reports/reports_wire.h"

#include <fmt/format.h>

#include <cmath>

#include "core/text.h"
#include "platform/json.h"
#include "platform/markdown.h"

namespace onthaal::reports::wire {
namespace {

constexpr std::size_t kLongestText = 20'000;  // characters
constexpr std::size_t kLongestQuote = 2'000;
constexpr std::size_t kLongestAbout = 120;

std::string numbers(const measures::Row& row) {
  return json::Out().raw("n", number(row.n)).raw("base", number(row.base)).raw("value", number(row.value)).str();
}

std::string told(const Told& told) {
  return json::Out()
      .text("figure", told.figure)
      .text("label", told.label)
      .text("unit", measures::name_of(told.unit))
      .raw("n", number(told.row.n))
      .raw("base", number(told.row.base))
      .raw("value", number(told.row.value))
      .raw("before", told.before ? numbers(*told.before) : "null")
      .str();
}

std::string part(const Part& part) {
  std::vector<std::string> tables, quotes;
  for (const Shown& each : part.tables)
    tables.push_back(json::Out()
                         .text("drawn", name_of(each.drawn))
                         .raw("table", measures::json_of(each.table))
                         .raw("before", each.before ? measures::json_of(*each.before) : "null")
                         .str());
  for (const store::Quote& each : part.quotes) quotes.push_back(quote(each));
  const auto& chapter = *part.chapter;
  const bool has_theme = !chapter.theme.empty();
  return json::Out()
      .text("code", chapter.code)
      .text("title", chapter.title)
      .maybe_text("theme", has_theme ? std::optional(std::string(chapter.theme)) : std::nullopt)
      .boolean("is_shown", part.is_shown)
      .raw("text", part.text ? text(*part.text) : "null")
      .raw("tables", json::list(tables))
      .raw("quotes", json::list(quotes))
      .str();
}

}  // namespace

std::string number(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? fmt::format("{}", *value) : "null";
}
std::string number(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "null";
}

Result<Written> parse_text(std::string_view body) {
  const auto object = json::parse(body);
  if (!object) return std::unexpected(object.error());
  json::Reader read(*object);
  Written written{.number = read.integer("number", 0, 1'000'000), .text = read.text("text", 0, kLongestText)};
  if (trimmed(written.text).empty()) written.text.clear();
  if (!markdown::is_modest(written.text)) read.mistake("text", "too_large");
  return read.done(std::move(written));
}

Result<Wished> parse_quote(std::string_view body) {
  const auto object = json::parse(body);
  if (!object) return std::unexpected(object.error());
  json::Reader read(*object);
  Wished wished{.rating = read.uuid("rating"),
                .chapter = read.text("chapter", 1, 40),
                .text = read.text("text", 1, kLongestQuote),
                .about = read.text("about", 0, kLongestAbout)};
  const Chapter* chapter = find_chapter(wished.chapter);
  if (chapter == nullptr || chapter->is_always) read.mistake("chapter", "not_allowed");
  if (!wished.text.empty() && trimmed(wished.text).empty()) read.mistake("text", "too_short");
  return read.done(std::move(wished));
}

std::string blocks(std::string_view text) {
  // Nothing is filled in: who writes braces means braces.
  return markdown::blocks(text, [](std::string_view name) { return fmt::format("{{{{{}}}}}", name); });
}

std::string text(const store::Text& text) {
  return json::Out()
      .integer("number", text.number)
      .time("at", text.at)
      .maybe_text("by", text.by)
      .text("text", text.text)
      .raw("blocks", blocks(text.text))
      .str();
}

std::string versions(const std::vector<store::Text>& versions) {
  std::vector<std::string> items;
  for (const store::Text& each : versions)
    items.push_back(json::Out()
                        .integer("number", each.number)
                        .time("at", each.at)
                        .maybe_text("by", each.by)
                        .text("text", each.text)
                        .str());
  return json::Out().raw("versions", json::list(items)).str();
}

std::string quote(const store::Quote& quote) {
  return json::Out()
      .uuid("quote", quote.uuid)
      .text("chapter", quote.chapter)
      .text("text", quote.text)
      .text("about", quote.about)
      .uuid("rating", quote.rating)
      .time("at", quote.at)
      .maybe_text("by", quote.by)
      .str();
}

std::string quotes(const std::vector<store::Quote>& quotes, const std::vector<ratings::Quotable>& candidates) {
  std::vector<std::string> approved, open;
  for (const store::Quote& each : quotes) approved.push_back(quote(each));
  for (const ratings::Quotable& each : candidates)
    open.push_back(json::Out()
                       .uuid("rating", each.rating)
                       .time("at", each.at)
                       .raw("stars", number(each.stars))
                       .text("text", each.words.reveal())
                       .maybe_text("who", each.who)
                       .str());
  return json::Out().raw("quotes", json::list(approved)).raw("candidates", json::list(open)).str();
}

std::string annual(const Annual& annual, const std::vector<std::string>& files) {
  std::vector<std::string> glance, parts, named;
  for (const Told& each : annual.glance) glance.push_back(told(each));
  for (const Part& each : annual.parts) parts.push_back(part(each));
  for (const std::string& each : files) json::append_quoted(named.emplace_back(), each);
  return json::Out()
      .text("line", annual.line.slug)
      .text("name", annual.line.name)
      .text("year", annual.year)
      .text("from", hours::day_text(annual.period.from))
      .text("until", hours::day_text(annual.period.until))
      .text("year_before", annual.year_before)
      .time("computed_at", annual.computed_at)
      .maybe_text("origin", annual.origin)
      .raw("glance", json::list(glance))
      .raw("chapters", json::list(parts))
      .raw("files", json::list(named))
      .str();
}

}  // namespace onthaal::reports::wire
