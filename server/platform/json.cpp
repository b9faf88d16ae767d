#include "platform/json.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <cmath>

#include "core/clock.h"
#include "core/text.h"

namespace onthaal::json {
namespace {

constexpr std::size_t kMaxDepth = 8;
constexpr std::size_t kMaxMistakes = 20;
constexpr std::size_t kMaxNameShown = 64;

// Builds the tree and counts the keys as they were written: a tree with fewer keys had one twice.
struct Builder {
  static constexpr std::size_t max_object_size = 1024;
  static constexpr std::size_t max_array_size = 65536;
  static constexpr std::size_t max_key_size = 1024;
  static constexpr std::size_t max_string_size = std::size_t{16} << 20;
  using Error = boost::json::error_code;
  using View = boost::json::string_view;

  boost::json::value_stack stack;
  std::size_t keys = 0;

  bool on_document_begin(Error&) {
    stack.reset();
    return true;
  }
  bool on_document_end(Error&) { return true; }
  bool on_array_begin(Error&) { return true; }
  bool on_array_end(std::size_t n, Error&) {
    stack.push_array(n);
    return true;
  }
  bool on_object_begin(Error&) { return true; }
  bool on_object_end(std::size_t n, Error&) {
    keys += n;
    stack.push_object(n);
    return true;
  }
  bool on_string_part(View s, std::size_t, Error&) {
    stack.push_chars(s);
    return true;
  }
  bool on_string(View s, std::size_t, Error&) {
    stack.push_string(s);
    return true;
  }
  bool on_key_part(View s, std::size_t, Error&) {
    stack.push_chars(s);
    return true;
  }
  bool on_key(View s, std::size_t, Error&) {
    stack.push_key(s);
    return true;
  }
  bool on_number_part(View, Error&) { return true; }
  bool on_int64(std::int64_t i, View, Error&) {
    stack.push_int64(i);
    return true;
  }
  bool on_uint64(std::uint64_t u, View, Error&) {
    stack.push_uint64(u);
    return true;
  }
  bool on_double(double d, View, Error& error) {
    if (!std::isfinite(d)) error = boost::json::error::exponent_overflow;  // Boost reads 0e420 as no number at all
    stack.push_double(d);
    return !error;
  }
  bool on_bool(bool b, Error&) {
    stack.push_bool(b);
    return true;
  }
  bool on_null(Error&) {
    stack.push_null();
    return true;
  }
  bool on_comment_part(View, Error&) { return true; }
  bool on_comment(View, Error&) { return true; }
};

std::size_t count_keys(const boost::json::value& value) {
  std::size_t count = 0;
  if (const auto* object = value.if_object()) {
    count = object->size();
    for (const auto& member : *object) count += count_keys(member.value());
  } else if (const auto* array = value.if_array()) {
    for (const auto& item : *array) count += count_keys(item);
  }
  return count;
}

// C0 but newline and tab, DEL, and C1 (U+0080-U+009F: 0xC2 0x80-0x9F).
bool has_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f) return true;
    if (c == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0) return true;
  }
  return false;
}

std::string_view problem_of(std::string_view text, std::size_t min, std::size_t max) {
  const auto length = utf8_length(text);
  if (!length || has_control(text)) return "not_allowed";
  if (*length < min) return "too_short";
  if (*length > max) return "too_long";
  return {};
}

// A name that the client chose, short enough to answer with.
std::string shown(std::string_view name) {
  std::size_t size = std::min(name.size(), kMaxNameShown);
  while (size > 0 && !utf8_length(name.substr(0, size))) --size;
  return std::string(name.substr(0, size));
}

}  // namespace

Result<boost::json::object> parse(std::string_view bytes) {
  boost::json::parse_options options;
  options.max_depth = kMaxDepth;
  boost::json::basic_parser<Builder> parser(options);
  boost::json::error_code problem;
  const std::size_t used = parser.write_some(false, bytes.data(), bytes.size(), problem);
  if (problem) return fail(Code::malformed, "not JSON at byte " + std::to_string(used) + ": " + problem.message());
  if (used < bytes.size()) return fail(Code::malformed, "not JSON: more follows at byte " + std::to_string(used));
  boost::json::value value = parser.handler().stack.release();
  if (!value.is_object()) return fail(Code::malformed, "not a JSON object");
  if (count_keys(value) != parser.handler().keys) return fail(Code::malformed, "a key stands twice in one object");
  return std::move(value.get_object());
}

Reader::Reader(const boost::json::object& object, std::string prefix) : object_(object), prefix_(std::move(prefix)) {
  if (!prefix_.empty() && !prefix_.ends_with('.')) prefix_ += '.';
}

void Reader::mistake(std::string_view field, std::string_view problem) {
  mistakes_.push_back({prefix_ + std::string(field), std::string(problem)});
}

const boost::json::value* Reader::find(std::string_view field, bool required) {
  asked_.push_back(field);
  const boost::json::value* value = object_.if_contains(field);
  if (value != nullptr && !value->is_null()) return value;
  if (required) mistake(field, "required");
  return nullptr;
}

std::optional<std::string> Reader::maybe_text(std::string_view field, std::size_t min, std::size_t max) {
  const auto* value = find(field, false);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) {
    mistake(field, "not_text");
    return std::nullopt;
  }
  const std::string_view text = value->get_string();
  const std::string_view problem = problem_of(text, min, max);
  if (!problem.empty()) {
    mistake(field, problem);
    return std::nullopt;
  }
  return std::string(text);
}

std::string Reader::text(std::string_view field, std::size_t min, std::size_t max) {
  if (find(field, true) == nullptr) return {};
  return maybe_text(field, min, max).value_or(std::string());
}

Redacted<std::string> Reader::words(std::string_view field, std::size_t min, std::size_t max) {
  if (find(field, true) == nullptr) return {};
  return maybe_words(field, min, max).value_or(Redacted<std::string>());
}

std::optional<Redacted<std::string>> Reader::maybe_words(std::string_view field, std::size_t min, std::size_t max) {
  const auto* value = find(field, false);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) {
    mistake(field, "not_text");
    return std::nullopt;
  }
  const std::string_view text = trimmed(std::string_view(value->get_string()));
  const std::string_view problem = problem_of(text, min, max);
  if (!problem.empty()) {
    mistake(field, problem);
    return std::nullopt;
  }
  return Redacted<std::string>(std::string(text));
}

std::optional<std::int64_t> Reader::maybe_integer(std::string_view field, std::int64_t min, std::int64_t max) {
  const auto* value = find(field, false);
  if (value == nullptr) return std::nullopt;
  if (value->is_uint64()) {  // Boost gives this type only to what is past int64
    mistake(field, "too_large");
  } else if (!value->is_int64()) {
    mistake(field, "not_a_number");
  } else if (value->get_int64() < min) {
    mistake(field, "too_small");
  } else if (value->get_int64() > max) {
    mistake(field, "too_large");
  } else {
    return value->get_int64();
  }
  return std::nullopt;
}

std::int64_t Reader::integer(std::string_view field, std::int64_t min, std::int64_t max) {
  if (find(field, true) == nullptr) return 0;
  return maybe_integer(field, min, max).value_or(0);
}

std::optional<std::int64_t> Reader::maybe_time(std::string_view field) {
  const auto* value = find(field, false);
  if (value == nullptr) return std::nullopt;
  const auto at = value->is_string() ? parse_iso_time(value->get_string()) : std::nullopt;
  if (!at) mistake(field, "not_a_time");
  return at;
}

bool Reader::boolean_or(std::string_view field, bool fallback) {
  const auto* value = find(field, false);
  if (value == nullptr) return fallback;
  if (value->is_bool()) return value->get_bool();
  mistake(field, "not_true_or_false");
  return fallback;
}

bool Reader::boolean(std::string_view field) {
  if (find(field, true) == nullptr) return false;
  return boolean_or(field, false);
}

Uuid Reader::uuid(std::string_view field) {
  const auto* value = find(field, true);
  if (value == nullptr) return {};
  const auto id = value->is_string() ? Uuid::parse(std::string_view(value->get_string())) : std::nullopt;
  if (!id) mistake(field, "not_a_uuid");
  return id.value_or(Uuid{});
}

std::size_t Reader::choice(std::string_view field, std::initializer_list<std::string_view> allowed) {
  if (find(field, true) == nullptr) return 0;
  const auto value = maybe_choice(field, allowed);
  return value ? static_cast<std::size_t>(std::ranges::find(allowed, *value) - allowed.begin()) : 0;
}

std::optional<std::string> Reader::maybe_choice(std::string_view field,
                                                std::initializer_list<std::string_view> allowed) {
  const auto* value = find(field, false);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string())
    mistake(field, "not_text");
  else if (std::ranges::find(allowed, std::string_view(value->get_string())) == allowed.end())
    mistake(field, "not_allowed");
  else
    return std::string(value->get_string());
  return std::nullopt;
}

const boost::json::object& Reader::object(std::string_view field) {
  static const boost::json::object empty;
  if (find(field, true) == nullptr) return empty;
  const auto* found = maybe_object(field);
  return found != nullptr ? *found : empty;
}

const boost::json::object* Reader::maybe_object(std::string_view field) {
  const auto* value = find(field, false);
  if (value == nullptr) return nullptr;
  if (value->is_object()) return &value->get_object();
  mistake(field, "not_an_object");
  return nullptr;
}

const boost::json::array& Reader::array_or_empty(std::string_view field, std::size_t max) {
  static const boost::json::array empty;
  const auto* value = find(field, false);
  if (value == nullptr) return empty;
  if (!value->is_array()) {
    mistake(field, "not_a_list");
    return empty;
  }
  if (value->get_array().size() <= max) return value->get_array();
  mistake(field, "too_long");
  return empty;
}

const boost::json::array& Reader::array(std::string_view field, std::size_t max) {
  find(field, true);
  return array_or_empty(field, max);
}

std::string Reader::file(std::string_view field, std::size_t max) {
  const auto* value = find(field, true);
  if (value == nullptr) return {};
  if (!value->is_string()) {
    mistake(field, "not_text");
  } else if (value->get_string().size() > max) {
    mistake(field, "too_long");
  } else {
    return std::string(value->get_string());
  }
  return {};
}

void Reader::take_mistakes(Reader& inner) {
  const auto error = inner.finished();
  if (!error) return;
  for (const FieldError& each : error->fields) mistake(each.field, each.problem);
}

std::optional<Error> Reader::finished() {
  for (const auto& member : object_)
    if (std::ranges::find(asked_, std::string_view(member.key())) == asked_.end())
      mistake(shown(member.key()), "unknown_field");
  if (mistakes_.empty()) return std::nullopt;
  if (mistakes_.size() > kMaxMistakes) mistakes_.resize(kMaxMistakes);
  return Error{Code::invalid, "a field is wrong", std::move(mistakes_)};
}

}  // namespace onthaal::json
