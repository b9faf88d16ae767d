#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "core/ids.h"

// One line per event, `key=value` text or JSON. A value is a number, a boolean, a duration, an opaque id, or a name
// that the program itself holds. There is no way in for a std::string that came from outside: no visitor data can reach
// it.
namespace onthaal::log {

enum class Level { debug, info, warning, error };
enum class Format { text, json };

// A string of the program or the machine (a path, a setting's name, an engine's message about a statement): never
// something that came in over a socket. Write log::ours(...) and mean it.
struct Ours {
  std::string text;
};
inline Ours ours(std::string text) {
  return {std::move(text)};
}

class Field {
 public:
  template <std::integral T>
  Field(const char* key, T value) : key_(key), text_(std::to_string(value)), quoted_(false) {}
  Field(const char* key, bool value) : key_(key), text_(value ? "true" : "false"), quoted_(false) {}
  template <std::size_t N>
  Field(const char* key, const char (&literal)[N]) : key_(key), text_(literal), quoted_(true) {}
  Field(const char* key, Ours value) : key_(key), text_(std::move(value.text)), quoted_(true) {}
  Field(const char* key, const Uuid& id) : key_(key), text_(id.text()), quoted_(true) {}
  template <class Rep, class Period>
  Field(const char* key, std::chrono::duration<Rep, Period> value)
      : key_(key),
        text_(std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(value).count())),
        quoted_(false) {}

  const char* key() const { return key_; }
  const std::string& text() const { return text_; }
  bool is_quoted() const { return quoted_; }

 private:
  const char* key_;
  std::string text_;
  bool quoted_;
};

// `event` is dotted and past tense: "server.started", "act.slow". Thread-safe. Goes to stderr.
void write(Level level, const char* event, std::initializer_list<Field> fields = {});
inline void info(const char* event, std::initializer_list<Field> fields = {}) {
  write(Level::info, event, fields);
}
inline void warning(const char* event, std::initializer_list<Field> fields = {}) {
  write(Level::warning, event, fields);
}
inline void error(const char* event, std::initializer_list<Field> fields = {}) {
  write(Level::error, event, fields);
}

void set_up(Level lowest, Format format);

// The line of one event, its newline included; whatever the values hold, it is one line.
std::string line(Level level, Format format, Millis at, const char* event, std::initializer_list<Field> fields);

}  // namespace onthaal::log
