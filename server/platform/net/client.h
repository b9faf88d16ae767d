#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

// The other side of our doors, for commands that try a server from outside. Plain http:// and ws://; every step has its
// patience. One thread at a time.
namespace onthaal::net {

struct Url {
  std::string host;
  std::uint16_t port = 80;
  std::string text() const;  // "http://host:port": also the Origin of a page from there
};
// "http://host[:port][/]".
Result<Url> parse_url(std::string_view text);

// What broke, in words for whoever runs the command.
struct BrokenError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Answer {
  int status = 0;
  std::string body;
  Headers headers;
  std::string header(std::string_view name) const;  // empty when absent
};

// One connection that is kept, and made anew where the server closed it between two requests.
class HttpClient {
 public:
  HttpClient(Url url, std::chrono::seconds patience);
  ~HttpClient();
  Answer ask(std::string_view verb, std::string_view target, const Headers& headers, std::string body);
  void drop();  // as a lost network does: no goodbye

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

class SocketClient {
 public:
  SocketClient(const Url& url, std::string_view target, const Headers& headers, std::chrono::seconds patience);
  ~SocketClient();
  void send(std::string_view frame);
  std::string receive();                     // the next frame
  std::optional<std::string> try_receive();  // the same, where one has come
  void drop();                               // as a lost network does: no goodbye

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace onthaal::net
