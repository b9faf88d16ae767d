#include <fmt/format.h>

#include <iostream>
#include <tuple>

#include "app/cli.h"
#include "app/import_talks.h"
#include "app/staging.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

constexpr std::size_t kShownReasons = 20;

using Import = Result<ImportDone> (*)(Door&, const ImportGiven&);

std::string as_json(const ImportGiven& given, const ImportDone& done) {
  return json::Out()
      .text("line", done.line)
      .maybe_text("import", done.import.empty() ? std::nullopt : std::optional(done.import))
      .boolean("is_new", done.is_new)
      .boolean("is_dry", given.is_dry)
      .integer("taken", done.taken)
      .integer("refused", done.refused)
      .raw("refusals", done.report.json(kShownReasons))
      .raw("tally", done.tally)
      .str();
}

void print(const ImportGiven& given, const ImportDone& done) {
  std::cout << fmt::format("{}: {} right, {} refused.\n", given.file,
                           done.taken == 1 ? "1 row is" : fmt::format("{} rows are", done.taken), done.refused)
            << done.report.text(kShownReasons);
  if (!given.refused.empty() && done.refused > 0) std::cout << "Each of them is in " << given.refused << ".\n";
  for (const auto& [name, value] : json::parse(done.tally).value())
    std::cout << fmt::format("{:>9}  {}\n",
                             value.is_string() ? std::string(value.as_string()) : std::to_string(value.as_int64()),
                             std::string(name));
  const auto uncounted = done.without_dialogue;
  if (uncounted > 0)
    std::cout << fmt::format(
        "From 1 September 2022 on, only what both sides wrote in is counted as a talk. In {} row{} of that time they\n"
        "did not, or nothing says so: {} no talk{}. If only real talks were exported, say so in the map:\n"
        "[dialogue] with always = \"yes\".\n",
        uncounted, uncounted == 1 ? "" : "s", uncounted == 1 ? "it is counted as" : "they are counted as",
        uncounted == 1 ? "" : "s");
  if (done.taken == 0)
    std::cout << "Nothing was imported: not one row can be taken.\n";
  else if (given.is_dry)
    std::cout << "This was a dry run: nothing was imported.\n";
  else if (!done.is_new)
    std::cout << "They were imported before, as " << done.import << ": nothing changed.\n";
  else
    std::cout << "Imported, and counted from here on. To take it back: onthaal import withdraw " << done.import << "\n";
}

int run(const Cli& cli, const ImportGiven& given, Import import) {
  const auto config = load(cli);
  if (!config) return kUsage;
  Door door(*config);
  const auto done = import(door, given);
  if (!done) return tell(done.error());
  if (cli.as_json)
    std::cout << as_json(given, *done) << "\n";
  else
    print(given, *done);
  return done->taken > 0 ? kOk : kFailed;
}

std::string text(const boost::json::value& value) {
  return value.is_null() ? "" : std::string(value.as_string());
}

int list(const Cli& cli, const ImportGiven& given) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto line = given.line.empty() ? std::nullopt : std::optional(given.line);
  const auto answer = Door(*config).ask("import.list", json::Out().maybe_text("line", line).str());
  return print_answer(cli, answer, [](const boost::json::object& told) {
    for (const auto& each : told.at("imports").as_array()) {
      const auto& import = each.as_object();
      const auto number = [&](const char* key) { return import.at(key).as_int64(); };
      std::cout << fmt::format("{}  {}  {:<9}  {} talks  {} totals  {} refused  {} {}  {}\n", text(import.at("import")),
                               text(import.at("line")), text(import.at("state")), number("talks"), number("totals"),
                               number("refused"), text(import.at("first_day")), text(import.at("last_day")),
                               text(import.at("name")));
    }
  });
}

int withdraw(const Cli& cli, const std::string& import) {
  const auto config = load(cli);
  if (!config) return kUsage;
  Door door(*config);
  const auto answer = door.ask("import.withdraw", json::Out().text("import", import).str());
  if (!answer) return tell(answer.error());
  const auto told = json::parse(*answer);
  if (!told) return tell(told.error());
  std::ignore = Staging::sweep(door, text(told->at("line")), import);  // else the server does, a little later
  std::cout << (cli.as_json ? *answer : "Nothing of it is counted any more, and what it brought goes with it.") << "\n";
  return kOk;
}

CLI::App& add_file_command(CLI::App& group, Cli& cli, const std::shared_ptr<ImportGiven>& given,
                           const std::string& name, const std::string& what, const std::string& example,
                           Import import) {
  auto& command = add_command(group, cli, name, what, example);
  add_json(command, cli);
  command
      .add_option("file", given->file,
                  "The CSV file: UTF-8, with ; or , between the columns, which the first row names")
      ->required()
      ->option_text("FILE");
  command.add_option("--line", given->line, "The line's slug, where there are several")->option_text("SLUG");
  command.add_flag("--dry-run", given->is_dry, "Only read, and tell what would be imported and what is refused");
  command.add_option("--refused", given->refused, "Write each refused row, its column and why, to a CSV file")
      ->option_text("FILE");
  command.add_option("--replaces", given->replaces, "An import that is withdrawn by the same step that shows this one")
      ->option_text("ID");
  command.callback([&cli, given, import] { cli.run = [&cli, given, import] { return run(cli, *given, import); }; });
  return command;
}

}  // namespace

void add_import(CLI::App& app, Cli& cli) {
  auto& group = *app.add_subcommand("import", "History from another system: talks without words, or yearly totals");
  group.require_subcommand(1);
  auto given = std::make_shared<ImportGiven>();
  auto& talks =
      add_file_command(group, cli, given, "talks", "Import talks, a row each, as a map says (docs/import.md)",
                       "onthaal import talks talks.csv --map map.toml --line clbchat --dry-run", import_talks);
  talks.add_option("--map", given->map, "Which column says what, and in which words: TOML")
      ->required()
      ->option_text("FILE");
  talks.add_flag("--beside", given->is_beside,
                 "Other imports, or the line itself, have talks in the same time, and all of them count");
  add_file_command(group, cli, given, "totals",
                   "Import yearly totals: the columns year, figure, n, base, value and source",
                   "onthaal import totals totals.csv --line clbchat", import_totals);
  auto& listed = add_command(group, cli, "list", "What was imported", "onthaal import list");
  add_json(listed, cli);
  listed.add_option("--line", given->line, "Only of this line")->option_text("SLUG");
  listed.callback([&cli, given] { cli.run = [&cli, given] { return list(cli, *given); }; });
  auto& withdrawn = add_command(group, cli, "withdraw", "Take an import back, whole; it is not counted any more",
                                "onthaal import withdraw 0193a1b2-...");
  add_json(withdrawn, cli);
  auto import = std::make_shared<std::string>();
  withdrawn.add_option("import", *import, "Its id, as `onthaal import list` names it")->required()->option_text("ID");
  withdrawn.callback([&cli, import] { cli.run = [&cli, import] { return withdraw(cli, *import); }; });
}

}  // namespace onthaal::app
