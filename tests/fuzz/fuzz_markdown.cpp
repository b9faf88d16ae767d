// Any bytes as a paper, again and again until it is as long as one may be: read at once, whatever is in it, and what
// is shown is JSON, and not enormous. A second is twenty times what the slowest known text takes with sanitizers.
#include <boost/json.hpp>
#include <cstdlib>
#include <ctime>

#include "platform/markdown.h"

using namespace onthaal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kLongest = 30'000;
  std::string text;
  do text.append(reinterpret_cast<const char*>(data), size);
  while (size > 0 && text.size() + size <= kLongest);
  const std::clock_t begin = std::clock();
  const std::string blocks = markdown::blocks(text, [](std::string_view) { return std::nullopt; });
  constexpr std::size_t kMost = 2'000'000;
  if (std::clock() - begin > CLOCKS_PER_SEC || blocks.size() > kMost) std::abort();
  boost::json::parse_options options;
  options.max_depth = 100;
  options.allow_invalid_utf8 = true;
  boost::system::error_code error;
  boost::json::parse(blocks, error, {}, options);
  if (error) std::abort();
  return 0;
}
