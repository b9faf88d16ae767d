#include "platform/private_folder.h"

#include <stdlib.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace onthaal::files {

PrivateFolder::PrivateFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "onthaal-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::system_error(errno, std::generic_category(), pattern);
  path_ = pattern;
}

PrivateFolder::~PrivateFolder() {
  std::error_code unimportant;
  std::filesystem::remove_all(path_, unimportant);
}

}  // namespace onthaal::files
