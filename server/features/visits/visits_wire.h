#pragma once

#include "features/visits/visits_proof.h"

namespace onthaal::visits::wire {

// As it was asked: the proof is not yet checked.
struct Asked {
  Start start;
  std::optional<proof::Claim> claim;
};
Result<Asked> parse_start(std::string slug, const boost::json::object& data);
struct AskedBack {
  Return back;
  std::optional<proof::Claim> claim;
};
Result<AskedBack> parse_return(const boost::json::object& data);

std::string challenge(std::string_view challenge, std::int64_t bits);
std::string started(const Uuid& conversation);
struct Shown {
  conversations::Summary conversation;
  lines::Line line;
};
// `second`: the talk on another line that it is being handed to.
std::string visit(const Shown& shown, bool has_code, const std::optional<Shown>& second);
std::string returned(const conversations::Summary& conversation, const lines::Line& line);
std::string code(std::string_view code);

}  // namespace onthaal::visits::wire
