#pragma once

#include <string>

#include "platform/live/hub.h"
#include "platform/net/asio.h"
#include "platform/net/deadlines.h"

namespace onthaal::live {

using Upgrade = boost::beast::http::request<boost::beast::http::empty_body>;

// Answers the upgrade and carries a session over this socket until either side closes it. `max_frame` in bytes.
void run_web_socket(net::Socket socket, const Upgrade& upgrade, std::string cookie, Hub& hub, net::Deadlines& deadlines,
                    std::size_t max_frame);

}  // namespace onthaal::live
