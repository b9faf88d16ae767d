#include "platform/live/watches.h"

#include <algorithm>

namespace onthaal::live {

namespace {

constexpr std::chrono::milliseconds kPause{250};
constexpr std::chrono::seconds kForgotten{1};

std::pair<std::int32_t, std::int64_t> key_of(const StreamKey& stream) {
  return {stream.kind, stream.id};
}

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
  Run& started = runs_[key];
  started.is_running = true;
  started.is_touched = false;
  started.last = clock_.steady();
  auto signals = std::make_shared<std::vector<Signal>>();
  Read read{"live.watch", [&watch, id = key.second, signals](const Snapshot& snapshot) -> Result<Work> {
              *signals = watch.read(snapshot, id);
              return Reply{};
            }};
  engine_.run(std::move(read), [this, key, signals](const Result<Reply>& reply) {
    Run& done = runs_[key];
    done.is_running = false;
    if (reply) say(done, std::move(*signals));
  });
}

void Watches::say(Run& run, std::vector<Signal> signals) {
  auto before = std::exchange(run.said, {});
  for (Signal& signal : signals) {
    const auto key = key_of(signal.stream);
    const auto old = before.find(key);
    if (old == before.end() || old->second.data != signal.data) say_(signal);
    run.said.emplace(key, std::move(signal));
  }
}

const Signal* Watches::last(const StreamKey& stream) const {
  for (const auto& [_, run] : runs_)
    if (const auto said = run.said.find(key_of(stream)); said != run.said.end()) return &said->second;
  return nullptr;
}

void Watches::tick() {
  const auto now = clock_.steady();
  std::vector<Key> due;
  std::erase_if(runs_, [&](const auto& entry) {
    const auto& [key, each] = entry;
    if (each.is_touched && !each.is_running) due.push_back(key);
    return !each.is_touched && !each.is_running && each.said.empty() && now - each.last > kForgotten;
  });
  for (const Key& key : due) run(*find(key.first), key);
}

}  // namespace onthaal::live
