#include <algorithm>

#include "features/accounts/accounts.h"
#include "features/audit/audit.h"
#include "features/crosswalks/crosswalks.h"
#include "features/crosswalks/crosswalks_count.h"
#include "features/crosswalks/crosswalks_wire.h"
#include "platform/json.h"

namespace onthaal::crosswalks {
namespace {

Result<Work> show(const http::Request& request) {
  http::QueryReader read(request.query);
  const auto version = read.maybe_integer("version", 1, 1'000'000);
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  return Read{"crosswalks.show",
              [actor = request.actor, slug = request.parts.at(0), version](const Snapshot& snapshot) -> Result<Work> {
                const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                const std::int64_t newest = store::newest(snapshot.db, line->id, kChi);
                if (version > newest) return fail(Code::not_found, "no such version");
                return Reply{200, wire::crosswalk(snapshot.db, *line, version.value_or(newest))};
              }};
}

Result<std::vector<store::Mapping>> find_terms(db::Connection& db, LineId line,
                                               const std::vector<wire::Mapped>& wanted) {
  std::vector<store::Mapping> mappings;
  std::vector<FieldError> mistakes;
  for (std::size_t index = 0; index < wanted.size(); ++index) {
    const auto& [code, category] = wanted[index];
    if (const auto term = terms::find(db, line, category.kind, code))
      mappings.push_back({term->id, category.domain, category.category});
    else
      mistakes.push_back({"mappings." + std::to_string(index) + ".code", "not_allowed"});
  }
  if (!mistakes.empty()) return std::unexpected(Error{Code::invalid, "the line has no such term", std::move(mistakes)});
  return mappings;
}

// A reply can be lost: who then asks the same again, is told what was.
bool is_made(db::Connection& db, LineId line, std::int64_t version, std::vector<store::Mapping> wanted) {
  auto made = store::mappings(db, line, kChi, version);
  const auto by_term = [](const store::Mapping& each) { return each.term.value; };
  std::ranges::sort(made, {}, by_term);
  std::ranges::sort(wanted, {}, by_term);
  return made == wanted;
}

Result<Reply> change(Tx& tx, const Actor& actor, const std::string& slug, const wire::Change& wish) {
  const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
  if (!line) return std::unexpected(line.error());
  const auto mappings = find_terms(tx.db, line->id, wish.mappings);
  if (!mappings) return std::unexpected(mappings.error());
  const std::int64_t version = wish.version + 1;
  const std::int64_t newest = store::newest(tx.db, line->id, kChi);
  if (newest == version && is_made(tx.db, line->id, version, *mappings))
    return Reply{200, wire::crosswalk(tx.db, *line, version)};
  if (newest != wish.version) return fail(Code::conflict, "somebody made a newer version");
  const auto by = std::get<Staff>(actor).staff;
  store::add(tx, line->id, kChi, version, by, *mappings);
  audit::record(tx, {.what = "crosswalk.changed",
                     .staff = by,
                     .line = line->id,
                     .about = std::nullopt,
                     .data = json::Out()
                                 .text("target", kChi)
                                 .integer("version", version)
                                 .integer("mapped", static_cast<std::int64_t>(mappings->size()))
                                 .str()});
  return Reply{200, wire::crosswalk(tx.db, *line, version)};
}

Result<Work> put(const http::Request& request) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  auto wish = wire::parse_change(*body);
  if (!wish) return std::unexpected(std::move(wish.error()));
  return Act{"crosswalks.change", [wish = *std::move(wish), actor = request.actor, slug = request.parts.at(0)](Tx& tx) {
               return change(tx, actor, slug, wish);
             }};
}

Reply file(const Figures& figures, std::string body, const char* type, const char* ending) {
  const std::string name = "onthaal-" + figures.line.slug + "-chi-" + hours::day_text(figures.asked.from) + '-' +
                           hours::day_text(figures.asked.until) + ending;
  return {.body = std::move(body),
          .headers = {{"Content-Type", type}, {"Content-Disposition", "attachment; filename=\"" + name + '"'}}};
}

// Handed out with the entry in the log, or not at all.
Result<Reply> hand_out(Tx& tx, const Actor& actor, const Figures& figures, const Reply& file) {
  const auto line = accounts::access_line_as_coordinator(tx.db, actor, figures.line.slug);
  if (!line) return std::unexpected(line.error());
  audit::record(tx, {.what = "crosswalk.extracted",
                     .staff = std::get<Staff>(actor).staff,
                     .line = line->id,
                     .about = std::nullopt,
                     .data = json::Out()
                                 .text("target", kChi)
                                 .integer("version", figures.version.number)
                                 .text("from", hours::day_text(figures.asked.from))
                                 .text("until", hours::day_text(figures.asked.until))
                                 .text("format", wire::name_of(figures.asked.format))
                                 .str()});
  return file;
}

Result<Reply> make_file(const Figures& figures) {
  if (figures.asked.format == wire::Format::csv)
    return file(figures, csv_of(figures), "text/csv; charset=utf-8; header=present", ".csv");
  auto book = book_of(figures);
  if (!book) return std::unexpected(std::move(book.error()));
  return file(figures, *std::move(book), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");
}

Work answer(const Actor& actor, Figures figures) {
  if (figures.asked.format == wire::Format::json) return Reply{200, json_of(figures)};
  return Chore{"crosswalks.file",
               [actor, figures = std::move(figures)](const std::stop_token&) -> Result<Work> {
                 auto made = make_file(figures);
                 if (!made) return std::unexpected(std::move(made.error()));
                 return Act{"crosswalks.hand_out", [actor, figures, reply = *std::move(made)](Tx& tx) {
                              return hand_out(tx, actor, figures, reply);
                            }};
               },
               ChoreLane::file};
}

Result<Work> show_figures(const http::Request& request) {
  const auto asked = wire::parse_asked(request.query);
  if (!asked) return std::unexpected(asked.error());
  return Read{
      "crosswalks.figures",
      [asked = *asked, actor = request.actor, slug = request.parts.at(0)](const Snapshot& snapshot) -> Result<Work> {
        const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
        if (!line) return std::unexpected(line.error());
        return answer(actor, count(snapshot, *line, asked));
      },
      ReadLane::figures};
}

}  // namespace

http::Routes routes() {
  using http::Verb;
  return {{Verb::get, "/api/lines/{slug}/crosswalks/chi", show},
          {Verb::put, "/api/lines/{slug}/crosswalks/chi", put},
          {Verb::get, "/api/lines/{slug}/crosswalks/chi/figures", show_figures}};
}

}  // namespace onthaal::crosswalks
