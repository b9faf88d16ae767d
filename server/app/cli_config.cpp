#include <fmt/format.h>

#include <filesystem>
#include <iostream>

#include "app/cli.h"
#include "features/sign_ons/sign_ons.h"
#include "platform/json.h"
#include "platform/sealed_file.h"

namespace onthaal::app {
namespace {

// What can be meant, but breaks a promise or leaves the house without backups.
std::vector<config::Mistake> warnings(const config::Config& config) {
  std::vector<config::Mistake> found;
  if (config.keys.replace_days == 0)
    found.push_back({"keys.replace_days", "0: what is deleted stays readable in backups"});
  else if (config.keys.replace_days + config.keys.destroy_days > 60)
    found.push_back({"keys.replace_days, keys.destroy_days",
                     "together more than 60 days: what is deleted stays readable in backups for longer than promised"});
  std::error_code unknown;
  const std::string &dir = config.backup.dir, &to = config.backup.to;
  if (dir.empty() != to.empty())
    found.push_back({dir.empty() ? "backup.dir" : "backup.to", "not set: no backup can be made"});
  // A house that people reach, not one that somebody tries.
  if (dir.empty() && to.empty() && !config.http.public_url.empty())
    found.push_back({"backup.dir", "not set: no backups are made"});
  if (!dir.empty() && config.backup.every_hours == 0)
    found.push_back({"backup.every_hours", "0: the server makes no backup by itself, only `onthaal backup` does"});
  if (!dir.empty() && !std::filesystem::is_directory(dir, unknown))
    found.push_back({"backup.dir", dir + " is not there: no backup can be made"});
  if (!to.empty())
    if (const auto key = seal::read_public_key(to); !key) found.push_back({"backup.to", key.error().detail});
  return found;
}

std::string in_json(const std::vector<config::Mistake>& all) {
  std::vector<std::string> items;
  for (const auto& [place, problem] : all)
    items.push_back(json::Out().text("place", place).text("problem", problem).str());
  return json::list(items);
}

int check(const Cli& cli) {
  config::Reading reading = config::read(cli.sources);
  if (const auto oidc = sign_ons::settings_of(reading.config); reading.mistakes.empty() && !oidc)
    reading.mistakes.push_back({"[oidc]", oidc.error().detail});
  const bool is_well = reading.mistakes.empty();
  const auto doubtful = is_well ? warnings(reading.config) : std::vector<config::Mistake>();
  if (cli.as_json) {
    std::cout << json::Out()
                     .boolean("ok", is_well)
                     .raw("mistakes", in_json(reading.mistakes))
                     .raw("warnings", in_json(doubtful))
                     .str()
              << "\n";
  } else {
    for (const auto& [place, problem] : reading.mistakes) std::cout << place << ": " << problem << "\n";
    for (const auto& [place, problem] : doubtful) std::cout << "! " << place << ": " << problem << "\n";
    if (is_well)
      std::cout << (doubtful.empty() ? "All settings are good" : "All settings can be read; look at those above")
                << (reading.file ? "" : " (no file was read)") << ".\n";
  }
  return is_well ? kOk : kFailed;
}

int show(const Cli& cli) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const config::Reading reading = config::read(cli.sources);
  std::vector<std::string> items;
  for (const config::Effective& each : reading.effective) {
    items.push_back(json::Out().text("name", each.name).text("value", each.value).text("place", each.place).str());
    if (!cli.as_json) std::cout << fmt::format("{:<24} {:<32} {}\n", each.name, each.value, each.place);
  }
  if (cli.as_json) std::cout << json::Out().raw("settings", json::list(items)).str() << "\n";
  return kOk;
}

int document(const Cli& cli, bool is_markdown) {
  if (!cli.as_json) {
    std::cout << (is_markdown ? config::document_markdown() : config::document_toml());
    return kOk;
  }
  std::vector<std::string> items;
  for (const config::Setting& each : config::settings()) {
    json::Out out;
    out.text("name", each.name).text("meaning", each.meaning).text("default", each.fallback);
    out.text("variable", config::variable_of(each.name));
    if (each.max != 0) out.integer("min", each.min).integer("max", each.max);
    items.push_back(std::move(out).str());
  }
  std::cout << json::Out().raw("settings", json::list(items)).str() << "\n";
  return kOk;
}

}  // namespace

void add_config(CLI::App& app, Cli& cli) {
  auto& group = *app.add_subcommand("config", "Check, show or explain the settings");
  group.require_subcommand(1);
  auto& checking =
      add_command(group, cli, "check", "Tell all mistakes in file, environment and flags, with their place",
                  "onthaal config check --config /etc/onthaal.toml", Settings::all);
  add_json(checking, cli);
  checking.callback([&cli] { cli.run = [&cli] { return check(cli); }; });

  auto& showing = add_command(group, cli, "show", "Show the settings in force and where each comes from",
                              "onthaal config show --data /var/lib/onthaal", Settings::all);
  add_json(showing, cli);
  showing.callback([&cli] { cli.run = [&cli] { return show(cli); }; });

  auto& explaining = add_command(group, cli, "doc", "Print every setting with its meaning, default and limits",
                                 "onthaal config doc > onthaal.toml");
  add_json(explaining, cli);
  auto is_markdown = std::make_shared<bool>(false);
  explaining.add_flag("--markdown", *is_markdown, "As a table instead of a settings file");
  explaining.callback([&cli, is_markdown] { cli.run = [&cli, is_markdown] { return document(cli, *is_markdown); }; });
}

}  // namespace onthaal::app
