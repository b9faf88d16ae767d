#include "platform/http/router.h"

#include <boost/url.hpp>
#include <optional>

#include "core/text.h"

namespace onthaal::http {

namespace urls = boost::urls;

std::string Target::path() const {
  std::string path;
  for (const std::string& segment : segments) path += '/' + segment;
  return path.empty() ? "/" : path;
}

namespace {

bool is_text(const std::string& decoded) {
  return utf8_length(decoded) && decoded.find('\0') == std::string::npos;
}

}  // namespace

Result<Target> parse_target(std::string_view text) {
  const auto url = urls::parse_origin_form({text.data(), text.size()});
  if (!url) return fail(Code::malformed, "the request's target is not a path");
  Target target;
  for (const std::string& segment : url->segments()) {
    if (!is_text(segment)) return fail(Code::malformed, "the path is not UTF-8");
    target.segments.push_back(segment);
  }
  for (const auto& [key, value, _] : url->params()) {
    if (!is_text(key) || !is_text(value)) return fail(Code::malformed, "the query is not UTF-8");
    target.query.emplace_back(key, value);
  }
  return target;
}

namespace {

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> segments;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    segments.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

std::optional<std::vector<std::string>> match(const std::vector<std::string>& pattern,
                                              const std::vector<std::string>& segments) {
  if (pattern.size() != segments.size()) return std::nullopt;
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool is_place = pattern[i].starts_with('{') && !segments[i].empty();
    if (!is_place && pattern[i] != segments[i]) return std::nullopt;
    if (is_place) parts.push_back(segments[i]);
  }
  return parts;
}

}  // namespace

Router::Router(Routes routes) {
  for (Route& route : routes) {
    auto segments = split(route.path);
    entries_.push_back({std::move(route), std::move(segments)});
  }
}

Result<Router::Match> Router::find(Verb verb, const Target& target) const {
  bool is_known = false;
  for (const Entry& entry : entries_) {
    auto parts = match(entry.segments, target.segments);
    if (!parts) continue;
    if (entry.route.verb == verb) return Match{&entry.route, std::move(*parts), target.query};
    is_known = true;
  }
  if (is_known) return fail(Code::method_not_allowed, "this address does not know that method");
  return fail(Code::not_found, "no such address");
}

}  // namespace onthaal::http
