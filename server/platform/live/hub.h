#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/act/engine.h"
#include "platform/act/known_askers.h"
#include "platform/live/channel.h"
#include "platform/live/command.h"
#include "platform/live/frame.h"
#include "platform/live/presences.h"
#include "platform/live/session.h"
#include "platform/live/watches.h"

namespace onthaal::live {

struct Catch;

struct HubSettings {
  // Bytes waiting for one receiver, beside what it asked for by subscribing; more closes it with too_slow.
  std::size_t send_limit = 1 << 20;
  std::chrono::seconds hello_timeout{10};
  std::chrono::seconds ping_interval{25};
  std::chrono::seconds idle_limit{60};  // without any sign of life
  double frames_per_second = 20;        // of a page; of a visitor, by all their pages
  double frames_burst = 60;
};

// Sessions and their subscriptions: what comes in goes to the engine, what is committed goes out. Knows no socket; a
// transport carries each session. Runs on the loop's thread only.
class Hub {
 public:
  Hub(HubSettings settings, const Clock& clock, Engine& engine, Commands commands, std::vector<Watch> watches,
      Doors doors);

  // A transport has a new connection. `cookie`: of the upgrade, for staff; dropped after the hello.
  std::shared_ptr<Session> open(Transport& transport, std::string cookie);
  // One frame came in.
  void receive(const std::shared_ptr<Session>& session, std::string_view bytes);
  void receive(const std::shared_ptr<Session>& session, Result<ClientFrame> frame);
  void heard(Session& session) { session.heard_at = clock_.steady(); }  // a pong, a poll
  // The connection is gone. The transport is not used afterwards.
  void closed(Session& session);
  // Ends a session from our side, with an error frame and the code's close code.
  void close(Session& session, const Error& error);

  // What the engine finished: effects, then answers, in order.
  void deliver(std::vector<Finished> batch);
  // Time passed: hello timeouts, pings, idle limits, watches that were touched. Four times a second.
  void tick();
  // Tells everybody to come back.
  void say_bye();

  std::size_t sessions() const { return sessions_.size(); }
  KnownAskers& askers() { return askers_; }

 private:
  void hello(const std::shared_ptr<Session>& session, HelloFrame frame);
  void look_up(const std::shared_ptr<Session>& session, HelloFrame frame, std::string cookie);
  void welcome(const std::shared_ptr<Session>& session, const HelloFrame& frame, const Actor& actor);
  void subscribe(const std::shared_ptr<Session>& session, const SubscribeFrame& frame);
  void catch_up(const std::shared_ptr<Subscription>& subscription);
  void caught_up(const std::shared_ptr<Subscription>& subscription, Result<Catch> result);
  void unsubscribe(Session& session, const StreamName& stream);
  void drop(Subscription& subscription);
  void command(const std::shared_ptr<Session>& session, CommandFrame frame);
  void signal(Session& session, const SignalFrame& frame);

  void send(Session& session, Frame frame);
  void send_caught(Session& session, std::vector<Frame> frames);
  void append(const Appended& event);
  void follow(const Followed& followed);
  void hand(Subscription& subscription, const Appended& event);
  void arrive(Subscription& subscription);
  void leave(Channel& channel, const Subscription& subscription);
  void count_staff(const Actor& actor, int more);
  void say_presence(Channel& channel, std::string_view label, const Session* to);
  void revoke(const Revoked& effect);
  void close_actor(const Actor& actor);
  void say(const Signal& signal);
  bool spend(Session& session);
  Allowance::Rate frame_rate() const { return {settings_.frames_per_second, settings_.frames_burst}; }
  void share_allowance(Session& session);
  void forget_allowances();

  HubSettings settings_;
  const Clock& clock_;
  Engine& engine_;
  std::unordered_map<std::string_view, Command> commands_;
  Doors doors_;
  std::unordered_map<const Session*, std::shared_ptr<Session>> sessions_;
  Channels channels_;
  Watches watches_;
  Presences presences_;
  std::map<Actor, std::shared_ptr<Allowance>> allowances_;
  KnownAskers askers_;
  std::unordered_map<std::int64_t, int> staff_sessions_;  // that are live, by StaffId
};

}  // namespace onthaal::live
