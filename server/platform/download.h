#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "core/result.h"
#include "platform/files.h"

namespace onthaal {

// An answer that is too large for memory: written piece by piece while it is made, then read by the connection. It has
// no name on the disk, so nobody else can open it, and it is gone with its owner, however the program ends. One thread
// at a time.
class Download {
 public:
  static Result<std::shared_ptr<Download>> make();

  Result<void> write(std::string_view bytes);
  std::int64_t size() const { return size_; }
  // How many were there from `at` on: 0 at the end.
  Result<std::size_t> read(std::int64_t at, std::span<char> into) const;

 private:
  explicit Download(files::Descriptor descriptor) : descriptor_(std::move(descriptor)) {}
  files::Descriptor descriptor_;
  std::int64_t size_ = 0;
};

}  // namespace onthaal
