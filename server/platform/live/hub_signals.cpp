#include <algorithm>

#include "platform/json.h"
#include "platform/live/hub.h"

// What is said and not stored: who is there, and what they signal.
namespace onthaal::live {

namespace {

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

// Somebody of the staff who has no label there, and whom no other page shows it to.
bool is_alone_as(const Subscription& own, const Actor& actor, const Channel& channel) {
  const auto* staff = std::get_if<Staff>(&actor);
  if (staff == nullptr || !own.label.empty()) return false;
  return std::ranges::none_of(channel.subscriptions, [&](const Subscription* other) {
    if (other == &own || !other->is_let_in) return false;
    const auto session = other->session.lock();
    const auto* theirs = session ? std::get_if<Staff>(&session->actor) : nullptr;
    return theirs != nullptr && theirs->staff == staff->staff;
  });
}

}  // namespace

void Hub::arrive(Subscription& subscription) {
  Channel& channel = channels_.at(subscription.stream);
  if (Channel::Presence* own = channel.presence(subscription.label); own && own->count++ == 0) {
    own->since = clock_.now();
    presences_.set({subscription.stream.kind, channel.id}, own->label, true);
    say_presence(channel, own->label, nullptr);
  }
  const auto session = subscription.session.lock();
  if (is_alone_as(subscription, session->actor, channel))
    presences_.set({subscription.stream.kind, channel.id}, std::get<Staff>(session->actor).staff, true);
  for (const Channel::Presence& presence : channel.presences)
    if (presence.label != subscription.label) say_presence(channel, presence.label, session.get());
  if (const Signal* last = watches_.last({subscription.stream.kind, channel.id}))
    send(*session, signal_frame(subscription.stream, last->name, last->data));
}

void Hub::leave(Channel& channel, const Subscription& subscription) {
  if (const auto session = subscription.session.lock(); session && is_alone_as(subscription, session->actor, channel))
    presences_.set({subscription.stream.kind, channel.id}, std::get<Staff>(session->actor).staff, false);
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

void Hub::signal(Session& session, const SignalFrame& frame) {
  if (!frame.kind) return;
  const auto own =
      std::ranges::find_if(session.subscriptions, [&](const auto& s) { return s->stream == frame.stream; });
  if (own == session.subscriptions.end() || !(*own)->is_let_in || (*own)->label.empty()) return;
  if (!is_for(frame.kind->from, (*own)->label)) return;
  const Frame out = signal_frame(frame.stream, frame.kind->name, signal_data(frame, (*own)->label));
  for (const Subscription* subscription : channels_.at(frame.stream).subscriptions) {
    const auto to = subscription->session.lock();
    const bool may_hear = subscription->label.empty() || is_for(frame.kind->to, subscription->label);
    const bool is_meant = subscription->is_let_in && to.get() != &session && may_hear;
    const bool has_room = to->transport && to->transport->waiting_bytes() < settings_.send_limit / 16;
    if (is_meant && has_room) send(*to, out);
  }
}

void Hub::say(const Signal& signal) {
  const StreamName stream{signal.stream.kind, signal.stream_uuid};
  const auto channel = channels_.find(stream);
  if (channel == channels_.end()) return;
  const Frame frame = signal_frame(stream, signal.name, signal.data);
  for (Subscription* subscription : channel->second.subscriptions)
    if (const auto session = subscription->session.lock(); subscription->is_let_in) send(*session, frame);
}

}  // namespace onthaal::live
