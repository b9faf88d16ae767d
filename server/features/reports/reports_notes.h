#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "features/reports/reports_annual.h"
#include "features/reports/reports_grid.h"

// What there is to know about a table on paper.
namespace onthaal::reports {

// The row of the year before with the same keys.
const measures::Row* same_in(const std::optional<measures::Table>& before, const measures::Row& row);
// The same rows, of the year before.
Grid of_year_before(const Shown& shown, Grid grid);
// The one base of all in that column that have one.
std::optional<std::int64_t> base_of(const Grid& grid, std::size_t column);
// Several numbers in one column: no note tells them, so the cells do.
bool has_many_bases(const Grid& grid);
// Whether the year before was counted by another definition.
bool is_otherwise(const Shown& shown);
// Under a table: of how many, also the year before, why something is not shown, where it comes from.
std::string notes_of(const Shown& shown, const Grid& grid);
// Why a row has no number, where it was published, and of what it is if not of what its table is.
std::string note_of(const measures::Row& row);
std::string told_of_break(std::string_view day);
// "Vanaf 1 september 2022: "; nothing where it always held.
std::string told_of_days(const measures::Definition& definition);
// What it counts, and by which versions: each with its days where they are several.
std::string told_of_definition(const measures::Table& table);
std::string told_of_versions(const measures::Table& table);
// Under a chapter: what is not to be compared in it.
std::string notes_of(const Part& part);

}  // namespace onthaal::reports
