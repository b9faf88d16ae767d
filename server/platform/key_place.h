#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/result.h"
#include "platform/seal.h"

namespace onthaal::seal {

// Where the ring of an installation is kept: in a file, or behind a command (a vault). The command, run without a
// shell, prints the text of the ring; nothing at all means that there is none yet. The other one takes it on its
// standard input. Not for the writer: these wait.
struct KeyPlace {
  std::filesystem::path file;  // counts where there is no command
  std::vector<std::string> command = {};
  std::vector<std::string> store_command = {};  // empty: the command with the argument `store`
  std::chrono::milliseconds limit{30'000};

  std::string name() const;  // for people: the file, or the command
  bool is_command() const { return !command.empty(); }

  // `not_found` when there is none yet; else what is wrong.
  Result<Keyring> load() const;
  // Puts it there in place of what was there, and reads it back: without an error it is safely kept.
  Result<void> store(const Keyring& ring) const;
  // Loads it, lets `next` say what it is to be, and stores that where it is another; one caller at a time. Gives what
  // is there then.
  Result<Keyring> change(const std::function<Result<Keyring>(const Result<Keyring>& kept)>& next) const;
};

}  // namespace onthaal::seal
