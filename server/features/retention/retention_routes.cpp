#include <iterator>

#include "features/accounts/accounts.h"
#include "features/audit/audit.h"
#include "features/retention/retention_rules.h"
#include "features/retention/retention_wire.h"

namespace onthaal::retention {
namespace {

Result<Work> show(const http::Request& request) {
  return Read{"retention.show",
              [actor = request.actor, slug = request.parts.at(0)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, wire::kept(snapshot, *line)};
              }};
}

Result<wire::Change> parse_change(const http::Request& request) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  return wire::parse_change(*body);
}

// What goes with the words is not kept longer.
Result<void> check(db::Connection& db, LineId line, const wire::Change& wish) {
  if (!goes_with_words(wish.kind) || wish.days <= words_days(db, line)) return {};
  return std::unexpected(Error{Code::invalid, "longer than the words", {{"days", "too_large"}}});
}

// How many a purge would take if it were set.
Result<Work> foresee(const http::Request& request) {
  auto parsed = parse_change(request);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  return Read{"retention.foresee",
              [wish = *std::move(parsed), actor = request.actor,
               slug = request.parts.at(0)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                if (const auto fits = check(snapshot.db, line->id, wish); !fits) return std::unexpected(fits.error());
                return Reply{200, wire::foreseen(snapshot, line->id, wish)};
              }};
}

Result<Work> change(const http::Request& request) {
  auto parsed = parse_change(request);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  return Act{
      "retention.change",
      [wish = *std::move(parsed), actor = request.actor, slug = request.parts.at(0)](Tx& tx) -> Result<Reply> {
        const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
        if (!line) return std::unexpected(line.error());
        if (const auto fits = check(tx.db, line->id, wish); !fits) return std::unexpected(fits.error());
        const std::int64_t from = days_of(tx.db, line->id, wish.kind);
        const auto by = std::get<Staff>(actor).staff;
        if (from != wish.days) {
          store::put_period(tx, line->id, wish.kind, wish.days, by);
          audit::record(
              tx, {.what = "retention.changed",
                   .staff = by,
                   .line = line->id,
                   .about = std::nullopt,
                   .data = json::Out().text("kind", wish.kind).integer("from", from).integer("days", wish.days).str()});
          schedule_jobs(tx);
        }
        // Not what is kept now: to count it takes the writer's time.
        return Reply{204, {}};
      }};
}

Result<std::string> read_line(const boost::json::object& data) {
  json::Reader read(data);
  return read.done(read.text("line", 1, 40));
}

}  // namespace

http::Routes routes(const conversations::Conversations& conversations, const visits::Settings& settings) {
  using http::Verb;
  http::Routes all = visitor_routes(conversations, settings);
  all.push_back({Verb::get, "/api/lines/{slug}/retention", show});
  all.push_back({Verb::post, "/api/lines/{slug}/retention/foreseen", foresee});
  all.push_back({Verb::put, "/api/lines/{slug}/retention", change});
  return all;
}

control::Commands control_commands() {
  return {
      export_command(),
      {"retention.show",
       [](const boost::json::object& data) -> Result<Work> {
         auto slug = read_line(data);
         if (!slug) return std::unexpected(std::move(slug.error()));
         return Read{"retention.show", [slug = *std::move(slug)](const Snapshot& snapshot) -> Result<Work> {
                       const auto line = lines::find_by_slug(snapshot.db, slug);
                       if (!line) return fail(Code::not_found, "no such line");
                       return Reply{200, wire::kept(snapshot, *line)};
                     }};
       }},
      {"retention.purge",
       [](const boost::json::object& data) -> Result<Work> {
         auto slug = read_line(data);
         if (!slug) return std::unexpected(std::move(slug.error()));
         return Act{"retention.purge", [slug = *std::move(slug)](Tx& tx) -> Result<Reply> {
                      const auto line = lines::find_by_slug(tx.db, slug);
                      if (!line) return fail(Code::not_found, "no such line");
                      return Reply{200, wire::slice(purge_slice(tx, line->id))};
                    }};
       }},
  };
}

}  // namespace onthaal::retention
