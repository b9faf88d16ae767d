#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "features/measures/measures.h"

// Figures as Flemish people write them: 8.813, 5,21 %, 18,5 min., 4,24.
namespace onthaal::reports::told {

std::string count(std::int64_t number);
std::string decimal(double number, int digits);
// Of a table's unit, with that unit where it says something, on the same line.
std::string value(measures::Unit unit, double value);
// The same, as short as an axis wants it.
std::string axis(measures::Unit unit, double value);
// The one thing that a row says, short enough for a cell: "373 (5,46 %)", "18,5 min.", "n.g." where it is withheld.
inline constexpr std::string_view kUnknown = "n.b.";
inline constexpr std::string_view kOfNobody = "–";  // a share or a mean of none
std::string cell(const measures::Table& table, const measures::Row& row);
std::string cell_with_base(const measures::Table& table, const measures::Row& row);
std::string day(hours::Day day);  // 1 september 2021
std::string moment(Millis at);    // 1 september 2021 om 17:05, in Brussels

}  // namespace onthaal::reports::told
