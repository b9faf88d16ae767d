#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace onthaal {

class Random;

// A key inside the database. Never leaves the server.
template <class Tag>
struct Id {
  std::int64_t value = 0;
  auto operator<=>(const Id&) const = default;
};
using LineId = Id<struct LineTag>;
using StaffId = Id<struct StaffTag>;
using SessionId = Id<struct SessionTag>;
using VisitId = Id<struct VisitTag>;
using ConversationId = Id<struct ConversationTag>;
using TermId = Id<struct TermTag>;

// What leaves the server is named by a UUID (version 7, RFC 9562: the first 48 bits are the time in milliseconds).
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Uuid&) const = default;

  static Uuid v7(std::int64_t unix_ms, Random& random);
  // The 36 characters with four hyphens, any version, either case.
  static std::optional<Uuid> parse(std::string_view text);
  static std::optional<Uuid> of_bytes(std::string_view bytes);
  std::string text() const;
  std::string_view view() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
};

}  // namespace onthaal
