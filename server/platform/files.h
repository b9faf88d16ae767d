#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"

// Files that are too large for memory, piece by piece. An error says which file and why; `busy` where the disk is full.
namespace onthaal::files {

class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();
  void add(std::string_view bytes);
  std::string hex();  // once, at the end

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// An open file, closed with its owner.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();
  int value() const { return value_; }

 private:
  int value_;
};

// A file to come. It is written as `FILE.partial`, mode 0600, and gets its name once it is whole and safely on disk;
// without keep() nothing of it stays.
// What was written goes to the disk a little at a time: whoever else waits for the disk, waits for little.
class Draft {
 public:
  static Result<Draft> open(std::filesystem::path file);
  Draft(Draft&&) noexcept = default;
  Draft& operator=(Draft&&) noexcept = default;
  ~Draft();
  Result<void> write(std::string_view bytes);
  Result<void> keep();  // `conflict` when there is a file of that name

 private:
  Draft(std::filesystem::path file, Descriptor descriptor);
  std::filesystem::path file_;
  std::filesystem::path draft_;  // empty: moved from, or kept
  Descriptor descriptor_;
  std::size_t unsynced_ = 0;
};

class Reading {
 public:
  static Result<Reading> open(const std::filesystem::path& file);
  Result<std::size_t> read(std::span<char> into);  // 0 at the end
  // Fewer than that many only at the end.
  Result<std::string> read_up_to(std::size_t most);

 private:
  Reading(std::filesystem::path file, Descriptor descriptor);
  std::filesystem::path file_;
  Descriptor descriptor_;
};

struct Sum {
  std::int64_t bytes = 0;
  std::string sha256;  // hex
};
Result<Sum> sum_of(const std::filesystem::path& file);

// A finished file, and its name, safely on disk.
Result<void> sync(const std::filesystem::path& file);
// Gives the file another name in the same file system, safely; `conflict` when that name is taken.
Result<void> rename_new(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace onthaal::files
