#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace onthaal::http {

// Whose pages may change something here. With `public_url` only that one; without, this machine's own addresses, and
// what a trusted proxy says that it was asked for.
class Origins {
 public:
  // `trusted_proxies`: addresses or networks ("10.0.0.0/8"). Throws std::invalid_argument for what is neither.
  Origins(std::string_view public_url, std::uint16_t port, const std::vector<std::string>& trusted_proxies);

  struct Asked {
    std::string_view origin;           // header Origin, empty when absent
    std::string_view peer;             // address of the socket's other end
    std::string_view forwarded_proto;  // headers X-Forwarded-Proto and X-Forwarded-Host
    std::string_view forwarded_host;
  };
  bool allow(const Asked& asked) const;

  // The address of who asks: the nearest in X-Forwarded-For that is no trusted proxy's, where a trusted proxy tells.
  // Empty: not known.
  std::string_view client_of(std::string_view peer, std::string_view forwarded_for) const;

 private:
  bool is_trusted(std::string_view peer) const;

  std::vector<std::string> own_;
  bool is_fixed_;
  std::vector<std::string> trusted_;
};

// "https://chat.example.be" of "https://Chat.example.be:443/anything": as a browser writes it.
std::string origin_of(std::string_view url);

}  // namespace onthaal::http
