#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/redacted.h"
#include "core/result.h"

// JSON in, strictly; JSON out, cheaply.
namespace onthaal::json {

// Bytes to an object. Refuses what is not UTF-8, nests deeper than 8, repeats a key, or is not an object.
Result<boost::json::object> parse(std::string_view bytes);

// Reads an object field by field, gathers every mistake and names the field:
//
//   Result<Post> parse_post(const boost::json::object& data) {
//     json::Reader read(data);
//     Post post{.conversation = read.uuid("conversation"), .text = read.words("text", 1, 4000)};
//     return read.done(std::move(post));
//   }
//
// A missing or wrong field yields an empty value and a mistake; done() gives Code::invalid with all of them, fields
// that nobody asked for included ("unknown_field"). Problems: required, not_text, not_a_number, not_true_or_false,
// not_an_object, not_a_list, not_a_uuid, not_a_time, too_short, too_long, too_small, too_large, not_allowed,
// unknown_field.
class Reader {
 public:
  explicit Reader(const boost::json::object& object, std::string prefix = {});

  // Lengths are in code points. Control characters other than newline and tab are refused ("not_allowed").
  std::string text(std::string_view field, std::size_t min, std::size_t max);
  std::optional<std::string> maybe_text(std::string_view field, std::size_t min, std::size_t max);
  // The same for what a person wrote: trimmed first, and redacted.
  Redacted<std::string> words(std::string_view field, std::size_t min, std::size_t max);
  std::optional<Redacted<std::string>> maybe_words(std::string_view field, std::size_t min, std::size_t max);
  std::int64_t integer(std::string_view field, std::int64_t min, std::int64_t max);
  std::optional<std::int64_t> maybe_integer(std::string_view field, std::int64_t min, std::int64_t max);
  std::optional<std::int64_t> maybe_time(std::string_view field);  // ISO 8601, UTC; in milliseconds
  bool boolean(std::string_view field);
  bool boolean_or(std::string_view field, bool fallback);
  Uuid uuid(std::string_view field);
  // The index of the value in `allowed`.
  std::size_t choice(std::string_view field, std::initializer_list<std::string_view> allowed);
  std::optional<std::string> maybe_choice(std::string_view field, std::initializer_list<std::string_view> allowed);
  const boost::json::object& object(std::string_view field);  // empty when absent or wrong
  const boost::json::object* maybe_object(std::string_view field);
  const boost::json::array& array(std::string_view field, std::size_t max);  // empty when absent or wrong
  const boost::json::array& array_or_empty(std::string_view field, std::size_t max);
  // The text of a file: any characters, and the length in bytes.
  std::string file(std::string_view field, std::size_t max);

  void mistake(std::string_view field, std::string_view problem);
  // What the reader of an object inside this one found; its prefix is the field where that stands.
  void take_mistakes(Reader& inner);

  template <class T>
  Result<T> done(T value) {
    if (auto error = finished()) return std::unexpected(std::move(*error));
    return value;
  }
  std::optional<Error> finished();

 private:
  const boost::json::value* find(std::string_view field, bool required);

  const boost::json::object& object_;
  std::string prefix_;
  std::vector<std::string_view> asked_;
  std::vector<FieldError> mistakes_;
};

// Builds an object in one string, without a tree: `Out().text("type", "ack").integer("number", 3).str()`.
class Out {
 public:
  Out() {
    text_.reserve(256);  // most frames: one allocation instead of several
    text_ = "{";
  }
  Out& text(std::string_view key, std::string_view value);
  Out& maybe_text(std::string_view key, const std::optional<std::string>& value);  // null when absent
  Out& integer(std::string_view key, std::int64_t value);
  Out& boolean(std::string_view key, bool value);
  Out& time(std::string_view key, std::int64_t unix_ms);                              // ISO, UTC
  Out& maybe_time(std::string_view key, const std::optional<std::int64_t>& unix_ms);  // null when absent
  Out& uuid(std::string_view key, const Uuid& id);
  Out& raw(std::string_view key, std::string_view json);  // already JSON
  std::string str() &&;
  std::string str() &;

 private:
  void key(std::string_view name);
  std::string text_;
};
// `[a,b]` from texts that are JSON already.
std::string list(const std::vector<std::string>& items);
void append_quoted(std::string& out, std::string_view text);

// The answer to a failed request or command: {"code":..., "detail":..., "fields":[...]} without the braces' owner.
std::string error_body(const Error& error);

}  // namespace onthaal::json
