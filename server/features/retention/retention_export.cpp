#include <limits>

#include "core/text.h"
#include "features/audit/audit.h"
#include "features/readings/readings.h"
#include "features/retention/retention_rules.h"
#include "platform/json.h"

// A talk for who may ask for it by law: handed out once two people opened it (features/readings), on the machine
// itself, to be sealed there before it is written anywhere. Only what its visitor and its operator said. The audit has
// two entries: that somebody began, which goes along, and, once the sealed file is written, that it was handed out. The
// first alone: what was asked for did not come to its end.
namespace onthaal::retention {
namespace {

constexpr std::string_view kBegun = "talk.export_begun";
constexpr std::string_view kDone = "talk.exported";

std::int64_t record(Tx& tx, std::string_view what, LineId line, const Uuid& conversation, std::string data) {
  return audit::record(
      tx, {.what = what, .staff = std::nullopt, .line = line, .about = conversation, .data = std::move(data)});
}

Result<conversations::Talk> access(const Snapshot& snapshot, const Uuid& conversation) {
  auto talk = conversations::find_talk(snapshot, conversation);
  if (!talk) return fail(Code::not_found, "no such conversation");
  if (!readings::is_confirmed_by_two(snapshot.db, talk->subject.id, snapshot.now))
    return fail(Code::conflict, "two people have to open it first: one asks, another confirms");
  if (!talk->sealing) return fail(Code::closed, "its words are gone");
  return *std::move(talk);
}

Result<Reply> begin(Tx& tx, const Uuid& conversation, const std::string& messages) {
  const auto talk = access({tx.db, tx.now, tx.keys}, conversation);
  if (!talk) return std::unexpected(talk.error());
  const auto line = lines::find(tx.db, talk->subject.line).value();
  const auto number = record(tx, kBegun, line.id, conversation, json::Out().text("purpose", "legal").str());
  const std::string entry = json::Out().integer("number", number).text("hash", hex(audit::head(tx.db).hash)).str();
  return Reply{200, json::Out()
                        .uuid("conversation", conversation)
                        .text("line", line.slug)
                        .text("line_name", line.name)
                        .time("exported_at", tx.now)
                        .raw("audit", entry)
                        .maybe_text("nickname", talk->nickname)
                        .raw("messages", messages)
                        .str()};
}

// The words are read where nobody waits: there may be many.
Result<Work> read_words(const Snapshot& snapshot, const Uuid& conversation) {
  const auto talk = access(snapshot, conversation);
  if (!talk) return std::unexpected(talk.error());
  return Act{"talk.export", [conversation, messages = conversations::messages_of(snapshot, talk->subject.id)](Tx& tx) {
               return begin(tx, conversation, messages);
             }};
}

// Once: who asks again is told the same.
Result<Reply> finish(Tx& tx, const Uuid& conversation, std::int64_t begun) {
  const std::string data = json::Out().text("purpose", "legal").integer("begun", begun).str();
  std::optional<LineId> line;
  for (const audit::Recorded& each : audit::about(tx.db, conversation)) {
    if (each.what == kDone && each.data == data) return Reply{200, json::Out().integer("number", each.number).str()};
    if (each.what == kBegun && each.number == begun) line = each.line;
  }
  if (!line) return fail(Code::conflict, "nobody began that");
  const auto number = record(tx, kDone, *line, conversation, data);
  return Reply{200, json::Out().integer("number", number).str()};
}

}  // namespace

control::Command export_command() {
  return {"talk.export", [](const boost::json::object& data) -> Result<Work> {
            json::Reader read(data);
            const Uuid conversation = read.uuid("conversation");
            const auto begun = read.maybe_integer("begun", 1, std::numeric_limits<std::int64_t>::max());
            if (auto error = read.finished()) return std::unexpected(*std::move(error));
            if (begun)
              return Act{"talk.exported", [conversation, begun](Tx& tx) { return finish(tx, conversation, *begun); }};
            return Read{"talk.export",
                        [conversation](const Snapshot& snapshot) { return read_words(snapshot, conversation); }};
          }};
}

}  // namespace onthaal::retention
