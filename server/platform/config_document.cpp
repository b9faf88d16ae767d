#include <fmt/format.h>

#include <array>

#include "platform/config.h"

namespace onthaal::config {
namespace {

enum class Type { text, number, seconds, list };

Type type_of(const Setting& setting) {
  Config config;
  return static_cast<Type>(
      std::array{Type::text, Type::number, Type::seconds, Type::list}.at(setting.target(config).index()));
}

bool is_number(const Setting& setting) {
  const Type type = type_of(setting);
  return type == Type::number || type == Type::seconds;
}

std::string limits(const Setting& setting) {
  return is_number(setting) ? fmt::format("{} to {}", setting.min, setting.max) : "";
}

std::string in_toml(const Setting& setting) {
  if (is_number(setting)) return std::string(setting.fallback);
  if (type_of(setting) == Type::list) return "[]";
  return setting.derived != nullptr ? "\"...\"" : fmt::format("\"{}\"", setting.fallback);
}

std::string_view section_of(std::string_view name) {
  const std::size_t dot = name.find('.');
  return dot == name.npos ? std::string_view() : name.substr(0, dot);
}

}  // namespace

std::string document_toml() {
  std::string out =
      "# The settings of Onthaal, with their defaults. Each can also be given as a variable or as a flag, which wins:\n"
      "#   http.port = 8080    ONTHAAL_HTTP_PORT=8080    --http.port 8080\n"
      "# Lists in a variable or flag are written with commas.\n";
  std::string_view section;
  for (const Setting& setting : settings()) {
    if (section_of(setting.name) != section) {
      section = section_of(setting.name);
      out += fmt::format("\n[{}]\n", section);
    }
    const std::string_view key = section.empty() ? setting.name : setting.name.substr(section.size() + 1);
    out += fmt::format("\n# {}\n", setting.meaning);
    if (is_number(setting)) out += fmt::format("# {}\n", limits(setting));
    if (setting.derived != nullptr) out += fmt::format("# Default: {}\n", setting.fallback);
    out += fmt::format("#{} = {}\n", key, in_toml(setting));
  }
  return out;
}

std::string document_markdown() {
  std::string out = "| setting | meaning | default | limits |\n|---|---|---|---|\n";
  for (const Setting& setting : settings()) {
    const std::string fallback = setting.fallback.empty() ? "(empty)" : fmt::format("`{}`", setting.fallback);
    const std::string shown = setting.derived != nullptr ? std::string(setting.fallback) : fallback;
    out += fmt::format("| `{}` | {} | {} | {} |\n", setting.name, setting.meaning, shown, limits(setting));
  }
  return out;
}

std::string without_password(std::string_view url) {
  const std::size_t start = url.find("://");
  if (start == url.npos) return std::string(url);
  std::string out(url);
  const std::size_t host = start + 3;
  const std::size_t at = out.substr(0, out.find_first_of("/?", host)).rfind('@');
  const std::size_t colon = out.find(':', host);
  if (at != out.npos && at >= host && colon < at) out.replace(colon + 1, at - colon - 1, "***");
  for (std::size_t found = out.find("password="); found != out.npos; found = out.find("password=", found + 9)) {
    const std::size_t end = std::min(out.find('&', found), out.size());
    out.replace(found + 9, end - found - 9, "***");
  }
  return out;
}

}  // namespace onthaal::config
