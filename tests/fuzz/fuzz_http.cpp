// Any bytes as the target of a request line, as an origin and as what a proxy says.
#include <cstdlib>

#include "platform/http/origins.h"
#include "platform/http/query.h"
#include "platform/http/router.h"

using namespace onthaal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const http::Router router({{http::Verb::get, "/api/lines", {}},
                                    {http::Verb::get, "/api/lines/{slug}", {}},
                                    {http::Verb::post, "/api/lines/{slug}/visits", {}}});
  static const http::Origins origins("https://chat.example.org", 8080, {"10.0.0.0/8", "::1"});
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto target = http::parse_target(bytes)) {
    target->path();
    http::QueryReader(target->query).finished();
    if (const auto match = router.find(http::Verb::post, *target); match && match->parts.size() != 1) std::abort();
  }
  const bool is_ours =
      origins.allow({.origin = bytes, .peer = bytes, .forwarded_proto = bytes, .forwarded_host = bytes});
  if (is_ours && bytes != "https://chat.example.org") std::abort();
  http::origin_of(bytes);
  return 0;
}
