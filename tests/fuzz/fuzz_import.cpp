// Any bytes as a map and a file of talks (with a zero byte between them), or as a file alone: what is taken can have
// been, comes back out of its sheet the same, and everything else is refused and named.
#include <cstdint>
#include <cstdlib>

#include "core/text.h"
#include "features/imports/imports_report.h"
#include "features/imports/imports_talks.h"

using namespace onthaal;

namespace {

constexpr Millis kNow = 1'700'000'000'000;
constexpr std::string_view kMap =
    "[moment]\ncolumns = [\"day\", \"hour\"]\nformat = \"%d/%m/%Y %H:%M\"\n[id]\ncolumn = \"id\"\n"
    "[wait]\ncolumn = \"wait\"\nunit = \"clock\"\n[duration]\ncolumn = \"duration\"\nunit = \"minutes\"\n"
    "[age]\ncolumn = \"age\"\n[stars]\ncolumn = \"stars\"\n[who]\ncolumn = \"who\"\nvalues = { L = \"pupil\" }\n"
    "[themes]\ncolumn = \"themes\"\nseparator = \"/\"\n[operator]\ncolumn = \"operator\"\n";

void check(hours::Day day, const sheets::Talk& talk) {
  if (day < hours::parse_day("2000-01-01") || day > hours::parse_day("2023-11-15")) std::abort();
  if (talk.second >= 86'400 || talk.stars.value_or(0) > 5 || (talk.age && (*talk.age < 1 || *talk.age > 120)))
    std::abort();
  bool is_same = false;
  sheets::unpack(sheets::pack({&talk, 1}), [&](const sheets::Talk& back) { is_same = back == talk; });
  if (!is_same) std::abort();
}

imports::Names known() {
  return imports::Names({{"theme", "pesten", 1}, {"centre", "CLB", 2}, {"partner", "Awel", 3}});
}

void read_talks(std::string_view toml, std::string_view csv) {
  const auto map = imports::parse_map(toml);
  if (!map) return;
  std::int64_t taken = 0, last_refused = 0;
  imports::RefusalReport report;
  const imports::Sink sink{.taken =
                               [&](hours::Day day, const sheets::Talk& talk) {
                                 check(day, talk);
                                 ++taken;
                               },
                           .refused =
                               [&](const imports::Refusal& refusal) {
                                 if (static_cast<std::int64_t>(refusal.row) < last_refused) std::abort();
                                 last_refused = static_cast<std::int64_t>(refusal.row);
                                 report.add(refusal);
                                 if (!imports::refusal_line(refusal).ends_with('\n')) std::abort();
                               }};
  const imports::Names names = known();
  const auto counted = imports::read_talks(csv, *map, names, kNow, sink);
  if (counted && counted->taken != taken) std::abort();
  if (!utf8_length(report.text(10))) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t zero = bytes.find('\0');
  if (zero != bytes.npos)
    read_talks(bytes.substr(0, zero), bytes.substr(zero + 1));
  else
    read_talks(kMap, bytes);
  if (const auto totals = imports::read_totals(bytes, known(), hours::parse_day("2026-11-23").value()))
    for (const sheets::Total& total : totals->totals)
      if (total.source.empty() || (!total.n && !total.value)) std::abort();
  return 0;
}
