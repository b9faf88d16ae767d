// Any bytes as a frame from a client: refused as malformed or invalid, never more; a stream's name survives the round
// trip.
#include <cstdlib>

#include "platform/live/frame.h"

using namespace onthaal;

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  streams::register_kinds(
      {{.name = "conversation",
        .table = "conversation_event",
        .labels = {"visitor", "operator"},
        .signals = {{"typing"}, {"seen", streams::SignalKind::Carries::number, "visitor", "operator"}}},
       {.name = "line", .table = "line_event"}});
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto frame = live::parse_frame(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!frame) {
    if (frame.error().code != Code::malformed && frame.error().code != Code::invalid) std::abort();
    live::error_frame(frame.error());
    return 0;
  }
  if (const auto* subscribe = std::get_if<live::SubscribeFrame>(&*frame)) {
    if (live::parse_stream_name(subscribe->stream.text()) != subscribe->stream) std::abort();
    if (subscribe->after && *subscribe->after < 0) std::abort();
  }
  if (const auto* signal = std::get_if<live::SignalFrame>(&*frame)) {
    if (signal->value < 0 || (!signal->kind && signal->value != 0)) std::abort();
  }
  return 0;
}
