#include "features/extracts/extracts_wire.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "features/extracts/extracts_columns.h"
#include "platform/json.h"

namespace onthaal::extracts::wire {
namespace {

constexpr std::array<std::string_view, 3> kFormats{"csv", "xlsx", "jsonl"};
constexpr std::array<std::string_view, 2> kLanguages{"nl", "en"};
constexpr std::array<std::string_view, 2> kMarks{"no", "yes"};
constexpr std::array<std::string_view, 2> kSeparators{"comma", "semicolon"};
constexpr std::size_t kMostThemes = 50;

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

std::string_view type_of(Format format) {
  switch (format) {
    case Format::csv:
      return "text/csv; charset=utf-8; header=present";
    case Format::xlsx:
      return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case Format::jsonl:
      return "application/jsonl; charset=utf-8";
  }
  return "";
}

Result<Asked> parse(const http::Query& query) {
  http::QueryReader read(query);
  const hours::Day from = read.required("from", hours::parse_day);
  const hours::Day until = read.required("until", hours::parse_day);
  if (until < from) read.mistake("until", "too_small");
  const auto months = measures::whole_months({from, until});
  Asked asked{.from = months.from, .until = months.until};
  asked.who = read_who(read);
  asked.themes = read.each("theme", kMostThemes);
  asked.centre = read_centre(read);
  asked.format = static_cast<Format>(read.choice("format", kFormats));
  asked.language = static_cast<measures::Language>(read.choice("language", kLanguages));
  asked.has_mark = read.choice("bom", kMarks) == 1;
  asked.separator = read.choice("separator", kSeparators) == 1 ? ';' : ',';
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

std::string filter_text(const Asked& asked) {
  std::vector<std::string> parts;
  if (asked.who) parts.push_back(fmt::format("who={}", measures::name_of(*asked.who)));
  for (const std::string& theme : asked.themes) parts.push_back("theme=" + theme);
  if (asked.centre) parts.push_back("centre=" + asked.centre->text());
  return parts.empty() ? "all" : fmt::format("{}", fmt::join(parts, "&"));
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
