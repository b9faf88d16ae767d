#include "core/text.h"

#include <algorithm>
#include <array>

namespace onthaal {
namespace {

// The length in bytes of the code point at the start of `text`; 0 when it is none (RFC 3629, section 4).
std::size_t code_point_size(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0; };
  const auto follows = [&](std::size_t i, int low = 0x80, int high = 0xbf) {
    return byte(i) >= low && byte(i) <= high;
  };
  const int first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return follows(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const int low = first == 0xe0 ? 0xa0 : 0x80;
    const int high = first == 0xed ? 0x9f : 0xbf;
    return follows(1, low, high) && follows(2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const int low = first == 0xf0 ? 0x90 : 0x80;
    const int high = first == 0xf4 ? 0x8f : 0xbf;
    return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

constexpr std::array<std::string_view, 20> kSpaces = {
    " ",      "\t",     "\n",     "\r",     "\v",     "\f",     "\u00a0", "\u2000", "\u2001", "\u2002",
    "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a", "\u200b", "\u3000",
};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

std::optional<std::size_t> utf8_length(std::string_view text) {
  std::size_t length = 0;
  while (!text.empty()) {
    const std::size_t size = code_point_size(text);
    if (size == 0) return std::nullopt;
    text.remove_prefix(size);
    ++length;
  }
  return length;
}

std::string_view trimmed(std::string_view text) {
  const auto at_start = [&](std::string_view space) { return text.starts_with(space); };
  const auto at_end = [&](std::string_view space) { return text.ends_with(space); };
  for (auto space = std::ranges::find_if(kSpaces, at_start); space != kSpaces.end();
       space = std::ranges::find_if(kSpaces, at_start))
    text.remove_prefix(space->size());
  for (auto space = std::ranges::find_if(kSpaces, at_end); space != kSpaces.end();
       space = std::ranges::find_if(kSpaces, at_end))
    text.remove_suffix(space->size());
  return text;
}

std::string hex(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_digit(text[i]);
    const int low = hex_digit(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}

std::string base64url(std::string_view bytes) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8 | static_cast<std::uint8_t>(c)) & 0xffff;
    for (count += 8; count >= 6; count -= 6) out += kBase64[bits >> (count - 6) & 63];
  }
  if (count > 0) out += kBase64[bits << (6 - count) & 63];
  return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t digit = kBase64.find(c);
    if (digit == kBase64.npos) return std::nullopt;
    bits = (bits << 6 | static_cast<std::uint32_t>(digit)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xff);
  }
  // One value has one spelling: the bits that no byte takes are zero.
  if ((bits & ((1U << count) - 1)) != 0) return std::nullopt;
  return out;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_mail_address(std::string_view text) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_' || c == '+' || c == '\'';
  };
  const std::size_t at = text.find('@');
  if (at == text.npos || at == 0 || at > 64 || text.size() > 254) return false;
  const std::string_view name = text.substr(0, at);
  const std::string_view host = text.substr(at + 1);
  const auto is_dotted = [](std::string_view part) {
    return !part.empty() && part.front() != '.' && part.back() != '.' && part.front() != '-' &&
           part.find("..") == part.npos;
  };
  return is_dotted(name) && is_dotted(host) && host.find('.') != host.npos && std::ranges::all_of(name, is_plain) &&
         std::ranges::all_of(host, [&](char c) { return is_plain(c) && c != '_' && c != '+' && c != '\''; });
}

bool is_on_loopback(std::string_view url) {
  const std::size_t slashes = url.find("//");
  if (slashes == url.npos) return false;
  std::string_view host = url.substr(slashes + 2);
  if (host.find('@') != host.npos) return false;
  if (host.starts_with("[::1]")) return host.size() == 5 || host[5] == ':' || host[5] == '/';
  host = host.substr(0, host.find_first_of(":/?#"));
  const bool is_number = std::ranges::all_of(host, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  return host == "localhost" || (is_number && host.starts_with("127."));
}

bool is_web_address(std::string_view text) {
  const std::size_t host = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  return host > 0 && text.size() > host && text[host] != '/' &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != '<' && c != '>'; });
}

}  // namespace onthaal
