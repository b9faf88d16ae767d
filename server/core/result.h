#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace onthaal {

// Everything that a correct caller can meet. Anything else is an exception and ends the request as `internal`.
enum class Code : std::uint8_t {
  malformed,        // not JSON, not a frame
  invalid,          // a field is wrong; `fields` names it
  unauthenticated,  // no session, or an unknown token
  bad_origin,       // the request came from another site's page
  not_found,        // does not exist, or is not yours: they look the same
  method_not_allowed,
  conflict,  // somebody was first, or the state does not allow it
  closed,    // the conversation has ended
  too_large,
  too_many,  // slow down
  full,      // the line has as many who wait as it can take
  refused,   // a coordinator does not let this visit in for a while
  busy,      // the server has no room now; nothing was changed; try again
  timeout,   // too late; or nobody knows whether it was kept: a resend finds out
  unsupported_version,
  too_slow,  // the receiver did not read
  restart,   // the server is stopping; come back
  internal,
};

// The one error table: name on the wire (and translation key `error.NAME`), HTTP status, WebSocket close code.
struct ErrorRow {
  Code code;
  std::string_view name;
  int http_status;
  int close_code;
};
const ErrorRow& error_row(Code code);

struct FieldError {
  std::string field;    // "text", "data.audience"
  std::string problem;  // "required", "too_long", "unknown_field", ...
  bool operator==(const FieldError&) const = default;
};

// `detail` is for developers, in English, and never holds what a visitor wrote.
struct Error {
  Code code = Code::internal;
  std::string detail;
  std::vector<FieldError> fields;
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(Code code, std::string detail) {
  return std::unexpected(Error{code, std::move(detail), {}});
}

}  // namespace onthaal
