#pragma once

#include <boost/json.hpp>

#include "features/cases/cases_store.h"

namespace onthaal::cases::wire {

Result<Write> parse_write(const boost::json::object& data);
Result<AskHelp> parse_ask_help(const boost::json::object& data);
struct Join {
  Uuid conversation;
  std::string reason;
};
Result<Join> parse_join(const boost::json::object& data);
Result<Uuid> parse_conversation(const boost::json::object& data);  // and nothing else
Result<SetStep> parse_set_step(const boost::json::object& data);
Result<Escalate> parse_escalate(const boost::json::object& data);

// The data of the events.
std::string note(std::string_view alias, NoteKind kind, std::string_view text);
std::string text_of_note(std::string_view data);
std::string help(const AskHelp& ask);
std::string joined(const Uuid& staff, std::string_view alias, std::string_view reason);
std::string left(const Uuid& staff);
std::string step(const SetStep& step, std::string_view alias);
std::string alert(Alert alert);
std::string_view alert_name(Alert alert);
struct OpenedEscalation {
  const store::Escalation& row;
  std::optional<std::string> why;  // nothing: the words were destroyed
  std::optional<std::string> second_person;
};
std::string escalation(const OpenedEscalation& escalation);

// The state of a snapshot.
struct Opened {
  const store::Case& about;
  std::vector<store::Coach> coaches;
  std::vector<std::string> escalations;  // JSON
  std::vector<streams::Event> events;
};
std::string state(const Opened& opened);

}  // namespace onthaal::cases::wire
