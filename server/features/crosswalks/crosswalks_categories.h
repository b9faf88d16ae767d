#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "features/terms/terms.h"

namespace onthaal::crosswalks {

inline constexpr std::string_view kChi = "chi";

// A category of Child Helpline International, by its own name. Themes have reasons for contact, outcomes have actions.
struct Category {
  terms::Kind kind;  // theme or outcome
  std::string domain, category;
  bool operator==(const Category&) const = default;
};
const std::vector<Category>& categories();  // chi.txt
bool is_category(const Category& category);

// crosswalks.csv: what Onthaal proposes.
struct Proposed {
  std::string code;
  Category category;
};
const std::vector<Proposed>& proposed();

std::string_view name_of(terms::Kind kind);  // "theme", "outcome"

}  // namespace onthaal::crosswalks
