#pragma once

#include <boost/json.hpp>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/net/client.h"

namespace onthaal::app {

enum class Transport { web_socket, long_poll };

// Who says hello: a visitor by token, staff by cookie.
struct Caller {
  std::string origin;
  std::string token;
  std::string cookie;
};

// A page's connection, as a page would keep it: it checks that the events of each stream follow each other. Everything
// throws net::BrokenError with what broke.
class LiveClient {
 public:
  struct Subscription {
    std::string stream;
    std::optional<std::int64_t> after;
  };

  LiveClient(net::Url url, Transport transport, Caller caller);
  ~LiveClient();

  // Connects, says hello, and waits until each subscription has answered.
  void connect(const std::vector<Subscription>& subscriptions);
  void drop();                                               // as a lost network does
  boost::json::object subscribe(const std::string& stream);  // the snapshot
  void command(std::string_view name, const std::string& id, const std::string& data, std::string_view resend = {});

  // The first frame not yet handed out that fits; others are passed over.
  using Fits = std::function<bool(const boost::json::object&)>;
  boost::json::object wait_for(const std::string& what, const Fits& fits);
  boost::json::object wait_for_ack(const std::string& id);
  // Of a command that may change nothing: its event, or the acknowledgement that there is none.
  void wait_for_answer(const std::string& id);
  boost::json::object wait_for_event(const std::string& stream, std::string_view event);

  // The number of the last event, or of the snapshot.
  std::int64_t last(const std::string& stream) const;

 private:
  struct Line;
  void send(const std::string& frame);
  boost::json::object next();
  void follow(const boost::json::object& frame);
  void refuse_error(const boost::json::object& frame, const std::string& what) const;

  net::Url url_;
  Transport transport_;
  Caller caller_;
  std::unique_ptr<Line> line_;
  std::map<std::string, std::int64_t> last_;
};

}  // namespace onthaal::app
