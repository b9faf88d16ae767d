#include <algorithm>
#include <memory>
#include <tuple>

#include "features/accounts/accounts.h"
#include "features/audit/audit.h"
#include "features/reports/reports.h"
#include "features/reports/reports_files.h"
#include "features/reports/reports_wire.h"
#include "platform/json.h"

namespace onthaal::reports {
namespace {

// Which report a request is about, and who asks.
struct Asked {
  Actor actor;
  std::string slug, year;
};
Asked asked(const http::Request& request) {
  return {request.actor, request.parts.at(0), request.parts.at(1)};
}

std::unexpected<Error> no_such(const char* what) {
  return fail(Code::not_found, std::string("no such ") + what);
}

// Coordinators of the line.
Result<lines::Line> access_report(db::Connection& db, const Asked& asked) {
  auto line = accounts::access_line_as_coordinator(db, asked.actor, asked.slug);
  if (line && !measures::parse_year(asked.year)) return no_such("year");
  return line;
}

StaffId staff_of(const Asked& asked) {
  return std::get<Staff>(asked.actor).staff;
}

Result<Work> show(const http::Request& request) {
  return Read{"reports.annual",
              [asked = asked(request)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = access_report(snapshot.db, asked);
                if (!line) return std::unexpected(line.error());
                return Reply{200, wire::annual(annual(snapshot, *line, asked.year).value(), available_files())};
              },
              ReadLane::figures};
}

Result<Work> send(const std::shared_ptr<const Annual>& made, const FileKind& file) {
  return Chore{.name = "reports.file",
               .run = [made, file](const std::stop_token& stop) -> Result<Work> {
                 auto bytes = make_file(*made, file, stop);
                 if (!bytes) return std::unexpected(std::move(bytes.error()));
                 const std::string name = made->line.slug + "-" + made->year + "-" + std::string(file.name);
                 return Reply{.body = *std::move(bytes),
                              .headers = {{"Content-Type", std::string(file.type)},
                                          {"Content-Disposition", "attachment; filename=\"" + name + "\""}}};
               },
               .lane = ChoreLane::file};
}

Result<Work> show_file(const http::Request& request) {
  const FileKind* file = find_file(request.parts.at(2));
  if (file == nullptr) return no_such("file");
  return Read{"reports.figures",
              [asked = asked(request), file = *file](const Snapshot& snapshot) -> Result<Work> {
                const auto line = access_report(snapshot.db, asked);
                if (!line) return std::unexpected(line.error());
                return send(std::make_shared<const Annual>(annual(snapshot, *line, asked.year).value()), file);
              },
              ReadLane::figures};
}

Result<Work> list_versions(const http::Request& request) {
  return Read{"reports.versions",
              [asked = asked(request), chapter = request.parts.at(2)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = access_report(snapshot.db, asked);
                if (!line) return std::unexpected(line.error());
                if (find_chapter(chapter) == nullptr) return no_such("chapter");
                return Reply{200, wire::versions(store::versions(snapshot.db, {line->id, asked.year, chapter}))};
              }};
}

Result<Reply> write_now(Tx& tx, const Asked& asked, const std::string& chapter, const wire::Written& written) {
  const auto line = access_report(tx.db, asked);
  if (!line) return std::unexpected(line.error());
  if (find_chapter(chapter) == nullptr) return no_such("chapter");
  const store::Which which{line->id, asked.year, chapter};
  const auto now = store::newest(tx.db, which);
  // What is sent again, or without a change, is no version.
  if (now && now->text == written.text && (now->number == written.number || now->number == written.number + 1))
    return Reply{200, wire::text(*now)};
  if (!now && written.number == 0 && written.text.empty())
    return Reply{200, wire::text({.number = 0, .at = tx.now, .by = std::nullopt, .text = ""})};
  if (!store::insert(tx, which, written.number + 1, written.text, staff_of(asked)))
    return fail(Code::conflict, "somebody else wrote meanwhile");
  return Reply{200, wire::text(store::newest(tx.db, which).value())};
}

Result<Work> write(const http::Request& request) {
  auto written = wire::parse_text(request.body);
  if (!written) return std::unexpected(std::move(written.error()));
  return Act{"reports.write", [asked = asked(request), chapter = request.parts.at(2), written = *std::move(written)](
                                  Tx& tx) { return write_now(tx, asked, chapter, written); }};
}

ratings::Span talks_of(const std::string& year) {
  const auto period = measures::parse_year(year).value();
  const auto utc = [](hours::Day day) { return hours::utc_of(hours::LocalTime(day), hours::Edge::begin); };
  return {utc(period.from), utc(period.until + date::days(1))};
}

Result<Work> list_quotes(const http::Request& request) {
  return Read{"reports.quotes", [asked = asked(request)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = access_report(snapshot.db, asked);
                if (!line) return std::unexpected(line.error());
                auto candidates = ratings::quotable(snapshot, line->id, talks_of(asked.year));
                const auto quoted = store::quoted(snapshot.db, line->id);
                std::erase_if(candidates, [&](const auto& each) { return quoted.contains(each.rating); });
                return Reply{200, wire::quotes(store::quotes(snapshot.db, line->id, asked.year), candidates)};
              }};
}

void record(Tx& tx, std::string_view what, std::optional<StaffId> staff, const store::Quoted& quoted) {
  json::Out data;
  data.text("year", quoted.year);
  if (!staff) data.text("by", "visitor");
  audit::record(tx, {.what = what, .staff = staff, .line = quoted.line, .about = quoted.rating, .data = data.str()});
}

Result<Reply> quote_now(Tx& tx, const Asked& asked, const wire::Wished& wished) {
  const auto line = access_report(tx.db, asked);
  if (!line) return std::unexpected(line.error());
  const auto rating = ratings::take_quote(tx, line->id, wished.rating, talks_of(asked.year), staff_of(asked));
  if (!rating) return std::unexpected(rating.error());
  const store::Quote quote{.uuid = tx.new_uuid(),
                           .year = asked.year,
                           .chapter = wished.chapter,
                           .rating = wished.rating,
                           .text = wished.text,
                           .about = wished.about};
  const bool is_new = store::insert(tx, line->id, quote, *rating, staff_of(asked));
  const auto all = store::quotes(tx.db, line->id, asked.year);
  const auto there = std::ranges::find(all, wished.rating, &store::Quote::rating);
  const auto said = [](const auto& each) { return std::tie(each.chapter, each.text, each.about); };
  if (there == all.end() || said(*there) != said(wished)) return fail(Code::conflict, "it is quoted already");
  if (is_new) record(tx, "report.quoted", staff_of(asked), {line->id, asked.year, wished.rating});
  return Reply{is_new ? 201 : 200, wire::quote(*there)};
}

Result<Work> quote(const http::Request& request) {
  auto wished = wire::parse_quote(request.body);
  if (!wished) return std::unexpected(std::move(wished.error()));
  return Act{"reports.quote",
             [asked = asked(request), wished = *std::move(wished)](Tx& tx) { return quote_now(tx, asked, wished); }};
}

Result<Work> take_away(const http::Request& request) {
  const auto quote = Uuid::parse(request.parts.at(2));
  if (!quote) return no_such("quote");
  return Act{"reports.unquote", [asked = asked(request), quote = *quote](Tx& tx) -> Result<Reply> {
               const auto line = access_report(tx.db, asked);
               if (!line) return std::unexpected(line.error());
               const auto rating = store::remove(tx, line->id, asked.year, quote);
               if (!rating) return no_such("quote");
               record(tx, "report.unquoted", staff_of(asked), {line->id, asked.year, *rating});
               return Reply{204, ""};
             }};
}

}  // namespace

void take_back(Tx& tx, ConversationId talk) {
  if (const auto quoted = store::take_back(tx, talk)) record(tx, "report.unquoted", std::nullopt, *quoted);
}

http::Routes routes() {
  return {
      {http::Verb::get, "/api/lines/{slug}/reports/annual/{year}", show},
      {http::Verb::get, "/api/lines/{slug}/reports/annual/{year}/files/{file}", show_file},
      {http::Verb::get, "/api/lines/{slug}/reports/annual/{year}/texts/{chapter}", list_versions},
      {http::Verb::put, "/api/lines/{slug}/reports/annual/{year}/texts/{chapter}", write},
      {http::Verb::get, "/api/lines/{slug}/reports/annual/{year}/quotes", list_quotes},
      {http::Verb::post, "/api/lines/{slug}/reports/annual/{year}/quotes", quote},
      {http::Verb::del, "/api/lines/{slug}/reports/annual/{year}/quotes/{quote}", take_away},
  };
}

}  // namespace onthaal::reports
