#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.h"

// Small files that must be whole or not there, whenever the machine stops: written beside their place, to disk, then
// named, then the folder to disk. Mode 0600. The error says which file and why.
namespace onthaal::durable_file {

// It must not exist yet.
Result<void> make(const std::filesystem::path& file, std::string_view content);
// In place of what was there, at once; the old content is overwritten.
Result<void> replace(const std::filesystem::path& file, std::string_view content);

// The content of a file that only its owner can read. `not_found` when it does not exist, else what is wrong with it.
Result<std::string> read_secret(const std::filesystem::path& file);

}  // namespace onthaal::durable_file
