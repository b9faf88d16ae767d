#include "platform/live/hub.h"

#include <algorithm>

#include "platform/json.h"
#include "platform/live/catch_up.h"
#include "platform/log.h"

namespace onthaal::live {

namespace {

// What catching up may bring to a receiver that has not read it, in send limits.
constexpr std::size_t kCatchUps = 16;

// A staff actor without a session stands for all sessions of that person.
bool concerns(const Actor& said, const Actor& own) {
  const auto* staff = std::get_if<Staff>(&said);
  const auto* own_staff = std::get_if<Staff>(&own);
  if (staff && own_staff && staff->session.value == 0) return staff->staff == own_staff->staff;
  return said == own;
}

bool is_for(std::string_view wanted, std::string_view label) {
  return wanted.empty() || wanted == label;
}

std::string signal_data(const SignalFrame& frame, std::string_view who) {
  json::Out out;
  out.text("who", who);
  switch (frame.kind->carries) {
    case streams::SignalKind::Carries::on:
      out.boolean("on", frame.value != 0);
      break;
    case streams::SignalKind::Carries::number:
      out.integer("number", frame.value);
      break;
  }
  return std::move(out).str();
}

}  // namespace

Hub::Hub(HubSettings settings, const Clock& clock, Engine& engine, Commands commands, std::vector<Watch> watches,
         Doors doors)
    : settings_(settings),
      clock_(clock),
      engine_(engine),
      doors_(std::move(doors)),
      watches_(std::move(watches), clock, engine, [this](const Signal& signal) { say(signal); }),
      presences_(clock, engine, doors_.staff_present) {
  for (Command& command : commands) commands_.emplace(command.name, std::move(command));
}

std::shared_ptr<Session> Hub::open(Transport& transport, std::string cookie) {
  auto session = std::make_shared<Session>();
  session->transport = &transport;
  session->heard_at = session->spent_at = session->pinged_at = clock_.steady();
  session->allowance = settings_.frames_burst;
  if (!cookie.empty()) session->cookie = std::make_unique<std::string>(std::move(cookie));
  sessions_.emplace(session.get(), session);
  return session;
}

void Hub::closed(Session& session) {
  session.transport = nullptr;
  count_staff(std::exchange(session.actor, Nobody{}), -1);
  session.state = Session::State::closing;
  for (const auto& subscription : session.subscriptions) drop(*subscription);
  session.subscriptions.clear();
  sessions_.erase(&session);
}

void Hub::close(Session& session, const Error& error) {
  if (session.state == Session::State::closing) return;
  session.state = Session::State::closing;
  session.transport->send(error_frame(error));
  session.transport->close(error.code);
}

void Hub::receive(const std::shared_ptr<Session>& session, std::string_view bytes) {
  receive(session, parse_frame(bytes));
}

void Hub::receive(const std::shared_ptr<Session>& session, Result<ClientFrame> frame) {
  if (session->state == Session::State::closing) return;
  heard(*session);
  if (!spend(*session)) return close(*session, {Code::too_many, "too many frames a second", {}});
  if (!frame) return close(*session, frame.error());
  const auto expected =
      std::holds_alternative<HelloFrame>(*frame) ? Session::State::before_hello : Session::State::live;
  if (session->state != expected)
    return close(*session, {Code::malformed, "hello comes first, once; wait for its answer", {}});

  if (auto* command_frame = std::get_if<CommandFrame>(&*frame)) return command(session, std::move(*command_frame));
  if (auto* signal_frame = std::get_if<SignalFrame>(&*frame)) return signal(*session, *signal_frame);
  if (std::holds_alternative<PingFrame>(*frame)) return send(*session, pong_frame());
  if (auto* subscribe_frame = std::get_if<SubscribeFrame>(&*frame)) return subscribe(session, *subscribe_frame);
  if (auto* unsubscribe_frame = std::get_if<UnsubscribeFrame>(&*frame))
    return unsubscribe(*session, unsubscribe_frame->stream);
  hello(session, std::move(std::get<HelloFrame>(*frame)));
}

bool Hub::spend(Session& session) {
  const auto now = clock_.steady();
  const double seconds = std::chrono::duration<double>(now - session.spent_at).count();
  session.spent_at = now;
  session.allowance = std::min(settings_.frames_burst, session.allowance + seconds * settings_.frames_per_second);
  if (session.allowance < 1) return false;
  session.allowance -= 1;
  return true;
}

void Hub::hello(const std::shared_ptr<Session>& session, HelloFrame frame) {
  if (frame.version != kVersion)
    return close(*session, {Code::unsupported_version, "this server speaks version 1", {}});
  session->state = Session::State::checking;
  const auto cookie = std::exchange(session->cookie, nullptr);
  look_up(session, std::move(frame), cookie ? std::move(*cookie) : std::string());
}

void Hub::look_up(const std::shared_ptr<Session>& session, HelloFrame frame, std::string cookie) {
  session->is_doubtful = false;
  auto found = std::make_shared<Actor>();
  Read read{"live.hello",
            [doors = &doors_, token = frame.token, cookie, found](const Snapshot& snapshot) -> Result<Work> {
              *found = token ? doors->visitor(snapshot, token->reveal()) : doors->staff(snapshot, cookie);
              return Reply{};
            }};
  engine_.run(std::move(read),
              [this, session, frame = std::move(frame), cookie = std::move(cookie), found](Result<Reply> reply) {
                if (!session->transport || session->state != Session::State::checking) return;
                if (!reply) return close(*session, reply.error());
                if (session->is_doubtful) return look_up(session, frame, cookie);  // what was read may be of before
                if (std::holds_alternative<Nobody>(*found))
                  return close(*session, {Code::unauthenticated, "no such token or session", {}});
                welcome(session, frame, *found);
              });
}

void Hub::welcome(const std::shared_ptr<Session>& session, const HelloFrame& frame, const Actor& actor) {
  session->state = Session::State::live;
  session->actor = actor;
  count_staff(actor, 1);
  send(*session, hello_frame(clock_.now()));
  for (const SubscribeFrame& wish : frame.subscribe) subscribe(session, wish);
}

void Hub::subscribe(const std::shared_ptr<Session>& session, const SubscribeFrame& frame) {
  unsubscribe(*session, frame.stream);
  if (session->subscriptions.size() >= 64) return close(*session, {Code::too_many, "too many subscriptions", {}});
  auto subscription = std::make_shared<Subscription>();
  subscription->session = session;
  subscription->stream = frame.stream;
  subscription->last = frame.after.value_or(-1);
  session->subscriptions.push_back(subscription);
  auto [place, is_new] = channels_.try_emplace(frame.stream);
  if (is_new)
    for (std::string_view label : frame.stream.of().labels)
      place->second.presences.push_back({.label = label, .since = clock_.now()});
  place->second.subscriptions.push_back(subscription.get());
  catch_up(subscription);
}

void Hub::catch_up(const std::shared_ptr<Subscription>& subscription) {
  subscription->is_catching_up = true;
  const auto session = subscription->session.lock();
  auto caught = std::make_shared<Result<Catch>>();
  Read read{"live.catch_up",
            [actor = session->actor, stream = subscription->stream, after = subscription->last,
             caught](const Snapshot& snapshot) -> Result<Work> {
              *caught = read_catch(snapshot, actor, stream, after);
              return Reply{};
            }};
  engine_.run(std::move(read), [this, subscription, caught](Result<Reply> reply) {
    if (subscription->is_over) return;
    if (!reply) *caught = std::unexpected(std::move(reply.error()));
    caught_up(subscription, std::move(*caught));
  });
}

void Hub::caught_up(const std::shared_ptr<Subscription>& subscription, Result<Catch> caught) {
  const auto session = subscription->session.lock();
  if (!caught) {
    const StreamName stream = subscription->stream;
    const bool lost_access = subscription->is_let_in && caught.error().code == Code::not_found;
    unsubscribe(*session, stream);
    return send(*session,
                lost_access ? ended_frame(stream, Code::not_found) : stream_error_frame(stream, caught.error()));
  }
  send_caught(*session, std::move(caught->frames));
  subscription->last = caught->number;
  subscription->is_catching_up = false;
  auto waiting = std::exchange(subscription->waiting, {});
  if (!std::exchange(subscription->is_let_in, true)) {
    subscription->label = caught->label;
    channels_.at(subscription->stream).id = caught->id;
    arrive(*subscription);
  }
  for (const Appended& event : waiting) hand(*subscription, event);
}

void Hub::unsubscribe(Session& session, const StreamName& stream) {
  const auto place = std::ranges::find_if(session.subscriptions, [&](const auto& s) { return s->stream == stream; });
  if (place == session.subscriptions.end()) return;
  const auto subscription = *place;
  session.subscriptions.erase(place);
  drop(*subscription);
}

void Hub::drop(Subscription& subscription) {
  subscription.is_over = true;
  const auto place = channels_.find(subscription.stream);
  Channel& channel = place->second;
  std::erase(channel.subscriptions, &subscription);
  if (subscription.is_let_in) leave(channel, subscription);
  if (channel.subscriptions.empty()) channels_.erase(place);
}

void Hub::arrive(Subscription& subscription) {
  Channel& channel = channels_.at(subscription.stream);
  if (Channel::Presence* own = channel.presence(subscription.label); own && own->count++ == 0) {
    own->since = clock_.now();
    presences_.set({subscription.stream.kind, channel.id}, own->label, true);
    say_presence(channel, own->label, nullptr);
  }
  const auto session = subscription.session.lock();
  for (const Channel::Presence& presence : channel.presences)
    if (presence.label != subscription.label) say_presence(channel, presence.label, session.get());
}

void Hub::leave(Channel& channel, const Subscription& subscription) {
  Channel::Presence* own = channel.presence(subscription.label);
  if (!own || --own->count > 0) return;
  own->since = clock_.now();
  presences_.set({subscription.stream.kind, channel.id}, own->label, false);
  if (!channel.subscriptions.empty()) say_presence(channel, own->label, nullptr);
}

void Hub::count_staff(const Actor& actor, int more) {
  const auto* staff = std::get_if<Staff>(&actor);
  if (!staff) return;
  int& count = staff_sessions_[staff->staff.value];
  const bool was_there = count > 0;
  count += more;
  const bool is_there = count > 0;
  if (!is_there) staff_sessions_.erase(staff->staff.value);
  if (was_there != is_there) presences_.set(staff->staff, is_there);
}

// To one session, or to everybody in the channel who is something else.
void Hub::say_presence(Channel& channel, std::string_view label, const Session* to) {
  const Channel::Presence* presence = channel.presence(label);
  const Frame frame = signal_frame(
      channel.subscriptions.front()->stream, "presence",
      json::Out().text("who", label).boolean("connected", presence->count > 0).time("at", presence->since).str());
  for (Subscription* subscription : channel.subscriptions) {
    const auto session = subscription->session.lock();
    const bool is_meant = to ? session.get() == to : subscription->is_let_in && subscription->label != label;
    if (is_meant) send(*session, frame);
  }
}

void Hub::command(const std::shared_ptr<Session>& session, CommandFrame frame) {
  const auto found = commands_.find(frame.name);
  if (found == commands_.end())
    return send(*session, command_error_frame(frame.id, {Code::invalid, "", {{"command", "not_allowed"}}}));
  auto work = parse_guarded(
      [&] { return found->second.parse({session->actor, frame.id, frame.again, frame.after}, frame.data); });
  if (!work) return send(*session, command_error_frame(frame.id, work.error()));
  session->last_command = {};  // an event of before does not answer a resend
  engine_.run(std::move(*work), [this, session, id = frame.id](Result<Reply> reply) {
    if (!session->transport) return;
    if (!reply) return send(*session, command_error_frame(id, reply.error()));
    if (!reply->body.empty() || session->last_command != id) send(*session, ack_frame(id, reply->number, reply->body));
  });
}

void Hub::signal(Session& session, const SignalFrame& frame) {
  if (!frame.kind) return;
  const auto own =
      std::ranges::find_if(session.subscriptions, [&](const auto& s) { return s->stream == frame.stream; });
  if (own == session.subscriptions.end() || !(*own)->is_let_in || (*own)->label.empty()) return;
  if (!is_for(frame.kind->from, (*own)->label)) return;
  const Frame out = signal_frame(frame.stream, frame.kind->name, signal_data(frame, (*own)->label));
  for (const Subscription* subscription : channels_.at(frame.stream).subscriptions) {
    const auto to = subscription->session.lock();
    const bool is_meant =
        subscription->is_let_in && to.get() != &session && is_for(frame.kind->to, subscription->label);
    const bool has_room = to->transport && to->transport->waiting_bytes() < settings_.send_limit / 16;
    if (is_meant && has_room) send(*to, out);
  }
}

void Hub::send(Session& session, Frame frame) {
  if (!session.transport || session.state == Session::State::closing) return;
  const std::size_t waiting = session.transport->waiting_bytes();
  session.caught_bytes = std::min(session.caught_bytes, waiting);
  if (waiting > settings_.send_limit + session.caught_bytes) {
    session.state = Session::State::closing;
    return session.transport->close(Code::too_slow);
  }
  session.transport->send(std::move(frame));
}

// However long a talk is, whoever may see it can catch up with it: only who asks again and again without reading is
// too slow.
void Hub::send_caught(Session& session, std::vector<Frame> frames) {
  const bool may_have_it = session.caught_bytes <= kCatchUps * settings_.send_limit;
  for (Frame& frame : frames) {
    const std::size_t size = frame->size();
    send(session, std::move(frame));
    if (may_have_it) session.caught_bytes += size;
  }
}

void Hub::deliver(std::vector<Finished> batch) {
  for (Finished& finished : batch) {
    for (const Effect& effect : finished.effects) {
      if (const auto* event = std::get_if<Appended>(&effect))
        append(*event);
      else if (const auto* revoked = std::get_if<Revoked>(&effect))
        revoke(*revoked);
      else if (const auto* closed_actor = std::get_if<ActorClosed>(&effect))
        close_actor(closed_actor->actor);
      else
        watches_.touch(std::get<Touched>(effect));
    }
    finished.done(std::move(finished.reply));
  }
}

void Hub::append(const Appended& event) {
  const auto place = channels_.find(StreamName{event.stream.kind, event.stream_uuid});
  if (place == channels_.end()) return;
  for (std::size_t i = 0; i < place->second.subscriptions.size(); ++i) hand(*place->second.subscriptions[i], event);
}

void Hub::hand(Subscription& subscription, const Appended& event) {
  if (subscription.is_catching_up) {
    subscription.waiting.push_back(event);
    return;
  }
  if (event.number <= subscription.last) return;
  const auto session = subscription.session.lock();
  if (event.number != subscription.last + 1) {  // something was missed: read it
    for (const auto& own : session->subscriptions)
      if (own.get() == &subscription) return catch_up(own);
    return;
  }
  subscription.last = event.number;
  if (event.command) session->last_command = *event.command;
  send(*session, event.frame);
}

void Hub::revoke(const Revoked& effect) {
  const StreamName stream{effect.stream.kind, effect.stream_uuid};
  const auto place = channels_.find(stream);
  if (place == channels_.end()) return;
  std::vector<std::shared_ptr<Session>> out;
  for (Subscription* subscription : place->second.subscriptions)
    if (auto session = subscription->session.lock(); concerns(effect.actor, session->actor))
      out.push_back(std::move(session));
  for (const auto& session : out) {
    unsubscribe(*session, stream);
    send(*session, ended_frame(stream, Code::not_found));
  }
}

void Hub::close_actor(const Actor& actor) {
  std::vector<std::shared_ptr<Session>> out;
  for (const auto& [_, session] : sessions_) {
    if (session->state == Session::State::checking) session->is_doubtful = true;
    if (concerns(actor, session->actor)) out.push_back(session);
  }
  for (const auto& session : out) close(*session, {Code::unauthenticated, "the session has ended", {}});
}

void Hub::say(const Signal& signal) {
  const StreamName stream{signal.stream.kind, signal.stream_uuid};
  const auto channel = channels_.find(stream);
  if (channel == channels_.end()) return;
  const Frame frame = signal_frame(stream, signal.name, signal.data);
  for (Subscription* subscription : channel->second.subscriptions)
    if (const auto session = subscription->session.lock(); subscription->is_let_in) send(*session, frame);
}

void Hub::tick() {
  const auto now = clock_.steady();
  watches_.tick();
  presences_.tick();
  std::vector<std::pair<std::shared_ptr<Session>, Error>> over;
  for (const auto& [_, session] : sessions_) {
    const auto silent = now - session->heard_at;
    if (session->state == Session::State::before_hello && silent > settings_.hello_timeout)
      over.push_back({session, {Code::timeout, "no hello in time", {}}});
    else if (silent > settings_.idle_limit)
      over.push_back({session, {Code::timeout, "no sign of life", {}}});
    else if (silent > settings_.ping_interval && now - session->pinged_at > settings_.ping_interval) {
      session->pinged_at = now;
      session->transport->ping();
    }
  }
  for (const auto& [session, error] : over) close(*session, error);
}

void Hub::say_bye() {
  const auto everybody = sessions_;
  for (const auto& [_, session] : everybody) {
    if (session->state == Session::State::closing) continue;
    session->state = Session::State::closing;
    session->transport->send(bye_frame(Code::restart));
    session->transport->close(Code::restart);
  }
}

}  // namespace onthaal::live
