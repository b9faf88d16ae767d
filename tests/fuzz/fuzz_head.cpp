// Any bytes as the head of a request: what we read of it is a part of it, and nothing that a visitor may make up is
// believed.
#include <cstdlib>

#include "platform/http/answer.h"
#include "platform/http/evidence.h"

using namespace onthaal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const http::Origins origins("", 8080, {"10.0.0.0/8"});
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  net::beast::http::request_parser<net::beast::http::string_body> parser;
  parser.header_limit(16384);
  parser.body_limit(65536);
  parser.eager(true);
  net::beast::error_code error;
  parser.put(net::asio::buffer(bytes.data(), bytes.size()), error);
  if (error || !parser.is_header_done()) return 0;
  const http::Message& message = parser.get();
  if (http::staff_cookie(message).size() > size) std::abort();
  if (const auto bearer = http::bearer_of(message); bearer && bearer->reveal().size() > size) std::abort();
  const http::Origins::Asked asked = http::asked_by(message, "203.0.113.7");
  const bool is_local = asked.origin == "http://localhost:8080" || asked.origin == "http://127.0.0.1:8080" ||
                        asked.origin == "http://[::1]:8080";
  if (origins.allow(asked) != is_local) std::abort();
  const auto forwarded = message["X-Forwarded-For"];
  if (origins.client_of("203.0.113.7", forwarded) != "203.0.113.7") std::abort();
  static_cast<void>(http::evidence_of(origins.client_of("10.0.0.1", forwarded), message["User-Agent"]));
  static_cast<void>(http::parse_target(message.target()));
  return 0;
}
