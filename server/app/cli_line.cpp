#include <iostream>

#include "app/cli.h"
#include "app/commands.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

struct Given {
  std::string slug;
  std::string name;
};

int add(const Cli& cli, const Given& given) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto answer =
      Door(*config).ask("line.add", json::Out().text("slug", given.slug).text("name", given.name).str());
  if (!answer) return tell(answer.error());
  if (cli.as_json)
    std::cout << *answer << "\n";
  else
    std::cout << "The line " << given.name << " is at /" << given.slug << ".\n";
  return kOk;
}

}  // namespace

void add_line(CLI::App& app, Cli& cli) {
  auto& group = *app.add_subcommand("line", "Chat lines");
  group.require_subcommand(1);
  auto& command = add_command(group, cli, "add", "Make a chat line", "onthaal line add --slug clbchat --name CLBch@t");
  add_json(command, cli);
  auto given = std::make_shared<Given>();
  command.add_option("--slug", given->slug, "Its address: /SLUG")->required()->option_text("SLUG");
  command.add_option("--name", given->name, "What people call it")->required()->option_text("NAME");
  command.callback([&cli, given] { cli.run = [&cli, given] { return add(cli, *given); }; });
}

}  // namespace onthaal::app
