#include "core/text.h"

#include <gtest/gtest.h>

#include "core/split.h"

namespace onthaal {
namespace {

using namespace std::string_literals;

TEST(Utf8Length, counts_code_points) {
  EXPECT_EQ(utf8_length(""), 0U);
  EXPECT_EQ(utf8_length("abc"), 3U);
  EXPECT_EQ(utf8_length("coördinator"), 11U);
  EXPECT_EQ(utf8_length("€"), 1U);
  EXPECT_EQ(utf8_length("🙂"), 1U);
  EXPECT_EQ(utf8_length("👩‍🏫"), 3U);
  EXPECT_EQ(utf8_length("\xf4\x8f\xbf\xbf"), 1U);
  EXPECT_EQ(utf8_length("a\0b"s), 3U);
}

TEST(Utf8Length, refuses_what_rfc_3629_refuses) {
  for (const char* text :
       {"\x80", "\xc3", "\xc0\xaf", "\xc1\xbf", "\xe0\x9f\xbf", "\xe2\x82", "\xed\xa0\x80", "\xed\xbf\xbf",
        "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "ok\xe2\x82 no"})
    EXPECT_FALSE(utf8_length(text)) << hex(text);
}

TEST(MailAddress, takes_plain_ones_only) {
  for (const char* good : {"noor@clb.be", "Noor.Claes+chat@mail.clb-net.be", "o'neill@a.b"})
    EXPECT_TRUE(is_mail_address(good)) << good;
  for (const char* bad : {"", "noor", "@clb.be", "noor@", "noor@clb", "noor@clb..be", ".noor@clb.be", "noor@-clb.be",
                          "noor@clb.be\r\nBcc: x@y.z", "<noor@clb.be>", "noor@clb.be,mia@clb.be", "no or@clb.be",
                          "noör@clb.be", "noor@clb.be>", "a@b@c.be", "-x@clb.be"})
    EXPECT_FALSE(is_mail_address(bad)) << bad;
}

TEST(Loopback, is_this_machine_and_nothing_that_looks_like_it) {
  for (const char* here : {"http://localhost:1/", "smtp://127.0.0.1:25", "http://[::1]:8/x", "http://127.1"})
    EXPECT_TRUE(is_on_loopback(here)) << here;
  for (const char* away : {"http://localhost.evil.be", "http://127.0.0.1.evil.be", "http://evil.be/127.0.0.1",
                           "http://localhost@evil.be", "http://[::1].evil.be", "localhost", ""})
    EXPECT_FALSE(is_on_loopback(away)) << away;
}

TEST(Trimmed, takes_white_space_off_both_ends) {
  EXPECT_EQ(trimmed("  dag  allemaal\n\t"), "dag  allemaal");
  EXPECT_EQ(trimmed("\u00a0\u2003 \u200bdag\u3000"), "dag");
  EXPECT_EQ(trimmed(" \n\u00a0 "), "");
  EXPECT_EQ(trimmed("à"), "à");
  EXPECT_EQ(trimmed("…"), "…");
}

TEST(Hex, goes_both_ways) {
  EXPECT_EQ(hex("\x00\x7f\xff"s), "007fff");
  EXPECT_EQ(from_hex("007FfF"), "\x00\x7f\xff"s);
  EXPECT_FALSE(from_hex("0"));
  EXPECT_FALSE(from_hex("0g"));
}

TEST(Base64Url, is_that_of_rfc_4648_without_padding) {
  const std::pair<std::string, std::string> examples[] = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff\xfe", "-__-"}};
  for (const auto& [bytes, text] : examples) {
    EXPECT_EQ(base64url(bytes), text);
    EXPECT_EQ(from_base64url(text), bytes);
  }
  EXPECT_EQ(base64url(std::string(32, '\xff')).size(), 43U);
}

TEST(Base64Url, refuses_other_spellings) {
  for (const char* text : {"Z", "Zg==", "Zh", "Zm9", "Zm 9v", "+//+", "Zm9vY"})
    EXPECT_FALSE(from_base64url(text)) << text;
}

TEST(AsciiLower, leaves_other_letters_alone) {
  EXPECT_EQ(ascii_lower("NOOR É 1"), "noor É 1");
}

TEST(Split, keeps_what_stands_between) {
  using Parts = std::vector<std::string>;
  EXPECT_EQ(split("a,bc,d", ','), (Parts{"a", "bc", "d"}));
  EXPECT_EQ(split("a.b", ','), Parts{"a.b"});
  EXPECT_EQ(split("a,,b,", ','), (Parts{"a", "", "b", ""}));
  EXPECT_EQ(split("", ','), Parts{});
}

}  // namespace
}  // namespace onthaal
