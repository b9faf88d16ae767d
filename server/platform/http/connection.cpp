#include "platform/http/connection.h"

#include <array>
#include <ctime>
#include <vector>

#include "platform/download.h"
#include "platform/http/answer.h"
#include "platform/http/security_headers.h"
#include "platform/live/web_socket.h"
#include "platform/log.h"

namespace onthaal::http {

namespace asio = net::asio;
namespace beast_http = net::beast::http;
using net::Awaitable;
using net::beast::error_code;

namespace {

constexpr std::chrono::seconds kWriteTimeout{30};  // for an answer, or a piece of a large one
constexpr std::size_t kPiece = 64 * 1024;

using Response = beast_http::response<beast_http::span_body<const char>>;
using Parser = beast_http::request_parser<beast_http::string_body>;

// RFC 9110, 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

class Connection : public net::Deadlined, public std::enable_shared_from_this<Connection> {
 public:
  Connection(net::Socket socket, House& house)
      : socket_(std::move(socket)), house_(house), deadlines_(house.deadlines) {
    deadlines_.add(*this);
    error_code ignored;
    peer_ = socket_.remote_endpoint(ignored).address().to_string();
  }
  // The house may be gone: a handler that never ran ends with the loop.
  ~Connection() override { deadlines_.remove(*this); }

  void cut() override {
    error_code ignored;
    socket_.close(ignored);
  }

  void leave() override {
    if (is_idle_) cut();
  }

  Awaitable<void> run() {
    bool goes_on = true;
    while (goes_on) goes_on = co_await one_request();
    error_code ignored;
    socket_.shutdown(asio::socket_base::shutdown_send, ignored);
  }

 private:
  void allow(std::chrono::seconds time) { deadline = std::chrono::steady_clock::now() + time; }

  Awaitable<bool> one_request() {
    error_code error;
    auto token = asio::redirect_error(net::kAwait, error);
    if (buffer_.size() == 0) {
      // Who connects says something soon; who was answered may have more to ask.
      allow(has_asked_ ? house_.settings.idle_timeout : house_.settings.header_timeout);
      is_idle_ = true;
      co_await socket_.async_wait(net::Socket::wait_read, token);
      is_idle_ = false;
      if (error) co_return false;
      has_asked_ = true;
    }
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(house_.settings.max_header));
    parser.body_limit(house_.settings.max_body);
    allow(house_.settings.header_timeout);
    co_await beast_http::async_read_header(socket_, buffer_, parser, token);
    if (error) co_return co_await give_up(error);
    if (is_upgrade(parser.get())) co_return co_await upgrade(parser);
    allow(house_.settings.body_timeout);
    if (!parser.is_done()) co_await beast_http::async_read(socket_, buffer_, parser, token);
    if (error) co_return co_await give_up(error);
    const Message message = parser.release();
    const Answer answer = co_await answer_to(message);
    const bool keep = message.keep_alive() && !house_.is_stopping;
    co_return co_await write(answer, message.version(), keep, message.method() == beast_http::verb::head);
  }

  // Parsing failed: say why where a client still listens.
  Awaitable<bool> give_up(error_code error) {
    if (error == beast_http::error::end_of_stream || error == asio::error::operation_aborted ||
        error.category() != beast_http::make_error_code(beast_http::error::bad_method).category())
      co_return false;
    const bool is_large = error == beast_http::error::body_limit || error == beast_http::error::header_limit;
    const Answer answer =
        error_answer({is_large ? Code::too_large : Code::malformed, "not a request that we read", {}});
    co_await write(answer, 11, false, false);
    co_return false;
  }

  static bool is_upgrade(const Message& message) {
    return message.target() == "/live" && net::beast::websocket::is_upgrade(message);
  }

  // From here the socket belongs to the WebSocket.
  Awaitable<bool> upgrade(Parser& parser) {
    const Message message = parser.release();
    std::optional<Error> refused;
    if (house_.is_stopping) refused = Error{Code::restart, "the server is stopping", {}};
    if (!house_.origins.allow(asked_by(message, peer_))) refused = Error{Code::bad_origin, "not one of our pages", {}};
    if (refused) {
      const Answer answer = error_answer(*refused);
      co_await write(answer, message.version(), false, false);
      co_return false;
    }
    live::Upgrade request;
    request.base() = message.base();
    live::run_web_socket(std::move(socket_), request, staff_cookie(message), house_.hub, house_.deadlines,
                         house_.settings.max_frame);
    co_return false;
  }

  Awaitable<Answer> answer_to(const Message& message) {
    deadline = Time::max();  // our own time, not the client's
    auto start = [this, &message](auto handler) {
      auto shared = std::make_shared<decltype(handler)>(std::move(handler));
      const auto executor = socket_.get_executor();
      answer(house_, message, peer_, [shared, executor](Answer answer) {
        asio::post(executor, [shared, answer = std::move(answer)]() mutable { (*shared)(std::move(answer)); });
      });
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<net::Executor>, void(Answer)>(start,
                                                                                                      net::kAwait);
  }

  Awaitable<bool> write(const Answer& answer, unsigned version, bool keep, bool is_head) {
    Response response(static_cast<beast_http::status>(answer.status), version);
    add_security_headers(response);
    response.set(beast_http::field::date, http_date());
    for (const auto& [name, value] : answer.headers) response.insert(name, value);
    response.keep_alive(keep);
    const std::string_view content = answer.content.empty() ? std::string_view(answer.body) : answer.content;
    const Download* download = answer.download.get();
    if (download != nullptr) co_return co_await send(*download, response, keep, is_head);
    const bool has_body = answer.status != 204 && answer.status != 304;
    if (has_body) response.content_length(content.size());
    if (has_body && !is_head) response.body() = {content.data(), content.size()};
    allow(kWriteTimeout);
    error_code error;
    auto token = asio::redirect_error(net::kAwait, error);
    beast_http::response_serializer<beast_http::span_body<const char>> serializer(response);
    if (is_head)
      co_await beast_http::async_write_header(socket_, serializer, token);
    else
      co_await beast_http::async_write(socket_, serializer, token);
    co_return !error && keep;
  }

  // Piece by piece: however large it is, a piece of it is in memory.
  Awaitable<bool> send(const Download& download, Response& response, bool keep, bool is_head) {
    response.content_length(static_cast<std::uint64_t>(download.size()));
    allow(kWriteTimeout);
    error_code error;
    auto token = asio::redirect_error(net::kAwait, error);
    beast_http::response_serializer<beast_http::span_body<const char>> serializer(response);
    co_await beast_http::async_write_header(socket_, serializer, token);
    std::vector<char> piece(kPiece);
    for (std::int64_t at = 0; !error && !is_head && at < download.size();) {
      const auto got = download.read(at, piece);
      if (!got || *got == 0) co_return false;
      at += static_cast<std::int64_t>(*got);
      const auto bytes = asio::buffer(piece.data(), *got);
      allow(kWriteTimeout);
      co_await asio::async_write(socket_, bytes, token);
    }
    co_return !error && keep;
  }

  net::Socket socket_;
  House& house_;
  net::Deadlines& deadlines_;
  std::string peer_;  // in memory only
  net::beast::flat_buffer buffer_;
  bool is_idle_ = false;
  bool has_asked_ = false;
};

}  // namespace

void serve_connection(net::Socket socket, House& house) {
  const auto executor = socket.get_executor();
  auto connection = std::make_shared<Connection>(std::move(socket), house);
  asio::co_spawn(
      executor, [connection]() -> Awaitable<void> { return connection->run(); },
      [connection](std::exception_ptr failed) {
        if (failed) log::error("http.connection_failed");
      });
}

void refuse_connection(net::Socket socket) {
  static constexpr std::string_view kBusy =
      "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n";
  error_code ignored;
  socket.non_blocking(true, ignored);
  socket.send(asio::buffer(kBusy), 0, ignored);
  socket.close(ignored);
}

}  // namespace onthaal::http
