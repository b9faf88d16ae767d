#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace onthaal::http {

// The built pages, read once at start. Entry pages are never kept by a browser; files under /assets carry their hash in
// their name and are kept for ever.
class Pages {
 public:
  struct File {
    std::string content;
    std::string brotli;  // empty when it is not worth it
    std::string etag;
    std::string_view type;
    std::string_view cache;
  };

  // Reads everything under `folder`; a file's `.br` beside it is its precompressed form. An absent folder gives no
  // pages.
  explicit Pages(const std::filesystem::path& folder);

  // "/" is the site, "/desk" the desk, "/board" the board on a wall, "/office" and what is under it the office,
  // "/papers/SLUG" and "/papers/SLUG/NAME" the papers of a line,
  // "/assets/..." a file, and any other single word a line's visitor page.
  const File* find(std::string_view path) const;
  std::size_t size() const { return files_.size(); }

 private:
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace onthaal::http
