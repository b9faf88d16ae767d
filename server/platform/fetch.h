#pragma once

#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/redacted.h"
#include "core/result.h"

// One request to another server, with libcurl: https, or http to this machine itself; no redirect is followed, no proxy
// and no cookie used. Blocks: only in a chore of the lane `ask`.
namespace onthaal::fetch {

struct Request {
  std::string url;
  // Where there are any it is a POST of this form.
  std::vector<std::pair<std::string, std::string>> form = {};
  Redacted<std::string> user = {};  // HTTP basic; empty: none
  Redacted<std::string> password = {};
};
struct Answer {
  long status;
  std::string body;  // at most 256 KiB: a longer one is refused
};
// `timeout` for whatever kept an answer from coming whole within ten seconds; `restart` within about a second after a
// stop is asked for.
Result<Answer> ask(const Request& request, const std::stop_token& stop);

}  // namespace onthaal::fetch
