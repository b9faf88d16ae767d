#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "platform/act/engine.h"
#include "platform/live/command.h"

namespace onthaal::live {

// Signals that are computed from rows: soon after an act touched them, at most four times a second for one id, all of
// one id at once; said only where they differ from what was said before. The loop's thread only.
class Watches {
 public:
  using Say = std::function<void(const Signal&)>;

  Watches(std::vector<Watch> watches, const Clock& clock, Engine& engine, Say say);

  void touch(const Touched& effect);
  void tick();
  // What was said last in a stream, for who comes only now; nothing when nothing was, or it no longer holds.
  const Signal* last(const StreamKey& stream) const;

 private:
  using Key = std::pair<std::string_view, std::int64_t>;  // of which watch, of which id
  struct Run {
    bool is_running = false;
    bool is_touched = false;
    std::chrono::steady_clock::time_point last{};
    std::map<std::pair<std::int32_t, std::int64_t>, Signal> said;  // by the stream
  };
  void run(const Watch& watch, const Key& key);
  void say(Run& run, std::vector<Signal> signals);
  const Watch* find(std::string_view what) const;

  std::vector<Watch> watches_;
  const Clock& clock_;
  Engine& engine_;
  Say say_;
  std::map<Key, Run> runs_;
};

}  // namespace onthaal::live
