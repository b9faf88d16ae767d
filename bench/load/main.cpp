#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>

#include "load/traffic.h"

namespace {

void raise_file_limit() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
  load::Options options;
  CLI::App app(
      "Load for one chat server on this machine: talks of two sockets each, every message checked.\n"
      "Example: onthaal-load rate --port 8080 --talks 4000 --rate 2000 --login anna --password ...");
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--target", options.target, "what is behind the port")
      ->check(CLI::IsMember({"onthaal", "node", "floor"}));
  app.add_option("--port", options.port, "on 127.0.0.1");
  app.add_option("--talks", options.talks, "open talks, two sockets each")->check(CLI::Range(1U, 30000U));
  app.add_option("--rate", options.rate, "messages a second")->check(CLI::Range(1.0, 1e6));
  app.add_option("--window", options.window, "messages under way at saturation")->check(CLI::Range(1U, 100000U));
  app.add_option("--seconds", options.seconds, "measured time")->check(CLI::Range(0.1, 600.0));
  app.add_option("--warmup", options.warmup, "seconds before that")->check(CLI::Range(0.0, 60.0));
  app.add_option("--pid", options.pid, "the server's process, to measure (and, for recovery, to kill)");
  app.add_option("--line", options.line, "slug of the line");
  app.add_option("--login", options.login, "an operator of the line");
  app.add_option("--password", options.password, "of that operator");
  app.add_flag("--json", options.json, "one JSON object on standard output");
  app.add_subcommand("rate", "messages at a steady rate; latency from the moment each was due");
  app.add_subcommand("saturate", "as many as the server takes, a window of them under way");
  app.add_subcommand("both", "the one, then the other, on the same sockets");
  app.add_subcommand("idle", "open the sockets and say nothing; memory per socket");
  app.add_subcommand("recovery", "kill -9 in the middle of talks; time until the first message is acknowledged again");
  CLI11_PARSE(app, argc, argv);
  options.mode = app.get_subcommands().front()->get_name();
  raise_file_limit();
  try {
    return options.mode == "recovery" ? load::run_recovery(options) : load::run_traffic(options);
  } catch (const std::exception& error) {
    std::cerr << "onthaal-load: " << error.what() << '\n';
    return 2;
  }
}
