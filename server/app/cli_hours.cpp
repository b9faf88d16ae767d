#include <fmt/format.h>

#include <iostream>
#include <string>

#include "app/cli.h"
#include "app/commands.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

struct Given {
  std::string slug;
  std::string from;
  std::string to;
};

std::string text(const boost::json::value& value) {
  return value.is_null() ? "" : std::string(value.as_string());
}

std::string joined(const boost::json::array& texts, const char* between) {
  std::string all;
  for (const auto& each : texts) all += (all.empty() ? "" : between) + text(each);
  return all;
}

// "christmas holiday", "decree (christmas holiday)", "by hand: extra evening", "set by hand: ..."
std::string reason(const boost::json::object& day) {
  std::string name = text(day.at("holiday"));
  for (char& each : name)
    if (each == '_') each = ' ';
  const std::string because = text(day.at("because"));
  std::string why = because == "exception"        ? "by hand: " + joined(day.at("reasons").as_array(), "; ")
                    : because == "decree"         ? "closed by decree"
                    : because == "public_holiday" ? "closed on a public holiday"
                    : because == "no_regime"      ? "no week counts"
                    : because == "always"         ? "no hours were set"
                                                  : text(day.at("kind")) + " week";
  if (!name.empty()) why += " (" + name + ")";
  if (!day.at("set_as").is_null()) why += ", set by hand: " + text(day.at("set_as"));
  return why;
}

void print(const boost::json::object& calendar) {
  for (const auto& each : calendar.at("days").as_array()) {
    const auto& day = each.as_object();
    const std::string stretches = joined(day.at("stretches").as_array(), " ");
    std::cout << fmt::format("{}  {:<24}  {}\n", text(day.at("date")), stretches.empty() ? "-" : stretches,
                             reason(day));
  }
  std::cout << fmt::format("\n{} days open, {:.10g} hours\n", calendar.at("open_days").as_int64(),
                           static_cast<double>(calendar.at("minutes").as_int64()) / 60);
}

int show(const Cli& cli, const Given& given) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto answer = Door(*config).ask(
      "hours.days", json::Out().text("line", given.slug).text("from", given.from).text("to", given.to).str());
  return print_answer(cli, answer, [](const boost::json::object& calendar) { print(calendar); });
}

}  // namespace

void add_hours(CLI::App& app, Cli& cli) {
  auto& command = add_command(app, cli, "hours", "Every day with its opening hours, and why",
                              "onthaal hours --line clbchat --from 2022-09-01 --to 2023-08-31");
  add_json(command, cli);
  auto given = std::make_shared<Given>();
  command.add_option("--line", given->slug, "The line's slug")->required()->option_text("SLUG");
  command.add_option("--from", given->from, "The first day: 2022-09-01")->required()->option_text("DATE");
  command.add_option("--to", given->to, "The last day; at most 800 days")->required()->option_text("DATE");
  command.callback([&cli, given] { cli.run = [&cli, given] { return show(cli, *given); }; });
}

}  // namespace onthaal::app
