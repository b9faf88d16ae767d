#include <iostream>

#include "app/cli.h"
#include "app/house.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

int migrate(const Cli& cli) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto house = open_house(*config, system_clock(), seal::system_random());
  if (!house) return tell(house.error());
  if (cli.as_json) {
    std::cout << json::Out().integer("migrations_run", house->migrations_run).str() << "\n";
  } else if (house->migrations_run == 0) {
    std::cout << "The database was up to date.\n";
  } else {
    std::cout << "The database is up to date; migrations run: " << house->migrations_run << ".\n";
  }
  return kOk;
}

}  // namespace

void add_migrate(CLI::App& app, Cli& cli) {
  auto& command = add_command(app, cli, "migrate", "Make the database, or bring it up to date (serve does so too)",
                              "onthaal migrate --data /var/lib/onthaal");
  add_json(command, cli);
  command.callback([&cli] { cli.run = [&cli] { return migrate(cli); }; });
}

}  // namespace onthaal::app
