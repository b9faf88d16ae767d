#include <fmt/format.h>

#include <cstdlib>
#include <iostream>

#include "app/cli.h"
#include "app/probe.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

struct Given {
  std::string url = "http://127.0.0.1:8080";
  std::string origin;
  std::string login;
  std::string password;
  std::string line;
};

struct Tried {
  std::string transport;
  std::string broke;
  bool is_closed = false;
  std::vector<std::string> steps;
};

Tried try_one(const Probe& given, Transport transport, bool as_json) {
  Tried tried{.transport = transport == Transport::web_socket ? "websocket" : "long poll",
              .broke = {},
              .is_closed = false,
              .steps = {}};
  try {
    probe(given, transport, [&](const Step& step) {
      tried.steps.push_back(json::Out().text("step", step.name).integer("microseconds", step.took.count()).str());
      if (!as_json)
        std::cout << fmt::format("{:<10} {:<18} {:>9.1f} ms\n", tried.transport, step.name,
                                 static_cast<double>(step.took.count()) / 1000);
    });
  } catch (const ClosedError& error) {
    tried.broke = error.what();
    tried.is_closed = true;
    if (!as_json) std::cout << fmt::format("{:<10} not tried: {}\n", tried.transport, tried.broke);
  } catch (const net::BrokenError& error) {
    tried.broke = error.what();
    if (!as_json) std::cout << fmt::format("{:<10} broke at {}\n", tried.transport, tried.broke);
  }
  return tried;
}

std::string in_json(const Tried& tried) {
  json::Out out;
  out.text("transport", tried.transport).boolean("ok", tried.broke.empty());
  if (!tried.broke.empty()) out.text(tried.is_closed ? "closed" : "broke", tried.broke);
  return out.raw("steps", json::list(tried.steps)).str();
}

int run(const Cli& cli, const Given& given) {
  auto url = net::parse_url(given.url);
  if (!url) {
    tell(url.error());
    return kUsage;
  }
  if (given.login.empty() || given.password.empty()) {
    std::cerr << "onthaal: give a staff member by --login and --password, or ONTHAAL_PROBE_PASSWORD\n";
    return kUsage;
  }
  const Probe what{.url = *url,
                   .origin = given.origin.empty() ? url->text() : given.origin,
                   .login = given.login,
                   .password = Redacted(given.password),
                   .line = given.line};
  bool is_well = true;
  bool is_broken = false;
  std::vector<std::string> items;
  for (const Transport transport : {Transport::web_socket, Transport::long_poll}) {
    const Tried tried = try_one(what, transport, cli.as_json);
    is_well = is_well && tried.broke.empty();
    is_broken = is_broken || (!tried.broke.empty() && !tried.is_closed);
    items.push_back(in_json(tried));
  }
  if (cli.as_json) std::cout << json::Out().boolean("ok", is_well).raw("transports", json::list(items)).str() << "\n";
  if (is_broken) return kFailed;
  return is_well ? kOk : kClosed;
}

}  // namespace

void add_probe(CLI::App& app, Cli& cli) {
  auto& command =
      add_command(app, cli, "probe", "Try a running server: one whole conversation through its public doors",
                  "ONTHAAL_PROBE_PASSWORD=... onthaal probe --url http://127.0.0.1:8080 --login noor");
  add_json(command, cli);
  auto given = std::make_shared<Given>();
  command.add_option("--url", given->url, "The server (default: http://127.0.0.1:8080)")->option_text("URL");
  command.add_option("--origin", given->origin, "Its public_url, where one is set (default: as --url)")
      ->option_text("URL");
  command.add_option("--login", given->login, "Of somebody who answers on the line")->option_text("LOGIN");
  command.add_option("--password", given->password, "Better in ONTHAAL_PROBE_PASSWORD, which nobody sees")
      ->envname("ONTHAAL_PROBE_PASSWORD")
      ->option_text("PASSWORD");
  command.add_option("--line", given->line, "The line (default: the first on which they answer)")->option_text("SLUG");
  command.callback([&cli, given] { cli.run = [&cli, given] { return run(cli, *given); }; });
}

}  // namespace onthaal::app
