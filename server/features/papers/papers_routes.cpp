#include <charconv>
#include <utility>
#include <variant>

#include "features/accounts/accounts.h"
#include "features/audit/audit.h"
#include "features/papers/papers.h"
#include "features/papers/papers_wire.h"
#include "platform/json.h"

namespace onthaal::papers {
namespace {

// A statement for visitors tells the period that is in force, whatever else a line makes of it.
bool tells_its_period(std::string_view name, std::string_view text) {
  return name != "privacy-visitors" || markdown::names(text).contains("days_words");
}

// Everybody who works on the line, or for the house.
Result<lines::Line> access_inside(db::Connection& db, const Actor& actor, std::string_view slug) {
  using enum accounts::Role;
  return accounts::access_line_as(
      db, actor, slug,
      {operator_, coordinator, reviewer, planner, centre_worker, centre_contact, administrator, auditor});
}

std::unexpected<Error> no_such_paper() {
  return fail(Code::not_found, "no such paper");
}

// Which paper of which line a request is about, and who asks.
struct Asked {
  Actor actor;
  std::string slug, name, language;

  store::Which which() const { return {name, language}; }
};
Asked asked(const http::Request& request) {
  return {request.actor, request.parts.at(0), request.parts.at(1), request.parts.at(2)};
}
// What there is of it, for coordinators of the line.
struct Editable {
  lines::Line line;
  Current now;
};
Result<Editable> access_editable(db::Connection& db, const Asked& asked) {
  auto line = accounts::access_line_as_coordinator(db, asked.actor, asked.slug);
  if (!line) return std::unexpected(std::move(line.error()));
  const bool is_known_language = asked.language == "nl" || asked.language == "en";
  Current now = current(db, line->id, asked.which());
  if (now.editions.empty() && !(asked.name == kFacts && is_known_language)) return no_such_paper();
  return Editable{*std::move(line), std::move(now)};
}

Result<Work> shown(db::Connection& db, const lines::Line& line, const Asked& asked) {
  const Current now = current(db, line.id, asked.which());
  if (now.editions.empty()) return no_such_paper();
  const auto fill = Known(db, line).filling(asked.language, now.at);
  return Reply{200, wire::paper(asked.which(), line, now, fill)};
}

// For anybody.
Result<Work> show(const http::Request& request) {
  return Read{"papers.show", [asked = asked(request)](const Snapshot& s) -> Result<Work> {
                const auto line = lines::find_by_slug(s.db, asked.slug);
                if (!line || !is_public(asked.name)) return no_such_paper();
                return shown(s.db, *line, asked);
              }};
}

// For staff: those that are not for visitors, too.
Result<Work> show_inside(const http::Request& request) {
  return Read{"papers.inside", [asked = asked(request)](const Snapshot& s) -> Result<Work> {
                const auto line = access_inside(s.db, asked.actor, asked.slug);
                if (!line) return std::unexpected(line.error());
                return shown(s.db, *line, asked);
              }};
}

Result<Work> list(const http::Request& request) {
  return Read{"papers.list", [actor = request.actor, slug = request.parts.at(0)](const Snapshot& s) -> Result<Work> {
                const auto line = accounts::access_line_as_coordinator(s.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                std::vector<store::Which> all{{kFacts, "nl"}, {kFacts, "en"}};
                for (const Shipped& paper : shipped()) all.push_back({paper.name, paper.language});
                const Known known(s.db, *line);
                std::vector<std::string> items;
                for (const store::Which& which : all) {
                  const Current now = current(s.db, line->id, which);
                  items.push_back(wire::listed(s.db, which, now, known.filling(which.language, now.at)));
                }
                return Reply{200, json::Out().raw("papers", json::list(items)).str()};
              }};
}

Result<Work> list_versions(const http::Request& request) {
  return Read{"papers.versions", [asked = asked(request)](const Snapshot& s) -> Result<Work> {
                const auto found = access_editable(s.db, asked);
                if (!found) return std::unexpected(found.error());
                std::vector<std::string> versions;
                for (const auto& each : store::versions(s.db, found->line.id, asked.which()))
                  versions.push_back(wire::version(s.db, each));
                std::vector<std::string> editions;
                for (const auto& each : found->now.editions) editions.push_back(wire::edition(each));
                return Reply{
                    200, json::Out().raw("versions", json::list(versions)).raw("shipped", json::list(editions)).str()};
              }};
}

// A text as it was written: "2" of the line, or "shipped-2".
Result<Work> show_version(const http::Request& request) {
  std::string_view part = request.parts.at(3);
  constexpr std::string_view kShipped = "shipped-";
  const bool is_shipped = part.starts_with(kShipped);
  if (is_shipped) part.remove_prefix(kShipped.size());
  std::int64_t number = 0;
  const auto read = std::from_chars(part.data(), part.data() + part.size(), number);
  if (read.ec != std::errc() || read.ptr != part.data() + part.size()) return no_such_paper();
  return Read{"papers.version", [asked = asked(request), is_shipped, number](const Snapshot& s) -> Result<Work> {
                const auto found = access_editable(s.db, asked);
                if (!found) return std::unexpected(found.error());
                const auto text = is_shipped ? store::shipped_text(s.db, asked.which(), number)
                                             : store::text(s.db, found->line.id, asked.which(), number);
                if (!text) return no_such_paper();
                return Reply{200, json::Out().text("text", *text).str()};
              }};
}

// How a text would be shown, before anybody publishes it.
Result<Work> preview(const http::Request& request) {
  auto text = wire::parse_preview(request.body);
  if (!text) return std::unexpected(std::move(text.error()));
  return Read{"papers.preview", [asked = asked(request), text = *std::move(text)](const Snapshot& s) -> Result<Work> {
                const auto found = access_editable(s.db, asked);
                if (!found) return std::unexpected(found.error());
                return Reply{200, wire::preview(text, Known(s.db, found->line).filling(asked.language, s.now))};
              }};
}

Result<Reply> publish_now(Tx& tx, const Asked& asked, const wire::Publication& wish) {
  const auto found = access_editable(tx.db, asked);
  if (!found) return std::unexpected(found.error());
  const LineId line = found->line.id;
  const auto& editions = found->now.editions;
  if (wish.shipped != (editions.empty() ? 0 : editions[0].number))
    return fail(Code::conflict, "another text was shipped meanwhile");
  const StaffId staff = std::get<Staff>(asked.actor).staff;
  const store::Version next{wish.number + 1, wish.shipped, tx.now, staff};
  if (!store::insert(tx, line, asked.which(), next, wish.text))
    return fail(Code::conflict, "somebody else published meanwhile");
  audit::record(tx, {.what = "paper.published",
                     .staff = staff,
                     .line = line,
                     .about = std::nullopt,
                     .data = json::Out()
                                 .text("paper", asked.name)
                                 .text("language", asked.language)
                                 .integer("number", next.number)
                                 .str()});
  return Reply{200, wire::version(tx.db, next)};
}

// What is written is read as Markdown for those alone who may publish it, and not on the writer.
Result<Work> publish(const http::Request& request) {
  auto wish = wire::parse_publication(request.body, request.parts.at(1));
  if (!wish) return std::unexpected(std::move(wish.error()));
  return Read{"papers.check", [asked = asked(request), wish = *std::move(wish)](const Snapshot& s) -> Result<Work> {
                if (auto found = access_editable(s.db, asked); !found) return std::unexpected(std::move(found.error()));
                if (!tells_its_period(asked.name, wish.text))
                  return std::unexpected(Error{Code::invalid, "", {{"text", "not_allowed"}}});
                return Act{"papers.publish", [asked, wish](Tx& tx) { return publish_now(tx, asked, wish); }};
              }};
}

}  // namespace

http::Routes routes() {
  return {
      {http::Verb::get, "/api/lines/{slug}/papers", list},
      {http::Verb::get, "/api/lines/{slug}/papers/{paper}/{language}", show},
      {http::Verb::put, "/api/lines/{slug}/papers/{paper}/{language}", publish},
      {http::Verb::post, "/api/lines/{slug}/papers/{paper}/{language}/preview", preview},
      {http::Verb::get, "/api/lines/{slug}/papers/{paper}/{language}/inside", show_inside},
      {http::Verb::get, "/api/lines/{slug}/papers/{paper}/{language}/versions", list_versions},
      {http::Verb::get, "/api/lines/{slug}/papers/{paper}/{language}/versions/{version}", show_version},
  };
}

}  // namespace onthaal::papers
