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
std::string visit(const conversations::Summary& conversation, const lines::Line& line, bool has_code);
std::string returned(const conversations::Summary& conversation, const lines::Line& line);
std::string code(std::string_view code);

}  // namespace onthaal::visits::wire
