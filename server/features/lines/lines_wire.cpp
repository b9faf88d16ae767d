#include "features/lines/lines_wire.h"

#include "platform/name.h"

namespace onthaal::lines {

Label read_label(json::Reader& read, std::string_view field, std::size_t max) {
  json::Reader inner(read.object(field), std::string(field));
  Label label{inner.text("nl", 1, max), inner.text("nl-u", 1, max), inner.text("en", 1, max)};
  read.take_mistakes(inner);
  return label;
}

std::string label_json(const Label& label) {
  return json::Out().text("nl", label.nl).text("nl-u", label.nl_u).text("en", label.en).str();
}

NewLine read_new_line(json::Reader& read) {
  NewLine line{.slug = read.text("slug", 2, 40), .name = json::read_name(read, "name", 80)};
  if (line.slug.size() >= 2 && !is_slug(line.slug)) read.mistake("slug", "not_allowed");
  return line;
}

std::string line_json(const Line& line) {
  return json::Out().uuid("line", line.uuid).text("slug", line.slug).text("name", line.name).str();
}

namespace wire {
namespace {

std::string rules(const Settings& settings) {
  return json::Out()
      .integer("talk_minutes", settings.talk_minutes)
      .integer("notice_minutes", settings.notice_minutes)
      .integer("grace_minutes", settings.grace_minutes)
      .integer("kept_days", settings.kept_days)
      .str();
}

std::string texts(const Settings& settings) {
  json::Out out;
  for (const auto& [key, label] : settings.texts) out.raw(key, label_json(label));
  return out.str();
}

std::string texts_list(const std::vector<std::string>& texts) {
  std::vector<std::string> items;
  for (const std::string& text : texts) json::append_quoted(items.emplace_back(), text);
  return json::list(items);
}

std::string form(const Snapshot& snapshot, const Line& line, const Settings& settings, const Outside& outside) {
  return json::Out()
      .raw("who", texts_list(settings.who))
      .raw("topics", outside.topics(snapshot, line.id))
      .boolean("age", settings.asks_age)
      .boolean("gender", settings.asks_gender)
      .boolean("question", settings.asks_question)
      .raw("sources", settings.asks_source ? outside.sources(snapshot, line.id) : "[]")
      .str();
}

void add_kept(json::Out& out, const Settings& settings) {
  const std::string intake = json::Out()
                                 .raw("who", texts_list(settings.who))
                                 .boolean("age", settings.asks_age)
                                 .boolean("gender", settings.asks_gender)
                                 .boolean("question", settings.asks_question)
                                 .boolean("source", settings.asks_source)
                                 .str();
  out.raw("rules", rules(settings))
      .integer("capacity", settings.capacity)
      .integer("max_waiting", settings.max_waiting)
      .integer("long_wait_minutes", settings.long_wait_minutes)
      .raw("texts", texts(settings))
      .raw("intake", intake)
      .raw("trusted_hosts", texts_list(settings.trusted_hosts));
}

}  // namespace

std::string lines(const std::vector<Line>& lines) {
  std::vector<std::string> items;
  for (const Line& each : lines) items.push_back(json::Out().text("slug", each.slug).text("name", each.name).str());
  return json::Out().raw("lines", json::list(items)).str();
}

std::string page(const Snapshot& snapshot, const Line& line, const Outside& outside) {
  Settings settings = settings_of(snapshot.db, line.id);
  if (outside.kept_days) settings.kept_days = outside.kept_days(snapshot.db, line.id);
  const Opening opening = outside.opening(snapshot, line.id);
  return json::Out()
      .uuid("line", line.uuid)
      .text("slug", line.slug)
      .text("name", line.name)
      .boolean("open", opening.is_open)
      .boolean("full", opening.is_full)
      .raw("opening", opening.json)
      .raw("rules", rules(settings))
      .raw("texts", texts(settings))
      .raw("intake", form(snapshot, line, settings, outside))
      .raw("trusted_hosts", texts_list(settings.trusted_hosts))
      .raw("help", outside.help(snapshot, line.id))
      .raw("self_help", outside.self_help(snapshot, line.id))
      .str();
}

std::string settings(const Line& line, const Settings& settings) {
  json::Out out;
  out.integer("revision", settings.revision).text("name", line.name);
  add_kept(out, settings);
  return out.str();
}

std::string kept(const Settings& settings) {
  json::Out out;
  add_kept(out, settings);
  return out.str();
}

}  // namespace wire
}  // namespace onthaal::lines
