#include "platform/live/web_socket_frame.h"

#include <gtest/gtest.h>

#include <vector>

namespace onthaal::live {
namespace {

constexpr std::size_t kMax = 1000;

// A client's frame: masked.
std::string frame(std::string_view payload, std::uint8_t opcode = 1, bool is_last = true) {
  const std::string mask = "\x11\x22\x33\x44";
  std::string out;
  out += static_cast<char>((is_last ? 0x80 : 0) | opcode);
  if (payload.size() <= 125) {
    out += static_cast<char>(0x80 | payload.size());
  } else {
    out += static_cast<char>(0x80 | 126);
    out += static_cast<char>(payload.size() >> 8);
    out += static_cast<char>(payload.size());
  }
  out += mask;
  for (std::size_t i = 0; i < payload.size(); ++i) out += static_cast<char>(payload[i] ^ mask[i % 4]);
  return out;
}

struct Reading {
  std::vector<std::pair<Opcode, std::string>> received;
  int failed = 0;
};

// Feeds `bytes` in pieces of at most `piece`.
Reading read(std::string bytes, std::size_t piece = 1 << 20) {
  FrameReader reader(kMax);
  Reading reading;
  for (std::size_t at = 0; at < bytes.size() && reading.failed == 0; at += piece) {
    std::string part = bytes.substr(at, piece);
    reader.give(part);
    while (true) {
      const auto next = reader.next();
      if (!next) {
        reading.failed = next.error();
        break;
      }
      if (!*next) break;
      reading.received.emplace_back((*next)->opcode, (*next)->payload);
    }
    part.assign(part.size(), '!');  // nothing may still point into it
  }
  return reading;
}

TEST(FrameReader, ReadsWholeFrames) {
  const auto reading = read(frame("hello") + frame("", 9) + frame(std::string(700, 'x'), 2));
  ASSERT_EQ(reading.received.size(), 3U);
  EXPECT_EQ(reading.received[0], std::pair(Opcode::text, std::string("hello")));
  EXPECT_EQ(reading.received[1], std::pair(Opcode::ping, std::string()));
  EXPECT_EQ(reading.received[2], std::pair(Opcode::binary, std::string(700, 'x')));
}

TEST(FrameReader, ReadsTheSameInPiecesOfAnySize) {
  const std::string bytes = frame("one") + frame(std::string(300, 'y')) + frame("two, ", 1, false) + frame("p", 9) +
                            frame("three, ", 0, false) + frame("four", 0) + frame("last");
  const auto whole = read(bytes);
  ASSERT_EQ(whole.received.size(), 5U);
  EXPECT_EQ(whole.received[2], std::pair(Opcode::ping, std::string("p")));
  EXPECT_EQ(whole.received[3], std::pair(Opcode::text, std::string("two, three, four")));
  for (std::size_t piece = 1; piece < bytes.size(); ++piece) {
    EXPECT_EQ(read(bytes, piece).received, whole.received) << piece;
    EXPECT_EQ(read(bytes, piece).failed, 0) << piece;
  }
}

TEST(FrameReader, RefusesWhatTheProtocolForbids) {
  std::string unmasked = frame("a");
  unmasked[1] = static_cast<char>(unmasked[1] & 0x7f);
  std::string reserved_bit = frame("a");
  reserved_bit[0] = static_cast<char>(reserved_bit[0] | 0x40);
  const std::string long_length = std::string("\x81\xfe\x00\x05", 4) + "\x11\x22\x33\x44" + "abcde";
  const std::string longest_length = std::string("\x81\xff\x00\x00\x00\x00\x00\x00\x01\x00", 10) + "\x11\x22\x33\x44";
  for (const std::string& bytes :
       {unmasked, reserved_bit, long_length, longest_length, frame("a", 3), frame("a", 11), frame("a", 0),
        frame("a", 9, false), frame(std::string(126, 'a'), 9), frame("a", 1, false) + frame("b", 1)})
    EXPECT_EQ(read(bytes).failed, kProtocolError);
}

TEST(FrameReader, RefusesTooMuchBeforeItHasCome) {
  EXPECT_EQ(read(frame(std::string(kMax, 'a'))).failed, 0);
  EXPECT_EQ(read(frame(std::string(kMax + 1, 'a')).substr(0, 8)).failed, kTooBig);
  EXPECT_EQ(read(frame(std::string(600, 'a'), 1, false) + frame(std::string(401, 'b'), 0)).failed, kTooBig);
  const std::string huge = std::string("\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff", 10) + "mask";
  EXPECT_EQ(read(huge).failed, kTooBig);
}

TEST(FrameReader, CountsAMessageAfterAFragmentedOneAfresh) {
  const auto reading = read(frame(std::string(600, 'a'), 1, false) + frame("b", 0) + frame(std::string(900, 'c')));
  EXPECT_EQ(reading.failed, 0);
  EXPECT_EQ(reading.received.size(), 2U);
}

TEST(FrameHeader, IsAsShortAsItCanBe) {
  EXPECT_EQ(frame_header(Opcode::text, 125).view(), "\x81\x7d");
  EXPECT_EQ(frame_header(Opcode::text, 126).view(), std::string_view("\x81\x7e\x00\x7e", 4));
  EXPECT_EQ(frame_header(Opcode::text, 65536).view(), std::string_view("\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00", 10));
  EXPECT_EQ(frame_header(Opcode::close, 2).view(), "\x88\x02");
}

TEST(CloseCode, IsReadAndWritten) {
  EXPECT_EQ(close_code(close_payload(4401)), 4401);
  EXPECT_EQ(close_code(""), 1005);
  for (const std::string& payload : {std::string("x"), close_payload(1005), close_payload(999), close_payload(5000)})
    EXPECT_EQ(close_code(payload), kProtocolError);
}

}  // namespace
}  // namespace onthaal::live
