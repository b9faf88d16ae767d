#include <fmt/format.h>

#include <iostream>
#include <ranges>

#include "app/cli.h"
#include "app/commands.h"
#include "app/demo_evening.h"
#include "core/text.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

constexpr std::string_view kSlug = "clbchat";
constexpr std::string_view kName = "CLBch@t";
constexpr std::string_view kPassword = "welkom-bij-onthaal";

struct DemoPerson {
  std::string login, name, alias, discipline, role;
  std::string line = std::string(kSlug);
};
const std::vector<DemoPerson> kTeam{
    {"noor", "Noor Claessens", "Noor", "maatschappelijk_werker", "operator"},
    {"jef", "Jef Vermeiren", "Jef", "psycholoog_pedagoog", "operator"},
    {"lies", "Lies Hendrickx", "Lies", "verpleegkundige", "operator"},
    {"wout", "Wout De Backer", "Wout", "arts", "operator"},
    {"greet", "Greet Van Damme", "Greet", "psycholoog_pedagoog", "coordinator"},
    {"amber", "Amber Goossens", "Amber", "", "operator", "nu-praat-ik-erover"},
    {"milan", "Milan De Smet", "Milan", "", "operator", "autisme-chat"},
    {"fien", "Fien Wouters", "Fien", "", "operator", "awel"},
};

std::string args_of(const DemoPerson& person) {
  std::vector<std::string> roles = {json::Out().text("line", person.line).text("role", "operator").str()};
  if (person.role != "operator") roles.push_back(json::Out().text("line", person.line).text("role", person.role).str());
  return json::Out()
      .text("login", person.login)
      .text("password", kPassword)
      .text("name", person.name)
      .text("alias", person.alias)
      .maybe_text("discipline", person.discipline.empty() ? std::nullopt : std::optional(person.discipline))
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
                         .text("line", kTeam[i].line)
                         .boolean("made", made[i])
                         .str());
  std::cout << json::Out().text("line", kSlug).raw("staff", json::list(people)).str() << "\n";
}

void print_text(const std::vector<bool>& made) {
  std::cout << fmt::format("The line {} is at /{}, its team at /desk:\n\n", kName, kSlug);
  std::cout << fmt::format("  {:<8} {:<20} {:<16} {:<12} {}\n", "login", "password", "name", "role", "line");
  for (std::size_t i = 0; i < std::size(kTeam); ++i)
    std::cout << fmt::format("  {:<8} {:<20} {:<16} {:<12} {}\n", kTeam[i].login, made[i] ? kPassword : "(as it was)",
                             kTeam[i].name, kTeam[i].role, kTeam[i].line);
  std::cout << "\nA line opens when one of its team goes online at the desk, and closes with the last.\n"
               "The last three answer on example lines, to which talks of "
            << kName
            << " can be handed: none of them is\n"
               "the real one.\n";
  std::cout << "These passwords are known to everybody: only for trying.\n";
}

struct Given {
  int busy = 0;
  int operators = 0;
  double minutes = 30;
  double speed = 1;
  std::string url, origin;
};

// The team from its end, so that its first stay free for people; then as many more as are asked.
Result<std::vector<demo::Login>> operators(Door& door, int number) {
  std::vector<DemoPerson> people;
  for (const DemoPerson& person : kTeam | std::views::reverse)
    if (person.role == "operator" && person.line == kSlug) people.push_back(person);
  const auto names = demo::operator_names();
  for (std::size_t i = 0; std::ssize(people) < number; ++i) {
    const std::string alias(names[i % names.size()]);
    const std::string round = i < names.size() ? "" : std::to_string(i / names.size() + 1);
    people.push_back({"demo-" + ascii_lower(alias) + round, alias + " Demo", alias + round, "", "operator"});
  }
  std::vector<demo::Login> logins;
  for (const DemoPerson& person : people | std::views::take(number)) {
    const auto made = make(door, "staff.add", args_of(person));
    if (!made) return std::unexpected(made.error());
    logins.push_back({person.login, std::string(kPassword)});
  }
  return logins;
}

bool is_there(const net::Url& url) {
  try {
    return net::HttpClient(url, std::chrono::seconds(5)).ask("GET", "/api/health", {}, "").status == 200;
  } catch (const net::BrokenError&) {
    return false;
  }
}

bool is_open(const net::Url& url) {
  const auto line =
      net::HttpClient(url, std::chrono::seconds(5)).ask("GET", "/api/lines/" + std::string(kSlug), {}, "");
  const auto body = json::parse(line.body);
  return body && body->contains("open") && body->at("open").as_bool();
}

int evening(const Cli& cli, const net::Url& url, const std::string& origin, Door& door, const Given& given) {
  auto logins = operators(door, given.operators);
  if (!logins) return tell(logins.error());
  if (given.operators == 0 && !is_open(url))
    std::cerr << kName << " is closed: nobody is on duty. The visitors come in once you go online at " << origin
              << "/desk\n";
  const auto tally = demo::live_through({.url = url,
                                         .origin = origin,
                                         .slug = std::string(kSlug),
                                         .visitors = given.busy,
                                         .operators = *std::move(logins),
                                         .minutes = given.minutes,
                                         .speed = given.speed},
                                        [](const std::string& line) { std::cerr << line << std::endl; });
  std::cout << (cli.as_json ? demo::in_json(tally) : demo::in_words(tally)) << "\n";
  return demo::is_well(tally) ? kOk : kFailed;
}

int run(const Cli& cli, const Given& given) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const bool is_evening = given.busy > 0 || given.operators > 0;
  const auto url =
      net::parse_url(given.url.empty() ? "http://127.0.0.1:" + std::to_string(config->http.port) : given.url);
  if (is_evening && !(url && is_there(*url))) {
    std::cerr << "onthaal: no server answers at " << (url ? url->text() : given.url)
              << ": start one with `onthaal serve`, or name it with --url\n";
    return kFailed;
  }
  Door door(*config);
  const auto line = make(door, "line.add", json::Out().text("slug", kSlug).text("name", kName).str());
  if (!line) return tell(line.error());
  const auto partners = door.ask("partners.ship", json::Out().text("line", kSlug).str());
  if (!partners) return tell(partners.error());
  std::vector<bool> made;
  for (const DemoPerson& person : kTeam) {
    const auto done = make(door, "staff.add", args_of(person));
    if (!done) return tell(done.error());
    made.push_back(*done);
  }
  if (is_evening) {
    const std::string page = config->http.public_url.empty() ? url->text() : config->http.public_url;
    return evening(cli, *url, given.origin.empty() ? page : given.origin, door, given);
  }
  if (cli.as_json)
    print_json(made);
  else
    print_text(made);
  return kOk;
}

}  // namespace

void add_demo(CLI::App& app, Cli& cli) {
  auto& command =
      add_command(app, cli, "demo",
                  "Make the demo line clbchat and its team; what is there stays. With --busy or --operators, "
                  "simulated people come to a running server",
                  "onthaal demo --data ./data --busy 8");
  add_json(command, cli);
  auto given = std::make_shared<Given>();
  command.add_option("--busy", given->busy, "Visitors who come one after the other")
      ->check(CLI::Range(0, 1000))
      ->option_text("N");
  command.add_option("--operators", given->operators, "Operators who answer whoever waits")
      ->check(CLI::Range(0, 100))
      ->option_text("N");
  command.add_option("--minutes", given->minutes, "How long the evening is [30]")
      ->check(CLI::Range(0.1, 1440.0))
      ->option_text("M");
  command.add_option("--speed", given->speed, "So many times faster than people are [1]")
      ->check(CLI::Range(0.1, 100.0))
      ->option_text("X");
  command.add_option("--url", given->url, "The running server (default: at http.port of this machine)")
      ->option_text("URL");
  command.add_option("--origin", given->origin, "Its public_url, where the settings do not say it")->option_text("URL");
  add_demo_year(command, cli);
  command.callback([&cli, &command, given] {
    if (!command.got_subcommand("year")) cli.run = [&cli, given] { return run(cli, *given); };
  });
}

}  // namespace onthaal::app
