#include "features/lines/lines_store.h"
#include "features/lines/lines_wire.h"

namespace onthaal::lines {
namespace {

Result<Work> list_lines(const http::Request&) {
  return Read{"lines.list",
              [](const Snapshot& snapshot) -> Result<Work> { return Reply{200, wire::lines(all(snapshot.db))}; }};
}

Result<Work> show_line(const http::Request& request, const Outside& outside) {
  return Read{"lines.show", [slug = request.parts.at(0), &outside](const Snapshot& snapshot) -> Result<Work> {
                const auto line = find_by_slug(snapshot.db, slug);
                if (!line) return fail(Code::not_found, "no such line");
                return Reply{200, wire::page(snapshot, *line, outside)};
              }};
}

// For its coordinators.
Result<Line> access_line(db::Connection& db, const Actor& actor, std::string_view slug, const Outside& outside) {
  auto line = find_by_slug(db, slug);
  if (!line || !outside.is_coordinator(db, actor, line->id)) return fail(Code::not_found, "no such line");
  return *std::move(line);
}

Result<Work> open_line(const http::Request& request, const Outside& outside) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  const auto wanted = wire::parse_open(*body);
  if (!wanted) return std::unexpected(wanted.error());
  return Act{"lines.open", [=, actor = request.actor, slug = request.parts.at(0), &outside](Tx& tx) -> Result<Reply> {
               const auto line = access_line(tx.db, actor, slug, outside);
               if (!line) return std::unexpected(line.error());
               if (store::set_open(tx.db, line->id, *wanted)) outside.switched(tx, *line, *wanted, author_of(actor));
               return Reply{200, wire::page({tx.db, tx.now, tx.keys}, *line, outside)};
             }};
}

Settings shown_settings(db::Connection& db, LineId line, const Outside& outside) {
  Settings settings = settings_of(db, line);
  if (outside.kept_days) settings.kept_days = outside.kept_days(db, line);
  return settings;
}

Result<Work> show_settings(const http::Request& request, const Outside& outside) {
  return Read{"lines.settings",
              [actor = request.actor, slug = request.parts.at(0), &outside](const Snapshot& snapshot) -> Result<Work> {
                const auto line = access_line(snapshot.db, actor, slug, outside);
                if (!line) return std::unexpected(line.error());
                return Reply{200, wire::settings(*line, shown_settings(snapshot.db, line->id, outside))};
              }};
}

Result<Work> change_settings(const http::Request& request, const Outside& outside) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  auto parsed = wire::parse_settings(*body, outside.most_talks);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  return Act{
      "lines.set",
      [wanted = *std::move(parsed), actor = request.actor, slug = request.parts.at(0),
       &outside](Tx& tx) -> Result<Reply> {
        const auto line = access_line(tx.db, actor, slug, outside);
        if (!line) return std::unexpected(line.error());
        Settings kept = wanted.settings;
        kept.kept_days = settings_of(tx.db, line->id).kept_days;  // changed with the other periods, and recorded there
        if (!store::set_settings(tx.db, line->id, kept.revision, wanted.name, wire::kept(kept)))
          return fail(Code::conflict, "somebody else changed the settings meanwhile");
        return Reply{200, wire::settings(find(tx.db, line->id).value(), shown_settings(tx.db, line->id, outside))};
      }};
}

}  // namespace

http::Routes routes(const Outside& outside) {
  const auto with = [&outside](auto* parse) {
    return [&outside, parse](const http::Request& request) { return parse(request, outside); };
  };
  return {
      {http::Verb::get, "/api/lines", list_lines},
      {http::Verb::get, "/api/lines/{slug}", with(show_line)},
      {http::Verb::put, "/api/lines/{slug}/open", with(open_line)},
      {http::Verb::get, "/api/lines/{slug}/settings", with(show_settings)},
      {http::Verb::put, "/api/lines/{slug}/settings", with(change_settings)},
  };
}

control::Commands control_commands() {
  return {
      {"line.list",
       [](const boost::json::object& data) -> Result<Work> {
         if (auto error = json::Reader(data).finished()) return std::unexpected(*std::move(error));
         return list_lines({});
       }},
  };
}

}  // namespace onthaal::lines
