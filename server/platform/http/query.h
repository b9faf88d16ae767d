#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "platform/http/route.h"

namespace onthaal::http {

// Reads what stood after the '?' field by field, gathers every mistake and names the field, as json::Reader does:
//
//   QueryReader read(request.query);
//   Asked asked{.from = read.required("from"), .themes = read.each("theme")};
//   return read.done(std::move(asked));
//
// A field that is there twice, or of each() the same value, is a mistake ("repeated"), and so is one that nobody asked
// for ("unknown_field"). Problems besides: required, not_a_number, too_small, too_large, not_allowed.
class QueryReader {
 public:
  explicit QueryReader(const Query& query) : query_(query) {}

  std::string required(std::string_view field);  // not empty
  std::optional<std::string> maybe(std::string_view field);
  std::vector<std::string> each(std::string_view field, std::size_t max);
  std::optional<std::int64_t> maybe_integer(std::string_view field, std::int64_t min, std::int64_t max);
  // The index of what was said; 0 where nothing was.
  std::size_t choice(std::string_view field, std::span<const std::string_view> allowed);
  // What `parse` makes of the text, an optional; where that is nothing, a mistake and an empty value.
  template <class Parse>
  auto required(std::string_view field, const Parse& parse) {
    auto value = parse(required(field));
    if (!value) mistake(field, "not_allowed");
    return std::move(value).value_or(typename decltype(value)::value_type{});
  }

  void mistake(std::string_view field, std::string_view problem);

  template <class T>
  Result<T> done(T value) {
    if (auto error = finished()) return std::unexpected(std::move(*error));
    return value;
  }
  std::optional<Error> finished();

 private:
  const Query& query_;
  std::vector<std::string_view> asked_;
  std::vector<FieldError> mistakes_;
};

}  // namespace onthaal::http
