#pragma once

#include "features/hours/hours.h"

namespace onthaal::hours {

std::optional<LocalTime> parse_local(std::string_view text);  // "2026-11-22T17:00"
std::string local_text(LocalTime time);
std::optional<Stretch> parse_stretch(std::string_view text);  // "17:00-21:00", until 24:00 at most
std::string stretch_text(Stretch stretch);
bool are_in_order(const std::vector<Stretch>& stretches);  // and do not touch
// A span within the day, as its local clock says it.
Stretch stretch_of(Day day, const Span& span);

inline constexpr std::array<std::string_view, 7> kWeekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
std::size_t weekday_of(Day day);  // 0: Monday

}  // namespace onthaal::hours
