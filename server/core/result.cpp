#include "core/result.h"

#include <array>

namespace onthaal {

const ErrorRow& error_row(Code code) {
  static constexpr std::array<ErrorRow, 18> kTable{{
      {Code::malformed, "malformed", 400, 4400},
      {Code::invalid, "invalid", 422, 4400},
      {Code::unauthenticated, "unauthenticated", 401, 4401},
      {Code::bad_origin, "bad_origin", 403, 4403},
      {Code::not_found, "not_found", 404, 4404},
      {Code::method_not_allowed, "method_not_allowed", 405, 4400},
      {Code::conflict, "conflict", 409, 4409},
      {Code::closed, "closed", 409, 4409},
      {Code::too_large, "too_large", 413, 1009},
      {Code::too_many, "too_many", 429, 4429},
      {Code::full, "full", 409, 4409},
      {Code::refused, "refused", 403, 4403},
      {Code::busy, "busy", 503, 1013},
      {Code::timeout, "timeout", 408, 4408},
      {Code::unsupported_version, "unsupported_version", 400, 4426},
      {Code::too_slow, "too_slow", 408, 4430},
      {Code::restart, "restart", 503, 1012},
      {Code::internal, "internal", 500, 1011},
  }};
  return kTable.at(static_cast<std::size_t>(code));
}

}  // namespace onthaal
