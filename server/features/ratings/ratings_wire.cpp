#include "features/ratings/ratings_wire.h"

#include <fmt/format.h>

namespace onthaal::ratings::wire {

Result<Rate> parse_rate(const boost::json::object& body) {
  json::Reader read(body);
  Rate rate{.stars = read.maybe_integer("stars", 1, 5),
            .text = read.maybe_words("text", 1, 2000),
            .may_quote = read.boolean("may_quote")};
  const auto has = [&body](std::string_view field) {
    const auto* value = body.if_contains(field);
    return value != nullptr && !value->is_null();
  };
  if (rate.may_quote && !has("stars") && !has("text")) read.mistake("stars", "required");
  return read.done(std::move(rate));
}

std::string text(const store::Text& rating, const std::optional<std::string>& words) {
  json::Out out;
  out.uuid("rating", rating.rating).time("at", rating.at);
  if (rating.stars)
    out.integer("stars", *rating.stars);
  else
    out.raw("stars", "null");
  return out.maybe_text("text", words).boolean("may_quote", rating.may_quote).maybe_text("who", rating.who).str();
}

std::string ratings(const store::Figures& figures, const std::vector<std::string>& unread) {
  return json::Out()
      .integer("raters", figures.raters)
      .raw("mean", figures.mean ? fmt::format("{:.1f}", *figures.mean) : "null")
      .raw("unread", json::list(unread))
      .str();
}

}  // namespace onthaal::ratings::wire
