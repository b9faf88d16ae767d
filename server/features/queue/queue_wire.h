#pragma once

#include "features/queue/queue.h"

namespace onthaal::queue::wire {

Result<Take> parse_take(const boost::json::object& data);

// The data of the line's events; `waiting` is also an item of its state.
std::string waiting(const conversations::Waiting& waiting);
std::string taken(const Uuid& conversation, const Uuid& staff, std::string_view alias, Millis guide_ends_at);
std::string away(const Uuid& conversation, bool is_away);
std::string aside(const Uuid& conversation, bool is_aside);
std::string extended(const Uuid& conversation, Millis guide_ends_at);
std::string gone(const Uuid& conversation, const std::optional<Uuid>& owner);
std::string registration(const registrations::RegistrationChanged& what);
std::string duty(const duty::DutyChanged& what);
std::string watched(const cases::WatchedTalk& talk);
std::string line_changed(const Opening& opening);
// Which conversation an event `conversation.taken` of ours is about.
Uuid parse_taken(const std::string& data);

std::string conversation(const Uuid& conversation);  // the answer to queue.take

struct State {
  lines::Line line;
  Opening opening;
  std::string briefing;  // JSON
  std::vector<conversations::Waiting> waiting;
  std::vector<conversations::Running> running;
  std::vector<conversations::Named> mine;
  std::vector<registrations::Pending> registrations;
  std::vector<duty::OnDuty> team;
  std::int64_t capacity;
  std::vector<cases::WatchedTalk> watched;
};
std::string state(const State& state);

std::string wait(const std::optional<Wait>& wait);
std::string place(std::int64_t place, const std::optional<Wait>& wait);

}  // namespace onthaal::queue::wire
