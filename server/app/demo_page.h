#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/demo_stage.h"
#include "app/probe_live.h"

namespace onthaal::app::demo {

// The connection of one simulated page, which never waits: it keeps what is not acknowledged, one command at a time,
// comes back by itself with its last numbers, and counts every event that is lost or doubled.
class Page {
 public:
  Page(Stage& stage, Caller caller) : stage_(stage), caller_(std::move(caller)) {}

  void follow(const std::string& stream);  // from a snapshot; again: anew, to look at it as a whole
  void leave(const std::string& stream);
  void drop(double seconds);  // the network is gone for so long
  void close() { socket_.reset(), is_closed_ = true; }
  std::string command(std::string_view name, std::string data, const std::string& stream = {});  // its id
  void signal(const std::string& stream, std::string_view name, const std::string& data);

  // What has come: snapshots, events, acks, errors, signals.
  std::vector<boost::json::object> turn();

  bool has_sent_all() const { return outbox_.empty(); }
  bool is_connected() const { return is_greeted_; }
  // A snapshot against what was acknowledged here: everything once, and in order.
  void audit(const std::string& stream, const boost::json::object& state);

 private:
  struct Pending {
    std::string id, name, data, stream;
    std::int64_t after;
    bool was_sent = false;
  };
  struct Followed {
    std::int64_t number = -1;         // nothing came yet
    std::vector<std::string> posted;  // ids of what was acknowledged to us, in order
    std::set<std::string> seen;
  };

  void open();
  void lose(double real_seconds);
  void send_next();
  void take(const boost::json::object& frame);
  void take_event(Followed& followed, const boost::json::object& frame);
  void take_snapshot(Followed& followed, const boost::json::object& frame);
  void take_error(const boost::json::object& frame);
  void settle(const std::string& id);
  void send(const std::string& frame);

  Stage& stage_;
  Caller caller_;
  std::unique_ptr<net::SocketClient> socket_;
  bool is_greeted_ = false, is_underway_ = false, is_closed_ = false;
  Moment open_at_{}, send_at_{};
  std::map<std::string, Followed> streams_;
  std::deque<Pending> outbox_;
};

}  // namespace onthaal::app::demo
