#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "features/imports/imports_moment.h"

// The map of an import, docs/import.md: which column of a file says what, and in which words.
namespace onthaal::imports {

enum class Field : std::uint8_t {
  moment,
  id,
  course,
  second,
  who,
  age,
  gender,
  device,
  wait,
  duration,
  visitor_messages,
  operator_messages,
  dialogue,
  registered,
  fake,
  boundary,
  broken_off,
  stars,
  breaks,
  operator_,
  source,
  topic,
  centre,
  handed,
  partner,
  themes,
  outcomes,
};
inline constexpr std::size_t kFields = 27;

enum class Kind : std::uint8_t {
  moment,
  text,    // any
  choice,  // one of `codes`
  number,  // a whole one from `least` to `most`
  length,  // of time, up to `most` seconds
  name,    // what the line has of the vocabulary's kind `of`
  names,   // the same, several
};
struct FieldRow {
  std::string_view name;  // in the map
  Kind kind;
  std::span<const std::string_view> codes = {};
  std::uint32_t least = 0, most = 0;
  std::string_view of = {};
};
const FieldRow& row_of(Field field);

// How a length of time is written: 90, 1.5, 0:01:30 (also 1:30), or as the moment at which it ended.
enum class Unit : std::uint8_t { seconds, minutes, clock, moment };

// What stands for nothing told, whatever the field.
inline constexpr std::string_view kIgnore = "ignore";

struct Source {
  std::vector<std::string> columns;   // one, but of a moment and of names
  std::optional<std::string> always;  // the same for every row, instead of columns
  std::string separator;              // between several names in a cell; empty: a cell has one
  std::map<std::string, std::string, std::less<>> values;
  Unit unit = Unit::seconds;
};
struct Map {
  std::string name;       // of the import; empty: as the file is called
  char separator = '\0';  // between cells; none: as the first row has it
  MomentFormat moments;
  std::array<std::optional<Source>, kFields> sources;

  const std::optional<Source>& source(Field field) const { return sources.at(static_cast<std::size_t>(field)); }
};

// `malformed` with the line when it is not TOML; `invalid` names every field that is wrong.
Result<Map> parse_map(std::string_view toml);

}  // namespace onthaal::imports
