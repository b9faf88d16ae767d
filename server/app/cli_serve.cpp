#include "app/cli.h"
#include "app/serve.h"

namespace onthaal::app {

void add_serve(CLI::App& app, Cli& cli) {
  auto& command = add_command(app, cli, "serve", "Serve the pages and the chats until SIGTERM",
                              "onthaal serve --data /var/lib/onthaal --http.port 8080", Settings::all);
  command.callback([&cli] {
    cli.run = [&cli] {
      const auto config = load(cli);
      return config ? serve(*config) : kUsage;
    };
  });
}

}  // namespace onthaal::app
