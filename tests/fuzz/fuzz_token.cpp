// Any bytes as an ID token under keys that are real, as a set of keys, as claims for a rule, as a rule, a discovery
// document, a way back. None of them is ever accepted as signed: nobody here has the private key.
#include <cstdint>
#include <cstdlib>

#include "features/sign_ons/sign_ons_provider.h"
#include "features/sign_ons/sign_ons_rules.h"
#include "features/sign_ons/sign_ons_state.h"
#include "features/sign_ons/sign_ons_token.h"
#include "platform/json.h"
#include "support/world.h"

using namespace onthaal;
using namespace onthaal::sign_ons;

namespace {

// The public keys of RFC 7515, A.2 and A.3.
constexpr std::string_view kKeys = R"({"keys":[
{"kty":"RSA","kid":"a","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"},
{"kty":"EC","kid":"b","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto keys = json::parse(kKeys).value();
  static const Expected expected{"https://a.example", "onthaal", "n", 1788249600000};
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (verify(bytes, keys, expected)) std::abort();
  static_cast<void>(read_discovery(bytes, expected.issuer));
  if (read_state(support::test_keys(), bytes, "tab", 0)) std::abort();
  const auto rule = parse_rule(bytes);
  if (rule && (rule->claim.empty() || rule->value.empty())) std::abort();
  static const auto fixed = parse_rule("a.b contains c => operator clbchat").value();
  if (const auto claims = json::parse(bytes)) {
    static_cast<void>(judge({fixed}, *claims));
    if (verify("eyJhbGciOiJSUzI1NiJ9.e30.AAAA", *claims, expected)) std::abort();
  }
  return 0;
}
