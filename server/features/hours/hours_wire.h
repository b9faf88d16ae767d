#pragma once

#include <boost/json.hpp>

#include "features/hours/hours.h"
#include "platform/json.h"

namespace onthaal::hours::wire {

Result<Settings> parse_settings(const boost::json::object& data);
Result<Regime> parse_regime(const boost::json::object& data);
// A start of null is `now`.
Result<Exception> parse_exception(const boost::json::object& data, LocalTime now);
Result<Override> parse_override(const boost::json::object& data);

std::string_view days_name(Days days);
std::string week(const Week& week);  // {"mon":["17:00-21:00"],...}, all seven
Week kept_week(std::string_view text);

std::string hours(const Rules& rules);
std::string regime(const Regime& regime);
std::string exception(const Exception& exception);
std::string holiday_override(const Override& days);
std::string calendar(const std::vector<DayPlan>& days);

}  // namespace onthaal::hours::wire
