#include "app/probe_live.h"

#include <deque>

#include "platform/json.h"

namespace onthaal::app {
namespace {

using net::BrokenError;

constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::seconds kPollPatience{40};
constexpr int kMaxPassedOver = 1000;

std::string text_at(const boost::json::object& frame, std::string_view key) {
  const auto* value = frame.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::int64_t number_at(const boost::json::object& frame, std::string_view key) {
  const auto* value = frame.if_contains(key);
  if (value == nullptr || !value->is_int64()) throw BrokenError("a frame without " + std::string(key));
  return value->get_int64();
}

boost::json::object parsed(const std::string& text) {
  auto object = json::parse(text);
  if (!object) throw BrokenError("the server sent what is " + object.error().detail);
  return *std::move(object);
}

net::Headers headers_of(const Caller& caller) {
  net::Headers headers{{"Origin", caller.origin}};
  if (!caller.cookie.empty()) headers.emplace_back("Cookie", caller.cookie);
  return headers;
}

void require_status(const net::Answer& answer, int status, const std::string& what) {
  if (answer.status != status)
    throw BrokenError(what + " answered " + std::to_string(answer.status) + " " + answer.body);
}

}  // namespace

// One connection, over either transport.
struct LiveClient::Line {
  virtual ~Line() = default;
  virtual void send(const std::string& frame) = 0;
  virtual boost::json::object next() = 0;
  virtual void drop() = 0;
};

namespace {

template <class Base>
struct WebSocketLine final : Base {
  WebSocketLine(const net::Url& url, const Caller& caller, const std::string& hello)
      : socket(url, "/live", headers_of(caller), kPatience) {
    socket.send(hello);
  }
  void send(const std::string& frame) override { socket.send(frame); }
  boost::json::object next() override { return parsed(socket.receive()); }
  void drop() override { socket.drop(); }

  net::SocketClient socket;
};

template <class Base>
struct LongPollLine final : Base {
  LongPollLine(const net::Url& url, const Caller& caller, const std::string& hello)
      : posting(url, kPatience), polling(url, kPollPatience), headers(headers_of(caller)) {
    const auto answer = posting.ask("POST", "/api/live", headers, hello);
    require_status(answer, 200, "POST /api/live");
    headers.emplace_back("Onthaal-Session", text_at(parsed(answer.body), "session"));
  }

  void send(const std::string& frame) override {
    const auto answer =
        posting.ask("POST", "/api/live/frames", headers, json::Out().raw("frames", json::list({frame})).str());
    require_status(answer, 204, "POST /api/live/frames");
  }

  boost::json::object next() override {
    while (frames.empty()) poll();
    boost::json::object frame = std::move(frames.front());
    frames.pop_front();
    return frame;
  }

  void poll() {
    auto with_place = headers;
    with_place.emplace_back("Onthaal-After", std::to_string(after));
    const auto answer = polling.ask("GET", "/api/live/frames", with_place, "");
    require_status(answer, 200, "GET /api/live/frames");
    const auto told = parsed(answer.body);
    json::Reader read(told);
    for (const auto& frame : read.array_or_empty("frames", 100'000)) frames.push_back(frame.as_object());
    after = number_at(told, "next");
    if (frames.empty() && told.contains("closed"))
      throw BrokenError("the server closed the session with code " + std::to_string(number_at(told, "closed")));
  }

  void drop() override {
    posting.drop();
    polling.drop();
  }

  net::HttpClient posting;
  net::HttpClient polling;
  net::Headers headers;
  std::int64_t after = 0;
  std::deque<boost::json::object> frames;
};

}  // namespace

LiveClient::LiveClient(net::Url url, Transport transport, Caller caller)
    : url_(std::move(url)), transport_(transport), caller_(std::move(caller)) {}
LiveClient::~LiveClient() = default;

void LiveClient::connect(const std::vector<Subscription>& subscriptions) {
  std::vector<std::string> items;
  for (const auto& each : subscriptions) {
    json::Out item;
    item.text("stream", each.stream);
    if (each.after) item.integer("after", *each.after);
    items.push_back(std::move(item).str());
  }
  json::Out hello;
  hello.text("type", "hello").integer("version", 1);
  if (!caller_.token.empty()) hello.text("token", caller_.token);
  hello.raw("subscribe", json::list(items));
  if (transport_ == Transport::web_socket)
    line_ = std::make_unique<WebSocketLine<Line>>(url_, caller_, hello.str());
  else
    line_ = std::make_unique<LongPollLine<Line>>(url_, caller_, hello.str());
  wait_for("hello", [](const auto& frame) { return text_at(frame, "type") == "hello"; });
  for (const auto& each : subscriptions)
    if (!each.after)
      wait_for("the snapshot of " + each.stream, [&](const auto& frame) {
        return text_at(frame, "type") == "snapshot" && text_at(frame, "stream") == each.stream;
      });
}

void LiveClient::drop() {
  line_->drop();
  line_.reset();
}

boost::json::object LiveClient::subscribe(const std::string& stream) {
  send(json::Out().text("type", "subscribe").text("stream", stream).str());
  return wait_for("the snapshot of " + stream, [&](const auto& frame) {
    return text_at(frame, "type") == "snapshot" && text_at(frame, "stream") == stream;
  });
}

void LiveClient::command(std::string_view name, const std::string& id, const std::string& data,
                         std::string_view resend) {
  json::Out frame;
  frame.text("type", "command").text("command", name).text("id", id).raw("data", data);
  if (!resend.empty()) frame.boolean("again", true).raw("after", resend);
  send(frame.str());
}

void LiveClient::send(const std::string& frame) {
  line_->send(frame);
}

boost::json::object LiveClient::wait_for(const std::string& what, const Fits& fits) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  for (int passed = 0; passed < kMaxPassedOver && std::chrono::steady_clock::now() < until; ++passed) {
    boost::json::object frame = next();
    if (fits(frame)) return frame;
    refuse_error(frame, what);
  }
  throw BrokenError("waited in vain for " + what);
}

boost::json::object LiveClient::wait_for_event(const std::string& stream, std::string_view event) {
  return wait_for(std::string(event), [&](const auto& frame) {
    return text_at(frame, "type") == "event" && text_at(frame, "stream") == stream && text_at(frame, "event") == event;
  });
}

boost::json::object LiveClient::wait_for_ack(const std::string& id) {
  return wait_for("the acknowledgement",
                  [&](const auto& frame) { return text_at(frame, "type") == "ack" && text_at(frame, "id") == id; });
}

void LiveClient::wait_for_answer(const std::string& id) {
  wait_for("the answer", [&](const auto& frame) {
    const std::string type = text_at(frame, "type");
    return (type == "ack" || type == "event") && text_at(frame, "id") == id;
  });
}

std::int64_t LiveClient::last(const std::string& stream) const {
  const auto found = last_.find(stream);
  return found == last_.end() ? 0 : found->second;
}

boost::json::object LiveClient::next() {
  boost::json::object frame = line_->next();
  follow(frame);
  return frame;
}

void LiveClient::follow(const boost::json::object& frame) {
  const std::string type = text_at(frame, "type");
  if (type != "event" && type != "snapshot") return;
  const std::string stream = text_at(frame, "stream");
  const std::int64_t number = number_at(frame, "number");
  if (type == "event" && number != last(stream) + 1)
    throw BrokenError("event " + std::to_string(number) + " came after " + std::to_string(last(stream)));
  last_[stream] = number;
}

void LiveClient::refuse_error(const boost::json::object& frame, const std::string& what) const {
  const std::string type = text_at(frame, "type");
  if (type == "error" || type == "ended" || type == "bye")
    throw BrokenError("instead of " + what + " came " + type + ": " + text_at(frame, "code") + " " +
                      text_at(frame, "detail"));
}

}  // namespace onthaal::app
