#include "features/imports/imports_row.h"

#include <algorithm>

namespace onthaal::imports {
namespace {

constexpr hours::Day kFirstDay(date::local_days(date::year(2000) / 1 / 1));

std::size_t index_of(Field field) {
  return static_cast<std::size_t>(field);
}

}  // namespace

Result<RowMapper> RowMapper::make(const Map& map, const Names& names, const std::vector<std::string_view>& header,
                                  Millis now) {
  RowMapper made(map, names, now);
  std::vector<FieldError> mistakes;
  made.find_columns(header, mistakes);
  made.check_names(mistakes);
  if (!mistakes.empty())
    return std::unexpected(Error{Code::invalid, "the map does not fit the file, or the line", std::move(mistakes)});
  return made;
}

void RowMapper::find_columns(const std::vector<std::string_view>& header, std::vector<FieldError>& mistakes) {
  for (std::size_t i = 0; i < kFields; ++i) {
    if (!map_.sources.at(i)) continue;
    for (const std::string& column : map_.sources.at(i)->columns) {
      const auto is_it = [&](std::string_view name) { return bare(name) == column; };
      const auto found = std::ranges::find_if(header, is_it);
      const auto times = std::ranges::count_if(header, is_it);
      if (times != 1)
        mistakes.push_back({std::string(row_of(static_cast<Field>(i)).name) + ": column \"" + column + "\"",
                            times == 0 ? "unknown_field" : "ambiguous"});
      columns_.at(i).push_back(static_cast<std::size_t>(found - header.begin()));
    }
  }
}

void RowMapper::check_names(std::vector<FieldError>& mistakes) const {
  for (std::size_t i = 0; i < kFields; ++i) {
    const FieldRow& row = row_of(static_cast<Field>(i));
    const auto& source = map_.sources.at(i);
    if (!source || (row.kind != Kind::name && row.kind != Kind::names)) continue;
    const auto check = [&](const std::string& where, std::string_view name) {
      if (name.empty() || name == kIgnore) return;
      const auto found = names_.find(row.of, name).found;
      if (found != Names::Found::one)
        mistakes.push_back({std::string(row.name) + where + " = \"" + std::string(name) + "\"",
                            found == Names::Found::no ? "unknown_name" : "ambiguous"});
    };
    if (source->always) check(".always", *source->always);
    for (const auto& [word, target] : source->values) check(".values.\"" + word + "\"", target);
  }
}

void RowMapper::read_moment() {
  std::string_view text = cell(Field::moment);
  const std::size_t columns = columns_.at(index_of(Field::moment)).size();
  if (columns > 1) {
    joined_ = text;
    for (std::size_t i = 1; i < columns; ++i) joined_.append(" ").append(cell(Field::moment, i));
    text = bare(joined_);
  }
  if (text.empty()) return refuse(Field::moment, "required");
  const auto moment = map_.moments.read(text);
  if (!moment) return refuse(Field::moment, "not_a_time", text);
  moment_ = *moment;
  talk_.second = moment->second;
  if (moment->day < kFirstDay) return refuse(Field::moment, "too_old", text);
  if (moment->day >= today_ && moment->utc() > now_) refuse(Field::moment, "future", text);
}

void RowMapper::read_times() {
  const auto ends_at_moment = [&](Field field) {
    const auto& source = map_.source(field);
    return source && source->unit == Unit::moment;
  };
  const bool needs_moment = ends_at_moment(Field::wait) || ends_at_moment(Field::duration);
  const Millis from = needs_moment ? moment_.utc() : 0;
  talk_.wait = length(Field::wait, from);
  talk_.duration = length(Field::duration, from + std::int64_t{talk_.wait.value_or(0)} * 1000);
  talk_.visitor_messages = number(Field::visitor_messages);
  talk_.operator_messages = number(Field::operator_messages);
  talk_.breaks = number(Field::breaks);
}

void RowMapper::read_classes() {
  talk_.course = is_told(Field::course) ? static_cast<sheets::Course>(choice(Field::course)) : sheets::Course::talk;
  talk_.has_untaken = can_be(Field::course, "left");
  talk_.by_appointment = known(Field::second);
  talk_.who = static_cast<sheets::Who>(choice(Field::who));
  if (const auto age = number(Field::age)) talk_.age = static_cast<std::uint8_t>(*age);
  talk_.gender = static_cast<sheets::Gender>(choice(Field::gender));
  talk_.device = static_cast<sheets::Device>(choice(Field::device));
  if (const auto stars = number(Field::stars)) talk_.stars = static_cast<std::uint8_t>(*stars);
  talk_.fake = known(Field::fake);
  talk_.boundary = known(Field::boundary);
  talk_.broken_off = known(Field::broken_off);
  talk_.dialogue = known(Field::dialogue);
  // Both sides wrote: that can be counted.
  if (!map_.source(Field::dialogue) && talk_.visitor_messages && talk_.operator_messages)
    talk_.dialogue = sheets::known(*talk_.visitor_messages > 0 && *talk_.operator_messages > 0);
}

void RowMapper::read_rest() {
  talk_.source = name(Field::source);
  talk_.topic = name(Field::topic);
  talk_.centre = name(Field::centre);
  talk_.partner = name(Field::partner);
  talk_.handed = static_cast<sheets::Handed>(choice(Field::handed));
  if (talk_.partner != 0 && !is_told(Field::handed)) talk_.handed = sheets::Handed::live;
  read_names(Field::themes, talk_.themes);
  read_names(Field::outcomes, talk_.outcomes);
  // Where no column says so, what only an operator records says that it was recorded.
  const bool is_recorded = talk_.fake != sheets::Known::unknown || !talk_.themes.empty() || !talk_.outcomes.empty();
  talk_.registered = known(Field::registered);
  if (!map_.source(Field::registered) && is_recorded) talk_.registered = sheets::Known::yes;
}

// Of a row that is right: that it is not there twice, and a number for its operator.
bool RowMapper::take_identity() {
  if (const std::string_view id = told(Field::id); !id.empty() && !ids_.emplace(id).second) {
    refuse(Field::id, "double", id);
    return false;
  }
  const std::string_view operator_ = told(Field::operator_);
  if (operator_.empty()) return true;
  auto known = operators_.find(operator_);
  if (known == operators_.end())
    known = operators_.emplace(operator_, static_cast<std::int64_t>(operators_.size()) + 1).first;
  talk_.operator_ = known->second;
  return true;
}

bool RowMapper::read(std::size_t row, const std::vector<std::string_view>& cells) {
  row_ = row;
  cells_ = &cells;
  talk_ = {};
  refusals_.clear();
  read_moment();
  if (!refusals_.empty()) return false;
  read_times();
  read_classes();
  read_rest();
  return refusals_.empty() && take_identity();
}

}  // namespace onthaal::imports
