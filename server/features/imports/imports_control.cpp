#include "core/text.h"
#include "features/imports/imports_wire.h"

namespace onthaal::imports {
namespace {

constexpr std::size_t kMaxName = 200;

Result<Reply> reply_with(Tx& tx, const Result<Import>& import) {
  if (!import) return std::unexpected(import.error());
  return Reply{200, import_json(tx.db, *import)};
}

Result<LineId> access_line(db::Connection& db, const std::string& slug) {
  const auto line = lines::find_by_slug(db, slug);
  if (!line) return std::unexpected(Error{Code::invalid, "no such line", {{"line", "not_allowed"}}});
  return line->id;
}

Result<Work> know(const boost::json::object& data) {
  json::Reader read(data);
  const std::string slug = read.text("line", 2, 40);
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  return Read{
      "import.vocabulary", [slug](const Snapshot& snapshot) -> Result<Work> {
        const auto line = access_line(snapshot.db, slug);
        if (!line) return std::unexpected(line.error());
        std::vector<std::string> names;
        for (const Named& each : vocabulary(snapshot.db, *line))
          names.push_back(json::Out().text("kind", each.kind).text("name", each.name).integer("key", each.key).str());
        return Reply{200, json::Out().raw("names", json::list(names)).str()};
      }};
}

Result<Work> list(const boost::json::object& data) {
  json::Reader read(data);
  const auto slug = read.maybe_text("line", 2, 40);
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  return Read{"import.list", [slug](const Snapshot& snapshot) -> Result<Work> {
                std::optional<LineId> wanted;
                if (slug) {
                  const auto line = access_line(snapshot.db, *slug);
                  if (!line) return std::unexpected(line.error());
                  wanted = *line;
                }
                std::vector<std::string> imports;
                for (const Import& each : all(snapshot.db, wanted)) imports.push_back(import_json(snapshot.db, each));
                return Reply{200, json::Out().raw("imports", json::list(imports)).str()};
              }};
}

Result<Work> begin_one(const boost::json::object& data) {
  json::Reader read(data);
  const std::string slug = read.text("line", 2, 40);
  NewImport wanted{.name = read.text("name", 1, kMaxName), .digest = {}};
  if (const auto digest = from_hex(read.text("digest", 64, 64)))
    wanted.digest = *digest;
  else
    read.mistake("digest", "not_allowed");
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  return Act{"import.begin", [slug, wanted](Tx& tx) -> Result<Reply> {
               const auto line = access_line(tx.db, slug);
               if (!line) return std::unexpected(line.error());
               return reply_with(tx, begin(tx, *line, wanted));
             }};
}

// {"import", field: [...]}, an act that stages them.
template <class T>
Result<Work> stage_all(const boost::json::object& data, std::string_view field, std::size_t most,
                       T (*read_one)(json::Reader&)) {
  json::Reader read(data);
  const Uuid import = read.uuid("import");
  std::vector<T> staged;
  for (const auto& each : read.array(field, most)) {
    static const boost::json::object kNone;
    json::Reader inner(each.is_object() ? each.get_object() : kNone, std::string(field));
    staged.push_back(read_one(inner));
    read.take_mistakes(inner);
  }
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  return Act{"import.stage", [import, staged = std::move(staged)](Tx& tx) -> Result<Reply> {
               if (const auto done = stage(tx, import, staged); !done) return std::unexpected(done.error());
               return Reply{204, {}};
             }};
}

Result<Work> show_one(const boost::json::object& data) {
  json::Reader read(data);
  const Uuid import = read.uuid("import");
  Whole whole{.talks = read.integer("talks", 0, kMost),
              .totals = read.integer("totals", 0, kMost),
              .refused = read.integer("refused", 0, kMost),
              .replaces = {},
              .is_beside = read.boolean("beside")};
  if (const auto replaces = read.maybe_text("replaces", 36, 36)) {
    whole.replaces = Uuid::parse(*replaces);
    if (!whole.replaces) read.mistake("replaces", "not_a_uuid");
  }
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  return Act{"import.show", [import, whole](Tx& tx) { return reply_with(tx, show(tx, import, whole)); }};
}

Result<Work> withdraw_one(const boost::json::object& data) {
  json::Reader read(data);
  const Uuid import = read.uuid("import");
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  return Act{"import.withdraw", [import](Tx& tx) { return reply_with(tx, withdraw(tx, import)); }};
}

Result<Work> sweep_some(const boost::json::object& data) {
  json::Reader read(data);
  const std::string slug = read.text("line", 2, 40);
  std::optional<Uuid> only;
  if (const auto import = read.maybe_text("import", 36, 36)) {
    only = Uuid::parse(*import);
    if (!only) read.mistake("import", "not_a_uuid");
  }
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  return Act{"import.sweep", [slug, only](Tx& tx) -> Result<Reply> {
               const auto line = access_line(tx.db, slug);
               if (!line) return std::unexpected(line.error());
               return Reply{200, json::Out().boolean("is_more", sweep(tx, *line, only)).str()};
             }};
}

}  // namespace

control::Commands control_commands() {
  const auto stage_sheets = [](const boost::json::object& data) {
    return stage_all<Sheet>(data, "sheets", kMaxSheets, read_sheet);
  };
  const auto stage_totals = [](const boost::json::object& data) {
    return stage_all<sheets::Total>(data, "totals", kMaxTotals, read_total);
  };
  return {{"import.vocabulary", know},       {"import.list", list},       {"import.begin", begin_one},
          {"import.stage", stage_sheets},    {"import.show", show_one},   {"import.stage_totals", stage_totals},
          {"import.withdraw", withdraw_one}, {"import.sweep", sweep_some}};
}

}  // namespace onthaal::imports
