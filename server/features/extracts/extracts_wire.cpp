#include "features/extracts/extracts_wire.h"

#include <algorithm>
#include <array>

#include "features/extracts/extracts_columns.h"
#include "platform/json.h"

namespace onthaal::extracts::wire {
namespace {

constexpr std::array<std::string_view, 3> kFormats{"csv", "xlsx", "jsonl"};
constexpr std::size_t kMostThemes = 50;

// The index of what was said; the first where nothing was.
template <std::size_t N>
std::size_t choice(http::QueryReader& read, std::string_view field, const std::array<std::string_view, N>& allowed) {
  const auto text = read.maybe(field);
  if (!text) return 0;
  const auto found = std::ranges::find(allowed, *text);
  if (found != allowed.end()) return static_cast<std::size_t>(found - allowed.begin());
  read.mistake(field, "not_allowed");
  return 0;
}

hours::Day read_day(http::QueryReader& read, std::string_view field) {
  const std::string text = read.required(field);
  const auto day = hours::parse_day(text);
  if (!day && !text.empty()) read.mistake(field, "not_allowed");
  return day.value_or(hours::Day{});
}

std::optional<sheets::Who> read_who(http::QueryReader& read) {
  const auto text = read.maybe("who");
  if (!text) return std::nullopt;
  for (const auto who :
       {sheets::Who::unknown, sheets::Who::pupil, sheets::Who::parent, sheets::Who::teacher, sheets::Who::other})
    if (measures::name_of(who) == *text) return who;
  read.mistake("who", "not_allowed");
  return std::nullopt;
}

std::optional<Uuid> read_centre(http::QueryReader& read) {
  const auto text = read.maybe("centre");
  if (!text) return std::nullopt;
  const auto centre = Uuid::parse(*text);
  if (!centre) read.mistake("centre", "not_a_uuid");
  return centre;
}

hours::Day first_of_month(hours::Day day) {
  const date::year_month_day date{day};
  return hours::Day(date.year() / date.month() / 1);
}

hours::Day last_of_month(hours::Day day) {
  const date::year_month_day date{day};
  return hours::Day(date.year() / date.month() / date::last);
}

std::string filter(const Asked& asked) {
  std::vector<std::string> themes;
  for (const std::string& theme : asked.themes) {
    std::string quoted;
    json::append_quoted(quoted, theme);
    themes.push_back(std::move(quoted));
  }
  json::Out out;
  out.maybe_text("who", asked.who ? std::optional(std::string(measures::name_of(*asked.who))) : std::nullopt);
  out.raw("themes", json::list(themes));
  out.maybe_text("centre", asked.centre ? std::optional(asked.centre->text()) : std::nullopt);
  return out.str();
}

std::string definition(const measures::Definition& definition) {
  return json::Out()
      .text("name", definition.name)
      .integer("version", definition.version)
      .text("text", definition.text)
      .maybe_text("valid_from", definition.valid_from)
      .maybe_text("valid_until", definition.valid_until)
      .str();
}

}  // namespace

std::string_view name_of(Format format) {
  return kFormats.at(static_cast<std::size_t>(format));
}

Result<Asked> parse(const http::Query& query) {
  http::QueryReader read(query);
  const hours::Day from = read_day(read, "from");
  const hours::Day until = read_day(read, "until");
  if (until < from) read.mistake("until", "too_small");
  Asked asked{.from = first_of_month(from), .until = last_of_month(until)};
  asked.who = read_who(read);
  asked.themes = read.each("theme", kMostThemes);
  asked.centre = read_centre(read);
  asked.format = static_cast<Format>(choice(read, "format", kFormats));
  asked.language =
      static_cast<measures::Language>(choice(read, "language", std::array<std::string_view, 2>{"nl", "en"}));
  asked.has_mark = choice(read, "bom", std::array<std::string_view, 2>{"no", "yes"}) == 1;
  const auto separator = choice(read, "separator", std::array<std::string_view, 2>{"comma", "semicolon"});
  asked.separator = separator == 1 ? ';' : ',';
  return read.done(std::move(asked));
}

std::string meta(const Meta& meta) {
  std::vector<std::string> names, definitions;
  for (const About& column : columns()) names.push_back('"' + column.name + '"');
  for (const auto& each : meta.definitions) definitions.push_back(definition(each));
  return json::Out()
      .text("line", meta.line)
      .text("from", hours::day_text(meta.asked.from))
      .text("until", hours::day_text(meta.asked.until))
      .raw("filter", filter(meta.asked))
      .raw("columns", json::list(names))
      .raw("definitions", json::list(definitions))
      .time("computed_at", meta.computed_at)
      .str();
}

std::string header(const Meta& meta, std::int64_t rows) {
  std::vector<std::string> definitions;
  for (const auto& each : meta.definitions)
    definitions.push_back(json::Out().text("name", each.name).integer("version", each.version).str());
  return json::Out()
      .text("line", meta.line)
      .text("from", hours::day_text(meta.asked.from))
      .text("until", hours::day_text(meta.asked.until))
      .raw("filter", filter(meta.asked))
      .integer("rows", rows)
      .raw("definitions", json::list(definitions))
      .time("computed_at", meta.computed_at)
      .str();
}

std::string audited(const Asked& asked, std::int64_t rows) {
  return json::Out()
      .text("from", hours::day_text(asked.from))
      .text("until", hours::day_text(asked.until))
      .raw("filter", filter(asked))
      .text("format", name_of(asked.format))
      .integer("rows", rows)
      .str();
}

std::string file_name(const Meta& meta) {
  return "onthaal-" + meta.line + '-' + hours::day_text(meta.asked.from) + '-' + hours::day_text(meta.asked.until) +
         '.' + std::string(name_of(meta.asked.format));
}

}  // namespace onthaal::extracts::wire
