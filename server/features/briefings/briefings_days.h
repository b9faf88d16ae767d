#pragma once

#include <date/date.h>

#include <optional>
#include <string>
#include <string_view>

#include "core/clock.h"

namespace onthaal::briefings {

// A day that exists, written as 2026-11-22.
std::optional<date::local_days> parse_day(std::string_view text);
std::string text_of(date::local_days day);
// In Brussels.
date::local_days day_at(Millis now);
Millis beginning_of(date::local_days day);

}  // namespace onthaal::briefings
