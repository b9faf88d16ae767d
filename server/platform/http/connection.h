#pragma once

#include "platform/http/allowances.h"
#include "platform/http/origins.h"
#include "platform/http/router.h"
#include "platform/http/server.h"
#include "platform/net/asio.h"
#include "platform/net/deadlines.h"

namespace onthaal::http {

// What every connection needs of the server that it belongs to.
struct House {
  House(ServerSettings settings_, Origins origins_, Router router_, const Pages& pages_, Engine& engine_,
        live::Hub& hub_, live::Poll& poll_, const live::Doors& doors_, net::Deadlines& deadlines_)
      : settings(std::move(settings_)),
        allowances(settings.requests),
        origins(std::move(origins_)),
        router(std::move(router_)),
        pages(pages_),
        engine(engine_),
        hub(hub_),
        poll(poll_),
        doors(doors_),
        deadlines(deadlines_) {}

  ServerSettings settings;
  Allowances allowances;
  Origins origins;
  Router router;
  const Pages& pages;
  Engine& engine;
  live::Hub& hub;
  live::Poll& poll;
  const live::Doors& doors;
  net::Deadlines& deadlines;
  bool is_stopping = false;
};

// Reads requests from the socket and answers them, until either side closes it or it becomes a WebSocket.
void serve_connection(net::Socket socket, House& house);
// Says `busy` and closes.
void refuse_connection(net::Socket socket);

}  // namespace onthaal::http
