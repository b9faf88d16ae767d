#include "core/csv_cell.h"

namespace onthaal::csv {
namespace {

// What Excel and its like take for the beginning of a formula, the wide forms of East Asia included.
bool is_formula(std::string_view text) {
  for (const std::string_view sign : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
    if (text.starts_with(sign)) return true;
  return false;
}

}  // namespace

std::string cell(std::string_view text, char separator) {
  std::string plain(is_formula(text) ? "'" : "");
  plain += text;
  const bool is_quoted = plain.find_first_of("\"\r\n") != plain.npos || plain.find(separator) != plain.npos ||
                         plain.starts_with(' ') || plain.ends_with(' ');
  if (!is_quoted) return plain;
  std::string quoted = "\"";
  for (const char c : plain) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace onthaal::csv
