#include "platform/http/evidence.h"

#include <algorithm>

#include "platform/net/asio.h"

namespace onthaal::http {
namespace {

namespace ip = net::asio::ip;

std::string network_of(std::string_view text) {
  boost::system::error_code error;
  ip::address address = ip::make_address(text, error);
  if (error) return {};
  if (address.is_v6() && address.to_v6().is_v4_mapped()) address = ip::make_address_v4(ip::v4_mapped, address.to_v6());
  if (address.is_v4()) return ip::network_v4(address.to_v4(), 24).canonical().to_string();
  return ip::network_v6(address.to_v6(), 48).canonical().to_string();
}

// Browsers name those before them, so that the order matters. Edge, Opera and the like are kinds of Chrome.
std::string_view browser_of(std::string_view user_agent) {
  const auto names = [&](std::string_view name) { return user_agent.find(name) != user_agent.npos; };
  if (names("Firefox/") || names("FxiOS/")) return "firefox";
  if (names("Chrome/") || names("CriOS/") || names("EdgiOS/")) return "chrome";
  if (names("Safari/")) return "safari";
  return "other";
}

std::string_view device_of(std::string_view user_agent) {
  const bool is_phone =
      std::ranges::any_of(std::initializer_list<std::string_view>{"Mobi", "Android", "iPhone"},
                          [&](std::string_view name) { return user_agent.find(name) != user_agent.npos; });
  return is_phone ? "phone" : "computer";
}

}  // namespace

Redacted<std::string> evidence_of(std::string_view address, std::string_view user_agent) {
  std::string evidence = network_of(address);
  if (evidence.empty()) return {};
  evidence.append(" ").append(browser_of(user_agent)).append(" ").append(device_of(user_agent));
  return Redacted<std::string>(std::move(evidence));
}

}  // namespace onthaal::http
