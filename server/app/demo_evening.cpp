#include "app/demo_evening.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "app/demo_visitor.h"
#include "platform/json.h"
#include "platform/net/loop.h"

namespace onthaal::app::demo {
namespace {

constexpr std::chrono::milliseconds kTurn{20};
constexpr double kMinute = 60;
constexpr double kFarewell = 8 * kMinute;  // of the evening, and half a minute of ours
constexpr std::chrono::seconds kOurs{30};

class Company {
 public:
  Company(const Evening& evening, const std::function<void(const std::string&)>& told)
      : evening_(evening), stage_(evening.url, evening.origin, evening.slug, evening.speed), told_(told) {
    double comes_after = 2;
    for (int i = 0; i < evening.visitors; ++i) {
      const auto& people = demo::people();
      visitors_.push_back(
          std::make_unique<Visitor>(stage_, people[static_cast<std::size_t>(i) % people.size()], comes_after));
      comes_after += evening.minutes * kMinute * 0.7 / evening.visitors;
    }
    comes_after = 0;
    for (const Login& login : evening.operators)
      operators_.push_back(std::make_unique<Operator>(stage_, login, comes_after += 1));
  }

  Tally run() {
    loop_.every(kTurn, [this] { turn(); });
    loop_.on_stop_signal([this] { close(); });
    loop_.run();
    stage_.tally.failed += std::ranges::count_if(operators_, [](const auto& each) { return !each->is_gone(); });
    return stage_.tally;
  }

 private:
  void turn() {
    for (const auto& visitor : visitors_) guarded([&] { visitor->turn(); });
    for (const auto& each : operators_) guarded([&] { each->turn(); });
    const double passed = stage_.since(began_);
    if (passed > told_minutes_ * kMinute) tell(passed);
    if (!stage_.is_closing && (passed > evening_.minutes * kMinute || is_everybody_through())) close();
    if (stage_.is_closing && (is_everybody_gone() || Stage::now() > closes_at_)) loop_.stop();
  }

  // A server that is away for a moment is asked again.
  template <class Act>
  void guarded(Act act) {
    if (Stage::now() < again_at_) return;
    try {
      act();
    } catch (const net::BrokenError& error) {
      told_(error.what());
      again_at_ = Stage::now() + std::chrono::seconds(1);
    }
  }

  void close() {
    if (stage_.is_closing) return;
    stage_.is_closing = true;
    closes_at_ = Stage::now() + stage_.real(kFarewell) + kOurs;
  }

  bool is_everybody_through() const { return !visitors_.empty() && std::ranges::all_of(visitors_, &gone<Visitor>); }
  bool is_everybody_gone() const {
    return std::ranges::all_of(visitors_, &gone<Visitor>) && std::ranges::all_of(operators_, &gone<Operator>);
  }
  template <class Person>
  static bool gone(const std::unique_ptr<Person>& person) {
    return person->is_gone();
  }

  void tell(double passed) {
    ++told_minutes_;
    const auto waiting = std::ranges::count_if(visitors_, [](const auto& each) { return each->is_waiting(); });
    const auto talking = std::ranges::count_if(visitors_, [](const auto& each) { return each->is_talking(); });
    told_(fmt::format("{:3.0f} min  {} wait, {} talk; {}", passed / kMinute, waiting, talking, in_words(stage_.tally)));
  }

  const Evening& evening_;
  Stage stage_;
  const std::function<void(const std::string&)>& told_;
  net::Loop loop_;
  std::vector<std::unique_ptr<Visitor>> visitors_;
  std::vector<std::unique_ptr<Operator>> operators_;
  const Moment began_ = Stage::now();
  Moment closes_at_{}, again_at_{};
  double told_minutes_ = 1;
};

}  // namespace

Tally live_through(const Evening& evening, const std::function<void(const std::string&)>& told) {
  return Company(evening, told).run();
}

bool is_well(const Tally& tally) {
  return tally.lost == 0 && tally.doubled == 0 && tally.failed == 0 && tally.finished <= tally.registered;
}

std::string in_words(const Tally& tally) {
  return fmt::format(
      "requested {}, refused {}, left {}, removed {}, taken {}, ended {}, registered {}, rated {}; messages {}, "
      "acknowledged {}, too late {}, lost {}, doubled {}; connections cut {}",
      tally.requested, tally.refused, tally.left, tally.removed, tally.taken, std::max(tally.ended, tally.finished),
      tally.registered, tally.ratings, tally.sent, tally.acknowledged, tally.declined, tally.lost, tally.doubled,
      tally.breaks);
}

std::string in_json(const Tally& tally) {
  return json::Out()
      .boolean("ok", is_well(tally))
      .integer("requested", tally.requested)
      .integer("refused", tally.refused)
      .integer("left", tally.left)
      .integer("removed", tally.removed)
      .integer("taken", tally.taken)
      .integer("ended", std::max(tally.ended, tally.finished))
      .integer("registered", tally.registered)
      .integer("rated", tally.ratings)
      .integer("sent", tally.sent)
      .integer("acknowledged", tally.acknowledged)
      .integer("too_late", tally.declined)
      .integer("lost", tally.lost)
      .integer("doubled", tally.doubled)
      .integer("failed", tally.failed)
      .integer("cut", tally.breaks)
      .str();
}

}  // namespace onthaal::app::demo
