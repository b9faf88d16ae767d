#include "features/readings/readings_wire.h"

#include "core/text.h"
#include "platform/json.h"

namespace onthaal::readings::wire {
namespace {

std::string in_quotes(const std::string& text) {
  std::string out;
  json::append_quoted(out, text);
  return out;
}

std::string maybe_uuid(const std::optional<Uuid>& id) {
  return id ? in_quotes(id->text()) : "null";
}

template <class Staff>
std::optional<store::Person> person(db::Connection& db, const std::optional<Staff>& staff) {
  return staff ? store::person(db, *staff) : std::nullopt;
}

std::optional<std::string> name_of(const std::optional<store::Person>& person) {
  return person ? std::optional(person->name) : std::nullopt;
}

std::optional<std::string> login_of(const std::optional<store::Person>& person) {
  return person ? std::optional(person->login) : std::nullopt;
}

}  // namespace

Result<Purpose> parse_purpose(std::string_view body) {
  const auto data = json::parse(body);
  if (!data) return std::unexpected(data.error());
  json::Reader read(*data);
  const auto at = read.choice("purpose", {"own", "review", "chatscan", "complaint", "emergency", "legal"});
  return read.done(static_cast<Purpose>(static_cast<std::size_t>(Purpose::own) + at));
}

Result<Asking> parse_asking(std::string_view body) {
  const auto data = json::parse(body);
  if (!data) return std::unexpected(data.error());
  json::Reader read(*data);
  Asking asking{.is_emergency = read.boolean("emergency"), .why = read.words("why", 1, 500)};
  return read.done(std::move(asking));
}

Result<bool> parse_answer(std::string_view body) {
  const auto data = json::parse(body);
  if (!data) return std::unexpected(data.error());
  json::Reader read(*data);
  return read.done(read.choice("answer", {"confirm", "refuse"}) == 0);
}

std::string ended(db::Connection& db, const store::Ended& talk, StaffId reader) {
  std::vector<std::string> themes;
  for (const std::string& label : store::themes(db, talk.id)) themes.push_back(in_quotes(label));
  return json::Out()
      .uuid("conversation", talk.uuid)
      .time("accepted_at", talk.accepted_at)
      .time("ended_at", talk.ended_at)
      .text("alias", talk.alias)
      .boolean("mine", talk.owner == reader)
      .raw("themes", json::list(themes))
      .boolean("destroyed", talk.is_destroyed)
      .integer("readings", talk.readings)
      .str();
}

std::string seal(const store::Break& broken, const std::optional<std::string>& why, const Actor& reader) {
  const StaffId me = std::get<Staff>(reader).staff;
  return json::Out()
      .uuid("seal", broken.uuid)
      .uuid("conversation", broken.conversation_uuid)
      .boolean("emergency", broken.is_emergency)
      .maybe_text("why", why)
      .text("asked_by", broken.asked_alias)
      .time("asked_at", broken.asked_at)
      .text("state", broken.state)
      .maybe_text("answered_by", broken.answered_alias)
      .maybe_time("answered_at", broken.answered_at)
      .maybe_time("open_until", broken.open_until)
      .boolean("mine", broken.asked_by == me)
      .str();
}

std::string reading(db::Connection& db, const audit::Recorded& entry) {
  const auto who = person(db, entry.staff);
  return json::Out()
      .time("at", entry.at)
      .maybe_text("who", name_of(who))
      .maybe_text("who_login", login_of(who))
      .raw("conversation", maybe_uuid(entry.about))
      .raw("data", entry.data.empty() ? "{}" : entry.data)
      .str();
}

std::optional<std::string> reader(db::Connection& db, const audit::Recorded& entry) {
  const auto data = json::parse(entry.data);
  const auto* name = data ? data->if_contains("role") : nullptr;
  const auto role =
      name != nullptr && name->is_string() ? accounts::find_role(std::string_view(name->get_string())) : std::nullopt;
  if (!role || !accounts::reads_talks(*role)) return std::nullopt;
  const auto given = person(db, entry.about);
  const auto by = person(db, entry.staff);
  return json::Out()
      .time("at", entry.at)
      .maybe_text("name", name_of(given))
      .maybe_text("login", login_of(given))
      .text("role", accounts::name_of(*role))
      .maybe_text("by", name_of(by))
      .maybe_text("by_login", login_of(by))
      .str();
}

std::string entry(db::Connection& db, const audit::Recorded& entry) {
  const auto line = entry.line ? lines::find(db, *entry.line) : std::nullopt;
  const auto who = person(db, entry.staff);
  const auto about = person(db, entry.about);
  return json::Out()
      .integer("number", entry.number)
      .time("at", entry.at)
      .text("what", entry.what)
      .maybe_text("who", name_of(who))
      .maybe_text("who_login", login_of(who))
      .raw("line", line ? in_quotes(line->slug) : "null")
      .raw("about", maybe_uuid(entry.about))
      .maybe_text("name", name_of(about))
      .maybe_text("login", login_of(about))
      .raw("data", entry.data.empty() ? "{}" : entry.data)
      .str();
}

std::string head(const audit::Head& head) {
  return json::Out().integer("number", head.number).text("hash", hex(head.hash)).str();
}

}  // namespace onthaal::readings::wire
