#include "platform/totp.h"

#include <liboath/oath.h>

#include <array>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <cstdlib>
#include <memory>
#include <new>
#include <stdexcept>

#include "platform/seal.h"

namespace onthaal::totp {
namespace {

constexpr Millis kStep = 30'000;
constexpr unsigned kDigits = 6;

std::string encoded(std::string_view text) {
  return boost::urls::encode({text.data(), text.size()}, boost::urls::unreserved_chars);
}

}  // namespace

std::string make_secret(Random& random) {
  std::string secret(20, '\0');
  random.fill({reinterpret_cast<std::uint8_t*>(secret.data()), secret.size()});
  return secret;
}

std::string base32(std::string_view secret) {
  char* text = nullptr;
  std::size_t size = 0;
  if (oath_base32_encode(secret.data(), secret.size(), &text, &size) != OATH_OK) throw std::bad_alloc();
  const std::unique_ptr<char, decltype(&std::free)> owned(text, &std::free);
  return {text, size};
}

std::string url(std::string_view issuer, std::string_view account, std::string_view secret) {
  return "otpauth://totp/" + encoded(issuer) + ":" + encoded(account) + "?secret=" + base32(secret) +
         "&issuer=" + encoded(issuer);
}

std::string code_of(std::string_view secret, std::int64_t step) {
  std::array<char, kDigits + 1> code{};
  if (oath_hotp_generate(secret.data(), secret.size(), static_cast<std::uint64_t>(step), kDigits, false,
                         OATH_HOTP_DYNAMIC_TRUNCATION, code.data()) != OATH_OK)
    throw std::runtime_error("liboath makes no code");
  return {code.data(), kDigits};
}

std::optional<std::int64_t> find_step(std::string_view secret, std::string_view code, Millis now,
                                      std::int64_t last_step) {
  const std::int64_t step = now / kStep;
  for (const std::int64_t each : {step, step - 1, step + 1})
    if (each > last_step && seal::is_same(code_of(secret, each), code)) return each;
  return std::nullopt;
}

}  // namespace onthaal::totp
