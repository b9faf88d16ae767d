#include "platform/fetch.h"

#include "core/text.h"
#include "platform/curl.h"

namespace onthaal::fetch {
namespace {

constexpr long kPatience = 10;
constexpr std::size_t kMost = 256 * 1024;

std::size_t take(const char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& body = *static_cast<std::string*>(into);
  if (body.size() + size * count > kMost) return 0;
  body.append(bytes, size * count);
  return size * count;
}

std::string escaped(const curl::Handle& handle, const std::string& text) {
  char* made = curl_easy_escape(handle.get(), text.data(), static_cast<int>(text.size()));
  std::string out = made != nullptr ? made : "";
  curl_free(made);
  return out;
}

}  // namespace

Result<Answer> ask(const Request& request, const std::stop_token& stop) {
  if (stop.stop_requested()) return fail(Code::restart, "the server is stopping");
  const bool is_here = is_on_loopback(request.url);
  const curl::Handle handle = curl::open(request.url, kPatience, &stop);
  curl::set(handle, CURLOPT_PROTOCOLS_STR, is_here ? "https,http" : "https");
  std::string form;
  for (const auto& [name, value] : request.form)
    form += (form.empty() ? "" : "&") + escaped(handle, name) + "=" + escaped(handle, value);
  if (!request.form.empty()) curl::set(handle, CURLOPT_POSTFIELDS, form);
  if (!request.user.reveal().empty()) {
    // Each is encoded as a field of a form first (RFC 6749, 2.3.1).
    curl::set(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    curl::set(handle, CURLOPT_USERNAME, escaped(handle, request.user.reveal()));
    curl::set(handle, CURLOPT_PASSWORD, escaped(handle, request.password.reveal()));
  }
  const curl::List headers = curl::append({}, "Accept: application/json");
  curl::set(handle, CURLOPT_HTTPHEADER, headers.get());
  Answer answer{};
  curl::set(handle, CURLOPT_WRITEFUNCTION, take);
  curl::set(handle, CURLOPT_WRITEDATA, static_cast<void*>(&answer.body));
  const CURLcode problem = curl_easy_perform(handle.get());
  if (problem == CURLE_ABORTED_BY_CALLBACK) return fail(Code::restart, "the server is stopping");
  if (problem != CURLE_OK) return fail(Code::timeout, "the other server gave no answer");
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &answer.status);
  return answer;
}

}  // namespace onthaal::fetch
