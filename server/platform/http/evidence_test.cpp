#include "platform/http/evidence.h"

#include <gtest/gtest.h>

#include "platform/http/origins.h"

namespace onthaal::http {
namespace {

constexpr std::string_view kFirefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

std::string of(std::string_view address, std::string_view user_agent = kFirefox) {
  return evidence_of(address, user_agent).reveal();
}

TEST(Evidence, KnowsNoMoreThanTheNetwork) {
  EXPECT_EQ(of("203.0.113.77"), "203.0.113.0/24 firefox computer");
  EXPECT_EQ(of("203.0.113.1"), of("203.0.113.254"));
  EXPECT_NE(of("203.0.113.1"), of("203.0.112.1"));
  EXPECT_EQ(of("::ffff:203.0.113.77"), of("203.0.113.1"));
  EXPECT_EQ(of("2001:db8:aa:bbcc::1"), "2001:db8:aa::/48 firefox computer");
  EXPECT_EQ(of("2001:db8:aa:bbcc::1"), of("2001:db8:aa:ddee:1:2:3:4"));
  EXPECT_NE(of("2001:db8:aa::1"), of("2001:db8:ab::1"));
}

TEST(Evidence, KnowsNothingWithoutAnAddress) {
  for (const char* address : {"", "unknown", "203.0.113", "203.0.113.7:80", "_hidden"}) EXPECT_EQ(of(address), "");
}

TEST(Evidence, KnowsTheKindOfBrowserOnly) {
  const auto kind = [](std::string_view user_agent) {
    return of("203.0.113.7", user_agent).substr(std::string_view("203.0.113.0/24 ").size());
  };
  EXPECT_EQ(kind("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36"),
            "chrome computer");
  EXPECT_EQ(kind("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/149.0 Safari/537.36 Edg/149.0"),
            "chrome computer");
  EXPECT_EQ(kind("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36"),
            "chrome phone");
  EXPECT_EQ(kind("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1 Version/18.0 Mobile/15E148 Safari/604.1"),
            "safari phone");
  EXPECT_EQ(kind("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1 CriOS/150.0 Mobile Safari/604.1"),
            "chrome phone");
  EXPECT_EQ(kind("Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0"), "firefox phone");
  EXPECT_EQ(kind("Mozilla/5.0 (Macintosh) AppleWebKit/605.1 Version/18.0 Safari/605.1"), "safari computer");
  EXPECT_EQ(kind(""), "other computer");
}

TEST(Evidence, TheAddressIsOfWhoStandsBeforeTheTrustedProxies) {
  const Origins none("", 8080, {});
  EXPECT_EQ(none.client_of("192.0.2.1", "203.0.113.7"), "192.0.2.1");
  const Origins origins("", 8080, {"127.0.0.1", "10.0.0.0/8"});
  EXPECT_EQ(origins.client_of("192.0.2.1", "203.0.113.7"), "192.0.2.1");
  EXPECT_EQ(origins.client_of("127.0.0.1", "203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(origins.client_of("127.0.0.1", "198.51.100.1, 203.0.113.7 , 10.1.2.3"), "203.0.113.7");
  EXPECT_EQ(origins.client_of("127.0.0.1", ""), "");
  EXPECT_EQ(origins.client_of("127.0.0.1", "10.1.2.3"), "");
  EXPECT_EQ(origins.client_of("127.0.0.1", "203.0.113.7,"), "");
}

}  // namespace
}  // namespace onthaal::http
