// Any bytes as the data of each command and as the body of each route: the parsers of all features.
#include "app/wiring.h"
#include "platform/json.h"

using namespace onthaal;

namespace {

const app::Wiring& wiring() {
  static const config::Config config;
  static const app::Wiring all(config);
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto commands = wiring().commands();
  static const auto routes = wiring().routes();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto object = json::parse(bytes))
    for (const live::Command& command : commands) command.parse({.actor = Visitor{}, .id = {}}, *object);
  for (const http::Route& route : routes) {
    http::Request request;
    request.body = bytes;
    request.parts.assign(4, std::string(bytes.substr(0, 60)));
    route.parse(request);
  }
  return 0;
}
