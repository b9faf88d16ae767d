#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/connection.h"

namespace onthaal::http {

using Message = net::beast::http::request<net::beast::http::string_body>;

// What goes back: what a route gives, or a file of the pages.
struct Answer {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string_view content;            // a file's, which lives as long as the server; else empty
  std::shared_ptr<Download> download;  // instead of the body
};

// The value of the staff cookie, or empty.
std::string staff_cookie(const Message& message);
// What follows "Bearer" in Authorization.
std::optional<Redacted<std::string>> bearer_of(const Message& message);
// Whether a page of ours asks.
Origins::Asked asked_by(const Message& message, std::string_view peer);

// Decides what to answer; `done` is called exactly once, on the loop. `message` must live until then.
void answer(House& house, const Message& message, std::string_view peer, std::function<void(Answer)> done);
Answer error_answer(const Error& error);

}  // namespace onthaal::http
