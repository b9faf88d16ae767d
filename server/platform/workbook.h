#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/result.h"
#include "platform/download.h"

// Excel workbooks (Office Open XML, through libxlsxwriter) whose cells have types: a number can be counted with, a
// share shows as a percentage, a day is a date. Text is never a formula, whatever it begins with.
namespace onthaal::workbook {

struct Share {  // 0 to 1
  double value;
};
struct Date {
  int year, month, day;
};
// Nothing: an empty cell. Text is UTF-8; what is longer than a cell can be, is cut.
using Cell = std::variant<std::monostate, std::string_view, std::int64_t, double, Share, Date>;

enum class Look : std::uint8_t { plain, title, heading, note };  // note: small, wrapped over its column

// Columns and rows of a sheet, from 0, the last ones included.
struct Range {
  std::uint32_t first_row, last_row;
  std::uint16_t column;
};
struct Series {
  std::string name;
  Range values;
};
enum class ChartKind : std::uint8_t { bars, columns, lines };  // bars lie, the first one on top
struct Chart {
  ChartKind kind;
  std::string title;
  Range categories;
  std::vector<Series> series;
  bool is_share = false;  // its axis shows percentages
  std::uint32_t row = 0;  // where its upper left corner is
  std::uint16_t column = 0;
};

class Book;

// As long as its book.
class Sheet {
 public:
  void width(std::uint16_t column, double characters);
  void set(std::uint32_t row, std::uint16_t column, const Cell& cell, Look look = Look::plain);
  // All that is above this row, and it, stays in sight.
  void freeze(std::uint32_t row);
  void filter(std::uint32_t heading_row, std::uint32_t last_row, std::uint16_t last_column);
  void add(const Chart& chart);

 private:
  friend class Book;
  struct Impl;
  explicit Sheet(std::unique_ptr<Impl> impl);

 public:
  Sheet(Sheet&&) noexcept;
  Sheet& operator=(Sheet&&) noexcept;
  ~Sheet();

 private:
  std::unique_ptr<Impl> impl_;
};

// `large`: memory does not grow with the rows, which are written from the top to the bottom; its charts are drawn when
// the file is opened.
enum class Size : std::uint8_t { small, large };

inline constexpr std::uint32_t kMostRows = 1'048'576;  // of a sheet, its heading included

// One thread at a time. What it keeps on disk meanwhile, in `folder`, has no name, and goes however the program ends.
// Throws std::runtime_error when that cannot be made.
class Book {
 public:
  explicit Book(std::string_view title, Size size = Size::small,
                const std::filesystem::path& folder = std::filesystem::temp_directory_path());
  Book(Book&&) noexcept;
  Book& operator=(Book&&) noexcept;
  ~Book();

  // A name that is not one for a sheet, or is taken, is made into one: at most 31 characters, without []:*?/\.
  Sheet& add(std::string_view name);
  // Once, at the end. `too_large` when a cell stood outside of what a sheet can hold.
  Result<std::shared_ptr<Download>> finish();
  Result<std::string> bytes();  // finish() of a small one

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace onthaal::workbook
