#include "platform/http/query.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace onthaal::http {
namespace {

constexpr std::size_t kMaxMistakes = 20;
constexpr std::size_t kMaxNameShown = 64;

}  // namespace

std::vector<std::string> QueryReader::each(std::string_view field, std::size_t max) {
  asked_.push_back(field);
  std::vector<std::string> values;
  for (const auto& [name, value] : query_)
    if (name == field) values.push_back(value);
  if (values.size() > max) {
    mistake(field, max == 1 ? "repeated" : "too_long");
    values.resize(max);
  }
  if (std::ranges::any_of(values, &std::string::empty)) mistake(field, "required");
  if (std::set(values.begin(), values.end()).size() < values.size()) mistake(field, "repeated");
  return values;
}

std::optional<std::string> QueryReader::maybe(std::string_view field) {
  const auto values = each(field, 1);
  return values.empty() ? std::nullopt : std::optional(values.front());
}

std::string QueryReader::required(std::string_view field) {
  const auto value = maybe(field);
  if (!value) mistake(field, "required");
  return value.value_or("");
}

std::optional<std::int64_t> QueryReader::maybe_integer(std::string_view field, std::int64_t min, std::int64_t max) {
  const auto text = maybe(field);
  if (!text || text->empty()) return std::nullopt;
  std::int64_t value = 0;
  const auto [stop, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc{} || stop != text->data() + text->size()) {
    mistake(field, "not_a_number");
    return std::nullopt;
  }
  if (value < min) mistake(field, "too_small");
  if (value > max) mistake(field, "too_large");
  return value;
}

std::size_t QueryReader::choice(std::string_view field, std::span<const std::string_view> allowed) {
  const auto text = maybe(field);
  if (!text) return 0;
  const auto found = std::ranges::find(allowed, *text);
  if (found != allowed.end()) return static_cast<std::size_t>(found - allowed.begin());
  mistake(field, "not_allowed");
  return 0;
}

void QueryReader::mistake(std::string_view field, std::string_view problem) {
  const auto is_named = [&](const FieldError& each) { return each.field == field; };
  if (std::ranges::none_of(mistakes_, is_named)) mistakes_.push_back({std::string(field), std::string(problem)});
}

std::optional<Error> QueryReader::finished() {
  for (const auto& [name, _] : query_)
    if (std::ranges::find(asked_, name) == asked_.end() && mistakes_.size() < kMaxMistakes)
      mistake(std::string_view(name).substr(0, kMaxNameShown), "unknown_field");
  if (mistakes_.empty()) return std::nullopt;
  return Error{Code::invalid, "what stands after the '?' is wrong", std::move(mistakes_)};
}

}  // namespace onthaal::http
