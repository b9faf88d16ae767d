#include <fmt/format.h>

#include <iostream>

#include "app/cli.h"
#include "app/demo_year_bring.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

struct Given {
  std::string year, line;
};

std::string json_of(const demo::Brought& brought) {
  return json::Out()
      .text("import", brought.import)
      .integer("talks", brought.talks)
      .integer("totals", brought.totals)
      .boolean("is_new", brought.is_new)
      .str();
}

std::string in_words(const demo::Brought& brought, const std::string& what) {
  return fmt::format("{} {}: import {}\n", what, brought.is_new ? "is there" : "was there already", brought.import);
}

int run(const Cli& cli, const Given& given) {
  const auto published = demo::published(given.year);
  if (!published) {
    std::cerr << "onthaal: a report is known of 2021-2022 and 2022-2023, not of " << given.year << "\n";
    return kUsage;
  }
  const auto config = load(cli);
  if (!config) return kUsage;
  Door door(*config);
  const auto line = demo::line_for(door, config->database.url, given.line);
  if (!line) return tell(line.error());
  const auto year = demo::bring_year(door, *line, *published);
  if (!year) return tell(year.error());
  const auto before = demo::bring_before(door, *line);
  if (!before && before.error().code != Code::conflict) return tell(before.error());
  const std::string page = config->http.public_url.empty() ? "http://localhost:" + std::to_string(config->http.port)
                                                           : config->http.public_url;
  const std::string report = fmt::format("{}/office/reports/annual?line={}&year={}", page, *line, given.year);
  if (cli.as_json) {
    std::cout << json::Out()
                     .text("line", *line)
                     .text("year", given.year)
                     .raw("talks", json_of(*year))
                     .raw("before", before ? json_of(*before) : "null")
                     .text("report", report)
                     .str()
              << "\n";
    return kOk;
  }
  std::cout << in_words(*year, fmt::format("A synthetic year of {} talks, {}, on the line {},", year->talks, given.year,
                                           *line))
            << (before ? in_words(*before,
                                  fmt::format("What is published of the years before, {} figures,", before->totals))
                       : "Of the years before there are figures from elsewhere: they stay.\n")
            << "The report: " << report << "\n"
            << "None of these talks ever was: docs/golden.md says what is made up, and what was published.\n"
            << "To take it away: onthaal import withdraw IMPORT\n";
  return kOk;
}

}  // namespace

void add_demo_year(CLI::App& demo, Cli& cli) {
  auto& command = add_command(demo, cli, "year",
                              "Give a line a synthetic school year whose figures are those of the annual report of "
                              "CLBch@t, marked as such; twice changes nothing",
                              "onthaal demo year 2021-2022 --line clbchat");
  add_json(command, cli);
  auto given = std::make_shared<Given>();
  command.add_option("year", given->year, "2021-2022 or 2022-2023")->required()->option_text("YEAR");
  command.add_option("--line", given->line, "The line's slug (default: clbchat is made, where there is no line yet)")
      ->option_text("SLUG");
  command.callback([&cli, given] { cli.run = [&cli, given] { return run(cli, *given); }; });
}

}  // namespace onthaal::app
