#include <iostream>
#include <memory>

#include "app/cli.h"
#include "app/house.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

int migrate(const Cli& cli, bool is_without_copy) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto house =
      open_house(*config, system_clock(), seal::system_random(), is_without_copy ? Before::nothing : Before::copy);
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
  auto is_without_copy = std::make_shared<bool>(false);
  command.add_flag("--without-copy", *is_without_copy,
                   "Go on where no copy of the database can be made before: there is no way back then");
  command.callback(
      [&cli, is_without_copy] { cli.run = [&cli, is_without_copy] { return migrate(cli, *is_without_copy); }; });
}

}  // namespace onthaal::app
