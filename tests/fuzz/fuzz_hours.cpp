// Any bytes as a day, a local time, a stretch, a week: what is accepted comes back the same, and is in order.
#include <cstdint>
#include <cstdlib>

#include "features/hours/hours_time.h"

using namespace onthaal::hours;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto day = parse_day(bytes); day && day_text(*day) != bytes) std::abort();
  if (const auto time = parse_local(bytes)) {
    if (local_text(*time) != bytes) std::abort();
    if (utc_of(*time, Edge::end) < utc_of(*time, Edge::begin)) std::abort();
  }
  if (const auto stretch = parse_stretch(bytes); stretch && stretch_text(*stretch) != bytes) std::abort();
  if (const auto week = parse_week(bytes)) {
    for (const auto& stretches : *week)
      if (!are_in_order(stretches)) std::abort();
    static_cast<void>(is_open(*week, 0));
  }
  return 0;
}
