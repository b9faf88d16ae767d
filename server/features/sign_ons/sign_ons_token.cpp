#include "features/sign_ons/sign_ons_token.h"

#include <cjose/cjose.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "core/ids.h"
#include "core/text.h"
#include "platform/json.h"

namespace onthaal::sign_ons {
namespace {

constexpr std::size_t kLongest = 64 * 1024;
constexpr std::size_t kMostKeys = 50;
constexpr std::int64_t kLeeway = 60;
constexpr std::int64_t kOldest = 60 * 60;

struct Release {
  void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
  void operator()(cjose_jwk_t* jwk) const { cjose_jwk_release(jwk); }
  void operator()(cjose_header_t* header) const { cjose_header_release(header); }
};
using Jws = std::unique_ptr<cjose_jws_t, Release>;
using Jwk = std::unique_ptr<cjose_jwk_t, Release>;
using Header = std::unique_ptr<cjose_header_t, Release>;

std::unexpected<Error> wrong(const char* what) {
  return std::unexpected(Error{Code::unauthenticated, "the token of the provider is not good", {{"token", what}}});
}

std::string text_of(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::optional<std::int64_t> number_of(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_int64()) return value->get_int64();
  if (value->is_double() && value->get_double() > -1e15 && value->get_double() < 1e15)
    return static_cast<std::int64_t>(value->get_double());
  return std::nullopt;
}

// The kind of key that an algorithm takes; empty for those that we do not.
std::string_view key_type_of(std::string_view algorithm) {
  if (algorithm == "RS256" || algorithm == "PS256") return "RSA";
  return algorithm == "ES256" ? "EC" : "";
}

struct Head {
  std::string algorithm;
  std::string key;
};
Result<Head> read_head(std::string_view token) {
  if (token.size() > kLongest || std::ranges::count(token, '.') != 2) return wrong("form");
  const auto bytes = from_base64url(token.substr(0, token.find('.')));
  const auto data = bytes ? json::parse(*bytes) : fail(Code::malformed, "not base64url");
  if (!data || data->contains("crit")) return wrong("form");
  Head head{text_of(*data, "alg"), text_of(*data, "kid")};
  if (key_type_of(head.algorithm).empty()) return wrong("algorithm");
  return head;
}

// Those that may have signed it: named by the token, or all that fit where it names none.
std::vector<boost::json::object> fitting_keys(const boost::json::object& keys, const Head& head) {
  std::vector<boost::json::object> found;
  const auto* all = keys.if_contains("keys");
  if (all == nullptr || !all->is_array() || all->get_array().size() > kMostKeys) return found;
  for (const auto& item : all->get_array()) {
    const auto* key = item.if_object();
    if (key == nullptr || text_of(*key, "kty") != key_type_of(head.algorithm)) continue;
    const std::string use = text_of(*key, "use");
    const std::string algorithm = text_of(*key, "alg");
    const bool is_for_this = (use.empty() || use == "sig") && (algorithm.empty() || algorithm == head.algorithm);
    if (is_for_this && (head.key.empty() || text_of(*key, "kid") == head.key)) found.push_back(*key);
  }
  return found;
}

// Only what the key needs: no private part and no text of the provider goes further.
Jwk import_public(const boost::json::object& key) {
  boost::json::object lean;
  for (const char* name : {"kty", "n", "e", "crv", "x", "y"})
    if (const auto* value = key.if_contains(name); value != nullptr && value->is_string()) lean[name] = *value;
  const bool is_curve_known = text_of(lean, "kty") == "RSA" || text_of(lean, "crv") == "P-256";
  const auto modulus = from_base64url(text_of(lean, "n"));
  const bool is_long_enough = text_of(lean, "kty") == "EC" || (modulus && modulus->size() >= 256);
  if (!is_curve_known || !is_long_enough) return {};
  const std::string text = boost::json::serialize(lean);
  return Jwk(cjose_jwk_import(text.data(), text.size(), nullptr));
}

Result<boost::json::object> verified_claims(std::string_view token, const std::vector<boost::json::object>& keys) {
  for (const auto& key : keys) {
    const Jwk jwk = import_public(key);
    const Jws jws(jwk ? cjose_jws_import(token.data(), token.size(), nullptr) : nullptr);
    if (!jws || !cjose_jws_verify(jws.get(), jwk.get(), nullptr)) continue;
    std::uint8_t* bytes = nullptr;
    std::size_t size = 0;
    if (!cjose_jws_get_plaintext(jws.get(), &bytes, &size, nullptr)) return wrong("form");
    auto claims = json::parse({reinterpret_cast<const char*>(bytes), size});
    if (!claims) return wrong("form");
    return *std::move(claims);
  }
  return wrong("signature");
}

bool is_for(const boost::json::object& claims, const std::string& client) {
  const auto* audience = claims.if_contains("aud");
  if (audience == nullptr) return false;
  const std::string party = text_of(claims, "azp");
  if (claims.contains("azp") && party != client) return false;
  if (audience->is_string()) return audience->get_string() == client;
  const auto* all = audience->if_array();
  if (all == nullptr) return false;
  const bool is_named =
      std::ranges::any_of(*all, [&](const auto& each) { return each.is_string() && each.get_string() == client; });
  return is_named && (all->size() == 1 || party == client);
}

Result<void> check(const boost::json::object& claims, const Expected& expected) {
  const std::int64_t now = expected.now / 1000;
  if (text_of(claims, "iss") != expected.issuer) return wrong("issuer");
  if (!is_for(claims, expected.client)) return wrong("audience");
  const auto expires = number_of(claims, "exp");
  if (!expires || *expires <= now - kLeeway) return wrong("expired");
  const auto issued = number_of(claims, "iat");
  if (!issued || *issued > now + kLeeway || *issued < now - kOldest) return wrong("issued");
  if (claims.contains("nbf") && number_of(claims, "nbf").value_or(now + kOldest) > now + kLeeway)
    return wrong("issued");
  if (expected.nonce.empty() || text_of(claims, "nonce") != expected.nonce) return wrong("nonce");
  const std::string subject = text_of(claims, "sub");
  if (subject.empty() || subject.size() > 255) return wrong("subject");
  return {};
}

}  // namespace

Result<boost::json::object> verify(std::string_view token, const boost::json::object& keys, const Expected& expected) {
  const auto head = read_head(token);
  if (!head) return std::unexpected(head.error());
  const auto candidates = fitting_keys(keys, *head);
  if (candidates.empty()) return wrong("key");
  auto claims = verified_claims(token, candidates);
  if (!claims) return claims;
  if (auto checked = check(*claims, expected); !checked) return std::unexpected(std::move(checked.error()));
  return claims;
}

Result<std::string> make_assertion(const std::string& private_jwk, const std::string& client,
                                   const std::string& audience, Millis now, Random& random) {
  const auto data = json::parse(private_jwk);
  const Jwk jwk(data ? cjose_jwk_import(private_jwk.data(), private_jwk.size(), nullptr) : nullptr);
  const bool is_ours =
      jwk && data->contains("d") && (text_of(*data, "kty") == "RSA" || text_of(*data, "crv") == "P-256");
  if (!is_ours) return fail(Code::invalid, "oidc.client_key_file holds no private RSA or P-256 key as JWK");
  const Header header(cjose_header_new(nullptr));
  cjose_header_set(header.get(), CJOSE_HDR_ALG, text_of(*data, "kty") == "RSA" ? "RS256" : "ES256", nullptr);
  if (const std::string name = text_of(*data, "kid"); !name.empty())
    cjose_header_set(header.get(), CJOSE_HDR_KID, name.c_str(), nullptr);
  const std::string claims = json::Out()
                                 .text("iss", client)
                                 .text("sub", client)
                                 .text("aud", audience)
                                 .uuid("jti", Uuid::v7(now, random))
                                 .integer("iat", now / 1000)
                                 .integer("exp", now / 1000 + 60)
                                 .str();
  const Jws jws(cjose_jws_sign(jwk.get(), header.get(), reinterpret_cast<const std::uint8_t*>(claims.data()),
                               claims.size(), nullptr));
  const char* compact = nullptr;
  if (!jws || !cjose_jws_export(jws.get(), &compact, nullptr))
    return fail(Code::internal, "the assertion could not be signed");
  return std::string(compact);
}

}  // namespace onthaal::sign_ons
