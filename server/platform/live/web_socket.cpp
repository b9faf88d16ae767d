#include "platform/live/web_socket.h"

#include <array>

#include "platform/http/security_headers.h"
#include "platform/live/web_socket_frame.h"

namespace onthaal::live {

namespace {

namespace asio = net::asio;
namespace websocket = net::beast::websocket;
using net::beast::error_code;

constexpr std::chrono::seconds kClosing{5};
constexpr std::size_t kFramesAtOnce = 16;

// Where all sockets read into: an idle one holds no buffer. Only the loop's thread reads.
std::span<char> shared_buffer() {
  static std::array<char, 64 * 1024> buffer;
  return buffer;
}

// What goes out, in order: a frame that several receivers share, or a control frame of our own.
struct Outgoing {
  Opcode opcode;
  Frame payload;
};

class WebSocket final : public Transport, public net::Deadlined, public std::enable_shared_from_this<WebSocket> {
 public:
  WebSocket(net::Socket socket, Hub& hub, net::Deadlines& deadlines, std::size_t max_frame)
      : socket_(std::move(socket)), hub_(hub), deadlines_(deadlines), reader_(max_frame) {
    deadlines_.add(*this);
  }
  ~WebSocket() override { deadlines_.remove(*this); }

  void start(std::string cookie) {
    error_code error;
    socket_.non_blocking(true, error);
    session_ = hub_.open(*this, std::move(cookie));
    wait_to_read();
  }

  void send(Frame frame) override { queue({Opcode::text, std::move(frame)}); }

  std::size_t waiting_bytes() const override { return waiting_bytes_; }

  void ping() override { queue({Opcode::ping, std::make_shared<const std::string>()}); }

  void close(Code code) override {
    if (code == Code::too_slow) drop_unsent();
    say_close(error_row(code).close_code);
  }

  void cut() override {
    error_code ignored;
    socket_.close(ignored);
  }

 private:
  // Waits without a buffer, then reads what is there.
  void wait_to_read() {
    socket_.async_wait(net::Socket::wait_read, [self = shared_from_this()](error_code error) {
      if (error)
        self->over();
      else
        self->read();
    });
  }

  void read() {
    error_code error;
    const std::span<char> buffer = shared_buffer();
    const std::size_t size = socket_.read_some(asio::buffer(buffer.data(), buffer.size()), error);
    if (error && error != asio::error::would_block) return over();
    if (!is_deaf_) take_apart(buffer.first(size));
    wait_to_read();
  }

  void take_apart(std::span<char> bytes) {
    reader_.give(bytes);
    while (!is_deaf_) {
      const auto next = reader_.next();
      if (!next) return fail(next.error());
      if (!*next) return;
      take(**next);
    }
  }

  void take(const Received& received) {
    switch (received.opcode) {
      case Opcode::text:
        return hub_.receive(session_, received.payload);
      case Opcode::ping:
        hub_.heard(*session_);
        if (!is_writing_) queue({Opcode::pong, std::make_shared<const std::string>(received.payload)});
        return;  // who does not read needs no answers
      case Opcode::pong:
        return hub_.heard(*session_);
      case Opcode::close: {
        const int code = close_code(received.payload);
        is_deaf_ = true;
        if (closing_) return cut();  // the answer to ours
        return say_close(code == 1005 ? 1000 : code);
      }
      case Opcode::binary:
      case Opcode::continuation:
        return hub_.close(*session_, {Code::malformed, "frames are text", {}});
    }
  }

  // What breaks the protocol is not read any further.
  void fail(int code) {
    is_deaf_ = true;
    say_close(code);
  }

  void queue(Outgoing outgoing) {
    if (is_over_ || closing_) return;
    closing_ = outgoing.opcode == Opcode::close;
    waiting_bytes_ += outgoing.payload->size();
    queue_.push_back(std::move(outgoing));
    if (!is_writing_) write();
  }

  // Writes what the kernel takes at once, and waits only when it takes no more.
  void write() {
    while (!queue_.empty()) {
      error_code error;
      const std::size_t written = write_some(error);
      if (error == asio::error::would_block) return wait_to_write();
      if (error) return cut();  // the pending read ends it
      settle(written);
    }
    if (queue_.capacity() > kFramesAtOnce) queue_.shrink_to_fit();
    if (closing_ && is_deaf_) leave_off();
  }

  std::size_t write_some(error_code& error) {
    std::array<FrameHeader, kFramesAtOnce> headers;
    std::array<asio::const_buffer, 2 * kFramesAtOnce> buffers;
    const std::size_t count = std::min(queue_.size(), kFramesAtOnce);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string& payload = *queue_[i].payload;
      headers.at(i) = frame_header(queue_[i].opcode, payload.size());
      buffers.at(2 * i) = asio::buffer(headers.at(i).bytes.data(), headers.at(i).size);
      buffers.at(2 * i + 1) = asio::buffer(payload);
    }
    buffers[0] += std::min(sent_, buffers[0].size());
    if (sent_ > headers[0].size) buffers[1] += sent_ - headers[0].size;
    return socket_.write_some(std::span(buffers).first(2 * count), error);
  }

  // Takes what was written off the queue; `sent_` stays what is gone of the first.
  void settle(std::size_t written) {
    sent_ += written;
    std::size_t done = 0;
    for (; done < queue_.size(); ++done) {
      const std::string& payload = *queue_[done].payload;
      const std::size_t size = frame_header(queue_[done].opcode, payload.size()).size + payload.size();
      if (sent_ < size) break;
      sent_ -= size;
      waiting_bytes_ -= payload.size();
    }
    queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(done));
  }

  void wait_to_write() {
    is_writing_ = true;
    socket_.async_wait(net::Socket::wait_write, [self = shared_from_this()](error_code error) {
      self->is_writing_ = false;
      if (!error) self->write();
    });
  }

  // All but the frame that is half gone.
  void drop_unsent() {
    queue_.resize(std::min<std::size_t>(queue_.size(), sent_ > 0 ? 1 : 0));
    waiting_bytes_ = queue_.empty() ? 0 : queue_.front().payload->size();
  }

  // The other side has five seconds to answer.
  void say_close(int code) {
    if (is_over_ || closing_) return;
    deadline = std::chrono::steady_clock::now() + kClosing;
    queue({Opcode::close, std::make_shared<const std::string>(close_payload(code))});
  }

  // Both sides have said what they had to. What still comes is read and thrown away until the other side closes:
  // closing at once could destroy our last frame on its way.
  void leave_off() {
    error_code ignored;
    socket_.shutdown(asio::socket_base::shutdown_send, ignored);
  }

  void over() {
    if (std::exchange(is_over_, true)) return;
    cut();
    hub_.closed(*session_);
    session_ = nullptr;
  }

  net::Socket socket_;
  Hub& hub_;
  net::Deadlines& deadlines_;
  FrameReader reader_;
  std::vector<Outgoing> queue_;
  std::size_t sent_ = 0;           // bytes of the first frame, header included, that are gone
  std::size_t waiting_bytes_ = 0;  // of all payloads in the queue
  std::shared_ptr<Session> session_;
  bool is_writing_ = false;  // the kernel takes no more now
  bool closing_ = false;     // our close frame is in the queue or gone; nothing follows it
  bool is_deaf_ = false;     // nothing more is read from the other side
  bool is_over_ = false;
};

}  // namespace

// Beast checks and answers the handshake; the framing is ours.
void run_web_socket(net::Socket socket, const Upgrade& upgrade, std::string cookie, Hub& hub, net::Deadlines& deadlines,
                    std::size_t max_frame) {
  const auto handshake = std::make_shared<websocket::stream<net::Socket, false>>(std::move(socket));
  handshake->set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
    http::add_security_headers(response);
    response.set(net::beast::http::field::server, "");  // Beast names itself where there is none
  }));
  handshake->async_accept(
      upgrade, [handshake, cookie = std::move(cookie), &hub, &deadlines, max_frame](error_code error) mutable {
        if (error) return;
        std::make_shared<WebSocket>(std::move(handshake->next_layer()), hub, deadlines, max_frame)
            ->start(std::move(cookie));
      });
}

}  // namespace onthaal::live
