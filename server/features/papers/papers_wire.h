#pragma once

#include <set>

#include "core/result.h"
#include "features/papers/papers_current.h"

namespace onthaal::papers::wire {

// On top of the newest version and of the newest shipped text that its writer saw.
struct Publication {
  std::int64_t number;
  std::int64_t shipped;
  std::string text;
};
Result<Publication> parse_publication(std::string_view body, std::string_view name);
Result<std::string> parse_preview(std::string_view body);

std::string version(db::Connection& db, const store::Version& version);
std::string edition(const store::Edition& edition);
std::string paper(const store::Which& which, const lines::Line& line, const Current& now, const markdown::Fill& fill);
std::string preview(std::string_view text, const markdown::Fill& fill);
std::string listed(db::Connection& db, const store::Which& which, const Current& now, const markdown::Fill& fill);

}  // namespace onthaal::papers::wire
