#include <algorithm>

#include "core/text.h"
#include "features/imports/imports_row.h"

namespace onthaal::imports {
namespace {

std::size_t index_of(Field field) {
  return static_cast<std::size_t>(field);
}

std::string_view translated(const Source& source, std::string_view word) {
  if (!source.values.empty()) {
    const auto found = source.values.find(word);
    if (found != source.values.end()) word = found->second;
  }
  return word == kIgnore ? std::string_view() : word;
}

}  // namespace

std::string_view bare(std::string_view cell) {
  // Most begin and end with something that is seen.
  const auto is_seen = [](char c) { return c > ' ' && c <= '~'; };
  if (cell.empty() || (is_seen(cell.front()) && is_seen(cell.back()))) return cell;
  return trimmed(cell);
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

// Whether a cell of this file may say so.
bool RowMapper::can_be(Field field, std::string_view code) const {
  const auto& source = map_.source(field);
  if (!source || source->always) return source && source->always == code;
  return source->values.empty() ||
         std::ranges::any_of(source->values, [&](const auto& each) { return each.second == code; });
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

}  // namespace onthaal::imports
