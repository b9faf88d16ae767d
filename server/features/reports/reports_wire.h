#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "features/ratings/ratings.h"
#include "features/reports/reports_annual.h"

namespace onthaal::reports::wire {

// On top of the newest version that its writer saw; 0: there was none.
struct Written {
  std::int64_t number;
  std::string text;
};
Result<Written> parse_text(std::string_view body);

struct Wished {
  Uuid rating;
  std::string chapter, text, about;
};
Result<Wished> parse_quote(std::string_view body);

std::string number(const std::optional<double>& value);  // or null
std::string number(const std::optional<std::int64_t>& value);

std::string text(const store::Text& text);  // with its blocks
std::string versions(const std::vector<store::Text>& versions);
std::string quote(const store::Quote& quote);
std::string quotes(const std::vector<store::Quote>& quotes, const std::vector<ratings::Quotable>& candidates);
// `files`: what can be downloaded.
std::string annual(const Annual& annual, const std::vector<std::string>& files);

// As the pages get it: what somebody of staff wrote, never as markup.
std::string blocks(std::string_view text);

}  // namespace onthaal::reports::wire
