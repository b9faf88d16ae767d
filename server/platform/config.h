#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

// Settings: from one table with their meaning, default and limits; read from a TOML file, the environment
// (ONTHAAL_HTTP_PORT) and flags (--http.port), the later winning.
namespace onthaal::config {

struct Config {
  std::string data;
  struct {
    std::string url;
  } database;
  struct {
    std::string address;
    std::int64_t port = 0;
    std::string public_url;
    std::vector<std::string> trusted_proxies;
    std::int64_t max_body = 0;
    std::int64_t max_header = 0;
    std::chrono::seconds header_timeout{};
    std::chrono::seconds body_timeout{};
    std::chrono::seconds idle_timeout{};
    std::int64_t max_connections = 0;
    std::int64_t requests_per_second = 0;
    std::int64_t burst = 0;
  } http;
  struct {
    std::int64_t max_frame = 0;
    std::int64_t send_limit = 0;
    std::chrono::seconds ping_interval{};
    std::chrono::seconds idle_limit{};
    std::chrono::seconds hello_timeout{};
    std::int64_t frames_per_second = 0;
    std::int64_t burst = 0;
  } live;
  struct {
    std::int64_t readers = 0;
    std::int64_t workers = 0;
    std::int64_t write_queue = 0;
    std::int64_t group = 0;
  } engine;
  struct {
    std::int64_t session_hours = 0;
    std::int64_t idle_minutes = 0;
    std::string second_factor;
    std::int64_t second_person_days = 7;
  } staff;
  struct {
    std::string url;
    std::string user;
    std::string password;
    std::string password_file;
    std::string from;
    std::string name;
    std::string ca_file;
  } mail;
  struct {
    std::string issuer;
    std::string name;
    std::string client_id;
    std::string client_secret;
    std::string client_secret_file;
    std::string client_key_file;
    std::string client_auth;
    std::vector<std::string> scopes;
    std::vector<std::string> acr_values;
    std::vector<std::string> second_factor;
    std::vector<std::string> rules;
    std::string only;
  } oidc;
  struct {
    std::string dir;
    std::string to;
    std::int64_t every_hours = 0;
    std::int64_t keep_hourly = 24;
    std::int64_t keep_daily = 14;
    std::int64_t keep_weekly = 8;
    std::int64_t keep_monthly = 0;
    std::int64_t verify = 1;
    std::string pg_dump;
    std::string pg_restore;
  } backup;
  struct {
    std::vector<std::string> command;
    std::vector<std::string> store_command;
    std::chrono::seconds command_timeout{30};
    std::int64_t replace_days = 30;
    std::int64_t destroy_days = 30;
    std::string escrow_to;
    std::string escrow_dir;
  } keys;
  struct {
    std::int64_t most_talks = 2;
  } queue;
  struct {
    std::int64_t puzzle_bits = 10;
    std::int64_t unproven_per_minute = 20;
  } visits;
  struct {
    std::int64_t speed = 1;
  } clock;
  struct {
    std::string dir;
  } pages;
  struct {
    std::string level;
    std::string format;
  } log;

  // Where things stand in the data folder.
  std::filesystem::path key_file() const { return std::filesystem::path(data) / "master.key"; }
  std::filesystem::path control_socket() const { return std::filesystem::path(data) / "control.sock"; }
};

// Where a value goes; its type is the setting's.
using Target = std::variant<std::string*, std::int64_t*, std::chrono::seconds*, std::vector<std::string>*>;

struct Setting {
  std::string_view name;      // "http.port"
  std::string_view fallback;  // as text; lists with commas
  std::int64_t min, max;      // of numbers
  std::string_view meaning;
  Target (*target)(Config&);
  // What is wrong with a text or with one item of a list; empty when nothing is.
  std::string (*check)(const std::string&) = nullptr;
  // Where the default depends on other settings or on the machine; `fallback` then only describes it.
  std::string (*derived)(const Config&) = nullptr;
};
std::span<const Setting> settings();

// What a user gave, before it is read. Flags by the setting's name.
struct Sources {
  std::optional<std::filesystem::path> file;  // --config; else DATA/onthaal.toml where it is there
  std::vector<std::pair<std::string, std::string>> environment;
  std::vector<std::pair<std::string, std::string>> flags;
};
// Everything in the process's environment that starts with ONTHAAL_.
std::vector<std::pair<std::string, std::string>> environment();

struct Mistake {
  std::string place;  // "onthaal.toml:3", "ONTHAAL_HTTP_PORT", "--http.port"
  std::string problem;
  bool operator==(const Mistake&) const = default;
};
struct Effective {
  std::string_view name;
  std::string value;  // passwords taken out
  std::string place;  // as above, or "default"
};
struct Reading {
  Config config;  // to be used only when there are no mistakes
  std::vector<Effective> effective;
  std::vector<Mistake> mistakes;
  std::optional<std::filesystem::path> file;  // the file that was read
};
Reading read(const Sources& sources);

// Every setting with meaning, default and limits: a TOML file of comments, or a table for the documentation.
std::string document_toml();
std::string document_markdown();

// A database URL as it may be shown: without its password.
std::string without_password(std::string_view url);

// The known name nearest to `name`, or empty: for "did you mean".
std::string_view nearest_setting(std::string_view name);
std::string variable_of(std::string_view name);  // "http.port" -> "ONTHAAL_HTTP_PORT"

}  // namespace onthaal::config
