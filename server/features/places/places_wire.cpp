#include "features/places/places_wire.h"

#include <algorithm>

#include "core/text.h"
#include "features/hours/hours.h"
#include "platform/json.h"

namespace onthaal::places::wire {
namespace {

constexpr std::string_view kKinds[] = {"centre", "helpline", "self_help"};

// A number as people write it: "112", "016 12 34 56", "+32 (0)16/12.34.56".
bool is_phone(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::ranges::any_of(text, is_digit) && std::ranges::all_of(text, [&](char c) {
           return is_digit(c) || std::string_view(" +()/.-").find(c) != std::string_view::npos;
         });
}

json::Out card_of(const store::NewPlace& place) {
  json::Out out;
  out.text("name", place.name)
      .maybe_text("about", place.about)
      .maybe_text("phone", place.phone)
      .maybe_text("url", place.url)
      .maybe_text("hours", place.hours);
  return out;
}

}  // namespace

Result<store::NewPlace> parse_place(const boost::json::object& data, std::string prefix) {
  json::Reader read(data, std::move(prefix));
  store::NewPlace place{.kind = std::string(kKinds[read.choice("kind", {kKinds[0], kKinds[1], kKinds[2]})]),
                        .name = read.text("name", 1, 120),
                        .about = read.maybe_text("about", 1, 500),
                        .phone = read.maybe_text("phone", 1, 40),
                        .url = read.maybe_text("url", 1, 300),
                        .hours = read.maybe_text("hours", 1, 200),
                        .town = read.maybe_text("town", 1, 80),
                        .week = read.maybe_text("week", 1, 300),
                        .is_public = read.boolean("public")};
  if (place.phone && !is_phone(*place.phone)) read.mistake("phone", "not_allowed");
  if (place.url && !is_web_address(*place.url)) read.mistake("url", "not_allowed");
  if (place.week && !hours::parse_week(*place.week)) read.mistake("week", "not_allowed");
  return read.done(std::move(place));
}

std::string place(const store::Place& place) {
  return json::Out()
      .uuid("place", place.uuid)
      .text("kind", place.kind)
      .text("name", place.name)
      .maybe_text("about", place.about)
      .maybe_text("phone", place.phone)
      .maybe_text("url", place.url)
      .maybe_text("hours", place.hours)
      .maybe_text("week", place.week)
      .maybe_text("town", place.town)
      .boolean("public", place.is_public)
      .str();
}

std::string places(const std::vector<store::Place>& places) {
  std::vector<std::string> items;
  for (const store::Place& each : places) items.push_back(place(each));
  return json::Out().raw("places", json::list(items)).str();
}

std::string card(const store::NewPlace& place) {
  return card_of(place).str();
}

std::string cards(const std::vector<store::Place>& places, Millis now) {
  std::vector<std::string> items;
  for (const store::Place& each : places) {
    const auto week = hours::parse_week(each.week.value_or(""));
    const auto is_open = week ? hours::is_open(*week, now) : std::nullopt;
    items.push_back(card_of(each).raw("open", !is_open ? "null" : *is_open ? "true" : "false").str());
  }
  return json::list(items);
}

}  // namespace onthaal::places::wire
