#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/measures/measures.h"
#include "platform/http/query.h"

namespace onthaal::extracts::wire {

enum class Format : std::uint8_t { csv, xlsx, jsonl };
std::string_view name_of(Format format);
std::string_view type_of(Format format);  // Content-Type

struct Asked {
  hours::Day from, until;  // whole months; the last day
  std::optional<sheets::Who> who;
  std::vector<std::string> themes;  // codes: talks with any of them
  std::optional<Uuid> centre;
  Format format = Format::csv;
  measures::Language language = measures::Language::nl;
  bool has_mark = false;  // a byte order mark, by which Excel knows UTF-8
  char separator = ',';
};
Result<Asked> parse(const http::Query& query);

// What an extract says of itself: "{"line","from","until","filter","columns","definitions","computed_at"}".
struct Meta {
  std::string line;
  Asked asked;
  std::vector<measures::Definition> definitions;
  Millis computed_at = 0;
};
std::string meta(const Meta& meta);
// "who=pupil&theme=pesten", or "all": for a cell.
std::string filter_text(const Asked& asked);
// The same in ASCII and short, with the number of rows: for a header, and for the log.
std::string header(const Meta& meta, std::int64_t rows);
std::string audited(const Asked& asked, std::int64_t rows);
std::string file_name(const Meta& meta);

}  // namespace onthaal::extracts::wire
