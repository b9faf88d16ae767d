#include "features/backups/backups_wire.h"

#include <limits>

#include "core/text.h"
#include "platform/json.h"

namespace onthaal::backups::wire {
namespace {

constexpr std::int64_t kFormat = 1;
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kMostItems = 1000;

std::string table(const Table& table) {
  return json::Out().text("name", table.name).integer("rows", table.rows).integer("bytes", table.bytes).str();
}

Millis read_time(json::Reader& read, std::string_view field) {
  const auto at = read.maybe_time(field);
  if (!at) read.mistake(field, "required");
  return at.value_or(0);
}

std::string read_hash(json::Reader& read, std::string_view field) {
  std::string text = read.text(field, 64, 64);
  if (!text.empty() && !from_hex(text)) read.mistake(field, "not_allowed");
  return text;
}

audit::Head read_head(json::Reader& read) {
  json::Reader head(read.object("audit"), "audit.");
  const audit::Head found{.number = head.integer("number", 0, kMost),
                          .hash = from_hex(head.text("hash", 0, 64)).value_or("")};
  read.take_mistakes(head);
  return found;
}

template <class Item>
std::vector<Item> read_all(json::Reader& read, std::string_view field, Item (*item)(json::Reader&)) {
  std::vector<Item> all;
  for (const auto& each : read.array(field, kMostItems)) {
    if (!each.is_object()) {
      read.mistake(field, "not_an_object");
      continue;
    }
    json::Reader inner(each.as_object(), std::string(field) + ".");
    all.push_back(item(inner));
    read.take_mistakes(inner);
  }
  return all;
}

std::vector<Table> read_tables(json::Reader& read) {
  return read_all<Table>(read, "tables", [](json::Reader& each) {
    return Table{.name = each.text("name", 1, 100),
                 .rows = each.integer("rows", 0, kMost),
                 .bytes = each.integer("bytes", 0, kMost)};
  });
}

std::vector<KeyName> read_keys(json::Reader& read) {
  return read_all<KeyName>(read, "master_keys", [](json::Reader& each) {
    return KeyName{.number = each.integer("number", 0, kMost), .fingerprint = each.text("fingerprint", 1, 100)};
  });
}

std::string recorded(const std::optional<audit::Recorded>& entry) {
  if (!entry) return "null";
  return json::Out().time("at", entry->at).raw("data", entry->data.empty() ? "{}" : entry->data).str();
}

}  // namespace

std::string manifest(const Manifest& manifest) {
  std::vector<std::string> tables, keys;
  for (const Table& each : manifest.tables) tables.push_back(table(each));
  for (const KeyName& each : manifest.master_keys)
    keys.push_back(json::Out().integer("number", each.number).text("fingerprint", each.fingerprint).str());
  return json::Out()
      .integer("format", kFormat)
      .text("version", manifest.version)
      .text("schema", manifest.schema)
      .text("engine", manifest.engine)
      .time("made_at", manifest.made_at)
      .integer("took_ms", manifest.took)
      .raw("tables", json::list(tables))
      .raw("database", json::Out().integer("bytes", manifest.bytes).text("sha256", manifest.sha256).str())
      .raw("audit", json::Out().integer("number", manifest.head.number).text("hash", hex(manifest.head.hash)).str())
      .raw("master_keys", json::list(keys))
      .str();
}

Result<Manifest> parse_manifest(std::string_view text) {
  const auto data = json::parse(text);
  if (!data) return std::unexpected(data.error());
  json::Reader read(*data);
  read.integer("format", kFormat, kFormat);
  Manifest found{.version = read.text("version", 1, 100),
                 .schema = read.text("schema", 1, 200),
                 .engine = read.text("engine", 1, 20),
                 .made_at = read_time(read, "made_at"),
                 .took = read.integer("took_ms", 0, kMost),
                 .tables = read_tables(read),
                 .bytes = 0,
                 .sha256 = {},
                 .head = read_head(read),
                 .master_keys = read_keys(read)};
  json::Reader database(read.object("database"), "database.");
  found.bytes = database.integer("bytes", 1, kMost);
  found.sha256 = read_hash(database, "sha256");
  read.take_mistakes(database);
  return read.done(std::move(found));
}

std::string label(const Label& label) {
  return json::Out()
      .integer("format", kFormat)
      .text("name", label.name)
      .text("version", label.version)
      .text("schema", label.schema)
      .text("engine", label.engine)
      .time("made_at", label.made_at)
      .integer("took_ms", label.took)
      .integer("bytes", label.bytes)
      .text("sha256", label.sha256)
      .text("to", label.to)
      .str();
}

Result<Label> parse_label(const boost::json::object& data) {
  json::Reader read(data);
  read.integer("format", kFormat, kFormat);
  return read.done(Label{.name = read.text("name", 1, 200),
                         .version = read.text("version", 1, 100),
                         .schema = read.text("schema", 1, 200),
                         .engine = read.text("engine", 1, 20),
                         .made_at = read_time(read, "made_at"),
                         .took = read.integer("took_ms", 0, kMost),
                         .bytes = read.integer("bytes", 1, kMost),
                         .sha256 = read_hash(read, "sha256"),
                         .to = read.text("to", 1, 64)});
}

std::string entry(const Label& label) {
  return json::Out()
      .text("name", label.name)
      .text("sha256", label.sha256)
      .integer("bytes", label.bytes)
      .integer("took_ms", label.took)
      .text("schema", label.schema)
      .str();
}

std::string state(const State& state, const Settings& settings) {
  return json::Out()
      .integer("every_hours", settings.every / kHour)
      .boolean("late", state.is_late)
      .raw("made", recorded(state.made))
      .raw("failed", recorded(state.failed))
      .str();
}

}  // namespace onthaal::backups::wire
