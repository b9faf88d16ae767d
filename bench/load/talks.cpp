#include "load/talks.h"

#include <fmt/format.h>

#include <charconv>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "load/http.h"
#include "load/texts.h"

namespace load {
namespace {

constexpr std::size_t kAtOnce = 200;  // sockets being opened: fewer than any backlog

std::int64_t whole(std::string_view digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

Talks::Talks(Loop& loop, const Options& options, Ledger& ledger)
    : loop_(loop), options_(options), ledger_(ledger), house_(open_house(options)) {
  for (std::uint32_t talk = 0; talk < options.talks; ++talk) {
    for (const std::uint8_t side : {std::uint8_t{0}, std::uint8_t{1}}) {
      wires_.push_back(std::make_unique<Wire>(loop, *this));
      wires_.back()->talk = talk;
      wires_.back()->side = side;
    }
  }
  on_closed = [](Wire&, int code) {
    throw std::runtime_error(fmt::format("the server closed a socket with {}", code));
  };
}

void Talks::connect(std::uint32_t talk, std::uint8_t side) {
  std::string headers = fmt::format("Origin: http://127.0.0.1:{}\r\n", options_.port);
  if (side == 1 && !house_.cookie.empty()) headers += fmt::format("Cookie: {}\r\n", house_.cookie);
  wire(talk, side).connect(options_.port, headers);
}

void Talks::open() {
  std::size_t begun = 0, following = 0;
  const auto then = std::exchange(on_following, [&](Wire&) { ++following; });
  const std::int64_t limit = now_ns() + 60'000'000'000;
  while (following < wires_.size()) {
    for (; begun < wires_.size() && begun - following < kAtOnce; ++begun)
      connect(wires_[begun]->talk, wires_[begun]->side);
    loop_.turn(now_ns() + 100'000'000);
    if (now_ns() > limit) throw std::runtime_error(fmt::format("{} of {} sockets open after 60 s", following, begun));
  }
  on_following = then;
}

void Talks::opened(Wire& wire) {
  if (options_.target == "floor") return wire.send(fmt::format("{} {}", wire.talk, wire.side));
  const Seat& seat = house_.seats[wire.talk];
  std::string hello = R"({"type":"hello","version":1)";
  if (wire.side == 0) hello += fmt::format(R"(,"token":"{}")", seat.token);
  hello += fmt::format(R"(,"subscribe":[{{"stream":"conversation:{}")", seat.conversation);
  const std::int64_t number = ledger_.last_number(wire.talk, wire.side);
  if (number > 0) hello += fmt::format(R"(,"after":{})", number);
  wire.send(hello + "}]}");
}

void Talks::post(std::uint64_t index, std::uint32_t talk, std::uint8_t side, bool is_again) {
  frame_.clear();
  auto out = std::back_inserter(frame_);
  fmt::format_to(out, R"({{"type":"command","command":"message.post","id":"{}")", ledger_.command_id(index));
  if (is_again) fmt::format_to(out, R"(,"again":true,"after":{})", ledger_.known_before(index));
  fmt::format_to(out, R"(,"data":{{"conversation":"{}","text":"{}"}}}})", house_.seats[talk].conversation,
                 kTexts[index % kTexts.size()]);
  wire(talk, side).send(frame_);
}

void Talks::received(Wire& wire, std::string_view text) {
  const std::string_view type = field(text, "type");
  if (type == "event" || type == "command") return event(wire, text);
  if (type == "snapshot") {
    ledger_.stands_at(wire.talk, wire.side, whole(field(text, "number")));
    follow(wire);
  } else if (type == "hello" && (options_.target == "floor" || ledger_.last_number(wire.talk, wire.side) > 0)) {
    follow(wire);  // no snapshot comes: the floor has none, and a socket that came back asked for events
  } else if (type == "ack") {
    const std::int64_t index = ledger_.acknowledged(field(text, "id"));
    if (index >= 0) on_acknowledged(static_cast<std::uint64_t>(index));
  } else if (type == "error") {
    error(text);
  } else if (type == "ended") {
    ledger_.violation(fmt::format("ended: {}", field(text, "code")));
  }
}

// `busy` is an answer that a server may give: nothing was changed, and the page sends it again. Any other is wrong
// here.
void Talks::error(std::string_view text) {
  const std::string_view code = field(text, "code");
  const bool is_ours = ledger_.refused(field(text, "id"));
  if (!is_ours || code != "busy") ledger_.violation(fmt::format("error: {}", code));
  if (is_ours) on_refused();
}

void Talks::follow(Wire& wire) {
  if (std::exchange(wire.is_following, true)) return;
  on_following(wire);
}

void Talks::event(Wire& wire, std::string_view text) {
  const std::string_view head = text.substr(0, text.find("\"data\":"));
  const std::int64_t index = ledger_.arrived(wire.talk, wire.side, whole(field(head, "number")), field(head, "id"));
  if (index >= 0) on_acknowledged(static_cast<std::uint64_t>(index));
}

}  // namespace load
