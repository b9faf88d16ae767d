#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/redacted.h"
#include "platform/act/work.h"

namespace onthaal::http {

enum class Verb : std::uint8_t { get, post, put, del };

// What stood after the '?', decoded, in its order.
using Query = std::vector<std::pair<std::string, std::string>>;

// What a route may see of a request. No address, no user agent: of those only the evidence.
struct Request {
  Actor actor;                     // who the cookie or the bearer token says it is
  std::vector<std::string> parts;  // what stood at the {places} of the path, decoded
  Query query;                     // what stood after the '?': platform/http/query.h reads it
  std::string_view body;           // at most `http.max_body`
  Redacted<std::string> evidence;  // as evidence_of() gives it: never stored, never logged
  std::string_view origin;         // of the page that asks; one of ours where something is to change
};

// One line of a feature's table. `parse` runs on the socket thread: strict and cheap.
struct Route {
  Verb verb;
  std::string_view path;  // "/api/lines/{slug}/visits"
  std::function<Result<Work>(const Request&)> parse;
};
using Routes = std::vector<Route>;

}  // namespace onthaal::http
