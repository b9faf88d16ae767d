#pragma once

#include <cstdint>
#include <variant>

#include "core/ids.h"

namespace onthaal {

struct Nobody {
  auto operator<=>(const Nobody&) const = default;
};
struct Visitor {
  VisitId visit;
  auto operator<=>(const Visitor&) const = default;
};
struct Staff {
  StaffId staff;
  SessionId session;
  auto operator<=>(const Staff&) const = default;
};
// Who does it. Only says who: what an actor may do is decided inside each act and view, from rows.
using Actor = std::variant<Nobody, Visitor, Staff>;

// How an author stands in an event row.
struct Author {
  enum class Kind : std::uint8_t { system = 0, visitor = 1, staff = 2 };
  Kind kind = Kind::system;
  std::int64_t id = 0;
  bool operator==(const Author&) const = default;
};
Author author_of(const Actor& actor);

}  // namespace onthaal
