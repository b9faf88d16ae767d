#pragma once

#include <string>
#include <string_view>

#include "core/redacted.h"

// Argon2id (libsodium): 19 MiB, two passes. Takes tens of milliseconds, so only in a Prepare step.
namespace onthaal::password {

// With parameters and a fresh salt, as text.
std::string hash(const Redacted<std::string>& password);
bool verify(const std::string& hash, const Redacted<std::string>& password);

// A hash of the same cost that belongs to nobody: what an unknown login is checked against.
std::string_view nobodys_hash();

}  // namespace onthaal::password
