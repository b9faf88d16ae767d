#include "platform/net/client.h"

#include <charconv>
#include <optional>

#include "platform/net/asio.h"

namespace onthaal::net {
namespace {

namespace http = beast::http;
namespace websocket = beast::websocket;
using Tcp = asio::ip::tcp;

// Runs one operation to its end, or cuts the socket when the patience is over.
class Steps {
 public:
  explicit Steps(std::chrono::seconds patience) : patience_(patience) {}

  template <class Start>
  beast::error_code run(Start start) {
    std::optional<beast::error_code> ended;
    start([&ended](beast::error_code problem, auto&&...) { ended = problem; });
    if (wait(ended)) return *ended;
    return beast::error::timeout;
  }

  // One by one: another operation may be under way, which waits for longer.
  bool wait(const std::optional<beast::error_code>& ended) {
    const auto until = std::chrono::steady_clock::now() + patience_;
    context_.restart();
    while (!ended && context_.run_one_until(until) > 0) {
    }
    if (ended) return true;
    cut();
    context_.restart();
    context_.run();
    return false;
  }

  // What is ready, without waiting.
  void poll() {
    context_.restart();
    context_.poll();
  }

  void connect(const Url& url) {
    Tcp::resolver resolver(context_);
    beast::error_code problem;
    const auto found = resolver.resolve(url.host, std::to_string(url.port), problem);
    if (!problem)
      problem = run([&](auto done) {
        asio::async_connect(socket_, found,
                            [done](beast::error_code code, const Tcp::endpoint&) mutable { done(code); });
      });
    require(problem, "cannot connect to " + url.text());
    socket_.set_option(Tcp::no_delay(true));
  }

  void cut() {
    beast::error_code gone;
    socket_.close(gone);
  }

  static void require(beast::error_code problem, const std::string& what) {
    if (problem) throw BrokenError(what + ": " + problem.message());
  }

  asio::io_context& context() { return context_; }
  Tcp::socket& socket() { return socket_; }

 private:
  std::chrono::seconds patience_;
  asio::io_context context_{1};
  Tcp::socket socket_{context_};
};

}  // namespace

std::string Url::text() const {
  const std::string name = host.find(':') == host.npos ? host : "[" + host + "]";
  return "http://" + name + ":" + std::to_string(port);
}

Result<Url> parse_url(std::string_view text) {
  constexpr std::string_view kScheme = "http://";
  const std::string told(text);
  if (text.starts_with("https://"))
    return fail(Code::invalid, told + ": TLS is the reverse proxy's; name the server behind it: http://127.0.0.1:8080");
  if (!text.starts_with(kScheme)) return fail(Code::invalid, told + " is not http://host:port");
  text.remove_prefix(kScheme.size());
  if (text.ends_with('/')) text.remove_suffix(1);
  Url url;
  if (text.starts_with('[') && text.find(']') != text.npos) {
    url.host = text.substr(1, text.find(']') - 1);
    text.remove_prefix(text.find(']') + 1);
  } else {
    url.host = text.substr(0, text.find(':'));
    text.remove_prefix(url.host.size());
  }
  if (!text.empty()) {
    const auto [end, problem] = std::from_chars(text.data() + 1, text.data() + text.size(), url.port);
    if (text.front() != ':' || problem != std::errc{} || end != text.data() + text.size() || url.port == 0)
      return fail(Code::invalid, told + " is not http://host:port");
  }
  if (url.host.empty() || url.host.find_first_of("/?#@ ") != url.host.npos)
    return fail(Code::invalid, told + " is not http://host:port");
  return url;
}

std::string Answer::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (beast::iequals(key, name)) return value;
  return {};
}

struct HttpClient::Impl {
  Impl(Url where, std::chrono::seconds time) : url(std::move(where)), patience(time) {}

  // Nothing when the server had closed the kept connection: then nothing was answered on it.
  std::optional<Answer> try_ask(const http::request<http::string_body>& request, bool is_fresh) {
    auto problem = steps->run([&](auto done) { http::async_write(steps->socket(), request, done); });
    http::response<http::string_body> response;
    if (!problem) problem = steps->run([&](auto done) { http::async_read(steps->socket(), buffer, response, done); });
    const bool was_closed = problem == http::error::end_of_stream || problem == asio::error::connection_reset ||
                            problem == asio::error::broken_pipe;
    if (was_closed && !is_fresh) return std::nullopt;
    Steps::require(problem, std::string(request.method_string()) + " " + std::string(request.target()));
    Answer answer{.status = static_cast<int>(response.result_int()), .body = std::move(response.body()), .headers = {}};
    for (const auto& field : response) answer.headers.emplace_back(field.name_string(), field.value());
    if (response.need_eof()) close();
    return answer;
  }

  void open() {
    steps.emplace(patience);
    buffer.clear();
    steps->connect(url);
  }
  void close() { steps.reset(); }

  Url url;
  std::chrono::seconds patience;
  std::optional<Steps> steps;
  beast::flat_buffer buffer;
};

HttpClient::HttpClient(Url url, std::chrono::seconds patience)
    : impl_(std::make_unique<Impl>(std::move(url), patience)) {}
HttpClient::~HttpClient() = default;

Answer HttpClient::ask(std::string_view verb, std::string_view target, const Headers& headers, std::string body) {
  http::request<http::string_body> request(http::string_to_verb({verb.data(), verb.size()}),
                                           {target.data(), target.size()}, 11);
  request.set(http::field::host, impl_->url.text().substr(7));
  for (const auto& [name, value] : headers) request.set(name, value);
  if (!body.empty()) request.set(http::field::content_type, "application/json");
  request.body() = std::move(body);
  request.prepare_payload();
  bool is_fresh = !impl_->steps;
  for (;; is_fresh = true) {
    if (is_fresh) impl_->open();
    if (auto answer = impl_->try_ask(request, is_fresh)) return *std::move(answer);
  }
}

void HttpClient::drop() {
  impl_->close();
}

struct SocketClient::Impl {
  explicit Impl(std::chrono::seconds patience) : steps(patience) {}

  // One read is under way from its begin until its frame is handed out.
  void begin_read() {
    if (is_reading) return;
    is_reading = true;
    read_ended.reset();
    buffer.clear();
    stream->async_read(buffer, [this](beast::error_code problem, std::size_t) { read_ended = problem; });
  }
  std::string end_read() {
    is_reading = false;
    if (*read_ended == websocket::error::closed)
      throw BrokenError("the server closed the socket with code " + std::to_string(stream->reason().code));
    Steps::require(*read_ended, "waiting for a frame");
    return beast::buffers_to_string(buffer.data());
  }

  Steps steps;
  std::optional<websocket::stream<Tcp::socket&>> stream;
  beast::flat_buffer buffer;
  bool is_reading = false;
  std::optional<beast::error_code> read_ended;
};

SocketClient::SocketClient(const Url& url, std::string_view target, const Headers& headers,
                           std::chrono::seconds patience)
    : impl_(std::make_unique<Impl>(patience)) {
  Steps& steps = impl_->steps;
  steps.connect(url);
  auto& stream = impl_->stream.emplace(steps.socket());
  stream.set_option(websocket::stream_base::decorator([&](websocket::request_type& request) {
    for (const auto& [name, value] : headers) request.set(name, value);
  }));
  websocket::response_type response;
  const std::string host = url.text().substr(7);
  const auto problem = steps.run([&](auto done) {
    stream.async_handshake(response, host, beast::string_view(target.data(), target.size()), done);
  });
  const std::string status =
      response.result_int() == 0 ? "" : " (status " + std::to_string(response.result_int()) + ")";
  Steps::require(problem, "no WebSocket at " + std::string(target) + status);
}

SocketClient::~SocketClient() = default;

void SocketClient::send(std::string_view frame) {
  const auto problem =
      impl_->steps.run([&](auto done) { impl_->stream->async_write(asio::buffer(frame.data(), frame.size()), done); });
  Steps::require(problem, "sending a frame");
}

std::string SocketClient::receive() {
  impl_->begin_read();
  if (!impl_->steps.wait(impl_->read_ended)) impl_->read_ended = beast::error::timeout;
  return impl_->end_read();
}

std::optional<std::string> SocketClient::try_receive() {
  impl_->begin_read();
  impl_->steps.poll();
  if (!impl_->read_ended) return std::nullopt;
  return impl_->end_read();
}

void SocketClient::drop() {
  impl_->steps.cut();
}

}  // namespace onthaal::net
