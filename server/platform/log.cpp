#include "platform/log.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>

#include "core/text.h"
#include "platform/json.h"

namespace onthaal::log {
namespace {

std::atomic<Level> lowest_level{Level::info};
std::atomic<Format> line_format{Format::text};

const char* name_of(Level level) {
  switch (level) {
    case Level::debug:
      return "debug";
    case Level::info:
      return "info";
    case Level::warning:
      return "warning";
    case Level::error:
      return "error";
  }
  return "error";
}

void append_quoted(std::string& out, const std::string& text) {
  if (utf8_length(text)) return json::append_quoted(out, text);
  std::string ascii = text;
  std::ranges::replace_if(ascii, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  json::append_quoted(out, ascii);
}

bool is_bare(const std::string& text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != '=' && c != '\\'; });
}

std::string text_line(Level level, Millis at, const char* event, std::initializer_list<Field> fields) {
  std::string out = fmt::format("{} {} {}", iso_time(at), name_of(level), event);
  for (const Field& field : fields) {
    out += fmt::format(" {}=", field.key());
    if (is_bare(field.text()))
      out += field.text();
    else
      append_quoted(out, field.text());
  }
  return out + "\n";
}

std::string json_line(Level level, Millis at, const char* event, std::initializer_list<Field> fields) {
  std::string out = fmt::format(R"({{"at":"{}","level":"{}","event":)", iso_time(at), name_of(level));
  append_quoted(out, event);
  for (const Field& field : fields) {
    out += ',';
    append_quoted(out, field.key());
    out += ':';
    if (field.is_quoted())
      append_quoted(out, field.text());
    else
      out += field.text();
  }
  return out + "}\n";
}

}  // namespace

std::string line(Level level, Format format, Millis at, const char* event, std::initializer_list<Field> fields) {
  return format == Format::json ? json_line(level, at, event, fields) : text_line(level, at, event, fields);
}

void write(Level level, const char* event, std::initializer_list<Field> fields) {
  if (level < lowest_level.load(std::memory_order_relaxed)) return;
  const std::string text =
      line(level, line_format.load(std::memory_order_relaxed), system_clock().now(), event, fields);
  // One write a line: lines of several threads never mix. A log that nobody takes stops nothing.
  if (::write(STDERR_FILENO, text.data(), text.size()) < 0) return;
}

void set_up(Level lowest, Format format) {
  lowest_level = lowest;
  line_format = format;
}

}  // namespace onthaal::log
