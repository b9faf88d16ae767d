#include "platform/http/pages.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "core/text.h"
#include "platform/seal.h"

namespace onthaal::http {

namespace fs = std::filesystem;

namespace {

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string_view type_of(const fs::path& path) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kTypes{{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".json", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".woff2", "font/woff2"},
      {".mp3", "audio/mpeg"},
      {".txt", "text/plain; charset=utf-8"},
  }};
  const std::string extension = path.extension().string();
  const auto* const known = std::ranges::find(kTypes, extension, [](const auto& row) { return row.first; });
  return known == kTypes.end() ? "application/octet-stream" : known->second;
}

bool is_line_word(std::string_view word) {
  return !word.empty() &&
         std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

// "/papers/clbchat", "/papers/clbchat/accessibility"
bool is_paper(std::string_view path) {
  constexpr std::string_view kPapers = "/papers/";
  if (!path.starts_with(kPapers)) return false;
  path.remove_prefix(kPapers.size());
  const auto slash = path.find('/');
  return is_line_word(path.substr(0, slash)) && (slash == path.npos || is_line_word(path.substr(slash + 1)));
}

}  // namespace

Pages::Pages(const fs::path& folder) {
  if (!fs::is_directory(folder)) return;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path& path = entry.path();
    if (!entry.is_regular_file() || path.extension() == ".br" || path.filename().string().starts_with('.')) continue;
    const std::string name = "/" + fs::relative(path, folder).generic_string();
    File file;
    file.content = read_file(path);
    file.brotli = read_file(path.string() + ".br");
    file.etag = '"' + base64url(seal::token_hash(file.content)).substr(0, 22) + '"';
    file.type = type_of(path);
    file.cache = name.starts_with("/assets/")  ? "public, max-age=31536000, immutable"
                 : path.extension() == ".html" ? "no-store"
                                               : "no-cache";
    files_.emplace(name, std::move(file));
  }
}

const Pages::File* Pages::find(std::string_view path) const {
  std::string name(path);
  if (path == "/")
    name = "/site.html";
  else if (path == "/desk")
    name = "/desk.html";
  else if (path == "/board")
    name = "/board.html";
  else if (path == "/account")
    name = "/account.html";
  else if (path == "/welcome")
    name = "/welcome.html";
  else if (path == "/office" || path.starts_with("/office/"))
    name = "/office.html";
  else if (is_paper(path))
    name = "/paper.html";
  else if (is_line_word(path.substr(1)))
    name = "/visitor.html";
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace onthaal::http
