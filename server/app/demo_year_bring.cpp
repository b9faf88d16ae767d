#include "app/demo_year_bring.h"

#include <fmt/format.h>

#include "app/staging.h"
#include "platform/db/copy.h"
#include "platform/json.h"
#include "platform/seal.h"

namespace onthaal::app::demo {
namespace {

// Another one where another year comes out of the same reports.
constexpr int kEdition = 3;

Result<boost::json::object> ask(Door& door, std::string_view command, const std::string& args) {
  const auto answer = door.ask(command, args);
  if (!answer) return std::unexpected(answer.error());
  return answer->empty() ? boost::json::object() : json::parse(*answer);
}

// What is staged and not shown goes, whatever comes after.
template <class Stage>
Result<Brought> bring(Door& door, const std::string& line, const std::string& name, const Stage& stage) {
  Staging staging(door, line);
  const std::string digest = seal::sha256(fmt::format("onthaal demo year, edition {}: {}", kEdition, name));
  const auto is_there = staging.begin(name, digest);
  if (!is_there) return std::unexpected(is_there.error());
  auto json = Result<std::string>(staging.json());
  if (!*is_there) {
    const Result<void> staged = stage(staging);
    json = staged ? staging.show({}) : std::unexpected(staged.error());
  }
  if (!json) {
    static_cast<void>(Staging::sweep(door, line, staging.import()));
    return std::unexpected(json.error());
  }
  const auto told = json::parse(*json);
  if (!told) return std::unexpected(told.error());
  return Brought{.import = staging.import(),
                 .talks = told->at("talks").as_int64(),
                 .totals = told->at("totals").as_int64(),
                 .is_new = !*is_there};
}

}  // namespace

Result<std::string> line_for(Door& door, const std::string& database_url, const std::string& wanted) {
  if (!db::is_empty(database_url)) {
    const auto lines = ask(door, "line.list", "{}");
    if (!lines) return std::unexpected(lines.error());
    const bool has_lines = !lines->at("lines").as_array().empty();
    if (has_lines && wanted.empty())
      return std::unexpected(
          Error{Code::invalid, "there are lines already: name the one that is to have it", {{"--line", "required"}}});
    if (has_lines) return wanted;
  }
  const std::string slug = wanted.empty() ? "clbchat" : wanted;
  const auto made = ask(door, "line.add", json::Out().text("slug", slug).text("name", "CLBch@t").str());
  if (!made) return std::unexpected(made.error());
  const auto hours = ask(door, "hours.ship", json::Out().text("line", slug).str());
  if (!hours) return std::unexpected(hours.error());
  return slug;
}

Result<Brought> bring_year(Door& door, const std::string& line, const Published& published) {
  const auto names = Staging::vocabulary(door, line);
  if (!names) return std::unexpected(names.error());
  const auto days = make_year(published, *names, hours::shipped());
  if (!days) return std::unexpected(days.error());
  const std::string name = fmt::format("Synthetisch schooljaar {}, met de cijfers van het jaarverslag", published.year);
  return bring(door, line, name, [&](Staging& staging) -> Result<void> {
    for (const DayOfTalks& day : *days)
      if (auto added = staging.add(day.day, std::ssize(day.talks), sheets::pack(day.talks)); !added) return added;
    for (const sheets::Total& total : published.totals)
      if (auto added = staging.add(total); !added) return added;
    return {};
  });
}

Result<Brought> bring_before(Door& door, const std::string& line) {
  return bring(door, line, "Gepubliceerde cijfers van de schooljaren voor 2021-2022",
               [](Staging& staging) -> Result<void> {
                 for (const sheets::Total& total : published_before())
                   if (auto added = staging.add(total); !added) return added;
                 return {};
               });
}

}  // namespace onthaal::app::demo
