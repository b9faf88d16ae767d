#include "app/cli.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "platform/json.h"
#include "platform/log.h"

namespace onthaal::app {
namespace {

void add_setting(CLI::App& command, Cli& cli, const config::Setting& setting, bool is_shown) {
  const std::string name(setting.name);
  const auto keep = [&cli, name](const std::string& text) { cli.sources.flags.emplace_back(name, text); };
  std::string flags = "--" + name;
  if (name == "http.port" && is_shown) flags += ",--port";
  auto* option = command.add_option_function<std::string>(flags, keep, std::string(setting.meaning));
  const std::string fallback = setting.fallback.empty() ? "" : "[" + std::string(setting.fallback) + "]";
  option->option_text(fallback)->group(is_shown ? "Settings" : "");
}

}  // namespace

CLI::App& add_command(CLI::App& parent, Cli& cli, const std::string& name, const std::string& what,
                      const std::string& example, Settings settings) {
  CLI::App& command = *parent.add_subcommand(name, what);
  command.footer("Example:\n  " + example);
  command
      .add_option_function<std::string>(
          "--config", [&cli](const std::string& file) { cli.sources.file = file; },
          "File with settings (default: onthaal.toml in the data folder)")
      ->option_text("FILE");
  command
      .add_option_function<std::string>(
          "--data", [&cli](const std::string& folder) { cli.sources.flags.emplace_back("data", folder); },
          "Folder with the database and the master key (default: /var/lib/onthaal where it can be written, else "
          "./data)")
      ->option_text("DIR");
  for (const config::Setting& setting : config::settings())
    if (setting.name != "data") add_setting(command, cli, setting, settings == Settings::all);
  return command;
}

void add_json(CLI::App& command, Cli& cli) {
  command.add_flag("--json", cli.as_json, "Print JSON, for machines");
}

std::optional<config::Config> load(const Cli& cli) {
  config::Reading reading = config::read(cli.sources);
  for (const auto& [place, problem] : reading.mistakes) std::cerr << place << ": " << problem << "\n";
  if (!reading.mistakes.empty()) return std::nullopt;
  const auto& [level, format] = reading.config.log;
  const auto lowest = level == "debug"     ? log::Level::debug
                      : level == "info"    ? log::Level::info
                      : level == "warning" ? log::Level::warning
                                           : log::Level::error;
  log::set_up(lowest, format == "json" ? log::Format::json : log::Format::text);
  return std::move(reading.config);
}

int tell(const Error& error) {
  std::cerr << "onthaal: " << error.detail << "\n";
  for (const FieldError& field : error.fields) std::cerr << "  " << field.field << ": " << field.problem << "\n";
  return kFailed;
}

int print_answer(const Cli& cli, const Result<std::string>& answer,
                 const std::function<void(const boost::json::object&)>& in_words) {
  if (!answer) return tell(answer.error());
  if (cli.as_json) {
    std::cout << *answer << "\n";
    return kOk;
  }
  const auto told = json::parse(*answer);
  if (!told) return tell(told.error());
  in_words(*told);
  return kOk;
}

std::optional<std::string> read_line() {
  std::string line;
  if (!std::getline(std::cin, line)) return std::nullopt;
  return line;
}

std::optional<std::string> type_in(const std::string& label, bool is_secret) {
  if (::isatty(STDIN_FILENO) == 0) return std::nullopt;
  std::cerr << label << ": " << std::flush;
  termios shown{};
  ::tcgetattr(STDIN_FILENO, &shown);
  termios hidden = shown;
  hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  if (is_secret) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  const auto line = read_line();
  if (is_secret) {
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    std::cerr << "\n";
  }
  return line;
}

}  // namespace onthaal::app
