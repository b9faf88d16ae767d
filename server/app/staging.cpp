#include "app/staging.h"

#include <tuple>

#include "core/text.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

Result<boost::json::object> ask(Door& door, std::string_view command, const std::string& args) {
  const auto answer = door.ask(command, args);
  if (!answer) return std::unexpected(answer.error());
  return answer->empty() ? boost::json::object() : json::parse(*answer);
}

std::string maybe_integer(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "null";
}

}  // namespace

Result<void> Staging::sweep(Door& door, const std::string& line, const std::string& import) {
  const auto only = import.empty() ? std::nullopt : std::optional(import);
  for (bool is_more = true; is_more;) {
    const auto swept = ask(door, "import.sweep", json::Out().text("line", line).maybe_text("import", only).str());
    if (!swept) return std::unexpected(swept.error());
    is_more = swept->at("is_more").as_bool();
  }
  return {};
}

Result<std::vector<imports::Named>> Staging::vocabulary(Door& door, const std::string& line) {
  const auto told = ask(door, "import.vocabulary", json::Out().text("line", line).str());
  if (!told) return std::unexpected(told.error());
  std::vector<imports::Named> names;
  for (const auto& each : told->at("names").as_array())
    names.push_back({std::string(each.at("kind").as_string()), std::string(each.at("name").as_string()),
                     each.at("key").as_int64()});
  return names;
}

Result<bool> Staging::begin(std::string_view name, std::string_view digest) {
  if (const auto swept = sweep(door_, line_); !swept) return std::unexpected(swept.error());
  const auto begun =
      door_.ask("import.begin", json::Out().text("line", line_).text("name", name).text("digest", hex(digest)).str());
  if (!begun) return std::unexpected(begun.error());
  json_ = *begun;
  const auto told = json::parse(*begun);
  if (!told) return std::unexpected(told.error());
  import_ = told->at("import").as_string();
  return told->at("state").as_string() == "shown";
}

Result<void> Staging::add(hours::Day day, std::int64_t talks, std::string_view body) {
  if (body.size() > imports::kMaxSheetBytes)
    return fail(Code::too_large, std::to_string(talks) + " talks on " + hours::day_text(day) +
                                     ": more than a day can have. Is the moment the right column?");
  const bool is_full = sheets_.size() == imports::kMaxSheets || bytes_ + body.size() > imports::kMaxSheetBytes;
  if (is_full)
    if (const auto sent = send_sheets(); !sent) return sent;
  sheets_.push_back(
      json::Out().text("day", hours::day_text(day)).integer("talks", talks).text("body", base64url(body)).str());
  bytes_ += body.size();
  talks_ += talks;
  return {};
}

Result<void> Staging::add(const sheets::Total& total) {
  if (waiting_totals_.size() == imports::kMaxTotals)
    if (const auto sent = send_totals(); !sent) return sent;
  waiting_totals_.push_back(json::Out()
                                .text("year", total.year)
                                .text("figure", total.figure)
                                .raw("n", maybe_integer(total.n))
                                .raw("base", maybe_integer(total.base))
                                .raw("value", maybe_integer(total.value))
                                .text("source", total.source)
                                .str());
  ++totals_;
  return {};
}

Result<void> Staging::send_sheets() {
  if (sheets_.empty()) return {};
  const auto sent =
      door_.ask("import.stage", json::Out().text("import", import_).raw("sheets", json::list(sheets_)).str());
  if (!sent) return std::unexpected(sent.error());
  sheets_.clear();
  bytes_ = 0;
  return {};
}

Result<void> Staging::send_totals() {
  if (waiting_totals_.empty()) return {};
  const auto sent = door_.ask("import.stage_totals",
                              json::Out().text("import", import_).raw("totals", json::list(waiting_totals_)).str());
  if (!sent) return std::unexpected(sent.error());
  waiting_totals_.clear();
  return {};
}

Result<std::string> Staging::show(const How& how) {
  if (const auto sent = send_sheets(); !sent) return std::unexpected(sent.error());
  if (const auto sent = send_totals(); !sent) return std::unexpected(sent.error());
  auto shown = door_.ask("import.show",
                         json::Out()
                             .text("import", import_)
                             .integer("talks", talks_)
                             .integer("totals", totals_)
                             .integer("refused", how.refused)
                             .maybe_text("replaces", how.replaces.empty() ? std::nullopt : std::optional(how.replaces))
                             .boolean("beside", how.is_beside)
                             .str());
  // It is shown, whatever comes of this, which only hurries what the server does too.
  if (shown && !how.replaces.empty()) std::ignore = sweep(door_, line_, how.replaces);
  return shown;
}

}  // namespace onthaal::app
