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

std::string name_of(const boost::json::object& message, const std::string& visitor) {
  if (message.at("from").as_string() == "visitor") return visitor;
  return message.at("alias").is_null() ? "operator" : std::string(message.at("alias").as_string());
}

std::string readable(const lines::Line& line, const conversations::Talk& talk, const boost::json::array& messages) {
  const std::string visitor = talk.nickname.value_or("visitor") + " (visitor)";
  std::string text = line.name + ", conversation " + talk.subject.uuid.text() + "\n\n";
  for (const auto& each : messages) {
    const auto& message = each.as_object();
    text += std::string(message.at("at").as_string()) + "  " + name_of(message, visitor) + "\n";
    text += message.at("text").is_null() ? "(gone)" : std::string(message.at("text").as_string());
    if (const auto* card = message.at("card").if_object())
      text += "\n[" + std::string(card->at("name").as_string()) + "]";
    text += "\n\n";
  }
  return text;
}

constexpr std::string_view kBegun = "talk.export_begun";
constexpr std::string_view kDone = "talk.exported";

std::int64_t record(Tx& tx, std::string_view what, LineId line, const Uuid& conversation, std::string data) {
  return audit::record(
      tx, {.what = what, .staff = std::nullopt, .line = line, .about = conversation, .data = std::move(data)});
}

Result<Reply> begin(Tx& tx, const Uuid& conversation) {
  const Snapshot snapshot{tx.db, tx.now, tx.keys};
  const auto talk = conversations::find_talk(snapshot, conversation);
  if (!talk) return fail(Code::not_found, "no such conversation");
  if (!readings::is_confirmed_by_two(tx.db, talk->subject.id, tx.now))
    return fail(Code::conflict, "two people have to open it first: one asks, another confirms");
  if (!talk->sealing) return fail(Code::closed, "its words are gone");
  const auto line = lines::find(tx.db, talk->subject.line).value();
  const std::string messages = conversations::messages_of(snapshot, talk->subject.id);
  const auto parsed = json::parse(json::Out().raw("messages", messages).str()).value();
  const auto number = record(tx, kBegun, line.id, conversation, json::Out().text("purpose", "legal").str());
  const std::string entry = json::Out().integer("number", number).text("hash", hex(audit::head(tx.db).hash)).str();
  return Reply{200, json::Out()
                        .uuid("conversation", conversation)
                        .text("line", line.slug)
                        .time("exported_at", tx.now)
                        .raw("audit", entry)
                        .maybe_text("nickname", talk->nickname)
                        .raw("messages", messages)
                        .text("text", readable(line, *talk, parsed.at("messages").as_array()))
                        .str()};
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
            return Act{"talk.export", [conversation, begun](Tx& tx) {
                         return begun ? finish(tx, conversation, *begun) : begin(tx, conversation);
                       }};
          }};
}

}  // namespace onthaal::retention
