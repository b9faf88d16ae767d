#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "app/cli.h"
#include "app/commands.h"
#include "features/accounts/accounts_password.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

struct Given {
  std::string login;
  std::string name;
  std::string alias;
  std::string discipline;
  std::vector<std::string> operator_of;
  std::vector<std::string> coordinator_of;
  std::vector<std::string> reviewer_of;
  std::vector<std::string> planner_of;
  std::vector<std::string> centre_worker_of, centre_contact_of;  // "clbchat:CLB Gent"
  bool is_administrator = false;
  bool is_auditor = false;
  bool reads_password = false;
  bool takes_factors = false;
};

std::optional<std::string> password(const Given& given) {
  if (given.reads_password) return read_line();
  const auto first = type_in(fmt::format("Password ({} characters or more)", accounts::kShortestPassword), true);
  const auto second = first ? type_in("The same again", true) : std::nullopt;
  if (first && first == second) return first;
  std::cerr << (first ? "onthaal: the two passwords differ\n"
                      : "onthaal: no terminal to ask for a password; use --password-stdin\n");
  return std::nullopt;
}

// Asks at the terminal for what was not given.
bool complete(std::string& value, const std::string& label, const std::string& flag) {
  if (value.empty()) value = type_in(label).value_or("");
  if (value.empty()) std::cerr << "onthaal: " << flag << " is required\n";
  return !value.empty();
}

std::string roles(const Given& given) {
  std::vector<std::string> items;
  const auto add = [&](const std::vector<std::string>& lines, std::string_view role) {
    for (const std::string& slug : lines) items.push_back(json::Out().text("line", slug).text("role", role).str());
  };
  const auto add_centres = [&](const std::vector<std::string>& centres, std::string_view role) {
    for (const std::string& each : centres) {
      const auto colon = std::min(each.find(':'), each.size());
      const std::string name = each.substr(std::min(colon + 1, each.size()));
      items.push_back(json::Out().text("line", each.substr(0, colon)).text("role", role).text("centre", name).str());
    }
  };
  add(given.operator_of, "operator");
  add(given.coordinator_of, "coordinator");
  add(given.reviewer_of, "reviewer");
  add(given.planner_of, "planner");
  add_centres(given.centre_worker_of, "centre_worker");
  add_centres(given.centre_contact_of, "centre_contact");
  if (given.is_administrator) items.push_back(json::Out().text("role", "administrator").str());
  if (given.is_auditor) items.push_back(json::Out().text("role", "auditor").str());
  return json::list(items);
}

int ask(const Cli& cli, std::string_view command, const std::string& args, const std::string& said) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto answer = Door(*config).ask(command, args);
  if (!answer) return tell(answer.error());
  std::cout << (cli.as_json ? answer->empty() ? "{}" : *answer : said) << "\n";
  return kOk;
}

// That of the own account lets in whoever has an account.
std::string_view page_of(const Given& given) {
  if (!given.operator_of.empty()) return "/desk";
  const bool has_office =
      !given.coordinator_of.empty() || !given.reviewer_of.empty() || given.is_administrator || given.is_auditor;
  return has_office ? "/office" : "/account: there is no other page for this role yet";
}

int add(const Cli& cli, Given given) {
  if (!complete(given.login, "Login", "--login") || !complete(given.name, "Name, for colleagues", "--name") ||
      !complete(given.alias, "Alias, for visitors", "--alias"))
    return kUsage;
  const auto secret = password(given);
  if (!secret) return kUsage;
  json::Out args;
  args.text("login", given.login).text("password", *secret).text("name", given.name).text("alias", given.alias);
  if (!given.discipline.empty()) args.text("discipline", given.discipline);
  args.raw("roles", roles(given));
  return ask(cli, "staff.add", args.str(), fmt::format("{} can log in at {}.", given.login, page_of(given)));
}

int reset(const Cli& cli, const Given& given) {
  if (given.takes_factors)
    return ask(cli, "factors.take_away", json::Out().text("login", given.login).str(),
               given.login + " has no second factor any more and is logged out everywhere.");
  const auto secret = password(given);
  if (!secret) return kUsage;
  return ask(cli, "staff.reset", json::Out().text("login", given.login).text("password", *secret).str(),
             given.login + " has a new password and is logged out everywhere.");
}

int disable(const Cli& cli, const Given& given) {
  return ask(cli, "staff.disable", json::Out().text("login", given.login).str(),
             given.login + " has left: no session, role, factor or link of theirs works any more.");
}

int list(const Cli& cli) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto answer = Door(*config).ask("staff.list", "{}");
  return print_answer(cli, answer, [](const boost::json::object& told) {
    for (const auto& item : told.at("staff").as_array()) {
      const auto text = [&](const char* key) { return std::string(item.at(key).as_string()); };
      std::string of;
      for (const auto& line : item.at("lines").as_array())
        for (const auto& role : line.at("roles").as_array())
          of += fmt::format(" {}:{}", std::string(line.at("slug").as_string()), std::string(role.as_string()));
      for (const auto& role : item.at("house").as_array()) of += fmt::format(" {}", std::string(role.as_string()));
      std::cout << fmt::format("{:<20} {:<9} {:<24} {:<12}{}\n", text("login"), text("state"), text("name"),
                               text("alias"), of);
    }
  });
}

void add_password(CLI::App& command, Given& given) {
  command.add_flag("--password-stdin", given.reads_password, "Read the password from the standard input, one line");
}

}  // namespace

void add_staff(CLI::App& app, Cli& cli) {
  auto& group = *app.add_subcommand("staff", "The people who answer and who run a line");
  group.require_subcommand(1);
  auto given = std::make_shared<Given>();

  auto& adding = add_command(group, cli, "add", "Add somebody; asks for what is not given",
                             "onthaal staff add --login noor --name \"Noor Claes\" --alias Noor --operator clbchat");
  add_json(adding, cli);
  adding.add_option("--login", given->login, "Name to log in with")->option_text("LOGIN");
  adding.add_option("--name", given->name, "What colleagues see")->option_text("NAME");
  adding.add_option("--alias", given->alias, "What visitors see")->option_text("ALIAS");
  adding
      .add_option("--discipline", given->discipline,
                  "arts, verpleegkundige, maatschappelijk_werker or psycholoog_pedagoog")
      ->option_text("DISCIPLINE");
  adding.add_option("--operator", given->operator_of, "Line on which to answer")->option_text("SLUG ...");
  adding.add_option("--coordinator", given->coordinator_of, "Line to run")->option_text("SLUG ...");
  adding.add_option("--reviewer", given->reviewer_of, "Line of which to read ended talks")->option_text("SLUG ...");
  adding.add_option("--planner", given->planner_of, "Line to plan")->option_text("SLUG ...");
  adding.add_option("--centre-worker", given->centre_worker_of, "Centre of a line in which to work, by its name")
      ->option_text("SLUG:CENTRE ...");
  adding.add_option("--centre-contact", given->centre_contact_of, "Centre of a line for which to be written to")
      ->option_text("SLUG:CENTRE ...");
  adding.add_flag("--administrator", given->is_administrator, "Keeps people, roles and settings; reads no talk");
  adding.add_flag("--auditor", given->is_auditor, "Reads the log of the house; reads no talk");
  add_password(adding, *given);
  adding.callback([&cli, given] { cli.run = [&cli, given] { return add(cli, *given); }; });

  auto& resetting = add_command(group, cli, "reset", "Give somebody a new password and log them out everywhere",
                                "onthaal staff reset --login noor");
  add_json(resetting, cli);
  resetting.add_option("--login", given->login, "Whose")->required()->option_text("LOGIN");
  add_password(resetting, *given);
  resetting.add_flag("--factors", given->takes_factors,
                     "Take away the second factor that was lost, and leave the password as it is");
  resetting.callback([&cli, given] { cli.run = [&cli, given] { return reset(cli, *given); }; });

  auto& disabling = add_command(group, cli, "disable", "Somebody leaves: close everything of theirs, at once",
                                "onthaal staff disable --login noor");
  add_json(disabling, cli);
  disabling.add_option("--login", given->login, "Whose")->required()->option_text("LOGIN");
  disabling.callback([&cli, given] { cli.run = [&cli, given] { return disable(cli, *given); }; });

  auto& listing = add_command(group, cli, "list", "List everybody with their roles", "onthaal staff list --json");
  add_json(listing, cli);
  listing.callback([&cli] { cli.run = [&cli] { return list(cli); }; });
}

}  // namespace onthaal::app
