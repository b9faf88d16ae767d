#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "platform/http/route.h"

namespace onthaal::http {

// The target of a request line, taken apart (RFC 3986, Boost.URL): decoded segments and query parameters.
struct Target {
  std::vector<std::string> segments;
  std::vector<std::pair<std::string, std::string>> parameters;

  std::string path() const;  // "/a/b", decoded
  std::optional<std::string> parameter(std::string_view name) const;
};
Result<Target> parse_target(std::string_view text);

// All routes of all features.
class Router {
 public:
  explicit Router(Routes routes);

  struct Match {
    const Route* route;
    std::vector<std::string> parts;  // at the {places}
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
