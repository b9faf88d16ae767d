#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// The framing of WebSockets, a server's side of it: RFC 6455, section 5. No extensions.
//
//   fin 1 | rsv 3 | opcode 4 | masked 1 | length 7 (126: 16 more bits, 127: 64 more) | mask 32 | payload
namespace onthaal::live {

enum class Opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

// Close codes of section 7.4.1 that the framing itself gives.
inline constexpr int kProtocolError = 1002;
inline constexpr int kTooBig = 1009;

// What came in whole: a message (text or binary), or a control frame.
struct Received {
  Opcode opcode = Opcode::text;
  std::string_view payload;  // valid until the next call, and as long as the bytes that were given
};

// Takes a client's bytes apart. Holds nothing while nothing is under way.
class FrameReader {
 public:
  explicit FrameReader(std::size_t max_message) : max_message_(max_message) {}

  // Gives the reader what was received; it is unmasked in place and must live until next() gives nothing more.
  void give(std::span<char> bytes);
  // The next message or control frame; nothing when more bytes are needed; else the close code to fail with.
  std::expected<std::optional<Received>, int> next();

 private:
  struct Header {
    bool is_last;
    Opcode opcode;
    std::uint64_t length;
    std::size_t size;  // of the header itself
    std::array<char, 4> mask;
  };
  std::expected<std::optional<Header>, int> read_header() const;
  std::expected<std::optional<Received>, int> put_together(const Header& header, std::span<char> payload);
  void keep_rest();

  std::size_t max_message_;
  std::span<char> bytes_;                         // not yet read
  std::string kept_;                              // the beginning of a frame, until its end comes
  std::string message_;                           // the fragments so far
  Opcode message_opcode_ = Opcode::continuation;  // of the message under way; continuation: none is
};

// The header of an unmasked frame that is whole, as a server sends it.
struct FrameHeader {
  std::array<char, 10> bytes;
  std::size_t size;
  std::string_view view() const { return {bytes.data(), size}; }
};
FrameHeader frame_header(Opcode opcode, std::size_t length);

// The payload of a close frame: the code, big endian.
std::string close_payload(int code);
// What a close frame's payload says; 1005 when it says nothing, kProtocolError when it may not say that.
int close_code(std::string_view payload);

}  // namespace onthaal::live
