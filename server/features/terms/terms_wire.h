#pragma once

#include <boost/json.hpp>

#include "features/terms/terms_store.h"

namespace onthaal::terms::wire {

Result<store::NewTerm> parse_term(const boost::json::object& data);

std::string term(const Term& term);
std::string terms(const std::vector<Term>& terms);    // {"themes":[TERM],"outcomes":...}
std::string choices(const std::vector<Term>& terms);  // [{"code","label"}]

}  // namespace onthaal::terms::wire
