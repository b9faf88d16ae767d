#include "platform/mail.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <ctime>

#include "core/text.h"
#include "platform/curl.h"

namespace onthaal::mail {
namespace {

constexpr long kPatience = 60;
constexpr std::size_t kLine = 76;

std::string base64(std::string_view bytes) {
  std::string out(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  out.resize(out.size() - 1);  // its final zero
  return out;
}

// Always encoded, whatever it holds (RFC 2047): at most 39 bytes a word, never cut inside a character.
std::string in_head(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t size = std::min<std::size_t>(text.size(), 39);
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) --size;
    out += (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64(text.substr(0, size)) + "?=";
    text.remove_prefix(size);
  }
  return out;
}

std::string in_body(const std::string& text) {
  const std::string packed = base64(text);
  std::string out;
  for (std::size_t at = 0; at < packed.size(); at += kLine) out += packed.substr(at, kLine) + "\r\n";
  return out;
}

std::string date(Millis now) {
  const auto seconds = static_cast<std::time_t>(now / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 40> text{};  // the names are English: no locale is ever set
  return {text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S +0000", &parts)};
}

struct Reading {
  std::string text;
  std::size_t at = 0;
};
std::size_t give(char* to, std::size_t size, std::size_t count, void* from) {
  auto& reading = *static_cast<Reading*>(from);
  const std::size_t given = std::min(size * count, reading.text.size() - reading.at);
  std::memcpy(to, reading.text.data() + reading.at, given);
  reading.at += given;
  return given;
}

// Notes that whom the letter is for was said. What is said before that (passwords, too) is not looked at.
int listen(CURL*, curl_infotype kind, char* data, std::size_t size, void* is_named) {
  if (kind == CURLINFO_HEADER_OUT && std::string_view(data, size).starts_with("RCPT TO:"))
    *static_cast<bool*>(is_named) = true;
  return 0;
}

// A server that refuses this person or this letter does so for good. What it refuses before it knows either (too many
// connections, our own address, our log-in) is ours or its own to put right, as the network is.
Outcome outcome_of(CURLcode problem, long status, bool is_named) {
  if (problem == CURLE_OK) return Outcome::sent;
  const bool is_about_log_in = status >= 530 && status < 540;
  return is_named && status >= 500 && !is_about_log_in ? Outcome::refused : Outcome::later;
}

}  // namespace

std::string message(const Settings& settings, const Letter& letter, Millis now) {
  const std::string host = settings.from.substr(settings.from.find('@') + 1);
  return "From: " + in_head(settings.name) + " <" + settings.from + ">\r\n" +  //
         "To: <" + letter.to.reveal() + ">\r\n" +                              //
         "Subject: " + in_head(letter.subject.reveal()) + "\r\n" +             //
         "Date: " + date(now) + "\r\n" +                                       //
         "Message-ID: <" + letter.id.text() + "@" + host + ">\r\n" +           //
         "Auto-Submitted: auto-generated\r\n"
         "MIME-Version: 1.0\r\n"
         "Content-Type: text/plain; charset=utf-8\r\n"
         "Content-Transfer-Encoding: base64\r\n\r\n" +
         in_body(letter.text.reveal());
}

Answer send(const Settings& settings, const Letter& letter, Millis now, const std::stop_token& stop) {
  if (!is_mail_address(letter.to.reveal()) || !is_mail_address(settings.from)) return {Outcome::refused};
  Reading reading{message(settings, letter, now)};
  const curl::Handle handle = curl::open(settings.url, kPatience, &stop);
  const curl::List to = curl::append({}, "<" + letter.to.reveal() + ">");
  curl::set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl::set(handle, CURLOPT_USE_SSL, static_cast<long>(is_on_loopback(settings.url) ? CURLUSESSL_TRY : CURLUSESSL_ALL));
  if (!settings.ca_file.empty()) curl::set(handle, CURLOPT_CAINFO, settings.ca_file);
  if (!settings.user.empty()) {
    curl::set(handle, CURLOPT_USERNAME, settings.user);
    curl::set(handle, CURLOPT_PASSWORD, settings.password.reveal());
  }
  curl::set(handle, CURLOPT_MAIL_FROM, "<" + settings.from + ">");
  curl::set(handle, CURLOPT_MAIL_RCPT, to.get());
  curl::set(handle, CURLOPT_UPLOAD, 1L);
  curl::set(handle, CURLOPT_READFUNCTION, give);
  curl::set(handle, CURLOPT_READDATA, static_cast<void*>(&reading));
  bool is_named = false;
  curl::set(handle, CURLOPT_VERBOSE, 1L);
  curl::set(handle, CURLOPT_DEBUGFUNCTION, listen);
  curl::set(handle, CURLOPT_DEBUGDATA, static_cast<void*>(&is_named));
  const CURLcode problem = curl_easy_perform(handle.get());
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  return {outcome_of(problem, status, is_named), status, static_cast<int>(problem)};
}

}  // namespace onthaal::mail
