#include "features/imports/imports_row.h"

#include <algorithm>

#include "core/text.h"

namespace onthaal::imports {
namespace {

using namespace std::chrono_literals;

constexpr hours::Day kFirstDay(date::local_days(date::year(2000) / 1 / 1));

std::size_t index_of(Field field) {
  return static_cast<std::size_t>(field);
}

// Most cells begin and end with something that is seen.
std::string_view bare(std::string_view cell) {
  const auto is_seen = [](char c) { return c > ' ' && c <= '~'; };
  if (cell.empty() || (is_seen(cell.front()) && is_seen(cell.back()))) return cell;
  return trimmed(cell);
}

std::string_view translated(const Source& source, std::string_view word) {
  if (!source.values.empty()) {
    const auto found = source.values.find(word);
    if (found != source.values.end()) word = found->second;
  }
  return word == kIgnore ? std::string_view() : word;
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

void RowMapper::refuse(Field field, std::string_view reason, std::string_view value, std::size_t index) {
  const auto& source = map_.source(field);
  std::string column = source && !source->columns.empty() ? source->columns.at(index) : std::string(row_of(field).name);
  refusals_.push_back({row_, std::move(column), reason, std::string(value)});
}

std::string_view RowMapper::cell(Field field, std::size_t index) const {
  return bare((*cells_)[columns_.at(index_of(field)).at(index)]);
}

std::string_view RowMapper::told(Field field) const {
  const auto& source = map_.source(field);
  if (!source) return {};
  return translated(*source, source->always ? std::string_view(*source->always) : cell(field));
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

std::optional<std::uint32_t> RowMapper::number(Field field) {
  const std::string_view text = told(field);
  if (text.empty()) return std::nullopt;
  const FieldRow& row = row_of(field);
  const auto value = parse_whole(text);
  if (!value)
    refuse(field, text.starts_with('-') && parse_whole(text.substr(1)) ? "too_small" : "not_a_number", text);
  else if (*value < row.least)
    refuse(field, "too_small", text);
  else if (*value > row.most)
    refuse(field, "too_large", text);
  else
    return static_cast<std::uint32_t>(*value);
  return std::nullopt;
}

// Nothing: it is not written so. Negative: too small.
std::optional<std::int64_t> RowMapper::seconds(Field field, std::string_view text, Millis from) {
  const Unit unit = map_.source(field)->unit;
  if (unit == Unit::moment) {
    const auto moment = map_.moments.read(text);
    return moment ? std::optional((moment->utc() - from) / 1000) : std::nullopt;
  }
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  if (text.ends_with('%')) return std::nullopt;
  auto value = unit == Unit::clock ? parse_clock(text) : parse_millionths(text);
  if (!value) return std::nullopt;
  if (unit != Unit::clock) *value = (*value * (unit == Unit::minutes ? 60 : 1) + 500'000) / 1'000'000;
  return is_negative && *value > 0 ? -*value : *value;
}

std::optional<std::uint32_t> RowMapper::length(Field field, Millis from) {
  const std::string_view text = told(field);
  if (text.empty()) return std::nullopt;
  const auto value = seconds(field, text, from);
  if (!value)
    refuse(field, map_.source(field)->unit == Unit::moment ? "not_a_time" : "not_a_number", text);
  else if (*value < 0)
    refuse(field, "too_small", text);
  else if (*value > row_of(field).most)
    refuse(field, "too_large", text);
  else
    return static_cast<std::uint32_t>(*value);
  return std::nullopt;
}

// The place among the field's codes; 0 where nothing is told.
unsigned RowMapper::choice(Field field) {
  const std::string_view text = told(field);
  if (text.empty()) return 0;
  const auto codes = row_of(field).codes;
  const auto found = std::ranges::find(codes, text);
  if (found != codes.end()) return static_cast<unsigned>(found - codes.begin());
  refuse(field, "not_allowed", text);
  return 0;
}

bool RowMapper::is_yes(Field field) {
  return static_cast<sheets::Known>(choice(field)) == sheets::Known::yes;
}

std::int64_t RowMapper::key_of(Field field, std::string_view name, std::size_t index) {
  const Names::Answer answer = names_.find(row_of(field).of, name);
  if (answer.found != Names::Found::one)
    refuse(field, answer.found == Names::Found::no ? "unknown_name" : "ambiguous", name, index);
  return answer.key;
}

std::int64_t RowMapper::name(Field field) {
  const std::string_view text = told(field);
  return text.empty() ? 0 : key_of(field, text);
}

void RowMapper::read_names(Field field, std::vector<std::int64_t>& keys) {
  const auto& source = map_.source(field);
  if (!source) return;
  const auto add = [&](std::string_view word, std::size_t index) {
    const std::string_view name = translated(*source, bare(word));
    if (name.empty()) return;
    const std::int64_t key = key_of(field, name, index);
    if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
  };
  if (source->always) add(*source->always, 0);
  for (std::size_t i = 0; i < source->columns.size(); ++i) {
    std::string_view left = cell(field, i);
    for (std::size_t end = 0; !source->separator.empty() && (end = left.find(source->separator)) != left.npos;) {
      add(left.substr(0, end), i);
      left.remove_prefix(end + source->separator.size());
    }
    add(left, i);
  }
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
  talk_.breaks = number(Field::breaks).value_or(0);
}

void RowMapper::read_classes() {
  talk_.course = is_told(Field::course) ? static_cast<sheets::Course>(choice(Field::course)) : sheets::Course::talk;
  talk_.is_second = is_yes(Field::second);
  talk_.who = static_cast<sheets::Who>(choice(Field::who));
  if (const auto age = number(Field::age)) talk_.age = static_cast<std::uint8_t>(*age);
  talk_.gender = static_cast<sheets::Gender>(choice(Field::gender));
  talk_.device = static_cast<sheets::Device>(choice(Field::device));
  talk_.stars = static_cast<std::uint8_t>(number(Field::stars).value_or(0));
  talk_.is_fake = is_yes(Field::fake);
  talk_.is_boundary = is_yes(Field::boundary);
  talk_.is_broken_off = is_yes(Field::broken_off);
  talk_.dialogue = static_cast<sheets::Known>(choice(Field::dialogue));
  // Both sides wrote: that can be counted.
  if (!map_.source(Field::dialogue) && talk_.visitor_messages && talk_.operator_messages)
    talk_.dialogue =
        *talk_.visitor_messages > 0 && *talk_.operator_messages > 0 ? sheets::Known::yes : sheets::Known::no;
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
  talk_.is_registered = map_.source(Field::registered)
                            ? is_yes(Field::registered)
                            : is_told(Field::fake) || !talk_.themes.empty() || !talk_.outcomes.empty();
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
