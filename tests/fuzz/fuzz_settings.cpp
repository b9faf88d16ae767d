// Any bytes as the file of settings, as a variable of the environment and as a flag: what is wrong is named, with its
// place.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "platform/config.h"

using namespace onthaal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const int file = ::memfd_create("settings", 0);  // in memory: a disk would be most of the time
  static const std::filesystem::path place = "/proc/self/fd/" + std::to_string(file);
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, text.data(), size, 0) != static_cast<ssize_t>(size)) std::abort();
  const auto from_file = config::read({.file = place, .environment = {}, .flags = {}});
  if (from_file.mistakes.empty() && from_file.config.http.port > 65535) std::abort();
  for (const config::Mistake& mistake : from_file.mistakes)
    if (mistake.place.empty() || mistake.problem.empty()) std::abort();
  const auto given = config::read({.file = std::nullopt,
                                   .environment = {{"ONTHAAL_HTTP_PORT", text}, {"ONTHAAL_DATABASE_URL", text}},
                                   .flags = {{"http.public_url", text}, {"http.trusted_proxies", text}}});
  for (const config::Effective& each : given.effective)
    if (each.name.empty()) std::abort();
  return 0;
}
