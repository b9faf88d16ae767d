#pragma once

#include <filesystem>

namespace onthaal::files {

// A new folder among the temporary ones that nobody else may look into (mode 0700). It goes with its owner, and all
// that is in it. Throws std::system_error when it cannot be made.
class PrivateFolder {
 public:
  PrivateFolder();
  ~PrivateFolder();
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace onthaal::files
