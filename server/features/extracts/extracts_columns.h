#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "features/measures/measures.h"

namespace onthaal::extracts {

// In the order of extracts.csv.
enum class Column : std::uint8_t {
  school_year,
  month,
  weekday,
  half_hour,
  kind,
  by_appointment,
  dialogue,
  who,
  age_band,
  gender,
  device,
  wait_minutes,
  duration_minutes,
  registered,
  fake,
  broken_off,
  main_theme,
  themes,
  domains,
  outcomes,
  source,
  stars,
  handed,
  partner,
  centre,
  origin,
  definition,
  filter,
  computed_at,
};
inline constexpr std::size_t kColumns = 29;

enum class Kind : std::uint8_t { text, number, flag, list };  // flag: "yes" or "no"; list: codes with | between
struct About {
  std::string name;
  Kind kind;
  std::string label_nl, label_en, says_nl, says_en;

  const std::string& label(measures::Language language) const {
    return language == measures::Language::nl ? label_nl : label_en;
  }
  const std::string& says(measures::Language language) const {
    return language == measures::Language::nl ? says_nl : says_en;
  }
};
const std::vector<About>& columns();

// Nothing: not known. Texts are kept by the Words of the extract.
using Value = std::variant<std::monostate, std::int64_t, std::string_view>;
using Row = std::array<Value, kColumns>;
inline Value& at(Row& row, Column column) {
  return row.at(static_cast<std::size_t>(column));
}
inline const Value& at(const Row& row, Column column) {
  return row.at(static_cast<std::size_t>(column));
}
std::vector<std::string_view> parts_of(std::string_view list);

}  // namespace onthaal::extracts
