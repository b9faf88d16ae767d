#include "core/text.h"
#include "features/reports/reports.h"
#include "features/reports/reports_files.h"
#include "platform/json.h"

namespace onthaal::reports {
namespace {

struct Wanted {
  std::string line, year;
  std::vector<FileKind> files;
};

Result<Wanted> parse(const boost::json::object& data) {
  json::Reader read(data);
  Wanted wanted{.line = read.text("line", 1, 40), .year = read.text("year", 1, 9)};
  for (const auto& item : read.array("files", 10)) {
    const FileKind* file = item.is_string() ? find_file(item.get_string()) : nullptr;
    if (file != nullptr)
      wanted.files.push_back(*file);
    else
      read.mistake("files", "not_allowed");
  }
  if (!wanted.year.empty() && !measures::parse_year(wanted.year)) read.mistake("year", "not_allowed");
  return read.done(std::move(wanted));
}

Result<Work> made(const Annual& annual, const std::vector<FileKind>& wanted, const std::stop_token& stop) {
  std::vector<std::string> files, missing;
  for (const FileKind& each : wanted) {
    if (const std::string why = why_not_available(each); !why.empty()) {
      missing.push_back(json::Out().text("name", each.name).text("why", why).str());
      continue;
    }
    if (stop.stop_requested()) return fail(Code::restart, "the server stops");
    const auto bytes = make_file(annual, each, stop);
    if (!bytes && bytes.error().code == Code::timeout) {
      missing.push_back(json::Out().text("name", each.name).text("why", bytes.error().detail).str());
      continue;
    }
    if (!bytes) return std::unexpected(bytes.error());
    files.push_back(json::Out().text("name", each.name).text("base64url", base64url(*bytes)).str());
  }
  return Reply{200, json::Out().raw("files", json::list(files)).raw("missing", json::list(missing)).str()};
}

Result<Work> write_annual(const boost::json::object& data) {
  auto wanted = parse(data);
  if (!wanted) return std::unexpected(std::move(wanted.error()));
  return Read{"reports.annual", [wanted = *std::move(wanted)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = lines::find_by_slug(snapshot.db, wanted.line);
                if (!line) return std::unexpected(Error{Code::invalid, "no such line", {{"line", "not_allowed"}}});
                const auto report = std::make_shared<const Annual>(annual(snapshot, *line, wanted.year).value());
                return Chore{.name = "reports.files",
                             .run = [report, files = wanted.files](
                                        const std::stop_token& stop) { return made(*report, files, stop); },
                             .lane = ChoreLane::file};
              }};
}

}  // namespace

control::Commands control_commands() {
  return {{"reports.annual", write_annual}};
}

}  // namespace onthaal::reports
