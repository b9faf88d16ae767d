#include "app/import_talks.h"

#include <filesystem>

#include "app/import_tally.h"
#include "app/staging.h"
#include "core/text.h"
#include "features/imports/imports_talks.h"
#include "platform/durable_file.h"
#include "platform/files.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

// Another one where the same file and map give other talks.
constexpr std::string_view kEdition = "1";

Result<std::string> read_file(const std::string& path) {
  auto reading = files::Reading::open(path);
  if (!reading) return std::unexpected(reading.error());
  std::error_code unknown;
  const auto size = std::filesystem::file_size(path, unknown);
  if (unknown) return fail(Code::invalid, path + ": " + unknown.message());
  return reading->read_up_to(size);
}

std::string digest_of(std::string_view kind, std::string_view csv, std::string_view map) {
  return seal::sha256(std::string(kEdition) + std::string(kind) + seal::sha256(csv) + seal::sha256(map));
}

// The refused rows, gathered and, where it is asked for, one by one.
class Refused {
 public:
  Refused(imports::RefusalReport& report, std::string file) : report_(report), file_(std::move(file)) {}
  void add(const imports::Refusal& refusal) {
    report_.add(refusal);
    if (!file_.empty()) lines_ += imports::refusal_line(refusal);
  }
  Result<void> write() const {
    return file_.empty() ? Result<void>() : durable_file::replace(file_, imports::refusal_heading() + lines_);
  }

 private:
  imports::RefusalReport& report_;
  const std::string file_;
  std::string lines_;
};

constexpr std::size_t kMaxName = 200;  // characters

// The file's, as far as it is text.
std::string name_of(const ImportGiven& given, const std::string& told) {
  if (!told.empty()) return told;
  std::string name = std::filesystem::path(given.file).filename().string();
  const bool is_text = utf8_length(name).has_value();
  std::size_t characters = 0, size = 0;
  for (char& each : name) {
    const auto byte = static_cast<unsigned char>(each);
    const bool is_inside = is_text && (byte & 0xc0u) == 0x80u;
    if (!is_inside && ++characters > kMaxName) break;
    if (byte < 0x20 || byte == 0x7f || (!is_text && byte > 0x7f)) each = '?';
    ++size;
  }
  return name.substr(0, size);
}

// Begun, filled by `fill`, shown; or swept. The same once more changes nothing.
template <class Fill>
Result<void> stage(Door& door, const ImportGiven& given, ImportDone& done, const std::string& name,
                   std::string_view digest, const Fill& fill) {
  Staging staging(door, done.line);
  const auto is_there = staging.begin(name, digest);
  if (!is_there) return std::unexpected(is_there.error());
  done.import = staging.import();
  if (*is_there) {
    const auto before = json::parse(staging.json());
    const auto taken = before ? before->at("talks").as_int64() + before->at("totals").as_int64() : 0;
    if (taken != done.taken)
      return fail(Code::conflict, "this file and map are import " + done.import + " already, with " +
                                      std::to_string(taken) + " rows and not " + std::to_string(done.taken) +
                                      ": withdraw it and import them again");
    return {};
  }
  done.is_new = true;
  const Result<void> filled = fill(staging);
  const auto shown =
      filled ? staging.show({.refused = done.refused, .replaces = given.replaces, .is_beside = given.is_beside})
             : std::unexpected(filled.error());
  if (shown) return {};
  // What went wrong is told, not that there was nothing to sweep.
  static_cast<void>(Staging::sweep(door, done.line, done.import));
  return std::unexpected(shown.error());
}

}  // namespace

Result<std::string> line_of(Door& door, const std::string& given) {
  if (!given.empty()) return given;
  const auto answer = door.ask("line.list", "{}");
  if (!answer) return answer;
  const auto told = json::parse(*answer);
  if (!told) return std::unexpected(told.error());
  const auto& lines = told->at("lines").as_array();
  if (lines.size() != 1) return std::unexpected(Error{Code::invalid, "which line?", {{"--line", "required"}}});
  return std::string(lines[0].at("slug").as_string());
}

Result<ImportDone> import_talks(Door& door, const ImportGiven& given) {
  ImportDone done;
  const auto csv = read_file(given.file);
  const auto toml = csv ? read_file(given.map) : csv;
  if (!toml) return std::unexpected(toml.error());
  const auto map = imports::parse_map(*toml);
  if (!map) return std::unexpected(map.error());
  const auto line = line_of(door, given.line);
  if (!line) return std::unexpected(line.error());
  done.line = *line;
  const auto named = Staging::vocabulary(door, done.line);
  if (!named) return std::unexpected(named.error());
  imports::Days days;
  Tally tally;
  Refused refused(done.report, given.refused);
  const imports::Sink sink{.taken =
                               [&](hours::Day day, const sheets::Talk& talk) {
                                 days.add(day, talk);
                                 tally.add(day, talk);
                               },
                           .refused = [&](const imports::Refusal& refusal) { refused.add(refusal); }};
  const auto counted = imports::read_talks(*csv, *map, imports::Names(*named), system_clock().now(), sink);
  if (!counted) return std::unexpected(counted.error());
  done.taken = counted->taken;
  done.refused = counted->refused;
  done.tally = tally.json();
  done.without_dialogue = tally.without_dialogue();
  if (const auto written = refused.write(); !written) return std::unexpected(written.error());
  if (given.is_dry || done.taken == 0) return done;
  const auto fill = [&](Staging& staging) {
    Result<void> added;
    days.each([&](hours::Day day, std::int64_t talks, std::string_view body) {
      if (added) added = staging.add(day, talks, body);
    });
    return added;
  };
  const auto staged = stage(door, given, done, name_of(given, map->name), digest_of("talks", *csv, *toml), fill);
  if (!staged) return std::unexpected(staged.error());
  return done;
}

Result<ImportDone> import_totals(Door& door, const ImportGiven& given) {
  ImportDone done;
  const auto csv = read_file(given.file);
  if (!csv) return std::unexpected(csv.error());
  const auto line = line_of(door, given.line);
  if (!line) return std::unexpected(line.error());
  done.line = *line;
  const auto named = Staging::vocabulary(door, done.line);
  if (!named) return std::unexpected(named.error());
  const auto read = imports::read_totals(*csv, imports::Names(*named), hours::day_of(system_clock().now()));
  if (!read) return std::unexpected(read.error());
  Refused refused(done.report, given.refused);
  for (const imports::Refusal& refusal : read->refusals) refused.add(refusal);
  done.taken = std::ssize(read->totals);
  done.refused = read->refused;
  done.tally = json::Out().integer("totals", done.taken).str();
  if (const auto written = refused.write(); !written) return std::unexpected(written.error());
  if (given.is_dry || done.taken == 0) return done;
  const auto fill = [&](Staging& staging) {
    Result<void> added;
    for (const sheets::Total& total : read->totals)
      if (added) added = staging.add(total);
    return added;
  };
  const auto staged = stage(door, given, done, name_of(given, ""), digest_of("totals", *csv, ""), fill);
  if (!staged) return std::unexpected(staged.error());
  return done;
}

}  // namespace onthaal::app
