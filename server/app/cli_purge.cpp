#include <fmt/format.h>

#include <iostream>
#include <map>

#include "app/cli.h"
#include "app/commands.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

struct Given {
  std::string slug;
  bool is_dry = false;
};

int show(const Cli& cli, Door& door, const std::string& args) {
  const auto answer = door.ask("retention.show", args);
  return print_answer(cli, answer, [](const boost::json::object& told) {
    std::cout << fmt::format("{:<14} {:>6} {:>9} {:>9} {:>9} {:>9}\n", "kind", "days", "there", "due now", "7 days",
                             "30 days");
    for (const auto& each : told.at("kinds").as_array()) {
      const auto number = [&](const char* key) { return each.at(key).as_int64(); };
      std::cout << fmt::format("{:<14} {:>6} {:>9} {:>9} {:>9} {:>9}\n", std::string(each.at("kind").as_string()),
                               number("days"), number("count"), number("due"), number("in_7_days"),
                               number("in_30_days"));
    }
  });
}

// A slice at a time: talks go on meanwhile.
int purge(const Cli& cli, Door& door, const std::string& args) {
  std::map<std::string, std::int64_t> deleted;
  for (bool is_more = true; is_more;) {
    const auto answer = door.ask("retention.purge", args);
    if (!answer) return tell(answer.error());
    const auto told = json::parse(*answer);
    if (!told) return tell(told.error());
    for (const auto& each : told->at("deleted").as_array())
      deleted[std::string(each.at("kind").as_string())] += each.at("count").as_int64();
    is_more = told->at("is_more").as_bool();
  }
  std::vector<std::string> items;
  for (const auto& [kind, count] : deleted) {
    items.push_back(json::Out().text("kind", kind).integer("count", count).str());
    if (!cli.as_json) std::cout << fmt::format("{:<14} {:>9} deleted\n", kind, count);
  }
  if (cli.as_json)
    std::cout << json::Out().raw("deleted", json::list(items)).str() << "\n";
  else if (deleted.empty())
    std::cout << "Nothing was due.\n";
  return kOk;
}

int run(const Cli& cli, const Given& given) {
  const auto config = load(cli);
  if (!config) return kUsage;
  Door door(*config);
  const std::string args = json::Out().text("line", given.slug).str();
  return given.is_dry ? show(cli, door, args) : purge(cli, door, args);
}

}  // namespace

void add_purge(CLI::App& app, Cli& cli) {
  auto& command =
      add_command(app, cli, "purge", "Delete what a line has kept long enough, now (the server does so hourly)",
                  "onthaal purge --dry-run --line clbchat");
  auto given = std::make_shared<Given>();
  add_json(command, cli);
  command.add_option("--line", given->slug, "The line's slug")->required()->option_text("SLUG");
  command.add_flag("--dry-run", given->is_dry,
                   "Only tell what there is, what is due, and what will be in 7 and 30 days");
  command.callback([&cli, given] { cli.run = [&cli, given] { return run(cli, *given); }; });
}

}  // namespace onthaal::app
