#pragma once

#include "features/conversations/conversations_store.h"

namespace onthaal::conversations::wire {

Result<Post> parse_post(const boost::json::object& data);
Result<End> parse_end(const boost::json::object& data);
Result<Redact> parse_redact(const boost::json::object& data);
Result<GiveIntake> parse_give_intake(const boost::json::object& data);
Result<Pass> parse_pass(const boost::json::object& data);
Result<Want> parse_want(const boost::json::object& data);
Result<Uuid> parse_conversation(const boost::json::object& data);  // and nothing else

// The data of the events.
std::string requested(std::string_view nickname, const std::optional<std::string>& who,
                      const std::optional<std::string>& topic);
std::string accepted(std::string_view alias, Millis guide_ends_at);
std::string given_back(std::string_view why, const std::optional<std::string>& to);
std::string wanted(const std::optional<std::string>& wants);
std::string unattended(bool is_unattended);
std::string redacted(const Redact& redact);
std::string extended(Millis guide_ends_at);
std::string ended(std::string_view by, std::string_view state, std::string_view closing);
struct Message {
  std::string_view from;
  std::optional<std::string> alias;
  std::string_view text;
  std::optional<std::int64_t> reply_to;
  std::optional<std::string> card;  // JSON
};
std::string posted(const Message& message);
struct Given {
  std::optional<std::int64_t> age;
  std::optional<std::string> gender;
  std::optional<std::string> question;
  std::optional<std::string> source;
};
std::string given(const Given& given);

std::string messages(const std::vector<streams::Event>& events);  // as in the state

// The state of a snapshot. `me` is "visitor", "operator" or "coach"; the place and the wait are the visitor's alone,
// the device the operator's.
struct Opened {
  std::optional<std::string> nickname;
  std::optional<std::string> question;
  std::string wait;         // JSON
  std::string handover;     // JSON
  std::string handed_from;  // JSON
  std::string appointment;  // JSON
  std::string plan;         // JSON
  std::vector<streams::Event> events;
};
std::string state(const store::Shown& shown, std::string_view me, const Opened& opened);

}  // namespace onthaal::conversations::wire
