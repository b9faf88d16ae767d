#pragma once

#include <string>
#include <vector>

#include "core/redacted.h"

// Which passwords may be chosen: 12 to 256 characters, and nothing that is guessed among the first. After NIST SP
// 800-63B, 5.1.1.2: length and a list, no rules of composition.
namespace onthaal::accounts {

inline constexpr std::size_t kShortestPassword = 12;
inline constexpr std::size_t kLongestPassword = 256;

// Whether a password of a right length is too common: one of the list with digits and signs around it or for its
// letters, the `own` login or names, or the helpline's, with less than eight letters and digits beside them, a piece
// again and again, three signs or fewer, or nothing but runs of keys. Upper and lower case are the same.
bool is_too_common(const Redacted<std::string>& password, const std::vector<std::string>& own);

}  // namespace onthaal::accounts
