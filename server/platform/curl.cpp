#include "platform/curl.h"

#include <stdexcept>

namespace onthaal::curl {
namespace {

// Called about once a second, and whenever something moves.
int look_for_stop(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0;
}

}  // namespace

Handle open(const std::string& url, long seconds, const std::stop_token* stop) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  Handle handle(started == CURLE_OK ? curl_easy_init() : nullptr);
  if (!handle) throw std::runtime_error("libcurl does not start");
  set(handle, CURLOPT_URL, url);
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_PROXY, "");
  set(handle, CURLOPT_FOLLOWLOCATION, 0L);
  set(handle, CURLOPT_CONNECTTIMEOUT, 5L);
  set(handle, CURLOPT_TIMEOUT, seconds);
  // Closed at once with this handle, so that a polite goodbye to a server that hangs ends with it, too.
  set(handle, CURLOPT_FORBID_REUSE, 1L);
  set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (stop != nullptr) {
    set(handle, CURLOPT_NOPROGRESS, 0L);
    set(handle, CURLOPT_XFERINFOFUNCTION, look_for_stop);
    set(handle, CURLOPT_XFERINFODATA, static_cast<const void*>(stop));
  }
  return handle;
}

List append(List list, const std::string& text) {
  curl_slist* longer = curl_slist_append(list.get(), text.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(list.release());
  return List(longer);
}

}  // namespace onthaal::curl
