#include "load/traffic.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "load/process.h"
#include "load/report.h"
#include "load/talks.h"

namespace load {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kPatience = 5 * kSecond;  // for the last answers

std::int64_t ns(double seconds) {
  return static_cast<std::int64_t>(seconds * 1e9);
}

// CPU of the server and of this program between two moments.
struct Cpu {
  std::int64_t at, server, own;
  explicit Cpu(pid_t pid) : at(now_ns()), server(cpu_ns(pid)), own(own_cpu_ns()) {}
};

class Traffic {
 public:
  explicit Traffic(const Options& options)
      : options_(options), ledger_(options.talks), talks_(loop_, options, ledger_), order_(options.talks) {
    std::iota(order_.begin(), order_.end(), 0U);
    std::ranges::shuffle(order_, random_);
  }
  int run();

 private:
  void open();
  void quiet(std::int64_t until);
  void post(std::int64_t due);
  // Keeps messages going: first the warm-up, then the measured time; then waits for the last answers.
  void phase(bool is_steady);
  void steady(std::int64_t begin, std::int64_t end);
  void saturated(std::int64_t begin, std::int64_t end);
  void look(std::int64_t begin);
  void drain();
  void conclude(const std::string& phase, const Cpu& last);

  const Options& options_;
  std::mt19937_64 random_{2026};
  Loop loop_;
  Ledger ledger_;
  Talks talks_;
  Report report_;
  std::vector<std::uint32_t> order_;  // of the talks, shuffled
  std::uint64_t posted_ = 0;
  std::vector<Cpu> first_;  // empty until the measured time begins
};

void Traffic::quiet(std::int64_t until) {
  while (now_ns() < until) loop_.turn(until);
}

void Traffic::open() {
  const double before = static_cast<double>(rss_kb(options_.pid));
  talks_.open();
  quiet(now_ns() + kSecond / 2);
  const double after = static_cast<double>(rss_kb(options_.pid));
  report_.add("target", options_.target);
  report_.add("mode", options_.mode);
  report_.add("sockets", static_cast<double>(talks_.sockets()));
  report_.add("rss_before_kb", before);
  report_.add("rss_after_kb", after);
  report_.add("kb_per_socket", (after - before) / static_cast<double>(talks_.sockets()));
}

void Traffic::post(std::int64_t due) {
  const std::uint32_t talk = order_[posted_++ % order_.size()];
  const auto side = static_cast<std::uint8_t>(random_() & 1);
  talks_.post(ledger_.sent(talk, side, due), talk, side, false);
}

void Traffic::look(std::int64_t begin) {
  if (first_.empty() && now_ns() >= begin) first_.emplace_back(options_.pid);
}

void Traffic::steady(std::int64_t begin, std::int64_t end) {
  std::exponential_distribution<double> gap(options_.rate);  // people write when they like
  std::int64_t due = now_ns();
  while (now_ns() < end) {
    look(begin);
    for (; due < end && due <= now_ns(); due += ns(gap(random_))) post(due);
    loop_.turn(first_.empty() ? std::min(due, begin) : std::min(due, end));
  }
}

void Traffic::saturated(std::int64_t begin, std::int64_t end) {
  talks_.on_acknowledged = [this](std::uint64_t) { post(now_ns()); };
  talks_.on_refused = [this] { post(now_ns()); };
  for (std::uint32_t i = 0; i < options_.window; ++i) post(now_ns());
  while (now_ns() < end) {
    look(begin);
    loop_.turn(first_.empty() ? begin : end);
  }
  talks_.on_acknowledged = [](std::uint64_t) {};
  talks_.on_refused = [] {};
}

void Traffic::drain() {
  const std::int64_t limit = now_ns() + kPatience;
  while ((ledger_.outstanding() > 0 || ledger_.underway() > 0) && now_ns() < limit)
    loop_.turn(now_ns() + kSecond / 100);
  quiet(now_ns() + kSecond / 10);  // what comes twice comes now
}

void Traffic::conclude(const std::string& phase, const Cpu& last) {
  const Cpu& first = first_.at(0);
  const double messages = static_cast<double>(ledger_.acknowledged_in_window());
  const double seconds = static_cast<double>(last.at - first.at) / 1e9;
  report_.add(phase + "_seconds", seconds);
  report_.add(phase + "_messages", messages);
  report_.add(phase + "_per_second", messages / seconds);
  report_.add(phase + "_cpu_us", static_cast<double>(last.server - first.server) / 1e3 / messages);
  report_.add(phase + "_generator_cpu_us", static_cast<double>(last.own - first.own) / 1e3 / messages);
  report_.add(phase + "_ack", percentiles(ledger_.ack_ns));
  report_.add(phase + "_seen", percentiles(ledger_.seen_ns));
}

void Traffic::phase(bool is_steady) {
  const std::int64_t begin = now_ns() + ns(options_.warmup), end = begin + ns(options_.seconds);
  ledger_.measure(begin, end);
  first_.clear();
  is_steady ? steady(begin, end) : saturated(begin, end);
  const Cpu last(options_.pid);
  drain();
  conclude(is_steady ? "steady" : "saturated", last);
}

int Traffic::run() {
  open();
  const std::string& mode = options_.mode;
  if (mode == "idle") {
    quiet(now_ns() + ns(options_.seconds));
    report_.add("rss_end_kb", static_cast<double>(rss_kb(options_.pid)));
  }
  if (mode == "rate" || mode == "both") phase(true);
  if (mode == "saturate" || mode == "both") phase(false);
  ledger_.close();
  report_.add("refused_busy", static_cast<double>(ledger_.refusals()));
  return report_.print(ledger_, options_.json);
}

}  // namespace

int run_traffic(const Options& options) {
  return Traffic(options).run();
}

}  // namespace load
