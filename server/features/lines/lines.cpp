#include "features/lines/lines.h"

#include <algorithm>
#include <array>

#include "features/lines/lines_store.h"
#include "features/lines/lines_wire.h"

namespace onthaal::lines {
namespace {

constexpr std::array<std::string_view, 21> kReserved{
    "api",    "live",  "desk",   "office",  "assets",  "site",  "favicon", "favicon-ico", "robots",  "static", "embed",
    "loader", "login", "health", "metrics", "visitor", "index", "board",   "welcome",     "account", "papers"};

}  // namespace

bool is_slug(std::string_view text) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return text.size() >= 2 && text.size() <= 40 && std::ranges::all_of(text, allowed) &&
         std::ranges::find(kReserved, text) == kReserved.end();
}

Result<Line> create(Tx& tx, const NewLine& line) {
  auto created = store::insert(tx, line);
  if (!created) return fail(Code::conflict, "a line with this slug exists");
  return *std::move(created);
}

std::optional<Line> find(db::Connection& db, LineId id) {
  return store::find(db, id);
}
std::optional<Line> find(db::Connection& db, const Uuid& uuid) {
  return store::find(db, uuid);
}
std::optional<Line> find_by_slug(db::Connection& db, std::string_view slug) {
  return store::find_by_slug(db, slug);
}
std::vector<Line> all(db::Connection& db) {
  return store::all(db);
}

Settings settings_of(db::Connection& db, LineId line) {
  const store::Kept kept = store::settings(db, line).value();
  Settings settings = wire::parse_kept(kept.settings);
  settings.revision = kept.revision;
  return settings;
}

void set_settings(Tx& tx, const Line& line, const Settings& settings) {
  store::set_settings(tx.db, line.id, settings.revision, line.name, wire::kept(settings));
}

bool is_open(db::Connection& db, LineId line) {
  return store::is_open(db, line).value();
}

}  // namespace onthaal::lines
