#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/act/engine.h"
#include "platform/allowance.h"
#include "platform/http/pages.h"
#include "platform/http/route.h"
#include "platform/live/hub.h"
#include "platform/live/poll.h"
#include "platform/net/loop.h"

namespace onthaal::http {

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any that is free
  std::string public_url;
  std::vector<std::string> trusted_proxies;
  std::size_t max_header = 8 * 1024;
  std::size_t max_body = 64 * 1024;
  std::size_t max_frame = 16 * 1024;
  std::size_t max_connections = 10000;
  Allowance::Rate requests{.per_second = 20, .burst = 200};  // of a token, a session of staff or a long poll
  std::chrono::seconds header_timeout{10};
  std::chrono::seconds body_timeout{20};
  std::chrono::seconds idle_timeout{60};
};

// The front door: HTTP for the routes and the pages, and the upgrade to a WebSocket at /live.
class Server {
 public:
  // Listens at once; throws std::runtime_error, with what to do, when it cannot.
  Server(ServerSettings settings, net::Loop& loop, Engine& engine, live::Hub& hub, live::Poll& poll,
         const live::Doors& doors, Routes routes, const Pages& pages);
  ~Server();

  std::uint16_t port() const;
  // Accepts nobody new; answers under way are finished and end with `Connection: close`.
  void stop();
  // Connections that are still there.
  std::size_t connections() const;
  void tick();
  void cut_all();

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace onthaal::http
