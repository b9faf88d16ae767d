#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/redacted.h"
#include "core/result.h"
#include "platform/streams/streams.h"

// The frames of docs/protocol.md that a client sends, and the ones that the server makes.
namespace onthaal::live {

inline constexpr std::int64_t kVersion = 1;

// A stream as the wire names it: "conversation:UUID".
struct StreamName {
  std::int32_t kind = 0;
  Uuid uuid;
  bool operator==(const StreamName&) const = default;
  const streams::StreamKind& of() const { return streams::kinds()[static_cast<std::size_t>(kind)]; }
  std::string text() const;
};
std::optional<StreamName> parse_stream_name(std::string_view text);

struct SubscribeFrame {
  StreamName stream;
  std::optional<std::int64_t> after;
};
struct HelloFrame {
  std::int64_t version = 0;
  std::optional<Redacted<std::string>> token;
  std::vector<SubscribeFrame> subscribe;
};
struct UnsubscribeFrame {
  StreamName stream;
};
struct CommandFrame {
  std::string name;
  Uuid id;
  bool again = false;
  std::int64_t after = 0;
  boost::json::object data;
};
struct SignalFrame {
  StreamName stream;
  const streams::SignalKind* kind = nullptr;  // nullptr: the stream knows no such signal
  std::int64_t value = 0;                     // what the kind carries; `on`: 0 or 1
};
struct PingFrame {};
using ClientFrame = std::variant<HelloFrame, SubscribeFrame, UnsubscribeFrame, CommandFrame, SignalFrame, PingFrame>;

Result<ClientFrame> parse_frame(std::string_view bytes);
Result<ClientFrame> parse_frame(boost::json::object frame);

using Frame = std::shared_ptr<const std::string>;
Frame hello_frame(std::int64_t now);
Frame pong_frame();
Frame bye_frame(Code code);
Frame ack_frame(const Uuid& id, std::optional<std::int64_t> number, std::string_view data);
Frame command_error_frame(const Uuid& id, const Error& error);
Frame stream_error_frame(const StreamName& stream, const Error& error);
Frame error_frame(const Error& error);
Frame snapshot_frame(const StreamName& stream, std::int64_t number, std::string_view state);
Frame ended_frame(const StreamName& stream, Code code);
Frame signal_frame(const StreamName& stream, std::string_view signal, std::string_view data);

}  // namespace onthaal::live
