#include <iostream>

#include "app/cli.h"
#include "app/tables.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

int tell_doors(const Cli& cli) {
  const auto config = load(cli);
  if (!config) return kUsage;
  std::vector<std::string> items;
  for (const std::string& door : doors(Wiring(*config))) {
    if (!cli.as_json) std::cout << door << "\n";
    json::append_quoted(items.emplace_back(), door);
  }
  if (cli.as_json) std::cout << json::list(items) << "\n";
  return kOk;
}

}  // namespace

void add_routes(CLI::App& app, Cli& cli) {
  auto& command = add_command(app, cli, "routes", "Print every door: routes, commands, streams, control commands",
                              "onthaal routes --json");
  command.group("");  // for the tests
  add_json(command, cli);
  command.callback([&cli] { cli.run = [&cli] { return tell_doors(cli); }; });
}

}  // namespace onthaal::app
