#include "platform/net/client.h"

#include <gtest/gtest.h>

namespace onthaal::net {
namespace {

TEST(ParseUrl, ReadsHostAndPort) {
  const std::pair<const char*, const char*> good[] = {{"http://127.0.0.1:8080", "http://127.0.0.1:8080"},
                                                      {"http://localhost:9000/", "http://localhost:9000"},
                                                      {"http://chat.example.org", "http://chat.example.org:80"},
                                                      {"http://[::1]:8080", "http://[::1]:8080"}};
  for (const auto& [text, whole] : good) {
    const auto url = parse_url(text);
    ASSERT_TRUE(url) << text;
    EXPECT_EQ(url->text(), whole);
  }
  EXPECT_EQ(parse_url("http://[::1]:8080")->host, "::1");
}

TEST(ParseUrl, RefusesTheRest) {
  for (const char* text :
       {"", "8080", "localhost:8080", "https://chat.example.org", "http://", "http://:80", "http://a:0",
        "http://a:70000", "http://a:x", "http://a:80/desk", "http://u@a", "http://[::1"})
    EXPECT_FALSE(parse_url(text)) << text;
}

TEST(HttpClient, SaysThatNobodyListens) {
  HttpClient client({"127.0.0.1", 1}, std::chrono::seconds(5));
  EXPECT_THROW(client.ask("GET", "/", {}, ""), BrokenError);
}

}  // namespace
}  // namespace onthaal::net
