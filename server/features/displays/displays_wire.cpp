#include "features/displays/displays_wire.h"

#include "features/cases/cases.h"
#include "features/conversations/conversations.h"
#include "features/duty/duty.h"
#include "features/notices/notices.h"
#include "features/queue/queue.h"
#include "platform/json.h"

namespace onthaal::displays::wire {
namespace {

template <class T>
std::string items(const std::vector<T>& all, std::string (*item)(const T&)) {
  std::vector<std::string> items;
  for (const T& each : all) items.push_back(item(each));
  return json::list(items);
}

std::string display(const store::Display& display) {
  return json::Out()
      .uuid("display", display.uuid)
      .text("name", display.name)
      .text("made_by", display.made_by)
      .time("made_at", display.made_at)
      .time("expires_at", display.expires_at)
      .maybe_time("used_at", display.used_at)
      .str();
}

// Of who waits no name, no topic, no line that they came from.
std::string waiting(const conversations::Waiting& waiting) {
  return json::Out()
      .uuid("conversation", waiting.uuid)
      .maybe_text("who", waiting.who)
      .time("since", waiting.since)
      .boolean("front", waiting.is_front)
      .boolean("away", waiting.is_away)
      .maybe_text("wants", waiting.wants)
      .str();
}

std::string running(const conversations::Running& running) {
  return json::Out()
      .uuid("conversation", running.uuid)
      .uuid("operator", running.operator_uuid)
      .text("alias", running.alias)
      .time("since", running.since)
      .time("guide_ends_at", running.guide_ends_at)
      .boolean("aside", running.is_aside)
      .str();
}

// By the name that visitors see.
std::string on_duty(const duty::OnDuty& on_duty) {
  return json::Out()
      .uuid("staff", on_duty.person.uuid)
      .text("alias", on_duty.person.alias)
      .maybe_text("discipline", on_duty.person.discipline)
      .text("state", duty::state_name(on_duty.state))
      .boolean("connected", on_duty.is_connected)
      .str();
}

std::string watched(const cases::WatchedTalk& talk) {
  return json::Out().uuid("conversation", talk.conversation).boolean("help", talk.now.asks_help).str();
}

}  // namespace

Result<std::string> parse_name(std::string_view body) {
  const auto data = json::parse(body);
  if (!data) return std::unexpected(data.error());
  json::Reader read(*data);
  return read.done(read.text("name", 1, 80));
}

Result<Redacted<std::string>> parse_token(std::string_view body) {
  const auto data = json::parse(body);
  if (!data) return std::unexpected(data.error());
  json::Reader read(*data);
  return read.done(Redacted<std::string>(read.text("token", 1, 200)));
}

std::string displays(const std::vector<store::Display>& displays) {
  return json::Out().raw("displays", items(displays, display)).str();
}

std::string made(const Uuid& display, std::string_view token) {
  return json::Out().uuid("display", display).text("token", token).str();
}

std::string board(const Snapshot& snapshot, const lines::Line& line, const overviews::Overviews& overviews) {
  return json::Out()
      .text("name", line.name)
      .time("time", snapshot.now)
      .raw("opening", queue::opening_json(queue::opening(snapshot, line.id)))
      .raw("waiting", items(conversations::waiting(snapshot, line.id), waiting))
      .raw("running", items(conversations::running(snapshot.db, line.id), running))
      .raw("team", items(duty::team(snapshot.db, line.id), on_duty))
      .raw("coached", items(cases::watched_talks(snapshot.db, line.id), watched))
      .raw("notices", notices::unseen(snapshot, line.id))
      .raw("overview", overviews.overview(snapshot, line.id))
      .str();
}

}  // namespace onthaal::displays::wire
