#include "features/places/places_csv.h"
#include "features/places/places_wire.h"
#include "platform/json.h"

namespace onthaal::places {
namespace {

// They are one act: none, or all.
constexpr std::size_t kMaxPlaces = 300;

Error no_such_line() {
  return {Code::invalid, "no such line", {{"line", "not_allowed"}}};
}

struct Import {
  std::string slug;
  std::vector<store::NewPlace> places;
};

Result<Import> parse_import(const boost::json::object& data) {
  json::Reader read(data);
  Import import{.slug = read.text("line", 2, 40), .places = {}};
  const std::string file = read.file("csv", 500'000);
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  auto places = parse_csv(file);
  if (!places) return std::unexpected(std::move(places.error()));
  if (places->size() > kMaxPlaces)
    return fail(Code::too_large, "more than " + std::to_string(kMaxPlaces) + " places at once");
  import.places = *std::move(places);
  return import;
}

// What was imported before is changed and not there twice.
Result<Reply> import_places(Tx& tx, const Import& import) {
  const auto line = lines::find_by_slug(tx.db, import.slug);
  if (!line) return std::unexpected(no_such_line());
  std::int64_t added = 0;
  for (const store::NewPlace& place : import.places) {
    if (const auto same = store::find_same(tx.db, line->id, place)) {
      store::update(tx.db, line->id, *same, place);
    } else {
      store::insert(tx, line->id, place);
      ++added;
    }
  }
  const auto changed = static_cast<std::int64_t>(import.places.size()) - added;
  return Reply{200, json::Out().integer("added", added).integer("changed", changed).str()};
}

Result<Work> list_places(const boost::json::object& data) {
  json::Reader read(data);
  const auto slug = read.done(read.text("line", 2, 40));
  if (!slug) return std::unexpected(slug.error());
  return Read{"places.list", [slug = *slug](const Snapshot& snapshot) -> Result<Work> {
                const auto line = lines::find_by_slug(snapshot.db, slug);
                if (!line) return std::unexpected(no_such_line());
                return Reply{200, wire::places(store::all(snapshot.db, line->id))};
              }};
}

}  // namespace

control::Commands control_commands() {
  return {{"places.list", list_places},
          {"places.import", [](const boost::json::object& data) -> Result<Work> {
             auto import = parse_import(data);
             if (!import) return std::unexpected(std::move(import.error()));
             return Act{"places.import", [import = *std::move(import)](Tx& tx) { return import_places(tx, import); }};
           }}};
}

}  // namespace onthaal::places
