#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"
#include "platform/files.h"

namespace onthaal {

// An answer that is too large for memory: written piece by piece while it is made, then read by the connection. It has
// no name on the disk, so nobody else can open it, and it is gone with its owner, however the program ends. One thread
// at a time.
class Download {
 public:
  // `folder`: on a disk that has room for it.
  static Result<std::shared_ptr<Download>> make(const std::filesystem::path& folder);

  Result<void> write(std::string_view bytes);
  // For a library that wants a path to write to, as long as this lives.
  std::string path() const;
  std::int64_t size() const;
  // How many were there from `at` on: 0 at the end.
  Result<std::size_t> read(std::int64_t at, std::span<char> into) const;

 private:
  explicit Download(files::Descriptor descriptor) : descriptor_(std::move(descriptor)) {}
  files::Descriptor descriptor_;
};

Result<std::string> read_all(const std::shared_ptr<Download>& download);  // of one that is small

}  // namespace onthaal
