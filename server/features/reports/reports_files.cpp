#include "features/reports/reports_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>

#include "features/reports/reports_page.h"
#include "platform/private_folder.h"
#include "platform/process.h"

namespace onthaal::reports {

// The folders of that name, zipped (server/embed.cmake): the page and the styles that a converter fills.
std::string_view reference_docx();
std::string_view reference_odt();

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
constexpr std::size_t kPicturesAtOnce = 4;
constexpr std::size_t kMostConverted = std::size_t{32} << 20;

// With none of our environment, and a home without settings.
std::vector<std::string> alone(const files::PrivateFolder& home, std::vector<std::string> argv) {
  const char* path = std::getenv("PATH");
  std::vector<std::string> all{"/usr/bin/env", "-i", "LANG=C.UTF-8", "HOME=" + home.path().string(),
                               std::string("PATH=") + (path == nullptr ? "/usr/bin:/bin" : path)};
  std::ranges::move(argv, std::back_inserter(all));
  return all;
}

// The charts of a report, each in a file: a converter is many times slower with what stands in the page itself.
class Pictures {
 public:
  Pictures(const files::PrivateFolder& folder, std::string_view document)
      : folder_(folder), is_drawing_(document == "odt"), has_png_(process::is_installed(kPictureConverter)) {}

  std::string add(const std::string& svg) {
    if (!is_drawing_ && !has_png_) return {};
    const auto file = folder_.path() / fmt::format("{}.{}", svgs_.size(), is_drawing_ ? "svg" : "png");
    svgs_.push_back(svg);
    if (is_drawing_) std::ofstream(file, std::ios::binary) << svg;
    return file.string();
  }
  // Not every Word shows an SVG. Of a picture that cannot be made the title is shown; its table is there.
  void make(const std::stop_token& stop) const {
    if (is_drawing_) return;
    std::vector<process::Command> commands;
    for (const std::string& svg : svgs_) {
      const auto file = folder_.path() / fmt::format("{}.png", commands.size());
      commands.push_back({.argv = alone(folder_, {std::string(kPictureConverter), "--zoom=2", "--format=png",
                                                  "--output=" + file.string()}),
                          .input = svg,
                          .limit = kPictureTime});
    }
    process::run_all(commands, kPicturesAtOnce, stop);
  }

 private:
  const files::PrivateFolder& folder_;
  bool is_drawing_, has_png_;
  std::vector<std::string> svgs_;
};

// What it reads has the addresses of our pictures and no others: there is nothing that it could fetch. (Its own
// --sandbox does not go with the way Debian packs it: it would not find its templates.)
Result<std::string> converted(const Annual& annual, std::string_view to, const std::stop_token& stop) {
  using Clock = std::chrono::steady_clock;
  const auto until = Clock::now() + kWholeTime;
  const files::PrivateFolder folder;
  Pictures pictures(folder, to);
  const std::string page = document_of(annual, [&](const std::string& svg) { return pictures.add(svg); });
  const auto reference = folder.path() / "reference";
  std::ofstream(reference, std::ios::binary) << (to == "odt" ? reference_odt() : reference_docx());
  pictures.make(stop);
  if (stop.stop_requested()) return fail(Code::restart, "the server stops");
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  return process::run(
      {.argv = alone(folder, {std::string(kConverter), "+RTS", "-M512M", "-RTS", "--from=html",
                              "--to=" + std::string(to), "--output=-", "--quiet", "--metadata=lang:nl-BE",
                              "--reference-doc=" + reference.string(), "--shift-heading-level-by=-1"}),
       .input = page,
       .limit = std::max(left, std::chrono::milliseconds(1)),
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
