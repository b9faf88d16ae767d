#include <charconv>
#include <limits>

#include "features/hours/hours.h"
#include "features/readings/readings_access.h"
#include "features/readings/readings_seals.h"
#include "features/registrations/registrations.h"
#include "platform/json.h"

namespace onthaal::readings {
namespace {

using accounts::Role;

constexpr std::int64_t kMostTalks = 1000;
constexpr std::int64_t kMostSeals = 50;
constexpr std::int64_t kPage = 200;

Result<Uuid> uuid_of(const http::Request& request) {
  const auto uuid = Uuid::parse(request.parts.at(0));
  if (!uuid) return fail(Code::not_found, "no such conversation");
  return *uuid;
}

// Both days included.
std::optional<store::Span> span_of(std::string_view from, std::string_view to) {
  const auto first = hours::parse_day(from);
  const auto last = hours::parse_day(to);
  if (!first || !last) return std::nullopt;
  return store::Span{hours::utc_of(*first, hours::Edge::begin),
                     hours::utc_of(*last + date::days{1}, hours::Edge::begin)};
}

// "2026-11"
std::optional<store::Span> month_of(const std::string& text) {
  const auto first = hours::parse_day(text + "-01");
  if (!first) return std::nullopt;
  const date::year_month_day day{*first};
  const auto next = (day.year() / day.month() + date::months{1}) / 1;
  return store::Span{hours::utc_of(*first, hours::Edge::begin),
                     hours::utc_of(hours::Day{date::sys_days{next}.time_since_epoch()}, hours::Edge::begin)};
}

Result<Work> list_talks(const http::Request& request) {
  const auto span = span_of(request.parts.at(1), request.parts.at(2));
  if (!span) return fail(Code::not_found, "no such days");
  return Read{"readings.talks",
              [actor = request.actor, slug = request.parts.at(0), span = *span](const Snapshot& s) -> Result<Work> {
                const auto talks = access_talks(s.db, actor, slug);
                if (!talks) return std::unexpected(talks.error());
                const auto owner = talks->is_all ? std::nullopt : std::optional(talks->reader);
                std::vector<std::string> items;
                for (const store::Ended& talk : store::ended(s.db, talks->line, span, owner, kMostTalks))
                  items.push_back(wire::ended(s.db, talk, talks->reader));
                return Reply{200, json::Out().raw("talks", json::list(items)).boolean("all", talks->is_all).str()};
              }};
}

std::string transcript(const Snapshot& snapshot, const store::Talk& talk, Purpose purpose) {
  return json::Out()
      .uuid("conversation", talk.subject.uuid)
      .text("purpose", cases::name_of(purpose))
      .text("alias", talk.alias)
      .maybe_time("accepted_at", talk.accepted_at)
      .maybe_time("ended_at", talk.ended_at)
      .boolean("destroyed", talk.is_destroyed)
      .raw("messages", talk.is_destroyed ? "[]" : conversations::messages_of(snapshot, talk.subject.id))
      .raw("registration", registrations::registration_of(snapshot, talk.subject.uuid).value_or("null"))
      .str();
}

// It is kept as read before it is told; who no longer may by then reads nothing, and nobody what is destroyed by then.
Result<Work> read_talk(const http::Request& request) {
  const auto uuid = uuid_of(request);
  if (!uuid) return std::unexpected(uuid.error());
  const auto purpose = wire::parse_purpose(request.body);
  if (!purpose) return std::unexpected(purpose.error());
  return Read{"readings.read",
              [actor = request.actor, uuid = *uuid, purpose = *purpose](const Snapshot& s) -> Result<Work> {
                const auto talk = access_talk(s.db, actor, uuid, purpose, s.now);
                if (!talk) return std::unexpected(talk.error());
                return Act{"readings.record",
                           [actor, uuid, purpose, was_destroyed = talk->is_destroyed,
                            body = transcript(s, *talk, purpose)](Tx& tx) -> Result<Reply> {
                             const auto still = access_talk(tx.db, actor, uuid, purpose, tx.now);
                             if (!still) return std::unexpected(still.error());
                             if (still->is_destroyed != was_destroyed)
                               return fail(Code::conflict, "its words were destroyed");
                             cases::record_reading(tx, still->subject.id, std::get<Staff>(actor).staff, purpose);
                             return Reply{201, body};
                           }};
              }};
}

Result<Work> ask_seal(const http::Request& request, const Settings& settings) {
  const auto uuid = uuid_of(request);
  if (!uuid) return std::unexpected(uuid.error());
  auto asking = wire::parse_asking(request.body);
  if (!asking) return std::unexpected(std::move(asking.error()));
  return Act{"readings.ask_seal", [actor = request.actor, uuid = *uuid, asking = *std::move(asking), settings](Tx& tx) {
               return ask_to_break(tx, actor, uuid, asking, settings);
             }};
}

Result<Work> answer_seal(const http::Request& request, const Settings& settings) {
  const auto uuid = uuid_of(request);
  if (!uuid) return std::unexpected(uuid.error());
  const auto is_confirmed = wire::parse_answer(request.body);
  if (!is_confirmed) return std::unexpected(is_confirmed.error());
  return Act{"readings.answer_seal", [actor = request.actor, answer = Answer{*uuid, *is_confirmed}, settings](Tx& tx) {
               return answer_break(tx, actor, answer, settings);
             }};
}

Reply seals(const Snapshot& snapshot, const std::vector<store::Break>& all, const Actor& actor) {
  std::vector<std::string> items;
  for (const store::Break& each : all) items.push_back(seal_json(snapshot, each, actor));
  return {200, json::Out().raw("seals", json::list(items)).str()};
}

Result<Work> list_seals(const http::Request& request) {
  return Read{"readings.seals", [actor = request.actor, slug = request.parts.at(0)](const Snapshot& s) -> Result<Work> {
                const auto line = accounts::access_line_as_coordinator(s.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return seals(s, store::breaks_of(s.db, line->id, kMostSeals), actor);
              }};
}

// Those that wait, of every line, and those that were refused this month: that one person tried is for the house to
// see.
Result<Work> list_house_seals(const http::Request& request) {
  return Read{"readings.house_seals", [actor = request.actor](const Snapshot& s) -> Result<Work> {
                if (const auto who = accounts::access_house(s.db, actor, {Role::administrator}); !who)
                  return std::unexpected(who.error());
                return seals(s, store::breaks_to_see(s.db, s.now - 31 * kDay), actor);
              }};
}

// Of a line in a month: the newest, and whether there are more.
struct Newest {
  std::vector<audit::Recorded> entries;
  bool has_more;
};
Newest newest(db::Connection& db, LineId line, std::string_view what, const store::Span& span, std::int64_t most) {
  auto found = audit::find(db, {.line = line, .what = what, .from = span.from, .until = span.until, .limit = most + 1});
  const bool has_more = std::ssize(found) > most;
  if (has_more) found.pop_back();
  return {std::move(found), has_more};
}

// Who read what; and who got a role that reads, and from whom.
std::string month(db::Connection& db, LineId line, const store::Span& span, std::int64_t most) {
  const Newest readings = newest(db, line, "talk.read", span, most);
  const Newest given = newest(db, line, "role.given", span, most);
  std::vector<std::string> items;
  for (const audit::Recorded& each : readings.entries) items.push_back(wire::reading(db, each));
  std::vector<std::string> readers;
  for (const audit::Recorded& each : given.entries)
    if (auto item = wire::reader(db, each)) readers.push_back(*std::move(item));
  return json::Out()
      .raw("readings", json::list(items))
      .raw("readers", json::list(readers))
      .boolean("more", readings.has_more || given.has_more)
      .str();
}

Result<Work> list_month(const http::Request& request, const Settings& settings) {
  const auto span = month_of(request.parts.at(1));
  if (!span) return fail(Code::not_found, "no such month");
  return Read{"readings.month",
              [actor = request.actor, slug = request.parts.at(0), span = *span,
               most = settings.most_readings](const Snapshot& s) -> Result<Work> {
                const auto line = accounts::access_line_as_coordinator(s.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, month(s.db, line->id, span, most)};
              }};
}

// A page of the log, the newest first: of days, of what begins with a word ("all": everything), of numbers below one
// ("0": from the newest).
struct Page {
  store::Span span;
  std::string what;
  std::int64_t before;
};

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

Result<Page> page_of(const http::Request& request) {
  const auto span = span_of(request.parts.at(0), request.parts.at(1));
  const std::string& what = request.parts.at(2);
  const auto before = number_of(request.parts.at(3));
  if (!span || !before) return fail(Code::not_found, "no such page");
  return Page{*span, what == "all" ? "" : what, *before == 0 ? std::numeric_limits<std::int64_t>::max() : *before};
}

Result<Work> list_log(const http::Request& request) {
  const auto page = page_of(request);
  if (!page) return std::unexpected(page.error());
  return Read{"readings.log", [actor = request.actor, page = *page](const Snapshot& s) -> Result<Work> {
                if (const auto who = accounts::access_house(s.db, actor, {Role::auditor}); !who)
                  return std::unexpected(who.error());
                std::vector<std::string> items;
                for (const audit::Recorded& each : audit::find(s.db, {.what = page.what,
                                                                      .from = page.span.from,
                                                                      .until = page.span.until,
                                                                      .before = page.before,
                                                                      .limit = kPage}))
                  items.push_back(wire::entry(s.db, each));
                return Reply{200, json::Out().raw("entries", json::list(items)).str()};
              }};
}

Result<Work> show_head(const http::Request& request) {
  return Read{"readings.head", [actor = request.actor](const Snapshot& s) -> Result<Work> {
                if (const auto who = accounts::access_house(s.db, actor, {Role::auditor, Role::administrator}); !who)
                  return std::unexpected(who.error());
                return Reply{200, wire::head(audit::head(s.db))};
              }};
}

}  // namespace

http::Routes routes(const Settings& settings) {
  using http::Verb;
  const auto with = [settings](auto route) {
    return [settings, route](const http::Request& request) { return route(request, settings); };
  };
  return {
      {Verb::get, "/api/lines/{slug}/talks/{from}/{to}", list_talks},
      {Verb::post, "/api/conversations/{conversation}/readings", read_talk},
      {Verb::post, "/api/conversations/{conversation}/seals", with(ask_seal)},
      {Verb::get, "/api/lines/{slug}/seals", list_seals},
      {Verb::post, "/api/seals/{seal}/answer", with(answer_seal)},
      {Verb::get, "/api/lines/{slug}/readings/{month}", with(list_month)},
      {Verb::get, "/api/house/seals", list_house_seals},
      {Verb::get, "/api/house/log", show_head},
      {Verb::get, "/api/house/log/{from}/{to}/{what}/{before}", list_log},
  };
}

}  // namespace onthaal::readings
