#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "features/papers/papers_current.h"

// The one place that says who may read a paper of a line, and who may edit it. Everything else begins here.
namespace onthaal::papers {

// Which paper of which line a request is about, and who asks.
struct Asked {
  Actor actor;
  std::string slug, name, language;

  store::Which which() const { return {name, language}; }
};
struct Found {
  lines::Line line;
  Current now;
};

bool is_public(std::string_view name);

Result<Found> access_public(db::Connection& db, const Asked& asked);    // anybody: those for visitors
Result<Found> access_inside(db::Connection& db, const Asked& asked);    // who works on the line, or for the house: all
Result<Found> access_editable(db::Connection& db, const Asked& asked);  // coordinators of the line: the facts, too
// All that there is to edit: coordinators of the line.
Result<lines::Line> access_papers(db::Connection& db, const Actor& actor, std::string_view slug);

}  // namespace onthaal::papers
