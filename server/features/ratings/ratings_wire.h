#pragma once

#include "features/ratings/ratings_store.h"
#include "platform/json.h"

namespace onthaal::ratings::wire {

// Without stars and text: what was given may not be quoted any more.
struct Rate {
  std::optional<std::int64_t> stars;
  std::optional<Redacted<std::string>> text;
  bool may_quote;
};
Result<Rate> parse_rate(const boost::json::object& body);

std::string text(const store::Text& rating, const std::optional<std::string>& words);
std::string ratings(const store::Figures& figures, const std::vector<std::string>& unread);

}  // namespace onthaal::ratings::wire
