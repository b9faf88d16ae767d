#include "platform/web_authn.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

#include <algorithm>
#include <boost/url.hpp>
#include <memory>
#include <new>

#include "core/text.h"
#include "platform/json.h"
#include "platform/seal.h"

namespace onthaal::web_authn {
namespace {

constexpr std::uint8_t kPresent = 0x01;
constexpr std::uint8_t kVerified = 0x04;
constexpr std::uint8_t kHasKey = 0x40;
constexpr std::uint8_t kHasExtensions = 0x80;
constexpr std::size_t kShortest = 37;    // hash of the site's id (32), flags (1), counter (4)
constexpr std::size_t kBeforeName = 16;  // of a credential, whose length follows: the make of the authenticator
constexpr int kDeepest = 4;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

template <class T, void (*Free)(T**)>
struct Freed {
  void operator()(T* one) const { Free(&one); }
};
using Credential = std::unique_ptr<fido_cred_t, Freed<fido_cred_t, fido_cred_free>>;
using Assertion = std::unique_ptr<fido_assert_t, Freed<fido_assert_t, fido_assert_free>>;

template <class T>
T* made(T* one) {
  if (one == nullptr) throw std::bad_alloc();
  return one;
}

bool is_for(const Site& site, std::string_view type, std::string_view client_data) {
  const auto said = json::parse(client_data);
  if (!said) return false;
  const auto says = [&](std::string_view field, std::string_view wanted) {
    const auto* value = said->if_contains(field);
    return value != nullptr && value->is_string() && value->as_string() == wanted;
  };
  const auto* across = said->if_contains("crossOrigin");
  const bool is_across = across != nullptr && *across != false;
  return says("type", type) && says("origin", site.origin) && !is_across;
}

struct Head {
  std::uint8_t flags;
  std::int64_t signs;
};
// Of a person at the authenticator, and of this site.
std::optional<Head> head_of(const Site& site, std::string_view data) {
  if (data.size() < kShortest || data.substr(0, 32) != seal::sha256(site.id)) return std::nullopt;
  Head head{.flags = static_cast<std::uint8_t>(data[32]), .signs = 0};
  for (const char each : data.substr(33, 4)) head.signs = head.signs * 256 + static_cast<std::uint8_t>(each);
  if ((head.flags & kPresent) == 0) return std::nullopt;
  return head;
}

// Takes one item of CBOR (RFC 8949) off. libcbor makes room for as many items as somebody says there are, and fills it:
// it is given nothing that says more than is there.
bool skip_item(std::string_view& rest, int depth) {
  if (rest.empty() || depth == 0) return false;
  const auto first = static_cast<std::uint8_t>(rest[0]);
  rest.remove_prefix(1);
  std::uint64_t number = first & 0x1fU;
  if (number > 27) return false;  // of a length that is not said
  if (number >= 24) {
    const std::size_t size = std::size_t{1} << (number - 24);
    if (rest.size() < size) return false;
    number = 0;
    for (const char each : rest.substr(0, size)) number = number << 8U | static_cast<std::uint8_t>(each);
    rest.remove_prefix(size);
  }
  const unsigned kind = first >> 5U;
  if (kind >= 2 && kind <= 5 && number > rest.size()) return false;
  switch (kind) {
    case 2:  // bytes
    case 3:  // text
      rest.remove_prefix(number);
      return true;
    case 4:  // a list, a map, a tag
    case 5:
    case 6:
      for (std::uint64_t left = kind == 6 ? 1 : (kind - 3) * number; left > 0; --left)
        if (!skip_item(rest, depth - 1)) return false;
      return true;
    default:  // a number, or simple
      return true;
  }
}

bool is_sound(std::string_view authenticator_data, const Head& head) {
  std::string_view rest = authenticator_data.substr(kShortest);
  if ((head.flags & kHasKey) != 0) {
    if (rest.size() < kBeforeName + 2) return false;
    const std::size_t name = static_cast<std::uint8_t>(rest[kBeforeName]) * std::size_t{256} +
                             static_cast<std::uint8_t>(rest[kBeforeName + 1]);
    rest.remove_prefix(kBeforeName + 2);
    if (rest.size() < name) return false;
    rest.remove_prefix(name);
    if (!skip_item(rest, kDeepest)) return false;
  }
  return (head.flags & kHasExtensions) == 0 || skip_item(rest, kDeepest);
}

template <class Key, Key* (*New)(), void (*Free)(Key**), int (*From)(Key*, const void*, std::size_t)>
bool is_signed_by(const fido_assert_t* assertion, const PublicKey& key) {
  const std::unique_ptr<Key, Freed<Key, Free>> held(made(New()));
  return From(held.get(), key.bytes.data(), key.bytes.size()) == FIDO_OK &&
         fido_assert_verify(assertion, 0, static_cast<int>(key.algorithm), held.get()) == FIDO_OK;
}

bool is_signed(const fido_assert_t* assertion, const PublicKey& key) {
  switch (key.algorithm) {
    case COSE_ES256:
      return is_signed_by<es256_pk_t, es256_pk_new, es256_pk_free, es256_pk_from_ptr>(assertion, key);
    case COSE_EDDSA:
      return is_signed_by<eddsa_pk_t, eddsa_pk_new, eddsa_pk_free, eddsa_pk_from_ptr>(assertion, key);
    case COSE_RS256:
      return is_signed_by<rs256_pk_t, rs256_pk_new, rs256_pk_free, rs256_pk_from_ptr>(assertion, key);
    default:
      return false;
  }
}

// libfido2 wants to be told the algorithm before it reads the key.
std::optional<Made> read_key(std::string_view data, int algorithm, const Head& head) {
  const Credential credential(made(fido_cred_new()));
  if (fido_cred_set_type(credential.get(), algorithm) != FIDO_OK ||
      fido_cred_set_authdata_raw(credential.get(), bytes_of(data), data.size()) != FIDO_OK)
    return std::nullopt;
  const auto* id = fido_cred_id_ptr(credential.get());
  const auto* key = fido_cred_pubkey_ptr(credential.get());
  if (id == nullptr || key == nullptr) return std::nullopt;
  return Made{.credential = {reinterpret_cast<const char*>(id), fido_cred_id_len(credential.get())},
              .key = {algorithm, {reinterpret_cast<const char*>(key), fido_cred_pubkey_len(credential.get())}},
              .signs = head.signs,
              .is_verified = (head.flags & kVerified) != 0};
}

}  // namespace

Site site_of(std::string_view origin) {
  const auto url = boost::urls::parse_uri({origin.data(), origin.size()});
  return {std::string(origin), url ? std::string(url->host()) : ""};
}

std::optional<std::string> challenge_of(std::string_view client_data) {
  const auto said = json::parse(client_data);
  if (!said) return std::nullopt;
  const auto* challenge = said->if_contains("challenge");
  if (challenge == nullptr || !challenge->is_string()) return std::nullopt;
  return from_base64url(std::string_view(challenge->as_string()));
}

std::optional<Made> read_made(const Site& site, std::string_view client_data, std::string_view authenticator_data) {
  const auto head = head_of(site, authenticator_data);
  if (!head || !is_sound(authenticator_data, *head) || !is_for(site, "webauthn.create", client_data))
    return std::nullopt;
  for (const int algorithm : {COSE_ES256, COSE_EDDSA, COSE_RS256})
    if (auto found = read_key(authenticator_data, algorithm, *head)) return found;
  return std::nullopt;
}

std::optional<Shown> verify(const Site& site, const PublicKey& key, const Signed& answer) {
  const auto head = head_of(site, answer.authenticator_data);
  // Who signs brings no key, and libfido2 would read it as something else.
  if (!head || (head->flags & kHasKey) != 0 || !is_sound(answer.authenticator_data, *head) ||
      !is_for(site, "webauthn.get", answer.client_data))
    return std::nullopt;
  const Assertion assertion(made(fido_assert_new()));
  const std::string hash = seal::sha256(answer.client_data);
  const std::string_view data = answer.authenticator_data;
  const bool is_taken =
      fido_assert_set_count(assertion.get(), 1) == FIDO_OK &&
      fido_assert_set_rp(assertion.get(), site.id.c_str()) == FIDO_OK &&
      fido_assert_set_clientdata_hash(assertion.get(), bytes_of(hash), hash.size()) == FIDO_OK &&
      fido_assert_set_authdata_raw(assertion.get(), 0, bytes_of(data), data.size()) == FIDO_OK &&
      fido_assert_set_sig(assertion.get(), 0, bytes_of(answer.signature), answer.signature.size()) == FIDO_OK;
  if (!is_taken || !is_signed(assertion.get(), key)) return std::nullopt;
  return Shown{.signs = head->signs, .is_verified = (head->flags & kVerified) != 0};
}

}  // namespace onthaal::web_authn
