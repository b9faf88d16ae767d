#pragma once

#include <boost/json.hpp>

#include "features/handovers/handovers_store.h"

namespace onthaal::handovers::wire {

struct PartnerRequest {
  store::NewPartner partner;
  std::optional<std::string> target;  // a slug
};
Result<PartnerRequest> parse_partner(const boost::json::object& data);
lines::Label parse_label(std::string_view text);  // as lines::label_json() wrote it

// Whether somebody of a line on this server is there.
struct Free {
  std::string state;  // of its opening
  std::int64_t operators;
  bool has_room;
};
std::string partner(const Partner& partner, const std::optional<Free>& free);
std::string partners(const std::vector<std::string>& partners);
std::string counted(const std::vector<store::Counted>& partners, std::int64_t passed);

Result<Ask> parse_ask(const boost::json::object& data);
Result<Answer> parse_answer(const boost::json::object& data);
Result<Uuid> parse_withdraw(const boost::json::object& data);

// What the visitor may see of it: exactly what goes along, in the words of the talk.
struct Passes {
  std::string_view language;
  std::optional<std::string> nickname;
  std::optional<lines::Label> theme;
  std::optional<std::string> summary;
};
std::string handover(const store::Handover& handover, const Passes& passes);
std::string handovers(const std::vector<std::string>& handovers);
// Of the second talk. Where it comes from is told by name; which talk that was, only to the visitor.
std::string handed_from(const store::Handover& handover, const std::optional<lines::Label>& theme,
                        const std::optional<std::string>& summary, bool to_visitor);

}  // namespace onthaal::handovers::wire
