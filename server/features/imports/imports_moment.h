#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/hours/hours.h"

// Moments and lengths of time as other systems write them.
namespace onthaal::imports {

enum class Zone : std::uint8_t { brussels, utc };

// A moment as talks are counted: the local day, and the second of it by the clock on the wall.
struct Moment {
  hours::Day day;
  std::uint32_t second;
  Millis utc() const;
};

// "%d/%m/%Y %H:%M:%S": year, month, day, hour and minute, once each, and a second or none; other characters stand for
// themselves. Or "iso": 2021-09-01T17:00:05, with a space for the T, without seconds, with a fraction, with Z or +02:00
// (which says more than the zone).
class MomentFormat {
 public:
  MomentFormat() = default;  // iso, in Brussels
  static std::optional<MomentFormat> parse(std::string_view format, Zone zone);
  // Nothing when it is not written so, or no such day or time exists.
  std::optional<Moment> read(std::string_view text) const;

 private:
  std::optional<Moment> read_iso(std::string_view text) const;
  std::string format_;  // empty: iso
  Zone zone_ = Zone::brussels;
};

// Whole, without a sign.
std::optional<std::int64_t> parse_whole(std::string_view text);
// 0,0546 or 0.0546 or 5,46%, in millionths; up to 999,999,999.
std::optional<std::int64_t> parse_millionths(std::string_view text);
// 1:30 or 0:01:30, in seconds.
std::optional<std::int64_t> parse_clock(std::string_view text);

}  // namespace onthaal::imports
