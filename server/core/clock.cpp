#include "core/clock.h"

#include <fmt/format.h>
#include <time.h>

#include "core/even_time.h"

namespace onthaal {
namespace {

class SystemClock final : public Clock {
 public:
  Millis now() const override { return time_.at(read()); }
  Millis ahead() const override { return time_.ahead(read()); }
  std::chrono::steady_clock::time_point steady() const override { return std::chrono::steady_clock::now(); }

 private:
  static Millis read(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return Millis{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000;
  }
  static EvenTime::Reading read() { return {.wall = read(CLOCK_REALTIME), .boot = read(CLOCK_BOOTTIME)}; }

  mutable EvenTime time_{read()};
};

class FastClock final : public Clock {
 public:
  FastClock(const Clock& clock, int speed) : clock_(clock), speed_(speed), start_(clock.now()) {}
  Millis now() const override { return start_ + (clock_.now() - start_) * speed_; }
  Millis ahead() const override { return clock_.ahead(); }
  int speed() const override { return speed_; }
  std::chrono::steady_clock::time_point steady() const override { return clock_.steady(); }

 private:
  const Clock& clock_;
  const int speed_;
  const Millis start_;
};

}  // namespace

const Clock& system_clock() {
  static const SystemClock clock;
  return clock;
}

std::unique_ptr<const Clock> fast_clock(const Clock& clock, int speed) {
  return std::make_unique<FastClock>(clock, speed);
}

std::string iso_time(Millis at) {
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds{at}};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

}  // namespace onthaal
