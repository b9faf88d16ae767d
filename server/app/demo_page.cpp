#include "app/demo_page.h"

#include <algorithm>

#include "platform/json.h"

namespace onthaal::app::demo {
namespace {

constexpr std::chrono::seconds kPatience{20};

std::int64_t number_of(const boost::json::object& frame) {
  const auto* value = frame.if_contains("number");
  return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

std::vector<std::string> ids_of_messages(const boost::json::object& state) {
  std::vector<std::string> ids;
  if (const auto* messages = state.if_contains("messages"); messages != nullptr && messages->is_array())
    for (const auto& message : messages->get_array()) ids.push_back(text_at(message.as_object(), "id"));
  return ids;
}

}  // namespace

void Page::follow(const std::string& stream) {
  streams_[stream].number = -1;
  if (is_greeted_) send(json::Out().text("type", "subscribe").text("stream", stream).str());
}

void Page::leave(const std::string& stream) {
  if (streams_.erase(stream) > 0 && is_greeted_)
    send(json::Out().text("type", "unsubscribe").text("stream", stream).str());
}

void Page::drop(double seconds) {
  ++stage_.tally.breaks;
  if (socket_) socket_->drop();
  lose(std::chrono::duration<double>(stage_.real(seconds)).count());
}

std::string Page::command(std::string_view name, std::string data, const std::string& stream) {
  const auto found = streams_.find(stream);
  const std::int64_t after = found == streams_.end() ? 0 : std::max<std::int64_t>(found->second.number, 0);
  outbox_.push_back({new_id(), std::string(name), std::move(data), stream, after});
  if (name == "message.post") ++stage_.tally.sent;
  const std::string id = outbox_.back().id;
  send_next();
  return id;
}

void Page::signal(const std::string& stream, std::string_view name, const std::string& data) {
  if (!is_greeted_) return;
  send(json::Out().text("type", "signal").text("stream", stream).text("signal", name).raw("data", data).str());
}

std::vector<boost::json::object> Page::turn() {
  std::vector<boost::json::object> come;
  if (is_closed_) return come;
  if (!socket_ && Stage::now() >= open_at_) open();
  try {
    while (socket_) {
      const auto text = socket_->try_receive();
      if (!text) break;
      auto frame = json::parse(*text);
      if (!frame) throw net::BrokenError(frame.error().detail);
      take(*frame);
      come.push_back(*std::move(frame));
    }
  } catch (const net::BrokenError&) {
    lose(stage_.spread(0.5, 2));
  }
  send_next();
  return come;
}

void Page::open() {
  net::Headers headers{{"Origin", caller_.origin}};
  if (!caller_.cookie.empty()) headers.emplace_back("Cookie", caller_.cookie);
  std::vector<std::string> streams;
  for (const auto& [stream, followed] : streams_) {
    json::Out item;
    item.text("stream", stream);
    if (followed.number >= 0) item.integer("after", followed.number);
    streams.push_back(item.str());
  }
  json::Out hello;
  hello.text("type", "hello").integer("version", 1);
  if (!caller_.token.empty()) hello.text("token", caller_.token);
  hello.raw("subscribe", json::list(streams));
  try {
    socket_ = std::make_unique<net::SocketClient>(stage_.url, "/live", headers, kPatience);
    socket_->send(hello.str());
  } catch (const net::BrokenError&) {
    lose(stage_.spread(1, 3));
  }
}

void Page::lose(double real_seconds) {
  socket_.reset();
  is_greeted_ = is_underway_ = false;
  open_at_ = Stage::now() + std::chrono::milliseconds(static_cast<std::int64_t>(real_seconds * 1000));
}

void Page::send(const std::string& frame) {
  try {
    if (socket_) socket_->send(frame);
  } catch (const net::BrokenError&) {
    lose(stage_.spread(0.5, 2));
  }
}

void Page::send_next() {
  if (!is_greeted_ || is_underway_ || outbox_.empty() || Stage::now() < send_at_) return;
  Pending& next = outbox_.front();
  json::Out frame;
  frame.text("type", "command").text("command", next.name).text("id", next.id);
  if (next.was_sent) frame.boolean("again", true).integer("after", next.after);
  next.was_sent = is_underway_ = true;
  send(frame.raw("data", next.data).str());
}

void Page::take(const boost::json::object& frame) {
  const std::string type = text_at(frame, "type");
  if (type == "hello") is_greeted_ = true;
  if (type == "ack") settle(text_at(frame, "id"));
  if (type == "error") take_error(frame);
  if (type == "bye") lose(stage_.spread(1, 2));
  const auto found = streams_.find(text_at(frame, "stream"));
  if (found == streams_.end()) return;
  if (type == "event") take_event(found->second, frame);
  if (type == "snapshot") take_snapshot(found->second, frame);
}

void Page::take_event(Followed& followed, const boost::json::object& frame) {
  if (followed.number < 0) return;  // of the subscription before: the snapshot is under way
  const std::int64_t number = number_of(frame);
  if (number <= followed.number) ++stage_.tally.doubled;
  if (number > followed.number + 1) stage_.tally.lost += number - followed.number - 1;
  followed.number = std::max(followed.number, number);
  const std::string id = text_at(frame, "id");
  if (text_at(frame, "event") == "message.posted" && !followed.seen.insert(id).second) ++stage_.tally.doubled;
  settle(id);
}

void Page::take_snapshot(Followed& followed, const boost::json::object& frame) {
  followed.number = number_of(frame);
  followed.seen.clear();
  if (const auto* state = frame.if_contains("state"); state != nullptr && state->is_object())
    for (const std::string& id : ids_of_messages(state->get_object())) {
      followed.seen.insert(id);
      settle(id);
    }
}

void Page::take_error(const boost::json::object& frame) {
  if (outbox_.empty() || text_at(frame, "id") != outbox_.front().id) return;
  const std::string code = text_at(frame, "code");
  is_underway_ = false;
  if (code == "busy" || code == "timeout") {
    send_at_ = Stage::now() + std::chrono::milliseconds(300);
    return;
  }
  if (outbox_.front().name == "message.post") ++stage_.tally.declined;
  outbox_.pop_front();
}

void Page::settle(const std::string& id) {
  if (outbox_.empty() || id != outbox_.front().id) return;
  const Pending& done = outbox_.front();
  if (done.name == "message.post") {
    ++stage_.tally.acknowledged;
    streams_[done.stream].posted.push_back(id);
  }
  outbox_.pop_front();
  is_underway_ = false;
}

void Page::audit(const std::string& stream, const boost::json::object& state) {
  const std::vector<std::string> there = ids_of_messages(state);
  auto from = there.begin();
  for (const std::string& id : streams_[stream].posted) {
    const auto times = std::ranges::count(there, id);
    if (times > 1) ++stage_.tally.doubled;
    const auto found = std::find(from, there.end(), id);
    if (found == there.end())
      ++stage_.tally.lost;
    else
      from = found + 1;
  }
}

}  // namespace onthaal::app::demo
