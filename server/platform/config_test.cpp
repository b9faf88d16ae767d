#include "platform/config.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "support/database.h"

namespace onthaal::config {
namespace {

struct Settings : testing::Test {
  Settings() {
    file = folder / "onthaal.toml";
    sources.flags = {{"data", folder.string()}};
  }

  void write(const std::string& text) const { std::ofstream(file) << text; }
  std::string at_line(int line) const { return file.string() + ":" + std::to_string(line); }
  static const Effective& effective(const Reading& reading, std::string_view name) {
    return *std::ranges::find(reading.effective, name, &Effective::name);
  }

  support::TempFolder temporary;
  std::filesystem::path folder = temporary.path();
  std::filesystem::path file;
  Sources sources;
};

TEST_F(Settings, have_defaults) {
  const Reading reading = read(sources);
  EXPECT_TRUE(reading.mistakes.empty());
  EXPECT_FALSE(reading.file);
  EXPECT_EQ(reading.config.http.address, "127.0.0.1");
  EXPECT_EQ(reading.config.http.port, 8080);
  EXPECT_TRUE(reading.config.http.trusted_proxies.empty());
  EXPECT_EQ(reading.config.live.ping_interval, std::chrono::seconds(25));
  EXPECT_EQ(reading.config.database.url, "sqlite://" + (folder / "onthaal.db").string());
  EXPECT_EQ(reading.config.key_file(), folder / "master.key");
  EXPECT_EQ(reading.effective.size(), settings().size());
  EXPECT_EQ(effective(reading, "http.port").place, "default");
}

TEST_F(Settings, flags_win_over_the_environment_and_that_over_the_file) {
  write(
      "[http]\nport = 1\naddress = \"10.0.0.1\"\nmax_connections = 10\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n");
  sources.environment = {{"ONTHAAL_HTTP_PORT", "2"}, {"ONTHAAL_HTTP_ADDRESS", "10.0.0.2"}};
  sources.flags.emplace_back("http.port", "3");
  const Reading reading = read(sources);
  EXPECT_EQ(reading.mistakes, std::vector<Mistake>{});
  EXPECT_EQ(reading.file, file);
  EXPECT_EQ(reading.config.http.port, 3);
  EXPECT_EQ(reading.config.http.address, "10.0.0.2");
  EXPECT_EQ(reading.config.http.max_connections, 10);
  EXPECT_EQ(reading.config.http.trusted_proxies, (std::vector<std::string>{"10.0.0.0/8", "::1"}));
  EXPECT_EQ(effective(reading, "http.port").place, "--http.port");
  EXPECT_EQ(effective(reading, "http.address").place, "ONTHAAL_HTTP_ADDRESS");
  EXPECT_EQ(effective(reading, "http.max_connections").place, at_line(4));
}

TEST_F(Settings, a_list_is_written_with_commas_outside_a_file) {
  sources.environment = {{"ONTHAAL_HTTP_TRUSTED_PROXIES", "127.0.0.1, fd00::/8,"}};
  EXPECT_EQ(read(sources).config.http.trusted_proxies, (std::vector<std::string>{"127.0.0.1", "fd00::/8"}));
}

TEST_F(Settings, tell_all_mistakes_with_their_place) {
  write(
      "[http]\nport = 70000\nadress = \"::1\"\npublic_url = \"chat.example.org\"\nmax_body = \"64 kB\"\n"
      "[live]\nburst = 1.5\n[nothing]\nx = 1\n");
  sources.environment = {{"ONTHAAL_HTTP_PROT", "80"}, {"ONTHAAL_LOG_LEVEL", "loud"}, {"ONTHAAL_PROBE_PASSWORD", "x"}};
  sources.flags.emplace_back("engine.readers", "many");
  sources.flags.emplace_back("http.trusted_proxies", "10.0.0.0/33,::1");
  const Reading reading = read(sources);
  const std::vector<Mistake> expected = {
      {"ONTHAAL_HTTP_PROT", "there is no setting ONTHAAL_HTTP_PROT; did you mean ONTHAAL_HTTP_PORT?"},
      {at_line(3), "there is no setting http.adress; did you mean http.address?"},
      {at_line(7), "live.burst is not a text, a whole number or a list of texts"},
      {at_line(8), "there is no setting nothing"},
      {at_line(2), "http.port 70000 is not between 0 and 65535"},
      {at_line(4), "http.public_url \"chat.example.org\" is not https://name or http://name"},
      {"--http.trusted_proxies", "http.trusted_proxies \"10.0.0.0/33\" has a wrong prefix length"},
      {at_line(5), "http.max_body is not a whole number"},
      {"--engine.readers", "engine.readers is not a whole number"},
      {"ONTHAAL_LOG_LEVEL", "log.level \"loud\" is not debug, info, warning or error"}};
  EXPECT_EQ(reading.mistakes.size(), expected.size());
  for (const Mistake& mistake : expected)
    EXPECT_NE(std::ranges::find(reading.mistakes, mistake), reading.mistakes.end())
        << mistake.place << ": " << mistake.problem;
  for (const Mistake& mistake : reading.mistakes)
    EXPECT_NE(std::ranges::find(expected, mistake), expected.end()) << mistake.place << ": " << mistake.problem;
}

TEST_F(Settings, a_mistake_that_is_overruled_is_told_too) {
  write("[http]\nport = -1\n");
  sources.flags.emplace_back("http.port", "8081");
  const Reading reading = read(sources);
  EXPECT_EQ(reading.config.http.port, 8081);
  ASSERT_EQ(reading.mistakes.size(), 1U);
  EXPECT_EQ(reading.mistakes[0].place, at_line(2));
}

TEST_F(Settings, a_file_that_is_no_toml_or_not_there_is_a_mistake_with_its_line) {
  write("[http]\nport = = 1\n");
  EXPECT_EQ(read(sources).mistakes.at(0).place, at_line(2));
  sources.file = folder / "absent.toml";
  EXPECT_EQ(read(sources).mistakes.at(0).place, sources.file->string());
}

TEST_F(Settings, a_file_that_leads_nowhere_or_cannot_be_looked_at_is_not_passed_over) {
  std::filesystem::create_symlink(folder / "gone.toml", file);
  EXPECT_EQ(read(sources).mistakes.at(0).place, file.string());
  std::filesystem::remove(file);
  std::filesystem::create_symlink(file, file);  // what looks at the folder cannot tell either
  sources.flags = {{"data", (file / "inside").string()}};
  EXPECT_EQ(read(sources).mistakes.at(0).place, (file / "inside" / "onthaal.toml").string());
}

TEST_F(Settings, the_data_folder_may_stand_in_a_named_file_only) {
  write("data = \"/elsewhere\"\n");
  EXPECT_EQ(read(sources).mistakes.at(0).place, at_line(1));
  sources.file = file;
  sources.flags.clear();
  const Reading reading = read(sources);
  EXPECT_TRUE(reading.mistakes.empty());
  EXPECT_EQ(reading.config.database.url, "sqlite:///elsewhere/onthaal.db");
}

TEST_F(Settings, a_socket_must_be_asked_for_life_before_it_is_closed) {
  sources.flags.emplace_back("live.idle_limit", "25");
  EXPECT_EQ(read(sources).mistakes.at(0).place, "--live.idle_limit");
}

TEST_F(Settings, a_password_is_not_shown) {
  sources.flags.emplace_back("database.url", "postgresql://chat:geheim@db.example.org/onthaal");
  Reading reading = read(sources);
  EXPECT_EQ(reading.config.database.url, "postgresql://chat:geheim@db.example.org/onthaal");
  EXPECT_EQ(effective(reading, "database.url").value, "postgresql://chat:***@db.example.org/onthaal");
  sources.flags.emplace_back("database.url", "mysql://chat:geheim@db");
  EXPECT_EQ(read(sources).mistakes.at(0).problem.find("geheim"), std::string::npos);
}

TEST(WithoutPassword, leaves_the_rest) {
  EXPECT_EQ(without_password("postgresql:///onthaal?host=/run/pg&password=x&user=a"),
            "postgresql:///onthaal?host=/run/pg&password=***&user=a");
  EXPECT_EQ(without_password("postgresql://chat@db:5432/x"), "postgresql://chat@db:5432/x");
  EXPECT_EQ(without_password("sqlite:///a:b@c.db"), "sqlite:///a:b@c.db");
  EXPECT_EQ(without_password("8080"), "8080");
}

TEST(SettingsTable, defaults_are_within_their_own_limits_and_names_are_unique) {
  std::set<std::string> variables;
  for (const Setting& setting : settings()) {
    EXPECT_TRUE(variables.insert(variable_of(setting.name)).second) << setting.name;
    EXPECT_FALSE(setting.meaning.empty()) << setting.name;
  }
  EXPECT_TRUE(variables.contains("ONTHAAL_HTTP_MAX_BODY"));
}

TEST(SettingsTable, is_documented_whole_and_its_toml_is_read_as_all_defaults) {
  for (const Setting& setting : settings())
    EXPECT_NE(document_markdown().find("| `" + std::string(setting.name) + "` |"), std::string::npos) << setting.name;

  const support::TempFolder temporary;
  const std::filesystem::path& folder = temporary.path();
  std::string text = document_toml();
  // Every default that is a value: taken out of its comment it must be accepted.
  for (std::size_t at = text.find("\n#"); at != text.npos; at = text.find("\n#", at + 1)) {
    const std::string line = text.substr(at + 1, text.find('\n', at + 1) - at - 1);
    if (line.find(" = ") != line.npos && line[1] != ' ' && line.find("...") == line.npos) text.erase(at + 1, 1);
  }
  std::ofstream(folder / "all.toml") << text;
  const Reading reading = read({.file = folder / "all.toml"});
  for (const Mistake& mistake : reading.mistakes) ADD_FAILURE() << mistake.place << ": " << mistake.problem;
  const auto from_file =
      std::ranges::count_if(reading.effective, [](const Effective& e) { return e.place != "default"; });
  EXPECT_EQ(from_file + 3, std::ranges::ssize(settings()));
}

TEST(NearestSetting, is_near) {
  EXPECT_EQ(nearest_setting("port"), "http.port");
  EXPECT_EQ(nearest_setting("http.prot"), "http.port");
  EXPECT_EQ(nearest_setting("live.pinginterval"), "live.ping_interval");
  EXPECT_EQ(nearest_setting("weather"), "");
}

}  // namespace
}  // namespace onthaal::config
