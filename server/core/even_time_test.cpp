#include "core/even_time.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace onthaal {
namespace {

constexpr Millis kStart = 1'800'000'000'000;
constexpr Millis kSecond = 1000;

// A machine: its wall clock can be set, its other clock only goes on.
struct Machine {
  EvenTime::Reading reading{kStart, 5000};
  EvenTime time{reading};
  Millis last = time.at(reading);

  // Asks every `each` milliseconds: it must never go back, nor be off the pace by more than a tenth.
  void run(Millis long_, Millis each = 250) {
    for (Millis passed = 0; passed < long_; passed += each) {
      reading.wall += each;
      reading.boot += each;
      const Millis now = time.at(reading);
      EXPECT_GE(now - last, each - each / 10);
      EXPECT_LE(now - last, each + each / 10);
      last = now;
    }
  }
};

TEST(EvenTime, GoesWithTheMachinesClock) {
  Machine machine;
  machine.run(kHour);
  EXPECT_EQ(machine.last, kStart + kHour);
  EXPECT_EQ(machine.time.ahead(machine.reading), 0);
}

TEST(EvenTime, GoesSlowerUntilAClockThatWasSetBackAgrees) {
  Machine machine;
  machine.reading.wall -= kHour;
  machine.run(kMinute);
  EXPECT_EQ(machine.last, kStart + kMinute - 6 * kSecond);
  EXPECT_EQ(machine.time.ahead(machine.reading), kHour - 6 * kSecond);
  machine.run(10 * kHour);
  EXPECT_EQ(machine.last, machine.reading.wall);
}

TEST(EvenTime, GoesFasterUntilAClockThatWasSetForwardAgrees) {
  Machine machine;
  machine.reading.wall += 10 * kMinute;
  machine.run(kMinute);
  EXPECT_EQ(machine.last, kStart + kMinute + 6 * kSecond);
  machine.run(2 * kHour);
  EXPECT_EQ(machine.last, machine.reading.wall);
  machine.run(kMinute);
  EXPECT_EQ(machine.last, machine.reading.wall);
}

TEST(EvenTime, LeavesASmallDifferenceAlone) {
  Machine machine;
  machine.reading.wall += 900;
  machine.run(kMinute);
  EXPECT_EQ(machine.last, kStart + kMinute);
  machine.reading.wall += 200;  // now it has drifted far
  machine.run(kMinute);
  EXPECT_EQ(machine.last, machine.reading.wall);
}

TEST(EvenTime, CountsTheTimeThatTheMachineSlept) {
  Machine machine;
  machine.reading.wall += 8 * kHour;
  machine.reading.boot += 8 * kHour;
  EXPECT_EQ(machine.time.at(machine.reading), kStart + 8 * kHour);
}

TEST(EvenTime, DoesNotMakeUpForAStepAtOnceAfterALongSilence) {
  Machine machine;
  machine.reading.wall += 8 * kHour + kHour;
  machine.reading.boot += 8 * kHour;
  EXPECT_EQ(machine.time.at(machine.reading), kStart + 8 * kHour + 100);
}

TEST(EvenTime, IsCaughtUpWithHoweverOftenItIsAsked) {
  Machine machine;
  machine.reading.wall -= 5 * kSecond;
  Millis last = machine.last;
  for (Millis passed = 0; passed < kMinute; ++passed) {
    ++machine.reading.wall;
    ++machine.reading.boot;
    const Millis now = machine.time.at(machine.reading);
    EXPECT_GE(now, last);
    last = now;
  }
  EXPECT_EQ(last, machine.reading.wall);
}

TEST(EvenTime, NeverGoesBackInAnyThread) {
  EvenTime time({kStart, 0});
  std::atomic<Millis> boot{0};
  std::vector<std::jthread> threads;
  for (int index = 0; index < 4; ++index)
    threads.emplace_back([&] {
      Millis last = 0;
      for (int i = 0; i < 20'000; ++i) {
        const Millis at = ++boot;
        const Millis now = time.at({kStart + at - kHour, at});
        EXPECT_GE(now, last);
        last = now;
      }
    });
}

}  // namespace
}  // namespace onthaal
