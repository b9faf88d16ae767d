#include "app/demo_stage.h"

#include "core/clock.h"
#include "platform/json.h"
#include "platform/seal.h"

namespace onthaal::app::demo {

std::optional<boost::json::object> Stage::ask(std::string_view verb, const std::string& path, const net::Headers& who,
                                              std::string body) {
  if (!http_) http_.emplace(url, std::chrono::seconds(20));
  net::Headers headers{{"Origin", origin}};
  headers.insert(headers.end(), who.begin(), who.end());
  const net::Answer answer = http_->ask(verb, path, headers, std::move(body));
  set_cookie = answer.header("Set-Cookie");
  refusal.clear();
  auto parsed = answer.body.empty() ? Result<boost::json::object>(boost::json::object()) : json::parse(answer.body);
  if (!parsed) throw net::BrokenError(path + ": " + parsed.error().detail);
  if (answer.status / 100 == 2) return *std::move(parsed);
  refusal = text_at(*parsed, "code");
  return std::nullopt;
}

std::string new_id() {
  return Uuid::v7(system_clock().now(), seal::system_random()).text();
}

std::string text_at(const boost::json::object& from, std::string_view key) {
  const auto* value = from.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

}  // namespace onthaal::app::demo
