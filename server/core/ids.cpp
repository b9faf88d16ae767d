#include "core/ids.h"

#include <algorithm>

#include "core/random.h"
#include "core/text.h"

namespace onthaal {

Uuid Uuid::v7(std::int64_t unix_ms, Random& random) {
  Uuid id;
  random.fill(id.bytes);
  const auto time = static_cast<std::uint64_t>(unix_ms);
  for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(time >> (40 - 8 * i));
  id.bytes[6] = static_cast<std::uint8_t>(0x70 | (id.bytes[6] & 0x0f));
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));
  return id;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_hyphen_place = i == 8 || i == 13 || i == 18 || i == 23;
    if (is_hyphen_place != (text[i] == '-')) return std::nullopt;
    if (!is_hyphen_place) digits += text[i];
  }
  const auto bytes = from_hex(digits);
  return bytes ? of_bytes(*bytes) : std::nullopt;
}

std::optional<Uuid> Uuid::of_bytes(std::string_view bytes) {
  Uuid id;
  if (bytes.size() != id.bytes.size()) return std::nullopt;
  std::ranges::transform(bytes, id.bytes.begin(), [](char c) { return static_cast<std::uint8_t>(c); });
  return id;
}

std::string Uuid::text() const {
  std::string out = hex(view());
  for (const std::size_t place : {8U, 13U, 18U, 23U}) out.insert(place, 1, '-');
  return out;
}

}  // namespace onthaal
