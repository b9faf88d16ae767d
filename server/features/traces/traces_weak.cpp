#include "features/traces/traces_weak.h"

#include <cstdlib>

namespace onthaal::traces {
namespace {

bool is_told(const std::optional<std::string>& gender) {
  return gender && *gender != "unsaid";
}

bool is_someone_else(const store::Seen& one, const store::Seen& other) {
  if (one.from < other.until && other.from < one.until) return true;
  if (one.who && other.who && one.who != other.who) return true;
  if (is_told(one.gender) && is_told(other.gender) && one.gender != other.gender) return true;
  return one.age && other.age && std::abs(*one.age - *other.age) > kAgesApart;
}

bool is_a_class(const std::vector<store::Seen>& seen) {
  std::vector<Millis> begun;
  VisitId last;
  for (const store::Seen& each : seen) {
    if (each.visit == last) continue;
    last = each.visit;
    begun.push_back(each.from);
  }
  for (std::size_t i = kMostInAnHour; i < begun.size(); ++i)
    if (begun[i] - begun[i - kMostInAnHour] < kHour) return true;
  return false;
}

}  // namespace

bool is_weak(const std::vector<store::Seen>& seen) {
  if (seen.size() > kMostSeen || is_a_class(seen)) return true;
  for (auto one = seen.begin(); one != seen.end(); ++one)
    for (auto other = seen.begin(); other != one; ++other)
      if (one->visit != other->visit && is_someone_else(*one, *other)) return true;
  return false;
}

}  // namespace onthaal::traces
