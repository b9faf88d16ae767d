#include "core/clock.h"
#include "platform/json.h"

namespace onthaal::json {

void append_quoted(std::string& out, std::string_view text) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f) continue;
    out.append(text, plain, i - plain);
    plain = i + 1;
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        out += "\\u00";
        out += kDigits[c >> 4];
        out += kDigits[c & 15];
    }
  }
  out.append(text, plain);
  out += '"';
}

void Out::key(std::string_view name) {
  if (text_.size() > 1) text_ += ',';
  append_quoted(text_, name);
  text_ += ':';
}

Out& Out::text(std::string_view name, std::string_view value) {
  key(name);
  append_quoted(text_, value);
  return *this;
}

Out& Out::maybe_text(std::string_view name, const std::optional<std::string>& value) {
  return value ? text(name, *value) : raw(name, "null");
}

Out& Out::integer(std::string_view name, std::int64_t value) {
  return raw(name, std::to_string(value));
}
Out& Out::boolean(std::string_view name, bool value) {
  return raw(name, value ? "true" : "false");
}
Out& Out::time(std::string_view name, std::int64_t unix_ms) {
  return text(name, iso_time(unix_ms));
}
Out& Out::uuid(std::string_view name, const Uuid& id) {
  return text(name, id.text());
}

Out& Out::maybe_time(std::string_view name, const std::optional<std::int64_t>& unix_ms) {
  return unix_ms ? time(name, *unix_ms) : raw(name, "null");
}

Out& Out::raw(std::string_view name, std::string_view json) {
  key(name);
  text_ += json;
  return *this;
}

std::string Out::str() && {
  text_ += '}';
  return std::move(text_);
}
std::string Out::str() & {
  return text_ + '}';
}

std::string list(const std::vector<std::string>& items) {
  std::string out = "[";
  for (const std::string& item : items) {
    if (out.size() > 1) out += ',';
    out += item;
  }
  return out + ']';
}

std::string error_body(const Error& error) {
  Out out;
  out.text("code", error_row(error.code).name).text("detail", error.detail);
  if (!error.fields.empty()) {
    std::vector<std::string> fields;
    for (const FieldError& field : error.fields)
      fields.push_back(Out().text("field", field.field).text("problem", field.problem).str());
    out.raw("fields", list(fields));
  }
  return std::move(out).str();
}

}  // namespace onthaal::json
