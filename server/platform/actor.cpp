#include "platform/actor.h"

namespace onthaal {

Author author_of(const Actor& actor) {
  if (const auto* visitor = std::get_if<Visitor>(&actor)) return {Author::Kind::visitor, visitor->visit.value};
  if (const auto* staff = std::get_if<Staff>(&actor)) return {Author::Kind::staff, staff->staff.value};
  return {};
}

}  // namespace onthaal
