#pragma once

#include <boost/json.hpp>
#include <chrono>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "platform/net/client.h"

// What simulated people share: where the server is, how fast time goes, chance, and what is counted.
namespace onthaal::app::demo {

using Moment = std::chrono::steady_clock::time_point;

struct Tally {
  std::int64_t came = 0, requested = 0, refused = 0, left = 0, removed = 0, ended = 0;  // visitors
  std::int64_t taken = 0, finished = 0, registered = 0;                                 // operators
  std::int64_t breaks = 0, ratings = 0;
  std::int64_t sent = 0, acknowledged = 0, declined = 0;  // messages; declined: the talk had ended
  std::int64_t lost = 0, doubled = 0, failed = 0;         // must be 0
};

class Stage {
 public:
  Stage(net::Url url, std::string origin, std::string slug, double speed)
      : url(std::move(url)), origin(std::move(origin)), slug(std::move(slug)), speed_(speed) {}

  static Moment now() { return std::chrono::steady_clock::now(); }
  // So many seconds of the evening from now; people are never exact.
  Moment after(double seconds) { return now() + real(seconds * spread(0.7, 1.3)); }
  std::chrono::milliseconds real(double seconds) const {
    return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000 / speed_));
  }
  double since(Moment moment) const {  // in seconds of the evening
    return std::chrono::duration<double>(now() - moment).count() * speed_;
  }
  double spread(double from, double to) { return std::uniform_real_distribution(from, to)(random_); }
  bool has_luck(double chance) { return spread(0, 1) < chance; }
  template <class List>
  const auto& pick(const List& list) {
    return list[std::uniform_int_distribution<std::size_t>(0, list.size() - 1)(random_)];
  }

  // The answer's JSON where the status is 2xx; else nothing, and the code in `refusal`. Throws net::BrokenError.
  std::optional<boost::json::object> ask(std::string_view verb, const std::string& path, const net::Headers& who,
                                         std::string body = {});

  const net::Url url;
  const std::string origin;
  const std::string slug;
  Tally tally;
  bool is_closing = false;  // the evening is over: people say goodbye
  std::string refusal;      // of the last ask()
  std::string set_cookie;   // of the last ask()

 private:
  const double speed_;
  std::mt19937_64 random_{std::random_device{}()};
  std::optional<net::HttpClient> http_;
};

std::string new_id();
std::string text_at(const boost::json::object& from, std::string_view key);  // empty when absent or no text

}  // namespace onthaal::app::demo
