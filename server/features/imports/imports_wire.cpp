#include "features/imports/imports_wire.h"

#include "core/text.h"

namespace onthaal::imports {
namespace {

std::string_view text(State state) {
  switch (state) {
    case State::staged:
      return "staged";
    case State::shown:
      return "shown";
    case State::withdrawn:
      return "withdrawn";
  }
  throw std::logic_error("no such state of an import");
}

std::optional<std::string> maybe_day(const std::optional<hours::Day>& day) {
  return day ? std::optional(hours::day_text(*day)) : std::nullopt;
}

hours::Day read_day(json::Reader& read) {
  const auto day = hours::parse_day(read.text("day", 10, 10));
  if (!day) read.mistake("day", "not_a_time");
  return day.value_or(hours::Day());
}

// As it says, and as pack() makes it: what is counted later is no place to find that out.
void check_body(json::Reader& read, const Sheet& sheet) {
  std::int64_t talks = 0;
  try {
    sheets::unpack(sheet.body, [&](const sheets::Talk&) { ++talks; });
  } catch (const std::runtime_error&) {
    return read.mistake("body", "not_allowed");
  }
  if (talks != sheet.talks) read.mistake("talks", "not_allowed");
}

}  // namespace

std::string import_json(db::Connection& db, const Import& import) {
  const auto line = lines::find(db, import.line);
  return json::Out()
      .uuid("import", import.uuid)
      .text("line", line ? line->slug : "")
      .text("name", import.name)
      .text("state", text(import.state))
      .integer("talks", import.talks)
      .integer("totals", import.totals)
      .integer("refused", import.refused)
      .maybe_text("first_day", maybe_day(import.first_day))
      .maybe_text("last_day", maybe_day(import.last_day))
      .time("made_at", import.made_at)
      .maybe_time("shown_at", import.shown_at)
      .str();
}

Sheet read_sheet(json::Reader& read) {
  Sheet sheet{.day = read_day(read), .talks = read.integer("talks", 1, kMost), .body = {}};
  const auto body = from_base64url(read.file("body", kMaxSheetBytes * 2));
  if (!body) read.mistake("body", "not_allowed");
  sheet.body = body.value_or("");
  if (body) check_body(read, sheet);
  return sheet;
}

sheets::Total read_total(json::Reader& read) {
  return {.year = read.text("year", 9, 9),
          .figure = read.text("figure", 1, 200),
          .n = read.maybe_integer("n", 0, kMost),
          .base = read.maybe_integer("base", 0, kMost),
          .value = read.maybe_integer("value", 0, kMost),
          .source = read.text("source", 1, 500)};
}

}  // namespace onthaal::imports
