#include <sys/stat.h>

#include <iostream>

#include "app/cli.h"

int main(int argc, char** argv) {
  using namespace onthaal::app;
  ::umask(077);  // the database, its log and the keys are for this user only
  CLI::App app{"Onthaal: online help by chat.", "onthaal"};
  app.set_version_flag("--version", "onthaal " ONTHAAL_VERSION);
  app.require_subcommand(1);
  app.footer("Example:\n  onthaal demo --data ./data && onthaal serve --data ./data");
  Cli cli;
  cli.sources.environment = onthaal::config::environment();
  for (const auto add :
       {add_serve, add_config, add_migrate, add_line, add_hours, add_display, add_staff, add_demo, add_probe,
        add_doctor, add_purge, add_import, add_export, add_report, add_backup, add_restore, add_routes, add_keys})
    add(app, cli);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kOk : kUsage;
  }
  try {
    return cli.run();
  } catch (const std::exception& error) {
    std::cerr << "onthaal: " << error.what() << "\n";
    return kFailed;
  }
}
