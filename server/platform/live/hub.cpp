#include "platform/live/hub.h"

#include <algorithm>

#include "platform/live/open_session.h"
#include "platform/log.h"

namespace onthaal::live {

namespace {

// What catching up may bring to a receiver that has not read it, in send limits.
constexpr std::size_t kCatchUps = 16;
// Pages that one visitor may have at the same time, lost ones that are not noticed yet included.
constexpr int kMostPages = 32;

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
  session->heard_at = session->pinged_at = clock_.steady();
  session->allowance = std::make_shared<Allowance>(settings_.frames_burst, session->heard_at);
  if (!cookie.empty()) session->cookie = std::make_unique<std::string>(std::move(cookie));
  sessions_.emplace(session.get(), session);
  return session;
}

void Hub::closed(Session& session) {
  session.transport = nullptr;
  session.state = Session::State::closing;
  for (const auto& subscription : session.subscriptions) drop(*subscription);
  session.subscriptions.clear();
  count_staff(std::exchange(session.actor, Nobody{}), -1);
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
  return session.allowance->spend(frame_rate(), clock_.steady());
}

// Staff have logged in, and a screen full of tabs is theirs to have.
void Hub::share_allowance(Session& session) {
  if (!std::holds_alternative<Visitor>(session.actor)) return;
  session.allowance = allowances_.try_emplace(session.actor, session.allowance).first->second;
  // One is held by the map.
  if (session.allowance.use_count() > kMostPages + 1)
    close(session, {Code::too_many, "too many pages of one visitor", {}});
}

// Of those who are gone, once it would be full again: who comes back at once does not begin anew.
void Hub::forget_allowances() {
  const auto now = clock_.steady();
  std::erase_if(allowances_, [&](const auto& entry) {
    return entry.second.use_count() == 1 && entry.second->is_full(frame_rate(), now);
  });
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
  const Asker asker = asker_of(frame.token ? std::string_view(frame.token->reveal()) : cookie);
  Read read{"live.hello",
            [doors = &doors_, token = frame.token, cookie, found](const Snapshot& snapshot) -> Result<Work> {
              *found = token ? doors->visitor(snapshot, token->reveal()) : doors->staff(snapshot, cookie);
              return Reply{};
            }};
  engine_.run(
      std::move(read),
      [this, session, frame = std::move(frame), cookie = std::move(cookie), found, asker](Result<Reply> reply) {
        if (reply) askers_.found(asker, *found);
        if (!session->transport || session->state != Session::State::checking) return;
        if (!reply) return close(*session, reply.error());
        if (session->is_doubtful) return look_up(session, frame, cookie);  // what was read may be of before
        if (std::holds_alternative<Nobody>(*found))
          return close(*session, {Code::unauthenticated, "no such token or session", {}});
        welcome(session, frame, *found);
      },
      askers_.share_of(asker));
}

void Hub::welcome(const std::shared_ptr<Session>& session, const HelloFrame& frame, const Actor& actor) {
  session->state = Session::State::live;
  session->actor = actor;
  count_staff(actor, 1);
  share_allowance(*session);
  if (session->state == Session::State::closing) return;
  send(*session, hello_frame(clock_.now()));
  for (const SubscribeFrame& wish : frame.subscribe) subscribe(session, wish);
}

void Hub::command(const std::shared_ptr<Session>& session, CommandFrame frame) {
  const auto found = commands_.find(frame.name);
  if (found == commands_.end())
    return send(*session, command_error_frame(frame.id, {Code::invalid, "", {{"command", "not_allowed"}}}));
  auto work = parse_guarded(
      [&] { return found->second.parse({session->actor, frame.id, frame.again, frame.after}, frame.data); });
  if (!work) return send(*session, command_error_frame(frame.id, work.error()));
  session->last_command = {};  // an event of before does not answer a resend
  auto answer = [this, session, id = frame.id](Result<Reply> reply) {
    if (!session->transport) return;
    if (!reply) return send(*session, command_error_frame(id, reply.error()));
    if (!reply->body.empty() || session->last_command != id) send(*session, ack_frame(id, reply->number, reply->body));
  };
  engine_.run(while_open(*std::move(work), doors_, session->actor), std::move(answer), asker_of(session->actor));
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
      else if (const auto* followed = std::get_if<Followed>(&effect))
        follow(*followed);
      else
        watches_.touch(std::get<Touched>(effect));
    }
    finished.done(std::move(finished.reply));
  }
}

void Hub::follow(const Followed& followed) {
  engine_.run(followed.work->work, [](const Result<Reply>& reply) {
    if (!reply) log::warning("work.failed", {{"code", log::ours(std::string(error_row(reply.error().code).name))}});
  });
}

void Hub::tick() {
  const auto now = clock_.steady();
  watches_.tick();
  presences_.tick();
  forget_allowances();
  askers_.tick(clock_.steady());
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
