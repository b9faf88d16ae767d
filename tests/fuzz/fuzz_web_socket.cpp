// Any bytes as what a client sends on a WebSocket, whole and in pieces: the same messages, or the same refusal.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "platform/live/web_socket_frame.h"

using namespace onthaal;

namespace {

constexpr std::size_t kMax = 1024;

struct Reading {
  std::vector<std::string> messages;
  int failed = 0;
  bool operator==(const Reading&) const = default;
};

Reading read(const std::string& bytes, std::size_t piece) {
  live::FrameReader reader(kMax);
  Reading reading;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    std::string part = bytes.substr(at, piece);
    reader.give(part);
    while (true) {
      const auto next = reader.next();
      if (!next) {
        reading.failed = next.error();
        return reading;
      }
      if (!*next) break;
      if ((*next)->payload.size() > kMax) std::abort();
      reading.messages.emplace_back((*next)->payload);
    }
  }
  return reading;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const Reading whole = read(bytes, size + 1);
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}})
    if (read(bytes, piece) != whole) std::abort();
  live::close_code(bytes);
  return 0;
}
