#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/redacted.h"
#include "platform/act/work.h"

namespace onthaal::http {

enum class Verb : std::uint8_t { get, post, put, del };

// What a route may see of a request. No address, no user agent.
struct Request {
  Actor actor;                                  // who the cookie or the bearer token says it is
  std::vector<std::string> parts;               // what stood at the {places} of the path, decoded
  std::string_view body;                        // at most the route's limit
  std::optional<Redacted<std::string>> bearer;  // `Authorization: Bearer`, as sent
  // The value of a query parameter, decoded; nothing when it is absent.
  std::function<std::optional<std::string>(std::string_view)> query;
  bool is_secure = false;  // reached over TLS, as public_url says
};

// One line of a feature's table. `parse` runs on the socket thread: strict and cheap.
struct Route {
  Verb verb;
  std::string_view path;  // "/api/lines/{slug}/visits"
  std::function<Result<Work>(const Request&)> parse;
};
using Routes = std::vector<Route>;

}  // namespace onthaal::http
