#include "platform/log.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <type_traits>

#include "core/redacted.h"
#include "platform/json.h"

namespace onthaal::log {
namespace {

using namespace std::string_literals;
using namespace std::chrono_literals;

// What a person wrote does not get into a log line: it would not compile.
template <class T>
constexpr bool kIsLoggable = std::is_constructible_v<Field, const char*, T>;
static_assert(!kIsLoggable<Redacted<std::string>>);
static_assert(!kIsLoggable<std::string>);
static_assert(!kIsLoggable<const std::string&>);
static_assert(!kIsLoggable<std::string_view>);
static_assert(!fmt::is_formattable<Redacted<std::string>>::value);
static_assert(!std::is_convertible_v<Redacted<std::string>, std::string>);
static_assert(!std::is_convertible_v<Redacted<std::string>, std::string_view>);
// And what may get in, does.
static_assert(kIsLoggable<Ours> && kIsLoggable<int> && kIsLoggable<bool> && kIsLoggable<const Uuid&>);

constexpr Millis kTime = 1795291200000;

TEST(LogLine, is_key_value_text) {
  EXPECT_EQ(line(Level::info, Format::text, kTime, "server.started", {{"port", 8080}}),
            "2026-11-21T20:00:00.000Z info server.started port=8080\n");
  EXPECT_EQ(
      line(Level::warning, Format::text, kTime, "act.slow",
           {{"act", "queue.take"}, {"took", 7ms}, {"again", true}, {"file", ours("/a b/c=d")}, {"none", ours("")}}),
      "2026-11-21T20:00:00.000Z warning act.slow act=queue.take took=7000 again=true file=\"/a b/c=d\" none=\"\"\n");
}

TEST(LogLine, is_one_json_object) {
  const std::string text = line(Level::error, Format::json, kTime, "db.failed",
                                {{"tries", std::int64_t{3}}, {"id", Uuid{}}, {"why", ours("disk \"full\"\n")}});
  EXPECT_EQ(text, R"({"at":"2026-11-21T20:00:00.000Z","level":"error","event":"db.failed","tries":3,)"
                  R"("id":"00000000-0000-0000-0000-000000000000","why":"disk \"full\"\n"})"
                  "\n");
  EXPECT_TRUE(json::parse(text));
}

TEST(LogLine, is_one_line_whatever_a_value_holds) {
  const std::string nasty[] = {"a\nb",  "a\r\n2026-11-21T20:00:00.000Z info fake", "a\0b"s, "\x1b[2J", "\xff\xfe\n",
                               "\"\\\n"};
  for (const std::string& value : nasty) {
    for (const Format format : {Format::text, Format::json}) {
      const std::string text = line(Level::info, format, kTime, "x.happened", {{"value", ours(value)}});
      const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; };
      EXPECT_EQ(std::ranges::count_if(text, is_control), 1) << text;
      EXPECT_TRUE(text.ends_with('\n'));
      if (format == Format::json) EXPECT_TRUE(json::parse(text)) << text;
    }
  }
}

TEST(Log, writes_to_stderr_from_its_lowest_level_on) {
  testing::internal::CaptureStderr();
  set_up(Level::warning, Format::text);
  info("thing.unseen");
  warning("thing.seen", {{"count", 2}});
  set_up(Level::info, Format::json);
  info("thing.seen_too");
  set_up(Level::info, Format::text);
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_EQ(text.find("unseen"), text.npos);
  EXPECT_NE(text.find("warning thing.seen count=2\n"), text.npos);
  EXPECT_NE(text.find(R"("level":"info","event":"thing.seen_too"})"), text.npos);
}

}  // namespace
}  // namespace onthaal::log
