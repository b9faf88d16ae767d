#pragma once

#include <memory>
#include <span>

#include "features/extracts/extracts_columns.h"
#include "features/extracts/extracts_wire.h"
#include "platform/download.h"

namespace onthaal::extracts {

// A file in the making: rows are added as they come, none of them stays in memory. Meanwhile it is in `folder`, without
// a name.
class File {
 public:
  virtual ~File() = default;
  virtual Result<void> add(std::span<const Row> rows) = 0;
  virtual Result<std::shared_ptr<Download>> finish() = 0;  // once, at the end
};

// RFC 4180, the columns by name first. A text that a spreadsheet would take for a formula begins with an apostrophe.
Result<std::unique_ptr<File>> make_csv(const wire::Meta& meta, const std::filesystem::path& folder);
// A line of JSON each: first {"extract":...}, what it is, then the rows.
Result<std::unique_ptr<File>> make_json_lines(const wire::Meta& meta, const std::filesystem::path& folder);
// Excel: the rows, their counts with charts, and what it all means. `too_large` beyond kMostBookRows.
Result<std::unique_ptr<File>> make_book(const wire::Meta& meta, const std::filesystem::path& folder);
inline constexpr std::int64_t kMostBookRows = 250'000;

Result<std::unique_ptr<File>> make_file(const wire::Meta& meta, const std::filesystem::path& folder);

}  // namespace onthaal::extracts
