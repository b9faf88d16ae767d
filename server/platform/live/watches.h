#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "platform/act/engine.h"
#include "platform/live/command.h"

namespace onthaal::live {

// Signals that are computed from rows: soon after an act touched them, at most four times a second for one id. The
// loop's thread only.
class Watches {
 public:
  using Say = std::function<void(const Signal&)>;

  Watches(std::vector<Watch> watches, const Clock& clock, Engine& engine, Say say);

  void touch(const Touched& effect);
  void tick();

 private:
  using Key = std::pair<std::string_view, std::int64_t>;  // of which watch, of which id
  struct Run {
    bool is_running = false;
    bool is_touched = false;
    std::chrono::steady_clock::time_point last{};
  };
  void run(const Watch& watch, const Key& key);
  const Watch* find(std::string_view what) const;

  std::vector<Watch> watches_;
  const Clock& clock_;
  Engine& engine_;
  Say say_;
  std::map<Key, Run> runs_;
};

}  // namespace onthaal::live
