#include <fmt/format.h>

#include <iostream>

#include "app/cli.h"
#include "features/sign_ons/sign_ons.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

int check(const Cli& cli) {
  config::Reading reading = config::read(cli.sources);
  if (const auto oidc = sign_ons::settings_of(reading.config); reading.mistakes.empty() && !oidc)
    reading.mistakes.push_back({"[oidc]", oidc.error().detail});
  std::vector<std::string> items;
  for (const auto& [place, problem] : reading.mistakes)
    items.push_back(json::Out().text("place", place).text("problem", problem).str());
  if (cli.as_json) {
    std::cout << json::Out().boolean("ok", items.empty()).raw("mistakes", json::list(items)).str() << "\n";
  } else {
    for (const auto& [place, problem] : reading.mistakes) std::cout << place << ": " << problem << "\n";
    if (items.empty()) std::cout << "All settings are good" << (reading.file ? "" : " (no file was read)") << ".\n";
  }
  return items.empty() ? kOk : kFailed;
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
