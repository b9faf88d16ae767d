#include "load/setup.h"

#include <fmt/core.h>
#include <strings.h>

#include <algorithm>
#include <deque>
#include <memory>
#include <random>
#include <stdexcept>

#include "load/http.h"
#include "load/wire.h"

namespace load {
namespace {

constexpr std::size_t kConnections = 8, kAhead = 4;
constexpr std::uint32_t kTakesEach = 40;  // on one socket: no page would send so many at once

std::string make_token(std::mt19937_64& random) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string token;
  for (int i = 0; i < 42; ++i) token.push_back(kDigits[random() % 64]);
  token.push_back(kDigits[random() % 16 * 4]);  // 256 bits are 42 digits and 4 bits
  return token;
}

std::string cookie_of(const Answer& answer) {
  for (std::size_t at = answer.head.find("\r\n"); at + 2 < answer.head.size(); at = answer.head.find("\r\n", at + 2)) {
    const char* line = answer.head.c_str() + at + 2;
    if (strncasecmp(line, "set-cookie: ", 12) != 0) continue;
    const std::string_view value(line + 12);
    return std::string(value.substr(0, value.find(';')));
  }
  throw std::runtime_error("no cookie in the answer to POST /api/session");
}

void start_visits(const Options& options, std::vector<Seat>& seats) {
  std::deque<Http> connections;
  for (std::size_t i = 0; i < kConnections; ++i) connections.emplace_back(options.port);
  const std::string path = fmt::format("/api/lines/{}/visits", options.line);
  std::deque<std::size_t> waiting;
  for (std::size_t i = 0; i < seats.size(); ++i) waiting.push_back(i);
  while (!waiting.empty()) {
    const std::size_t ahead = std::min(waiting.size(), kConnections * kAhead);
    for (std::size_t i = 0; i < ahead; ++i) {
      const Seat& seat = seats[waiting[i]];
      connections[i % kConnections].send(
          "POST", path, fmt::format(R"({{"token":"{}","nickname":"Sterre","register":"nl"}})", seat.token));
    }
    for (std::size_t i = 0; i < ahead; ++i) {
      const std::size_t index = waiting.front();
      waiting.pop_front();
      const Answer answer = connections[i % kConnections].receive();
      if (answer.status == 503) waiting.push_back(index);  // busy: once more, with the same token
      if (answer.status / 100 == 2) seats[index].conversation = field(answer.body, "conversation");
      if (answer.status / 100 != 2 && answer.status != 503) {
        throw std::runtime_error(fmt::format("a visit: {} {}", answer.status, answer.body));
      }
    }
  }
}

// Goes on duty and takes one talk after the other on each of a few sockets of the operator, until all are taken.
class Takers : public Listener {
 public:
  Takers(const Options& options, std::string_view line, std::string_view cookie)
      : left_(options.talks), line_(line), random_(std::random_device{}()) {
    const std::string headers = fmt::format("Origin: http://127.0.0.1:{}\r\nCookie: {}\r\n", options.port, cookie);
    for (std::uint32_t i = 0; i < options.talks / kTakesEach + 1; ++i) {
      wires_.push_back(std::make_unique<Wire>(loop_, *this));
      wires_.back()->connect(options.port, headers);
    }
  }
  void run() {
    const std::int64_t limit = now_ns() + 60'000'000'000;
    while (taken_ < wanted_ && problem_.empty() && now_ns() < limit) loop_.turn(now_ns() + 100'000'000);
    if (problem_.empty() && taken_ < wanted_) problem_ = "no answer within 60 s";
    if (!problem_.empty()) throw std::runtime_error("queue.take: " + problem_);
  }

  void opened(Wire& wire) override { wire.send(R"({"type":"hello","version":1})"); }
  void received(Wire& wire, std::string_view text) override {
    const std::string_view type = field(text, "type");
    const bool is_busy = type == "error" && field(text, "code") == "busy";
    if (type == "error" && !is_busy) problem_ = text;
    if (type == "hello") return command(wire, "duty.set", R"(,"state":"online")");
    if (type == "ack" && !field(text, "conversation").empty()) ++taken_;
    if (is_busy) ++left_;
    if ((type == "ack" || is_busy) && left_ > 0) {
      --left_;
      command(wire, "queue.take", "");
    }
  }
  void closed(Wire&, int code) override { problem_ = fmt::format("socket closed with {}", code); }

 private:
  void command(Wire& wire, std::string_view name, std::string_view more) {
    wire.send(fmt::format(
        R"({{"type":"command","command":"{}","id":"{:08x}-0000-7000-8000-{:012x}","data":{{"line":"{}"{}}}}})", name,
        static_cast<std::uint32_t>(random_()), ++sent_, line_, more));
  }

  Loop loop_;
  std::uint32_t left_, taken_ = 0, sent_ = 0, wanted_ = left_;
  std::string line_, problem_;
  std::mt19937_64 random_;
  std::vector<std::unique_ptr<Wire>> wires_;
};

}  // namespace

House open_house(const Options& options) {
  House house;
  house.seats.resize(options.talks);
  if (options.target == "floor") return house;
  std::mt19937_64 random(std::random_device{}());
  for (Seat& seat : house.seats) seat.token = make_token(random);

  Http http(options.port);
  house.cookie = cookie_of(http.ask(
      "POST", "/api/session", fmt::format(R"({{"login":"{}","password":"{}"}})", options.login, options.password)));
  const Answer line = http.ask("GET", "/api/lines/" + options.line, "");
  start_visits(options, house.seats);
  Takers(options, field(line.body, "line"), house.cookie).run();
  return house;
}

}  // namespace load
