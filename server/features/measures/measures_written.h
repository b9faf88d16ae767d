#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/measures/measures.h"

// Numbers and names as they stand in a sentence.
namespace onthaal::measures {

// 8813 as 8.813 in Dutch and 8,813 in English.
std::string number(double value, int digits, Language language);
// 5.2% of less than ten, 75% of more.
std::string percent(double share, Language language);
// Nothing: too little to say.
std::optional<std::string> written(double value, Unit unit, Language language);
// "a, b and c"; between other marks: "‘a’, ‘b’ and ‘c’".
std::string listed(std::vector<std::string> names, bool is_quoted, Language language);
// "was/were": the first of one, the second of more, or none.
std::string one_or_more(std::string_view words, double number);

}  // namespace onthaal::measures
