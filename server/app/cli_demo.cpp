#include <fmt/format.h>

#include <iostream>

#include "app/cli.h"
#include "app/commands.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

constexpr std::string_view kSlug = "clbchat";
constexpr std::string_view kName = "CLBch@t";
constexpr std::string_view kPassword = "welkom-bij-onthaal";

struct DemoPerson {
  std::string_view login, name, alias, discipline, role;
};
constexpr DemoPerson kTeam[] = {
    {"noor", "Noor Claessens", "Noor", "maatschappelijk_werker", "operator"},
    {"jef", "Jef Vermeiren", "Jef", "psycholoog_pedagoog", "operator"},
    {"lies", "Lies Hendrickx", "Lies", "verpleegkundige", "operator"},
    {"wout", "Wout De Backer", "Wout", "arts", "operator"},
    {"greet", "Greet Van Damme", "Greet", "psycholoog_pedagoog", "coordinator"},
};

std::string args_of(const DemoPerson& person) {
  std::vector<std::string> roles = {json::Out().text("line", kSlug).text("role", "operator").str()};
  if (person.role != "operator") roles.push_back(json::Out().text("line", kSlug).text("role", person.role).str());
  return json::Out()
      .text("login", person.login)
      .text("password", kPassword)
      .text("name", person.name)
      .text("alias", person.alias)
      .text("discipline", person.discipline)
      .raw("roles", json::list(roles))
      .str();
}

// What is there already stays as it is.
Result<bool> make(Door& door, std::string_view command, const std::string& args) {
  const auto answer = door.ask(command, args);
  if (answer) return true;
  if (answer.error().code == Code::conflict) return false;
  return std::unexpected(answer.error());
}

void print_json(const std::vector<bool>& made) {
  std::vector<std::string> people;
  for (std::size_t i = 0; i < std::size(kTeam); ++i)
    people.push_back(json::Out()
                         .text("login", kTeam[i].login)
                         .text("password", kPassword)
                         .text("alias", kTeam[i].alias)
                         .text("role", kTeam[i].role)
                         .boolean("made", made[i])
                         .str());
  std::cout << json::Out().text("line", kSlug).raw("staff", json::list(people)).str() << "\n";
}

void print_text(const std::vector<bool>& made) {
  std::cout << fmt::format("The line {} is at /{}, its team at /desk:\n\n", kName, kSlug);
  std::cout << fmt::format("  {:<8} {:<20} {:<16} {}\n", "login", "password", "name", "role");
  for (std::size_t i = 0; i < std::size(kTeam); ++i)
    std::cout << fmt::format("  {:<8} {:<20} {:<16} {}\n", kTeam[i].login, made[i] ? kPassword : "(as it was)",
                             kTeam[i].name, kTeam[i].role);
  std::cout << "\nThese passwords are known to everybody: only for trying.\n";
}

int demo(const Cli& cli) {
  const auto config = load(cli);
  if (!config) return kUsage;
  Door door(*config);
  const auto line = make(door, "line.add", json::Out().text("slug", kSlug).text("name", kName).str());
  if (!line) return tell(line.error());
  std::vector<bool> made;
  for (const DemoPerson& person : kTeam) {
    const auto done = make(door, "staff.add", args_of(person));
    if (!done) return tell(done.error());
    made.push_back(*done);
  }
  if (cli.as_json)
    print_json(made);
  else
    print_text(made);
  return kOk;
}

}  // namespace

void add_demo(CLI::App& app, Cli& cli) {
  auto& command = add_command(app, cli, "demo", "Make the demo line clbchat and its team; what is there stays",
                              "onthaal demo --data ./data");
  add_json(command, cli);
  command.callback([&cli] { cli.run = [&cli] { return demo(cli); }; });
}

}  // namespace onthaal::app
