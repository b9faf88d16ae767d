// Any bytes as what an authenticator made or signed, for our site: read or refused, and never accepted as signed, since
// nobody here has the private key.
#include <cstdint>
#include <cstdlib>

#include "core/text.h"
#include "platform/seal.h"
#include "platform/web_authn.h"

using namespace onthaal;
using namespace onthaal::web_authn;

namespace {

// The public key of RFC 7515, A.3: x and y.
constexpr std::string_view kPoint =
    "7fcdce2770f6c45d4183cbee6fdb4b7b580733357be9ef13bacf6e3c7bd15445"
    "c7f144cd1bbd9b7e872cdfedb9eeb9f4b3695d6ea90b24ad8a4623288588e5ad";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Site site = site_of("https://chat.example.org");
  static const std::string created =
      R"({"type":"webauthn.create","challenge":"AA","origin":"https://chat.example.org"})";
  static const std::string shown = R"({"type":"webauthn.get","challenge":"AA","origin":"https://chat.example.org"})";
  static const std::string hash = seal::sha256(site.id);
  static const PublicKey key{-7, from_hex(kPoint).value()};
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(challenge_of(bytes));
  const auto made = read_made(site, created, hash + bytes);
  if (made && (made->credential.size() > size || made->key.bytes.empty())) std::abort();
  if (read_made(site, bytes, hash + bytes) && !made) std::abort();
  const std::size_t cut = size == 0 ? 0 : data[0] % size;
  const std::string rest = bytes.substr(cut);
  if (verify(site, key, {shown, hash + bytes.substr(0, cut), rest})) std::abort();
  // A key that somebody brought may be one to which anything is signed.
  if (made) static_cast<void>(verify(site, made->key, {shown, hash + bytes.substr(0, 5), rest}));
  return 0;
}
