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

std::optional<Millis> parse_iso_time(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:dd.dddZ";
  std::string full(text);
  if (full.size() == kShape.size() - 4) full.insert(full.size() - 1, ".000");
  if (full.size() != kShape.size()) return std::nullopt;
  for (std::size_t i = 0; i < full.size(); ++i) {
    const bool is_digit = full[i] >= '0' && full[i] <= '9';
    if (kShape[i] == 'd' ? !is_digit : full[i] != kShape[i]) return std::nullopt;
  }
  const auto number = [&](std::size_t at, std::size_t digits) { return std::stoi(full.substr(at, digits)); };
  const std::chrono::year_month_day date{std::chrono::year{number(0, 4)},
                                         std::chrono::month{static_cast<unsigned>(number(5, 2))},
                                         std::chrono::day{static_cast<unsigned>(number(8, 2))}};
  const bool is_clock = number(11, 2) < 24 && number(14, 2) < 60 && number(17, 2) < 60;
  if (!date.ok() || number(0, 4) < 1970 || !is_clock) return std::nullopt;
  const auto day = std::chrono::sys_days{date}.time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(day).count() + number(11, 2) * kHour +
         number(14, 2) * kMinute + number(17, 2) * 1000 + number(20, 3);
}

}  // namespace onthaal
