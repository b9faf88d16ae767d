#include "features/reports/reports_files.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "features/reports/reports_page.h"
#include "platform/process.h"

namespace onthaal::reports {
namespace {

constexpr std::array kFiles{
    FileKind{"annual.html", "text/html; charset=utf-8", false},
    FileKind{"annual.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false},
    FileKind{"annual.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", true},
    FileKind{"annual.odt", "application/vnd.oasis.opendocument.text", true},
    FileKind{"annual.json", "application/json", false},
};
constexpr std::string_view kConverter = "pandoc";
constexpr std::string_view kPictureConverter = "rsvg-convert";
constexpr std::chrono::seconds kWholeTime{40};
constexpr std::chrono::seconds kPictureTime{3};
constexpr std::size_t kMostConverted = std::size_t{32} << 20;

// Not every Word shows an SVG. A picture that cannot be made is left out: its table is there.
std::string png_of(const std::string& svg, std::chrono::milliseconds left) {
  const auto png = process::run({.argv = {std::string(kPictureConverter), "--zoom=2", "--format=png"},
                                 .input = svg,
                                 .limit = std::min<std::chrono::milliseconds>(kPictureTime, left),
                                 .max_output = kMostConverted});
  return png ? data_address("image/png", *png) : std::string();
}

// What it reads has no address of anything but what it holds itself: there is nothing that it could fetch.
Result<std::string> converted(const Annual& annual, std::string_view to, const std::stop_token& stop) {
  using Clock = std::chrono::steady_clock;
  const auto until = Clock::now() + kWholeTime;
  const auto left = [&] { return std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()); };
  const auto is_over = [&] { return stop.stop_requested() || left().count() <= 0; };
  const bool has_png = process::is_installed(kPictureConverter);
  const std::string page = document_of(annual, [&](const std::string& svg) {
    if (is_over()) return std::string();
    if (to == "odt") return data_address("image/svg+xml", svg);
    return has_png ? png_of(svg, left()) : std::string();
  });
  if (stop.stop_requested()) return fail(Code::restart, "the server stops");
  if (is_over()) return fail(Code::timeout, "its pictures took too long");
  return process::run({.argv = {std::string(kConverter), "+RTS", "-M512M", "-RTS", "--from=html",
                                "--to=" + std::string(to), "--output=-", "--quiet", "--metadata=lang:nl-BE"},
                       .input = page,
                       .limit = left(),
                       .max_output = kMostConverted});
}

}  // namespace

const FileKind* find_file(std::string_view name) {
  const auto found = std::ranges::find(kFiles, name, &FileKind::name);
  return found == kFiles.end() ? nullptr : &*found;
}

std::string why_not_available(const FileKind& file) {
  if (!file.is_converted || process::is_installed(kConverter)) return {};
  return "it is made by pandoc, which is not installed on the server";
}

std::vector<std::string> available_files() {
  std::vector<std::string> names;
  for (const FileKind& each : kFiles)
    if (why_not_available(each).empty()) names.emplace_back(each.name);
  return names;
}

Result<std::string> make_file(const Annual& annual, const FileKind& file, const std::stop_token& stop) {
  if (const std::string why = why_not_available(file); !why.empty()) return fail(Code::conflict, why);
  if (file.name == "annual.html") return page_of(annual);
  if (file.name == "annual.json") return figures_file(annual);
  if (file.name == "annual.xlsx") return workbook_file(annual);
  return converted(annual, file.name.substr(file.name.rfind('.') + 1), stop);
}

}  // namespace onthaal::reports
