#include "features/papers/papers_access.h"

#include <utility>

#include "features/accounts/accounts.h"

namespace onthaal::papers {
namespace {

std::unexpected<Error> no_such_paper() {
  return fail(Code::not_found, "no such paper");
}

Result<Found> shipped_one(db::Connection& db, lines::Line line, const Asked& asked) {
  Current now = current(db, line.id, asked.which());
  if (now.editions.empty()) return no_such_paper();
  return Found{std::move(line), std::move(now)};
}

}  // namespace

bool is_public(std::string_view name) {
  return name == "privacy-visitors" || name == "accessibility";
}

Result<Found> access_public(db::Connection& db, const Asked& asked) {
  auto line = lines::find_by_slug(db, asked.slug);
  if (!line || !is_public(asked.name)) return no_such_paper();
  return shipped_one(db, *std::move(line), asked);
}

Result<Found> access_inside(db::Connection& db, const Asked& asked) {
  using enum accounts::Role;
  auto line = accounts::access_line_as(
      db, asked.actor, asked.slug,
      {operator_, coordinator, reviewer, planner, centre_worker, centre_contact, administrator, auditor});
  if (!line) return std::unexpected(std::move(line.error()));
  return shipped_one(db, *std::move(line), asked);
}

Result<lines::Line> access_papers(db::Connection& db, const Actor& actor, std::string_view slug) {
  return accounts::access_line_as_coordinator(db, actor, slug);
}

Result<Found> access_editable(db::Connection& db, const Asked& asked) {
  auto line = access_papers(db, asked.actor, asked.slug);
  if (!line) return std::unexpected(std::move(line.error()));
  const bool is_known_language = asked.language == "nl" || asked.language == "en";
  if (asked.name != kFacts || !is_known_language) return shipped_one(db, *std::move(line), asked);
  Current now = current(db, line->id, asked.which());
  return Found{*std::move(line), std::move(now)};
}

}  // namespace onthaal::papers
