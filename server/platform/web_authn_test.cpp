#include "platform/web_authn.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "core/text.h"
#include "platform/seal.h"

namespace onthaal::web_authn {
namespace {

const Site kSite = site_of("https://chat.example.org");
constexpr std::string_view kCreated =
    R"({"type":"webauthn.create","challenge":"AA","origin":"https://chat.example.org"})";
constexpr std::string_view kShown = R"({"type":"webauthn.get","challenge":"AA","origin":"https://chat.example.org"})";
// A COSE key of P-256: the point of RFC 7515, A.3.
constexpr std::string_view kKey =
    "a5010203262001215820"
    "7fcdce2770f6c45d4183cbee6fdb4b7b580733357be9ef13bacf6e3c7bd15445"
    "225820"
    "c7f144cd1bbd9b7e872cdfedb9eeb9f4b3695d6ea90b24ad8a4623288588e5ad";
constexpr std::string_view kName =
    "00000000000000000000000000000000"
    "0004"
    "01020304";

std::string data(std::string_view flags, std::string_view rest) {
  return seal::sha256(kSite.id) + from_hex(std::string(flags) + "00000007" + std::string(rest)).value();
}
std::optional<Made> read(std::string_view flags, const std::string& rest) {
  return read_made(kSite, kCreated, data(flags, rest));
}
bool is_taken(std::string_view flags, std::string_view rest) {
  const PublicKey key{-7, from_hex(kKey.substr(20, 64)).value() + from_hex(kKey.substr(90)).value()};
  return verify(kSite, key, {std::string(kShown), data(flags, rest), "no signature"}).has_value();
}

const std::string kMade = std::string(kName) + std::string(kKey);

TEST(WebAuthn, ReadsAKeyAndWhatIsSaidBesideIt) {
  const auto made = read("45", kMade);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->credential, from_hex("01020304"));
  EXPECT_EQ(made->key.algorithm, -7);
  EXPECT_EQ(made->signs, 7);
  EXPECT_TRUE(made->is_verified);
  const std::string protection =
      "a16b6372656450726f7465637402";  // {"credProtect": 2}, as browsers ask for by themselves
  EXPECT_TRUE(read("c5", kMade + protection));
}

long most_memory() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss;  // KiB
}

// Each would be gigabytes in libcbor, and minutes.
TEST(WebAuthn, NothingIsMadeRoomForThatIsNotThere) {
  const long before = most_memory();
  std::string lists;
  for (int i = 0; i < 100; ++i) lists += "9a9a9a9a9a";
  for (const std::string& vast :
       {lists, "ba10000000" + lists, std::string("9a7fffffff"), std::string("9bffffffffffffffff"),
        std::string("5a7fffffff"), std::string("a1019a10000000"), std::string("c0c0c0c0c0c0c0c0"),
        std::string("9f9f9f9f"), std::string("bf")}) {
    EXPECT_FALSE(read("45", std::string(kName) + vast)) << vast.substr(0, 20);
    EXPECT_FALSE(read("c5", kMade + vast)) << vast.substr(0, 20);
    EXPECT_FALSE(is_taken("85", vast)) << vast.substr(0, 20);
    EXPECT_FALSE(is_taken("c5", kMade + vast)) << vast.substr(0, 20);
  }
  EXPECT_LT(most_memory() - before, 64 << 10);
  for (std::size_t cut = 0; cut < kMade.size(); cut += 2) EXPECT_FALSE(read("45", kMade.substr(0, cut))) << cut;
}

}  // namespace
}  // namespace onthaal::web_authn
