#include "platform/live/watches.h"

#include <algorithm>

namespace onthaal::live {

namespace {

constexpr std::chrono::milliseconds kPause{250};
constexpr std::chrono::seconds kForgotten{1};

}  // namespace

Watches::Watches(std::vector<Watch> watches, const Clock& clock, Engine& engine, Say say)
    : watches_(std::move(watches)), clock_(clock), engine_(engine), say_(std::move(say)) {}

const Watch* Watches::find(std::string_view what) const {
  const auto found = std::ranges::find(watches_, what, &Watch::what);
  return found == watches_.end() ? nullptr : &*found;
}

void Watches::touch(const Touched& effect) {
  const Watch* watch = find(effect.what);
  if (!watch) return;
  const Key key{watch->what, effect.id};
  Run& touched = runs_[key];
  touched.is_touched = true;
  if (!touched.is_running && clock_.steady() - touched.last >= kPause) run(*watch, key);
}

void Watches::run(const Watch& watch, const Key& key) {
  runs_[key] = {.is_running = true, .is_touched = false, .last = clock_.steady()};
  auto signals = std::make_shared<std::vector<Signal>>();
  Read read{"live.watch", [&watch, id = key.second, signals](const Snapshot& snapshot) -> Result<Work> {
              *signals = watch.read(snapshot, id);
              return Reply{};
            }};
  engine_.run(std::move(read), [this, key, signals](const Result<Reply>&) {
    runs_[key].is_running = false;
    for (const Signal& signal : *signals) say_(signal);
  });
}

void Watches::tick() {
  const auto now = clock_.steady();
  std::vector<Key> due;
  std::erase_if(runs_, [&](const auto& entry) {
    const auto& [key, each] = entry;
    if (each.is_touched && !each.is_running) due.push_back(key);
    return !each.is_touched && !each.is_running && now - each.last > kForgotten;
  });
  for (const Key& key : due) run(*find(key.first), key);
}

}  // namespace onthaal::live
