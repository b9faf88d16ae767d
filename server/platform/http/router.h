#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "platform/http/route.h"

namespace onthaal::http {

// A request's target (RFC 3986, Boost.URL), taken apart and decoded.
struct Target {
  std::vector<std::string> segments;
  Query query;

  std::string path() const;  // "/a/b", decoded
};
Result<Target> parse_target(std::string_view text);

// All routes of all features.
class Router {
 public:
  explicit Router(Routes routes);

  struct Match {
    const Route* route;
    std::vector<std::string> parts;  // at the {places}
    Query query;
  };
  // Code::method_not_allowed when only the verb is wrong, else Code::not_found.
  Result<Match> find(Verb verb, const Target& target) const;

 private:
  struct Entry {
    Route route;
    std::vector<std::string> segments;
  };
  std::vector<Entry> entries_;
};

}  // namespace onthaal::http
