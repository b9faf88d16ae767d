#include "core/text.h"
#include "features/audit/audit.h"
#include "features/readings/readings.h"
#include "features/retention/retention_rules.h"
#include "platform/json.h"

// A talk for who may ask for it by law: handed out once two people opened it (features/readings), on the machine
// itself, to be sealed there before it is written anywhere. Only what its visitor and its operator said; that it was
// handed out is an entry of the audit, which goes along.
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

Result<Reply> hand_out(Tx& tx, const Uuid& conversation) {
  const Snapshot snapshot{tx.db, tx.now, tx.keys};
  const auto talk = conversations::find_talk(snapshot, conversation);
  if (!talk) return fail(Code::not_found, "no such conversation");
  if (!readings::is_confirmed_by_two(tx.db, talk->subject.id, tx.now))
    return fail(Code::conflict, "two people have to open it first: one asks, another confirms");
  if (!talk->sealing) return fail(Code::closed, "its words are gone");
  const auto line = lines::find(tx.db, talk->subject.line).value();
  const std::string messages = conversations::messages_of(snapshot, talk->subject.id);
  const auto parsed = json::parse(json::Out().raw("messages", messages).str()).value();
  const auto number = audit::record(tx, {.what = "talk.exported",
                                         .staff = std::nullopt,
                                         .line = line.id,
                                         .about = conversation,
                                         .data = json::Out().text("purpose", "legal").str()});
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

}  // namespace

control::Command export_command() {
  return {"talk.export", [](const boost::json::object& data) -> Result<Work> {
            json::Reader read(data);
            const auto conversation = read.done(read.uuid("conversation"));
            if (!conversation) return std::unexpected(conversation.error());
            return Act{"talk.export", [conversation = *conversation](Tx& tx) { return hand_out(tx, conversation); }};
          }};
}

}  // namespace onthaal::retention
