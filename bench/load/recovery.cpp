#include <signal.h>

#include <random>
#include <stdexcept>
#include <vector>

#include "load/report.h"
#include "load/talks.h"
#include "load/traffic.h"

namespace load {
namespace {

constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kRetry =
    5 * kMillisecond;  // pages wait longer, and not all the same; here the server is measured
constexpr std::int64_t kPatience = 30'000 * kMillisecond;

class Recovery {
 public:
  explicit Recovery(const Options& options)
      : options_(options), ledger_(options.talks), talks_(loop_, options, ledger_) {
    if (options.pid == 0) throw std::runtime_error("recovery needs --pid");
    talks_.on_closed = [this](Wire& wire, int) { lost_.push_back(&wire); };
  }
  int run();

 private:
  void write_until(std::int64_t end);
  void come_back();
  void resend(Wire& wire);
  void await_all(std::int64_t limit);

  const Options& options_;
  std::mt19937_64 random_{2026};
  Loop loop_;
  Ledger ledger_;
  Talks talks_;
  std::vector<Wire*> lost_;
  std::int64_t killed_ = 0, back_ = 0, first_ = 0, retry_ = 0, resent_ = 0;
};

// People go on writing while the server is away: that stays in the page's outbox.
void Recovery::write_until(std::int64_t end) {
  std::exponential_distribution<double> gap(options_.rate);
  std::int64_t due = now_ns();
  while (now_ns() < end) {
    for (; due <= now_ns(); due += static_cast<std::int64_t>(gap(random_) * 1e9)) {
      const auto talk = static_cast<std::uint32_t>(random_() % options_.talks);
      const auto side = static_cast<std::uint8_t>(random_() & 1);
      const std::uint64_t index = ledger_.sent(talk, side, due);
      if (talks_.wire(talk, side).is_following) talks_.post(index, talk, side, false);
    }
    loop_.turn(std::min({due, end, now_ns() + kRetry}));
    come_back();
  }
}

void Recovery::come_back() {
  if (killed_ == 0 && !lost_.empty()) throw std::runtime_error("the server closed a socket before it was killed");
  if (lost_.empty() || now_ns() < retry_) return;
  retry_ = now_ns() + kRetry;
  std::vector<Wire*> lost;
  lost.swap(lost_);
  for (Wire* wire : lost) talks_.connect(wire->talk, wire->side);
}

void Recovery::resend(Wire& wire) {
  if (back_ == 0) back_ = now_ns();
  for (const std::uint64_t index : ledger_.outbox(wire.talk, wire.side)) {
    talks_.post(index, wire.talk, wire.side, true);
    ++resent_;
  }
}

void Recovery::await_all(std::int64_t limit) {
  while ((ledger_.outstanding() > 0 || ledger_.underway() > 0) && now_ns() < limit) {
    loop_.turn(now_ns() + kRetry);
    come_back();
  }
}

int Recovery::run() {
  talks_.open();
  write_until(now_ns() + static_cast<std::int64_t>(options_.warmup * 1e9));
  talks_.on_following = [this](Wire& wire) { resend(wire); };
  talks_.on_acknowledged = [this](std::uint64_t) {
    if (back_ != 0 && first_ == 0) first_ = now_ns();
  };
  killed_ = now_ns();
  if (kill(options_.pid, SIGKILL) != 0) throw std::runtime_error("the server's process could not be killed");
  while (first_ == 0 && now_ns() < killed_ + kPatience) write_until(now_ns() + 10 * kMillisecond);
  if (first_ == 0) throw std::runtime_error("no message was acknowledged within 30 s of the kill");
  write_until(now_ns() + static_cast<std::int64_t>(options_.seconds * 1e9));
  await_all(now_ns() + kPatience);
  ledger_.close();

  Report report;
  report.add("target", options_.target);
  report.add("mode", options_.mode);
  report.add("sockets", static_cast<double>(talks_.sockets()));
  report.add("messages", static_cast<double>(ledger_.total()));
  report.add("refused_busy", static_cast<double>(ledger_.refusals()));
  report.add("resent", static_cast<double>(resent_));
  report.add("back_ms", static_cast<double>(back_ - killed_) / 1e6);
  report.add("recovery_ms", static_cast<double>(first_ - killed_) / 1e6);
  return report.print(ledger_, options_.json);
}

}  // namespace

int run_recovery(const Options& options) {
  return Recovery(options).run();
}

}  // namespace load
