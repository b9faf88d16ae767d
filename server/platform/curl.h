#pragma once

#include <curl/curl.h>

#include <memory>
#include <stop_token>
#include <string>

// What mail.cpp and fetch.cpp have in common.
namespace onthaal::curl {

struct Close {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, Close>;
using List = std::unique_ptr<curl_slist, Close>;

// Throws std::runtime_error when libcurl does not start. No environment, no redirect, no signal; no longer than
// `seconds`, and no longer than a second after a stop is asked for.
Handle open(const std::string& url, long seconds, const std::stop_token* stop = nullptr);
List append(List list, const std::string& text);

// curl_easy_setopt is variadic: here a wrong type is seen.
template <class Value>
void set(const Handle& handle, CURLoption option, Value value) {
  curl_easy_setopt(handle.get(), option, value);
}
inline void set(const Handle& handle, CURLoption option, const std::string& text) {
  curl_easy_setopt(handle.get(), option, text.c_str());
}

}  // namespace onthaal::curl
