#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string_view>

#include "platform/act/engine.h"

namespace onthaal::live {

// Who is there, told to the features as acts of their own. One at a time for each key, so in order; what changes
// meanwhile becomes one act with the latest; what was refused is said again at the next tick. The loop's thread only.
class Presences {
 public:
  using StaffPresent = std::function<void(Tx&, StaffId, bool is_there)>;

  Presences(const Clock& clock, Engine& engine, StaffPresent staff);

  // Somebody with the label came into the stream, or the last one left it. `label` lives as long as the program.
  void set(const StreamKey& stream, std::string_view label, bool is_there);
  void set(const StreamKey& stream, StaffId staff, bool is_there);
  void set(StaffId staff, bool is_there);
  void tick();

 private:
  struct Key {
    std::int32_t kind;  // of the stream; kStaff: the id is a StaffId
    std::int64_t id;
    std::string_view label;
    StaffId staff{};  // in a stream: who has no label there
    auto operator<=>(const Key&) const = default;
  };
  // Kept until it is written.
  struct Wish {
    bool is_there = false;
    bool is_running = false;
    std::chrono::steady_clock::time_point again_at{};
  };
  static constexpr std::int32_t kStaff = -1;

  void want(const Key& key, bool is_there);
  void run(const Key& key, Wish& wish);
  void finished(const Key& key, bool said, const Result<Reply>& reply);

  const Clock& clock_;
  Engine& engine_;
  StaffPresent staff_;
  std::map<Key, Wish> wishes_;
};

}  // namespace onthaal::live
