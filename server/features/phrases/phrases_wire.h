#pragma once

#include <boost/json.hpp>

#include "features/phrases/phrases_store.h"

namespace onthaal::phrases::wire {

// The theme is still a code.
struct PhraseRequest {
  std::string title;
  std::string text;
  std::optional<std::string> theme;
  std::optional<std::string> language;
};
Result<PhraseRequest> parse_phrase(const boost::json::object& data);

std::string phrase(const store::Phrase& phrase);
std::string phrases(const std::vector<store::Phrase>& phrases);

}  // namespace onthaal::phrases::wire
