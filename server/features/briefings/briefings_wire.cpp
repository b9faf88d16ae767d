#include "features/briefings/briefings_wire.h"

#include <algorithm>

#include "features/hours/hours.h"
#include "platform/json.h"

namespace onthaal::briefings::wire {
namespace {

// A number as people write it, and more than one: "0471 11 22 33 / 016 12 34 56".
bool is_phone(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::ranges::any_of(text, is_digit) && std::ranges::all_of(text, [&](char c) {
           return is_digit(c) || std::string_view(" +()/.-").find(c) != std::string_view::npos;
         });
}

}  // namespace

Result<store::Briefing> parse(const boost::json::object& data) {
  json::Reader read(data);
  store::Briefing briefing{.day = read.text("day", 1, 10),
                           .note = read.maybe_text("note", 1, 2000),
                           .reachable = read.maybe_text("reachable", 1, 80),
                           .phone = read.maybe_text("phone", 1, 60)};
  if (!briefing.day.empty() && !hours::parse_day(briefing.day)) read.mistake("day", "not_allowed");
  if (briefing.phone && !is_phone(*briefing.phone)) read.mistake("phone", "not_allowed");
  if (briefing.reachable && !briefing.phone) read.mistake("phone", "required");
  if (briefing.phone && !briefing.reachable) read.mistake("reachable", "required");
  return read.done(std::move(briefing));
}

std::string briefing(const store::Briefing& briefing) {
  return json::Out()
      .text("day", briefing.day)
      .maybe_text("note", briefing.note)
      .maybe_text("reachable", briefing.reachable)
      .maybe_text("phone", briefing.phone)
      .str();
}

std::string briefings(const std::vector<store::Briefing>& briefings) {
  std::vector<std::string> items;
  for (const store::Briefing& each : briefings) items.push_back(briefing(each));
  return json::Out().raw("briefings", json::list(items)).str();
}

}  // namespace onthaal::briefings::wire
