#pragma once

#include <cstddef>

#include "features/hours/hours.h"

namespace onthaal::measures {

using hours::Day;

// The school year of a day, by the year in which it begins; its first and last day.
int year_number(Day day);
Day first_day(int year);
Day last_day(int year);
std::size_t month_of(Day day);  // 0: September
// Its first day, of a school year.
Day first_of_month(int year, std::size_t month);
// The day so many years before; of 29 February the 28th where there is none.
Day years_before(Day day, int years);

}  // namespace onthaal::measures
