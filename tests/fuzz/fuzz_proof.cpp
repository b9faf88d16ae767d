// Any bytes as a challenge, and a challenge of ours with any byte changed: nothing that we did not make is taken.
#include <cstdlib>

#include "features/visits/visits_proof.h"
#include "support/random.h"

using namespace onthaal;
using namespace onthaal::visits;

namespace {

seal::Keyring make_keys() {
  support::SeededRandom random;
  return *seal::Keyring::parse(seal::Keyring::make(0, random), "fuzz");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const seal::Keyring keys = make_keys();
  static const std::string ours = proof::write(keys, {std::string(16, 'n'), 1000, LineId{1}, 4});
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (bytes != ours && proof::read(keys, bytes)) std::abort();
  if (size >= 3) {
    std::string changed = ours;
    changed[(data[0] * 256U + data[1]) % changed.size()] = static_cast<char>(data[2]);
    if (changed != ours && proof::read(keys, changed)) std::abort();
  }
  const proof::Claim claim{std::string(bytes), std::vector<std::int64_t>(proof::kPuzzles, 0)};
  if (bytes != ours && proof::check(keys, 2000, claim, {.line = LineId{1}, .bits = 4})) std::abort();
  return 0;
}
