#include <filesystem>
#include <iostream>

#include "app/cli.h"
#include "app/commands.h"
#include "core/text.h"
#include "platform/durable_file.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

struct Given {
  std::string line;
  std::string year;
  std::string out;
  std::string figures;
};

std::string wanted(const Given& given) {
  std::vector<std::string> names;
  const auto add = [&](std::string_view name) { json::append_quoted(names.emplace_back(), name); };
  if (!given.out.empty())
    for (const std::string_view name : {"annual.html", "annual.xlsx", "annual.docx", "annual.odt"}) add(name);
  if (!given.figures.empty()) add("annual.json");
  return json::Out().text("line", given.line).text("year", given.year).raw("files", json::list(names)).str();
}

std::string text_of(const boost::json::value& value, std::string_view name) {
  return std::string(value.at(name).as_string());
}

// The files that were made, each where it was wanted. What could not be made is told, and no reason to fail.
Result<std::vector<std::string>> write_files(const boost::json::object& answer, const Given& given) {
  std::vector<std::string> written;
  for (const auto& each : answer.at("files").as_array()) {
    const std::string name = text_of(each, "name");
    const bool is_figures = name == "annual.json";
    const auto file = is_figures ? std::filesystem::path(given.figures) : std::filesystem::path(given.out) / name;
    const auto bytes = from_base64url(text_of(each, "base64url"));
    if (!bytes) return fail(Code::internal, "the answer is not understood");
    // It may quote visitors.
    if (const auto done = durable_file::replace(file, *bytes); !done) return std::unexpected(done.error());
    written.push_back(file.string());
  }
  for (const auto& each : answer.at("missing").as_array())
    std::cerr << "onthaal: without " << text_of(each, "name") << ": " << text_of(each, "why") << "\n";
  return written;
}

int write_annual(const Cli& cli, const Given& given) {
  if (given.out.empty() && given.figures.empty()) {
    std::cerr << "onthaal: say where to: --out DIR, --json FILE, or both\n";
    return kUsage;
  }
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto answer = Door(*config).ask("reports.annual", wanted(given));
  if (!answer) return tell(answer.error());
  const auto made = json::parse(*answer);
  if (!made) return tell(made.error());
  std::error_code problem;
  if (!given.out.empty()) std::filesystem::create_directories(given.out, problem);
  if (problem) return tell({Code::internal, given.out + ": " + problem.message(), {}});
  const auto written = write_files(*made, given);
  if (!written) return tell(written.error());
  for (const std::string& file : *written) std::cout << file << "\n";
  return kOk;
}

}  // namespace

void add_report(CLI::App& app, Cli& cli) {
  auto& group = *app.add_subcommand("report", "Reports");
  group.require_subcommand(1);
  auto& annual = add_command(group, cli, "annual",
                             "Write the annual report of a school year: a page to print, a workbook with every table, "
                             "and, where pandoc is installed, files for Word and LibreOffice",
                             "onthaal report annual --line clbchat --year 2021-2022 --out report");
  auto given = std::make_shared<Given>();
  annual.add_option("--line", given->line, "The line's slug")->required()->option_text("SLUG");
  annual.add_option("--year", given->year, "The school year: 2021-2022")->required()->option_text("YEAR");
  annual.add_option("--out", given->out, "A folder, made where it is not there; what has those names is replaced")
      ->option_text("DIR");
  annual.add_option("--json", given->figures, "Every figure with its numerator, base, filter and definition")
      ->option_text("FILE");
  annual.callback([&cli, given] { cli.run = [&cli, given] { return write_annual(cli, *given); }; });
}

}  // namespace onthaal::app
