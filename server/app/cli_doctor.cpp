#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "app/audit_head.h"
#include "app/cli.h"
#include "app/doctor.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

std::string in_json(const Check& check) {
  std::vector<std::string> problems;
  for (const std::string& problem : check.problems) json::append_quoted(problems.emplace_back(), problem);
  return json::Out()
      .text("name", check.name)
      .boolean("ok", check.problems.empty())
      .text("told", check.told)
      .raw("problems", json::list(problems))
      .str();
}

int doctor(const Cli& cli, const std::string& head) {
  const auto earlier = parse_head(head);
  if (!head.empty() && !earlier) {
    std::cerr << "--audit-head: NUMBER:HASH, as the server logs it\n";
    return kUsage;
  }
  const auto config = load(cli);
  if (!config) return kUsage;
  auto checks = examine(*config);
  if (earlier) checks.push_back(check_head(*config, *earlier));
  const bool is_well = std::ranges::all_of(checks, [](const Check& check) { return check.problems.empty(); });
  std::vector<std::string> items;
  for (const Check& check : checks) {
    items.push_back(in_json(check));
    if (cli.as_json) continue;
    std::cout << fmt::format("{:<6} {:<20} {}\n", check.problems.empty() ? "ok" : "wrong", check.name, check.told);
    for (const std::string& problem : check.problems) std::cout << "         " << problem << "\n";
  }
  if (cli.as_json) std::cout << json::Out().boolean("ok", is_well).raw("checks", json::list(items)).str() << "\n";
  return is_well ? kOk : kFailed;
}

}  // namespace

void add_doctor(CLI::App& app, Cli& cli) {
  auto& command = add_command(app, cli, "doctor", "Examine database, streams and keys; also beside a running server",
                              "onthaal doctor --data /var/lib/onthaal --json");
  add_json(command, cli);
  auto head = std::make_shared<std::string>();
  command.add_option("--audit-head", *head, "An audit.head that the server logged: is the log still the same?")
      ->option_text("NUMBER:HASH");
  command.callback([&cli, head] { cli.run = [&cli, head] { return doctor(cli, *head); }; });
}

}  // namespace onthaal::app
