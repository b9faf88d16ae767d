#include <algorithm>

#include "platform/live/catch_up.h"
#include "platform/live/hub.h"

// Subscriptions: who follows which stream, up to where, and until when.
namespace onthaal::live {

namespace {

// A staff actor without a session stands for all sessions of that person.
bool concerns(const Actor& said, const Actor& own) {
  const auto* staff = std::get_if<Staff>(&said);
  const auto* own_staff = std::get_if<Staff>(&own);
  if (staff && own_staff && staff->session.value == 0) return staff->staff == own_staff->staff;
  return said == own;
}

}  // namespace

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
  auto answer = [this, subscription, caught](Result<Reply> reply) {
    if (subscription->is_over) return;
    if (!reply) *caught = std::unexpected(std::move(reply.error()));
    caught_up(subscription, std::move(*caught));
  };
  engine_.run(std::move(read), std::move(answer), asker_of(session->actor));
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

}  // namespace onthaal::live
