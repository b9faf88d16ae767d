#include "platform/http/origins.h"

#include <algorithm>
#include <stdexcept>

#include "core/text.h"
#include "platform/net/asio.h"

namespace onthaal::http {

namespace ip = net::asio::ip;

namespace {

bool is_in(const ip::address& address, std::string_view network) {
  boost::system::error_code error;
  if (network.find('/') == std::string_view::npos) return ip::make_address(network, error) == address && !error;
  if (address.is_v4()) {
    const auto net = ip::make_network_v4(network, error);
    return !error && ip::network_v4(address.to_v4(), 32).is_subnet_of(net);
  }
  const auto net = ip::make_network_v6(network, error);
  return !error && ip::network_v6(address.to_v6(), 128).is_subnet_of(net);
}

bool is_network(std::string_view text) {
  boost::system::error_code address, v4, v6;
  ip::make_address(text, address);
  ip::make_network_v4(text, v4);
  ip::make_network_v6(text, v6);
  return !address || !v4 || !v6;
}

}  // namespace

std::string origin_of(std::string_view url) {
  const std::size_t start = url.find("://");
  if (start == std::string_view::npos) return {};
  std::string origin = ascii_lower(url.substr(0, url.find('/', start + 3)));
  const std::string_view default_port = origin.starts_with("https://") ? ":443" : ":80";
  if (origin.ends_with(default_port)) origin.resize(origin.size() - default_port.size());
  return origin;
}

Origins::Origins(std::string_view public_url, std::uint16_t port, const std::vector<std::string>& trusted_proxies)
    : is_fixed_(!public_url.empty()), trusted_(trusted_proxies) {
  for (const std::string& proxy : trusted_)
    if (!is_network(proxy)) throw std::invalid_argument("trusted_proxies: not an address or a network: " + proxy);
  if (is_fixed_) {
    own_.push_back(origin_of(public_url));
    return;
  }
  for (const char* host : {"localhost", "127.0.0.1", "[::1]"})
    own_.push_back("http://" + std::string(host) + ":" + std::to_string(port));
}

bool Origins::is_trusted(std::string_view peer) const {
  boost::system::error_code error;
  const ip::address address = ip::make_address(peer, error);
  return !error && std::ranges::any_of(trusted_, [&](const std::string& network) { return is_in(address, network); });
}

std::string_view Origins::client_of(std::string_view peer, std::string_view forwarded_for) const {
  std::string_view nearest = peer;
  while (is_trusted(nearest)) {
    if (forwarded_for.empty()) return {};
    const std::size_t comma = forwarded_for.rfind(',');
    nearest = trimmed(forwarded_for.substr(comma + 1));
    forwarded_for = comma == forwarded_for.npos ? std::string_view{} : forwarded_for.substr(0, comma);
  }
  return nearest;
}

bool Origins::allow(const Asked& asked) const {
  if (std::ranges::find(own_, asked.origin) != own_.end()) return true;
  if (is_fixed_ || asked.forwarded_host.empty() || !is_trusted(asked.peer)) return false;
  return asked.origin == std::string(asked.forwarded_proto) + "://" + std::string(asked.forwarded_host);
}

}  // namespace onthaal::http
