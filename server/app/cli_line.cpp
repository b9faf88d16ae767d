#include <fstream>
#include <iostream>
#include <iterator>

#include "app/cli.h"
#include "app/commands.h"
#include "core/text.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

struct Given {
  std::string slug;
  std::string name;
  std::string file;
  bool is_bare = false;
  bool is_shipped = false;
};

int add(const Cli& cli, const Given& given) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto answer = Door(*config).ask(
      "line.add", json::Out().text("slug", given.slug).text("name", given.name).boolean("bare", given.is_bare).str());
  if (!answer) return tell(answer.error());
  if (cli.as_json)
    std::cout << *answer << "\n";
  else
    std::cout << "The line " << given.name << " is at /" << given.slug << ".\n";
  return kOk;
}

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad() || !file.is_open())
    std::cerr << "onthaal: cannot read " << path << "\n";
  else if (!utf8_length(text))
    std::cerr << "onthaal: " << path << " is not UTF-8: save it as \"CSV UTF-8\"\n";
  else
    return text;
  return std::nullopt;
}

int list_centres(const Cli& cli, const config::Config& config, const Given& given) {
  const auto answer = Door(config).ask("places.list", json::Out().text("line", given.slug).str());
  return print_answer(cli, answer, [](const boost::json::object& told) {
    for (const auto& place : told.at("places").as_array())
      if (place.at("kind").as_string() == "centre")
        std::cout << place.at("place").as_string().c_str() << "  " << place.at("name").as_string().c_str() << "\n";
  });
}

int import_places(const Cli& cli, const Given& given) {
  const auto config = load(cli);
  if (!config) return kUsage;
  if (given.file.empty()) return list_centres(cli, *config, given);
  const auto csv = read_file(given.file);
  if (!csv) return kFailed;
  const auto answer = Door(*config).ask("places.import", json::Out().text("line", given.slug).text("csv", *csv).str());
  return print_answer(cli, answer, [](const boost::json::object& done) {
    std::cout << "Places added: " << done.at("added").as_int64()
              << "; changed, because they were there: " << done.at("changed").as_int64() << "\n";
  });
}

int ship_hours(const Cli& cli, const Given& given) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto answer = Door(*config).ask("hours.ship", json::Out().text("line", given.slug).str());
  if (!answer) return tell(answer.error());
  std::cout << (cli.as_json ? *answer : "The line has the hours of CLBch@t now.") << "\n";
  return kOk;
}

int ship_partners(const Cli& cli, const Given& given) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto answer = Door(*config).ask("partners.ship", json::Out().text("line", given.slug).str());
  return print_answer(cli, answer, [](const boost::json::object& done) {
    std::cout << "Talks of the line can be handed to:\n";
    for (const auto& line : done.at("lines").as_array())
      std::cout << "  " << line.at("name").as_string().c_str() << ", at /" << line.at("slug").as_string().c_str()
                << "\n";
    std::cout << "Each opens once somebody is on duty there: onthaal staff add --operator SLUG\n";
  });
}

}  // namespace

void add_line(CLI::App& app, Cli& cli) {
  auto& group = *app.add_subcommand("line", "Chat lines");
  group.require_subcommand(1);
  auto& command = add_command(group, cli, "add", "Make a chat line", "onthaal line add --slug clbchat --name CLBch@t");
  add_json(command, cli);
  auto given = std::make_shared<Given>();
  command.add_option("--slug", given->slug, "Its address: /SLUG")->required()->option_text("SLUG");
  command.add_option("--name", given->name, "What people call it")->required()->option_text("NAME");
  command.add_flag("--bare", given->is_bare, "Without the themes, sentences, places and guides that Onthaal ships");
  command.callback([&cli, given] { cli.run = [&cli, given] { return add(cli, *given); }; });

  auto& places = add_command(group, cli, "places",
                             "Import centres and other places from a CSV file, all rows or none; without one: list the"
                             " centres, with the UUID by which a rule of single sign-on names each",
                             "onthaal line places --line clbchat --csv centres.csv");
  add_json(places, cli);
  places.add_option("--line", given->slug, "The line's slug")->required()->option_text("SLUG");
  places
      .add_option("--csv", given->file,
                  "UTF-8, with ; or , between the columns. The first row names them: name, town, phone, url, hours,"
                  " week (mon-fri 16:00-22:00, or always), about, kind (centre, helpline or self_help), public (ja or "
                  "nee); all but name may be left out")
      ->option_text("FILE");
  places.callback([&cli, given] { cli.run = [&cli, given] { return import_places(cli, *given); }; });

  auto& hours = add_command(group, cli, "hours", "Give a line without hours those of CLBch@t, past ones included",
                            "onthaal line hours --line clbchat --shipped");
  add_json(hours, cli);
  hours.add_option("--line", given->slug, "The line's slug")->required()->option_text("SLUG");
  hours.add_flag("--shipped", given->is_shipped, "The hours that Onthaal ships: the only ones for now")->required();
  hours.callback([&cli, given] { cli.run = [&cli, given] { return ship_hours(cli, *given); }; });

  auto& partners = add_command(group, cli, "partners",
                               "Make the example lines that talks of a line can be handed to; what is there stays",
                               "onthaal line partners --line clbchat --shipped");
  add_json(partners, cli);
  partners.add_option("--line", given->slug, "The line's slug")->required()->option_text("SLUG");
  partners
      .add_flag(
          "--shipped", given->is_shipped,
          "Those that Onthaal ships, for trying: Nu praat ik erover, Autisme Chat and Awel, each marked as an example")
      ->required();
  partners.callback([&cli, given] { cli.run = [&cli, given] { return ship_partners(cli, *given); }; });
}

}  // namespace onthaal::app
