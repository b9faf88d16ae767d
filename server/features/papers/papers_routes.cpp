#include <charconv>
#include <utility>
#include <variant>

#include "features/audit/audit.h"
#include "features/papers/papers.h"
#include "features/papers/papers_access.h"
#include "features/papers/papers_wire.h"
#include "platform/json.h"

namespace onthaal::papers {
namespace {

// A statement for visitors tells the period that is in force, whatever else a line makes of it.
bool tells_its_period(std::string_view name, std::string_view text) {
  return name != "privacy-visitors" || markdown::names(text).contains("days_words");
}

Asked asked(const http::Request& request) {
  return {request.actor, request.parts.at(0), request.parts.at(1), request.parts.at(2)};
}

std::unexpected<Error> no_such_version() {
  return fail(Code::not_found, "no such version");
}

Result<Work> shown(db::Connection& db, const Result<Found>& found, const Asked& asked) {
  if (!found) return std::unexpected(found.error());
  const auto fill = Known(db, found->line).filling(asked.language, found->now.at);
  return Reply{200, wire::paper(asked.which(), found->line, found->now, fill)};
}

// For anybody.
Result<Work> show(const http::Request& request) {
  return Read{"papers.show", [asked = asked(request)](const Snapshot& s) -> Result<Work> {
                return shown(s.db, access_public(s.db, asked), asked);
              }};
}

// For staff: those that are not for visitors, too.
Result<Work> show_inside(const http::Request& request) {
  return Read{"papers.inside", [asked = asked(request)](const Snapshot& s) -> Result<Work> {
                return shown(s.db, access_inside(s.db, asked), asked);
              }};
}

Result<Work> list(const http::Request& request) {
  return Read{"papers.list", [actor = request.actor, slug = request.parts.at(0)](const Snapshot& s) -> Result<Work> {
                const auto line = access_papers(s.db, actor, slug);
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
  if (read.ec != std::errc() || read.ptr != part.data() + part.size()) return no_such_version();
  return Read{"papers.version", [asked = asked(request), is_shipped, number](const Snapshot& s) -> Result<Work> {
                const auto found = access_editable(s.db, asked);
                if (!found) return std::unexpected(found.error());
                const auto text = is_shipped ? store::shipped_text(s.db, asked.which(), number)
                                             : store::text(s.db, found->line.id, asked.which(), number);
                if (!text) return no_such_version();
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

// The same again, without a change or after an answer that was lost: nothing new to keep.
bool is_there(const Current& now, const wire::Publication& wish) {
  return now.version && now.text == wish.text && now.version->shipped == wish.shipped &&
         (now.number == wish.number || now.number == wish.number + 1);
}

Result<Reply> publish_now(Tx& tx, const Asked& asked, const wire::Publication& wish) {
  const auto found = access_editable(tx.db, asked);
  if (!found) return std::unexpected(found.error());
  const LineId line = found->line.id;
  const auto& editions = found->now.editions;
  if (wish.shipped != (editions.empty() ? 0 : editions[0].number))
    return fail(Code::conflict, "another text was shipped meanwhile");
  if (is_there(found->now, wish)) return Reply{200, wire::version(tx.db, *found->now.version)};
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
