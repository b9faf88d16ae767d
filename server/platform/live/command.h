#pragma once

#include <boost/json.hpp>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "platform/act/work.h"

namespace onthaal::live {

// What came with every command: who, the client's id, and whether this is a resend (then `after` is the last number
// that the client knew of the stream when it first sent it).
struct Envelope {
  Actor actor;
  Uuid id;
  bool again = false;
  std::int64_t after = 0;
};

// One line of a feature's table of commands. `parse` runs on the socket thread; `data` has been parsed as JSON only.
struct Command {
  std::string_view name;  // "message.post"
  std::function<Result<Work>(const Envelope&, const boost::json::object& data)> parse;
};
using Commands = std::vector<Command>;

// A command that is one act: `run(tx, envelope, wish)` is given what `parse` read.
template <class Wish, class Run>
Command command(const char* name, Result<Wish> (*parse)(const boost::json::object&), Run run) {
  return {name, [=](const Envelope& envelope, const boost::json::object& data) -> Result<Work> {
            auto wish = parse(data);
            if (!wish) return std::unexpected(std::move(wish.error()));
            return Act{name, [run, envelope, wish = *std::move(wish)](Tx& tx) { return run(tx, envelope, wish); }};
          }};
}

// Signals computed from rows (place in the queue): when an act leaves a Touched effect with this name, `read` runs on a
// reader, at most four times a second per id, and what differs from before goes to the subscribers of its stream.
struct Signal {
  StreamKey stream;
  Uuid stream_uuid;
  std::string_view name;  // "place"
  std::string data;       // JSON
};
struct Watch {
  std::string_view what;
  std::function<std::vector<Signal>(const Snapshot&, std::int64_t id)> read;
};

// Who a token or a cookie is. Run on a reader.
struct Doors {
  std::function<Actor(const Snapshot&, std::string_view token)> visitor;
  std::function<Actor(const Snapshot&, std::string_view cookie)> staff;
  // Whether that session is still open: the first that each of its acts asks. May be empty.
  std::function<bool(Tx&, const Staff&)> staff_open;
  // What has to be written first: that this session is in use. Mostly nothing. May be empty.
  std::function<std::optional<Act>(const Snapshot&, const Staff&)> staff_used;
  // The first session of somebody of the staff went live, or the last one closed. As StreamKind::present. May be empty.
  std::function<void(Tx&, StaffId, bool is_there)> staff_present;
};

}  // namespace onthaal::live
