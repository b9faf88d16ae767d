#include "platform/live/web_socket.h"

#include "platform/http/security_headers.h"

namespace onthaal::live {

namespace {

namespace asio = net::asio;
namespace websocket = net::beast::websocket;
using net::beast::error_code;

constexpr std::size_t kReadAtOnce = 512;  // most frames are shorter: an idle socket holds no more than this
constexpr std::chrono::seconds kClosing{5};

class WebSocket final : public Transport, public net::Deadlined, public std::enable_shared_from_this<WebSocket> {
 public:
  WebSocket(net::Socket socket, Hub& hub, net::Deadlines& deadlines)
      : stream_(std::move(socket)), hub_(hub), deadlines_(deadlines) {
    deadlines_.add(*this);
  }
  ~WebSocket() override { deadlines_.remove(*this); }

  void start(const Upgrade& upgrade, std::string cookie, std::size_t max_frame) {
    stream_.read_message_max(max_frame);
    stream_.auto_fragment(false);
    stream_.set_option(websocket::stream_base::decorator(
        [](websocket::response_type& response) { http::add_security_headers(response); }));
    // A pong is a sign of life; so is a ping.
    stream_.control_callback([this](websocket::frame_type, net::beast::string_view) {
      if (session_) hub_.heard(*session_);
    });
    deadline = std::chrono::steady_clock::now() + kClosing;
    stream_.async_accept(upgrade, [self = shared_from_this(), cookie = std::move(cookie)](error_code error) mutable {
      if (error) return;
      self->deadline = Time::max();
      self->session_ = self->hub_.open(*self, std::move(cookie));
      self->read();
    });
  }

  void send(Frame frame) override {
    if (is_over_ || closing_) return;
    waiting_bytes_ += frame->size();
    queue_.push_back(std::move(frame));
    if (queue_.size() == 1) write();
  }

  std::size_t waiting_bytes() const override { return waiting_bytes_; }

  void ping() override {
    if (std::exchange(is_pinging_, true)) return;
    stream_.async_ping({}, [self = shared_from_this()](error_code) { self->is_pinging_ = false; });
  }

  void close(Code code) override {
    if (is_over_ || closing_) return;
    closing_ = code;
    deadline = std::chrono::steady_clock::now() + kClosing;
    if (code == Code::too_slow && queue_.size() > 1) queue_.resize(1);  // the one being written
    if (queue_.empty()) say_close();
  }

  void cut() override {
    error_code ignored;
    stream_.next_layer().close(ignored);
  }

 private:
  void read() {
    stream_.async_read_some(buffer_, kReadAtOnce,
                            [self = shared_from_this()](error_code error, std::size_t) { self->was_read(error); });
  }

  void was_read(error_code error) {
    if (error == websocket::error::message_too_big) {  // Beast has closed with 1009
      return over();
    }
    if (error) return over();
    if (!stream_.is_message_done()) return read();
    if (!stream_.got_text())
      hub_.close(*session_, {Code::malformed, "frames are text", {}});
    else
      hub_.receive(session_, {static_cast<const char*>(buffer_.data().data()), buffer_.size()});
    buffer_.clear();
    if (buffer_.capacity() > kReadAtOnce) buffer_.shrink_to_fit();
    read();
  }

  void write() {
    stream_.async_write(asio::buffer(*queue_.front()),
                        [self = shared_from_this()](error_code error, std::size_t) { self->was_written(error); });
  }

  void was_written(error_code error) {
    if (is_over_) return;
    if (error) return cut();  // the pending read ends it
    waiting_bytes_ -= queue_.front()->size();
    queue_.erase(queue_.begin());
    if (!queue_.empty()) return write();
    if (queue_.capacity() > 8) queue_.shrink_to_fit();
    if (closing_) say_close();
  }

  void say_close() {
    const websocket::close_reason reason(static_cast<websocket::close_code>(error_row(*closing_).close_code));
    stream_.async_close(reason, [self = shared_from_this()](error_code) { self->cut(); });
  }

  void over() {
    if (std::exchange(is_over_, true)) return;
    if (session_) hub_.closed(*session_);
    session_ = nullptr;
    deadline = std::chrono::steady_clock::now() + kClosing;  // whatever is still pending
  }

  websocket::stream<net::Socket, false> stream_;
  Hub& hub_;
  net::Deadlines& deadlines_;
  net::beast::flat_buffer buffer_;
  std::vector<Frame> queue_;  // the first is being written
  std::size_t waiting_bytes_ = 0;
  std::shared_ptr<Session> session_;
  std::optional<Code> closing_;
  bool is_pinging_ = false;
  bool is_over_ = false;
};

}  // namespace

void run_web_socket(net::Socket socket, const Upgrade& upgrade, std::string cookie, Hub& hub, net::Deadlines& deadlines,
                    std::size_t max_frame) {
  std::make_shared<WebSocket>(std::move(socket), hub, deadlines)->start(upgrade, std::move(cookie), max_frame);
}

}  // namespace onthaal::live
