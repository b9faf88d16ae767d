#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "features/imports/imports_map.h"
#include "features/imports/imports_names.h"
#include "features/sheets/sheets.h"

namespace onthaal::imports {

// Why a row was not taken. Reasons: required, not_text, too_short, too_long (cells), not_a_time, too_old, future,
// not_a_number, too_small, too_large, not_allowed, unknown_name, ambiguous, double.
struct Refusal {
  std::size_t row;     // as a spreadsheet counts them
  std::string column;  // empty: the row as a whole
  std::string_view reason;
  std::string value;  // as it stood there
};

std::string_view bare(std::string_view cell);  // without white space at its ends

// One row as a talk, by a map. (What a cell says is read in imports_row_cells.cpp.)
class RowMapper {
 public:
  // `map` and `names` outlive it. `invalid` names the columns that the header does not have, or has twice, and the
  // words of the map that the line does not know.
  static Result<RowMapper> make(const Map& map, const Names& names, const std::vector<std::string_view>& header,
                                Millis now);

  // False when it is refused. `cells` are as many as the header has.
  bool read(std::size_t row, const std::vector<std::string_view>& cells);
  hours::Day day() const { return moment_.day; }
  const sheets::Talk& talk() const { return talk_; }
  const std::vector<Refusal>& refusals() const { return refusals_; }  // of the row that was read last

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  RowMapper(const Map& map, const Names& names, Millis now)
      : map_(map), names_(names), now_(now), today_(hours::day_of(now)) {}
  void find_columns(const std::vector<std::string_view>& header, std::vector<FieldError>& mistakes);
  void check_names(std::vector<FieldError>& mistakes) const;

  void refuse(Field field, std::string_view reason, std::string_view value = {}, std::size_t index = 0);
  std::string_view cell(Field field, std::size_t index = 0) const;
  std::string_view told(Field field) const;  // translated; empty: nothing
  bool is_told(Field field) const { return !told(field).empty(); }
  void read_moment();
  std::optional<std::uint32_t> number(Field field);
  std::optional<std::uint32_t> length(Field field, Millis from);
  std::optional<std::int64_t> seconds(Field field, std::string_view text, Millis from);
  unsigned choice(Field field);
  sheets::Known known(Field field) { return static_cast<sheets::Known>(choice(field)); }
  bool can_be(Field field, std::string_view code) const;
  std::int64_t name(Field field);
  std::int64_t key_of(Field field, std::string_view name, std::size_t index = 0);
  void read_names(Field field, std::vector<std::int64_t>& keys);
  void read_times();
  void read_classes();
  void read_rest();
  bool take_identity();

  const Map& map_;
  const Names& names_;
  Millis now_;
  hours::Day today_;
  std::array<std::vector<std::size_t>, kFields> columns_;
  std::unordered_set<std::string, Hash, std::equal_to<>> ids_;
  std::unordered_map<std::string, std::int64_t, Hash, std::equal_to<>> operators_;

  std::size_t row_ = 0;
  const std::vector<std::string_view>* cells_ = nullptr;
  std::string joined_;
  Moment moment_{};
  sheets::Talk talk_;
  std::vector<Refusal> refusals_;
};

}  // namespace onthaal::imports
