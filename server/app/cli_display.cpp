#include <fmt/format.h>

#include <iostream>
#include <string>

#include "app/cli.h"
#include "app/commands.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

struct Given {
  std::string slug;
  std::string display;
};

std::string text(const boost::json::object& display, std::string_view key) {
  const auto& value = display.at(key);
  return value.is_null() ? "never" : std::string(value.as_string());
}

int list(const Cli& cli, const Given& given) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto answer = Door(*config).ask("display.list", json::Out().text("line", given.slug).str());
  return print_answer(cli, answer, [](const boost::json::object& parsed) {
    for (const auto& each : parsed.at("displays").as_array()) {
      const auto& display = each.as_object();
      std::cout << fmt::format("{}  {}  made by {}, {}; last used {}; until {}\n", text(display, "display"),
                               text(display, "name"), text(display, "made_by"), text(display, "made_at"),
                               text(display, "used_at"), text(display, "expires_at"));
    }
  });
}

int revoke(const Cli& cli, const Given& given) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto answer = Door(*config).ask("display.revoke", json::Out().text("display", given.display).str());
  if (!answer) return tell(answer.error());
  if (!cli.as_json) std::cout << "The link opens nothing any more.\n";
  return kOk;
}

}  // namespace

void add_display(CLI::App& app, Cli& cli) {
  auto& group = *app.add_subcommand("display", "Big screens that show the board of a line without a log-in");
  group.require_subcommand(1);
  auto given = std::make_shared<Given>();
  auto& listed = add_command(group, cli, "list", "Those of a line, and when each was last used",
                             "onthaal display list --line clbchat");
  add_json(listed, cli);
  listed.add_option("--line", given->slug, "The line's slug")->required()->option_text("SLUG");
  listed.callback([&cli, given] { cli.run = [&cli, given] { return list(cli, *given); }; });
  auto& revoked =
      add_command(group, cli, "revoke", "Makes a link void, at once", "onthaal display revoke --display 0193a1b2-...");
  add_json(revoked, cli);
  revoked.add_option("--display", given->display, "As the list names it")->required()->option_text("ID");
  revoked.callback([&cli, given] { cli.run = [&cli, given] { return revoke(cli, *given); }; });
}

}  // namespace onthaal::app
