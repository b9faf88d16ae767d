#include "platform/http/server.h"

#include <stdexcept>

#include "platform/http/connection.h"
#include "platform/log.h"

namespace onthaal::http {

namespace asio = net::asio;

namespace {

// When the machine has no room for another socket, asking at once again would only fail again.
constexpr std::chrono::milliseconds kAcceptPause{200};

using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, net::Executor>;

}  // namespace

struct Server::Impl : House {
  using House::House;
  std::unique_ptr<net::Acceptor> acceptor;
  std::unique_ptr<Timer> pause;

  void accept(const std::shared_ptr<Impl>& self) {
    acceptor->async_accept([this, self](boost::system::error_code error, net::Socket socket) {
      if (error == asio::error::operation_aborted || is_stopping) return;
      if (!error && deadlines.size() < settings.max_connections) {
        socket.set_option(asio::ip::tcp::no_delay(true), error);
        serve_connection(std::move(socket), *this);
      } else if (error) {
        log::warning("http.accept_failed", {{"error", log::ours(error.message())}});
        return accept_later(self);
      } else {
        refuse_connection(std::move(socket));
      }
      accept(self);
    });
  }

  void accept_later(const std::shared_ptr<Impl>& self) {
    pause->expires_after(kAcceptPause);
    pause->async_wait([this, self](boost::system::error_code) {
      if (!is_stopping) accept(self);
    });
  }
};

namespace {

std::unique_ptr<net::Acceptor> listen(net::Loop& loop, const ServerSettings& settings) {
  const auto where = settings.address + ":" + std::to_string(settings.port);
  try {
    const asio::ip::tcp::endpoint endpoint(asio::ip::make_address(settings.address), settings.port);
    auto acceptor = std::make_unique<net::Acceptor>(loop.context().get_executor());
    acceptor->open(endpoint.protocol());
    acceptor->set_option(asio::socket_base::reuse_address(true));
    acceptor->bind(endpoint);
    acceptor->listen(4096);
    return acceptor;
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error("cannot listen on " + where + ": " + error.code().message() +
                             ". Is another server running there? Choose another with --port.");
  }
}

}  // namespace

Server::Server(ServerSettings settings, net::Loop& loop, Engine& engine, live::Hub& hub, live::Poll& poll,
               const live::Doors& doors, Routes routes, const Pages& pages) {
  auto acceptor = listen(loop, settings);
  settings.port = acceptor->local_endpoint().port();
  Origins origins(settings.public_url, settings.port, settings.trusted_proxies);
  impl_ = std::make_shared<Impl>(std::move(settings), std::move(origins), Router(std::move(routes)), pages, engine, hub,
                                 poll, doors, loop.deadlines());
  impl_->acceptor = std::move(acceptor);
  impl_->pause = std::make_unique<Timer>(loop.context().get_executor());
  impl_->accept(impl_);
}

Server::~Server() = default;

std::uint16_t Server::port() const {
  return impl_->settings.port;
}

void Server::stop() {
  impl_->is_stopping = true;
  boost::system::error_code ignored;
  impl_->acceptor->close(ignored);
  impl_->pause->cancel();
  impl_->deadlines.each([](net::Deadlined& connection) { connection.leave(); });
}

std::size_t Server::connections() const {
  return impl_->deadlines.size();
}

void Server::tick() {
  impl_->deadlines.tick(std::chrono::steady_clock::now());
  impl_->allowances.tick(std::chrono::steady_clock::now());
}

void Server::cut_all() {
  impl_->deadlines.each([](net::Deadlined& connection) { connection.cut(); });
}

}  // namespace onthaal::http
