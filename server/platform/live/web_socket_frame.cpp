#include "platform/live/web_socket_frame.h"

#include <utility>

namespace onthaal::live {

namespace {

constexpr std::size_t kMaxControl = 125;

std::uint8_t byte_of(char c) {
  return static_cast<std::uint8_t>(c);
}

bool is_known(std::uint8_t opcode) {
  return opcode <= 2 || (opcode >= 8 && opcode <= 10);
}
bool is_control(Opcode opcode) {
  return opcode >= Opcode::close;
}

void unmask(std::span<char> payload, const std::array<char, 4>& mask) {
  for (std::size_t i = 0; i < payload.size(); ++i) payload[i] = static_cast<char>(payload[i] ^ mask[i % 4]);
}

std::uint64_t big_endian(std::span<const char> bytes) {
  std::uint64_t value = 0;
  for (char c : bytes) value = value << 8 | byte_of(c);
  return value;
}

}  // namespace

void FrameReader::give(std::span<char> bytes) {
  if (kept_.empty()) {
    bytes_ = bytes;
    return;
  }
  kept_.append(bytes.data(), bytes.size());
  bytes_ = kept_;
}

// What is left is the beginning of a frame: it has to outlive the bytes that were given.
void FrameReader::keep_rest() {
  std::string rest(bytes_.data(), bytes_.size());
  kept_.swap(rest);
  bytes_ = {};
  if (message_opcode_ == Opcode::continuation) std::string().swap(message_);
}

std::expected<std::optional<FrameReader::Header>, int> FrameReader::read_header() const {
  if (bytes_.size() < 2) return std::nullopt;
  const std::uint8_t first = byte_of(bytes_[0]);
  const std::uint8_t second = byte_of(bytes_[1]);
  const std::uint8_t opcode = first & 0x0f;
  const bool has_extension_bits = (first & 0x70) != 0;
  const bool is_masked = (second & 0x80) != 0;
  if (has_extension_bits || !is_masked || !is_known(opcode)) return std::unexpected(kProtocolError);

  Header header{.is_last = (first & 0x80) != 0,
                .opcode = static_cast<Opcode>(opcode),
                .length = second & 0x7fU,
                .size = 2,
                .mask = {}};
  const std::size_t more = header.length == 126 ? 2 : header.length == 127 ? 8 : 0;
  if (is_control(header.opcode) && (more != 0 || !header.is_last)) return std::unexpected(kProtocolError);
  if (bytes_.size() < 2 + more + 4) return std::nullopt;
  if (more != 0) {
    header.length = big_endian(bytes_.subspan(2, more));
    const bool is_shortest = header.length > (more == 2 ? kMaxControl : 0xffffU);
    if (!is_shortest) return std::unexpected(kProtocolError);
  }
  for (std::size_t i = 0; i < 4; ++i) header.mask.at(i) = bytes_[2 + more + i];
  header.size = 2 + more + 4;
  return header;
}

std::expected<std::optional<Received>, int> FrameReader::next() {
  while (true) {
    const auto header = read_header();
    if (!header) return std::unexpected(header.error());
    const std::size_t so_far = message_opcode_ == Opcode::continuation ? 0 : message_.size();
    if (*header && !is_control((*header)->opcode) && (*header)->length > max_message_ - so_far)
      return std::unexpected(kTooBig);
    if (!*header || bytes_.size() - (*header)->size < (*header)->length) {
      keep_rest();
      return std::nullopt;
    }
    const std::span<char> payload = bytes_.subspan((*header)->size, static_cast<std::size_t>((*header)->length));
    bytes_ = bytes_.subspan((*header)->size + payload.size());
    unmask(payload, (*header)->mask);
    auto received = put_together(**header, payload);
    if (!received || *received) return received;
  }
}

// A control frame may stand between the fragments of a message.
std::expected<std::optional<Received>, int> FrameReader::put_together(const Header& header, std::span<char> payload) {
  const std::string_view view(payload.data(), payload.size());
  if (is_control(header.opcode)) return Received{header.opcode, view};
  const bool is_under_way = message_opcode_ != Opcode::continuation;
  if ((header.opcode == Opcode::continuation) != is_under_way) return std::unexpected(kProtocolError);
  if (!is_under_way && header.is_last) return Received{header.opcode, view};
  if (!is_under_way) {
    message_.clear();
    message_opcode_ = header.opcode;
  }
  message_ += view;
  if (!header.is_last) return std::nullopt;
  return Received{std::exchange(message_opcode_, Opcode::continuation), message_};
}

FrameHeader frame_header(Opcode opcode, std::size_t length) {
  FrameHeader header{.bytes = {static_cast<char>(0x80 | static_cast<std::uint8_t>(opcode))}, .size = 2};
  const std::size_t more = length <= kMaxControl ? 0 : length <= 0xffff ? 2 : 8;
  header.bytes[1] = static_cast<char>(more == 0 ? length : more == 2 ? 126 : 127);
  for (std::size_t i = 0; i < more; ++i)
    header.bytes.at(2 + i) = static_cast<char>(static_cast<std::uint64_t>(length) >> (8 * (more - 1 - i)));
  header.size += more;
  return header;
}

std::string close_payload(int code) {
  return {static_cast<char>(code >> 8), static_cast<char>(code)};
}

int close_code(std::string_view payload) {
  if (payload.empty()) return 1005;
  if (payload.size() == 1) return kProtocolError;
  const int code = byte_of(payload[0]) << 8 | byte_of(payload[1]);
  const bool is_standard = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
  return is_standard || (code >= 3000 && code <= 4999) ? code : kProtocolError;
}

}  // namespace onthaal::live
