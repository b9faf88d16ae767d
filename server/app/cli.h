#pragma once

#include <CLI/CLI.hpp>
#include <boost/json/object.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "platform/config.h"

// The command line: a small file for each command, which adds itself here.
namespace onthaal::app {

inline constexpr int kOk = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;
inline constexpr int kClosed = 3;  // nothing is wrong, but it cannot be tried at this hour

struct Cli {
  config::Sources sources;
  bool as_json = false;
  std::function<int()> run;  // of the command that was given
};

enum class Settings { named, all };  // shown in --help: only --data and --config, or every setting

// A command with --data, --config and, hidden or shown, a flag for each setting.
CLI::App& add_command(CLI::App& parent, Cli& cli, const std::string& name, const std::string& what,
                      const std::string& example, Settings settings = Settings::named);
void add_json(CLI::App& command, Cli& cli);

// The settings, with the log set up; or nothing after all mistakes were told on stderr: then the exit code is kUsage.
std::optional<config::Config> load(const Cli& cli);

// Says what went wrong, with its fields, on stderr; kFailed.
int tell(const Error& error);

// A JSON answer: as it is with --json, else what it says, in words. Or tells what went wrong.
int print_answer(const Cli& cli, const Result<std::string>& answer,
                 const std::function<void(const boost::json::object&)>& in_words);

// One line typed at the terminal; a password is not shown. Nothing when there is no terminal, or no line.
std::optional<std::string> type_in(const std::string& label, bool is_secret = false);
// The first line of the standard input.
std::optional<std::string> read_line();

void add_serve(CLI::App& app, Cli& cli);
void add_config(CLI::App& app, Cli& cli);
void add_migrate(CLI::App& app, Cli& cli);
void add_line(CLI::App& app, Cli& cli);
void add_hours(CLI::App& app, Cli& cli);
void add_display(CLI::App& app, Cli& cli);
void add_staff(CLI::App& app, Cli& cli);
void add_demo(CLI::App& app, Cli& cli);
void add_demo_year(CLI::App& demo, Cli& cli);
void add_import(CLI::App& app, Cli& cli);
void add_routes(CLI::App& app, Cli& cli);
void add_probe(CLI::App& app, Cli& cli);
void add_purge(CLI::App& app, Cli& cli);
void add_export(CLI::App& app, Cli& cli);
void add_report(CLI::App& app, Cli& cli);
void add_doctor(CLI::App& app, Cli& cli);
void add_keys(CLI::App& app, Cli& cli);
void add_backup(CLI::App& app, Cli& cli);
void add_restore(CLI::App& app, Cli& cli);

}  // namespace onthaal::app
