#include "platform/live/poll.h"

#include <algorithm>
#include <deque>
#include <optional>

#include "core/text.h"
#include "platform/json.h"

namespace onthaal::live {

namespace {

constexpr std::chrono::seconds kPatience{25};
constexpr std::chrono::seconds kTold{10};  // what is over waits so long for who should hear it, and takes a place
constexpr std::size_t kMaxFramesInPost = 50;

}  // namespace

class Poll::Line final : public Transport {
 public:
  explicit Line(const Clock& clock) : clock_(clock), asked_at_(clock.steady()) {}

  void send(Frame frame) override {
    if (closed_) return;
    waiting_bytes_ += frame->size();
    frames_.push_back(std::move(frame));
    answer_if_ready();
  }
  std::size_t waiting_bytes() const override { return waiting_bytes_; }
  void ping() override {}
  void close(Code code) override {
    closed_ = code;
    answer_if_ready();
  }

  void pull(std::int64_t after, Answer answer) {
    asked_at_ = clock_.steady();
    for (; first_ <= after && !frames_.empty(); ++first_) {
      waiting_bytes_ -= frames_.front()->size();
      frames_.pop_front();
    }
    if (answer_) reply();  // the page asks anew: nobody reads the older answer
    answer_ = std::move(answer);
    answer_if_ready();
  }

  // True when nobody needs it any more.
  bool tick(Hub& hub, std::chrono::seconds idle_limit) {
    const auto silent = clock_.steady() - asked_at_;
    if (answer_ && silent > std::min(kPatience, idle_limit / 2)) reply();
    if (closed_ && session) hub.closed(*std::exchange(session, nullptr));
    return closed_ && silent > std::min(kTold, idle_limit);
  }

  void release() {
    if (answer_) reply();
  }

  std::shared_ptr<Session> session;

 private:
  void answer_if_ready() {
    if (answer_ && (closed_ || !frames_.empty())) reply();
  }

  void reply() {
    std::vector<std::string> texts;
    for (const Frame& frame : frames_) texts.push_back(*frame);
    json::Out out;
    out.raw("frames", json::list(texts)).integer("next", first_ - 1 + std::ssize(texts));
    if (closed_) out.integer("closed", error_row(*closed_).close_code);
    std::exchange(answer_, nullptr)(Reply{.body = std::move(out).str()});
  }

  const Clock& clock_;
  std::chrono::steady_clock::time_point asked_at_;
  std::deque<Frame> frames_;
  std::int64_t first_ = 1;  // the number of frames_.front()
  std::size_t waiting_bytes_ = 0;
  Answer answer_;
  std::optional<Code> closed_;
};

Poll::Poll(Hub& hub, const Clock& clock, Random& random, std::chrono::seconds idle_limit, std::size_t max_sessions)
    : hub_(hub), clock_(clock), random_(random), idle_limit_(idle_limit), max_sessions_(max_sessions) {}
Poll::~Poll() = default;

std::shared_ptr<Poll::Line> Poll::find(std::string_view session) const {
  const auto found = lines_.find(std::string(session));
  return found == lines_.end() ? nullptr : found->second;
}

Result<Reply> Poll::open(std::string_view hello, std::string cookie) {
  if (lines_.size() >= max_sessions_) return fail(Code::busy, "too many sessions; try again");
  std::array<std::uint8_t, 24> bytes{};
  random_.fill(bytes);
  const std::string name = base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  auto line = std::make_shared<Line>(clock_);
  line->session = hub_.open(*line, std::move(cookie));
  lines_.emplace(name, line);
  hub_.receive(line->session, hello);
  return Reply{.body = json::Out().text("session", name).str()};
}

Result<Reply> Poll::push(std::string_view session, std::string_view body) {
  const auto line = find(session);
  if (!line || !line->session) return fail(Code::not_found, "no such session");
  auto object = json::parse(body);
  if (!object) return std::unexpected(std::move(object.error()));
  json::Reader read(*object);
  const boost::json::array& frames = read.array_or_empty("frames", kMaxFramesInPost);
  if (auto error = read.finished()) return std::unexpected(std::move(*error));
  for (const boost::json::value& frame : frames) {
    if (frame.is_object())
      hub_.receive(line->session, parse_frame(frame.get_object()));
    else
      hub_.receive(line->session, fail(Code::malformed, "a frame is an object"));
  }
  return Reply{.status = 204};
}

void Poll::pull(std::string_view session, std::int64_t after, Answer answer) {
  const auto line = find(session);
  if (!line) return answer(fail(Code::not_found, "no such session"));
  if (line->session) hub_.heard(*line->session);
  line->pull(after, std::move(answer));
}

void Poll::tick() {
  std::erase_if(lines_, [&](const auto& entry) { return entry.second->tick(hub_, idle_limit_); });
}

void Poll::release() {
  for (const auto& [_, line] : lines_) line->release();
}

}  // namespace onthaal::live
