#include "platform/http/origins.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace onthaal::http {
namespace {

TEST(Origins, AllowsThisMachineWhereNoAddressIsSet) {
  const Origins origins("", 8080, {});
  EXPECT_TRUE(origins.allow({.origin = "http://localhost:8080"}));
  EXPECT_TRUE(origins.allow({.origin = "http://127.0.0.1:8080"}));
  for (const char* other : {"", "null", "http://localhost", "https://localhost:8080", "http://evil.example",
                            "http://localhost:8080.evil.example"})
    EXPECT_FALSE(origins.allow({.origin = other})) << other;
}

TEST(Origins, AllowsOnlyThePublicAddressWhereOneIsSet) {
  const Origins origins("https://chat.example.be/", 8080, {"127.0.0.1"});
  EXPECT_TRUE(origins.allow({.origin = "https://chat.example.be"}));
  EXPECT_FALSE(origins.allow({.origin = "http://localhost:8080"}));
  EXPECT_FALSE(origins.allow({.origin = "https://evil.example",
                              .peer = "127.0.0.1",
                              .forwarded_proto = "https",
                              .forwarded_host = "evil.example"}));
}

TEST(Origins, WritesItsOwnAddressAsBrowsersDo) {
  EXPECT_EQ(origin_of("https://Chat.Example.be:443/lijn"), "https://chat.example.be");
  EXPECT_EQ(origin_of("http://chat.example.be:80"), "http://chat.example.be");
  EXPECT_EQ(origin_of("http://chat.example.be:443"), "http://chat.example.be:443");
  EXPECT_EQ(origin_of("http://chat.example.be:8080"), "http://chat.example.be:8080");
}

TEST(Origins, BelievesATrustedProxyOnly) {
  const Origins origins("", 8080, {"10.0.0.0/8", "::1"});
  const Origins::Asked asked{.origin = "https://chat.example.be",
                             .peer = "10.1.2.3",
                             .forwarded_proto = "https",
                             .forwarded_host = "chat.example.be"};
  EXPECT_TRUE(origins.allow(asked));
  Origins::Asked direct = asked;
  direct.peer = "192.0.2.1";
  EXPECT_FALSE(origins.allow(direct));
}

TEST(Origins, RefusesAProxyThatIsNoAddress) {
  EXPECT_THROW(Origins("", 8080, {"proxy.example"}), std::invalid_argument);
}

}  // namespace
}  // namespace onthaal::http
