#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "features/accounts/accounts.h"

// Which claims give which role:
//
//   CLAIM contains VALUE => ROLE LINE [centre=UUID]      a list holds the text
//   CLAIM = VALUE => administrator                       the text, number or truth value is this one
//
// CLAIM is a name, or a path through objects (realm_access.roles). ROLE is one of accounts::Role; those of the house
// take no line, those of a centre need one, and its centre.
namespace onthaal::sign_ons {

struct Rule {
  std::string claim;
  bool is_list;  // contains
  std::string value;
  accounts::RoleOnLine role;
};
// `invalid`, in words for who wrote it.
Result<Rule> parse_rule(std::string_view text);
Result<std::vector<Rule>> parse_rules(const std::vector<std::string>& texts);

bool holds(const Rule& rule, const boost::json::object& claims);

// Every role that rules speak of, once, and whether one of them gives it.
struct Verdict {
  accounts::RoleOnLine role;
  bool is_given;
};
std::vector<Verdict> judge(const std::vector<Rule>& rules, const boost::json::object& claims);

}  // namespace onthaal::sign_ons
