#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>

#include "core/result.h"
#include "platform/files.h"

namespace onthaal::backups {

// One at a time, whoever it is: the server, a command beside it. Who makes a backup has the turn of the data folder, so
// what else lies there was left by a crash; who writes the list of deletions has that of the public key. The folder or
// file itself is locked: no other one stays that somebody else could not open.
class Turn {
 public:
  // Waits for it; `restart` when a stop was asked for.
  static Result<Turn> wait(const std::filesystem::path& of, const std::stop_token& stop);
  // Nothing too where it cannot be locked at all.
  static std::optional<Turn> take_if_free(const std::filesystem::path& of);

 private:
  explicit Turn(files::Descriptor locked) : locked_(std::move(locked)) {}
  files::Descriptor locked_;
};

}  // namespace onthaal::backups
