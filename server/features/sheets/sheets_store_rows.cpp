#include <algorithm>
#include <array>
#include <unordered_map>

#include "features/sheets/sheets_store.h"

namespace onthaal::sheets::store {
namespace {

// Who recorded it knows better than who told it before; a draft does not count.
constexpr db::Sql kTalks{
    "sheet.talks",
    "select c.id, c.requested_at, c.state, c.is_second, case when r.state = 'done' then r.who else c.who end,"
    " case when r.state = 'done' then r.age else c.age end, case when r.state = 'done' then r.gender else c.gender end,"
    " c.device, coalesce(c.first_accepted_at, c.accepted_at), c.ended_at, c.messages_visitor, c.messages_operator,"
    " case when r.state = 'done' then 1 else 0 end, r.is_fake, coalesce(r.is_boundary,"
    " case when c.closing = 'boundary' then 1 else 0 end), r.is_broken_off, g.stars, c.breaks, c.last_operator,"
    " case when r.state = 'done' then r.source else c.source end, c.topic"
    " from conversation c left join registration r on r.conversation = c.id left join rating g on g.conversation = c.id"
    " where c.line = :line and c.requested_at >= :from and c.requested_at < :to order by c.requested_at, c.id"};
constexpr db::Sql kThemes{
    "sheet.themes",
    "select c.id, t.term from conversation c join registration r on r.conversation = c.id and r.state = 'done'"
    " join registration_theme t on t.registration = c.id"
    " where c.line = :line and c.requested_at >= :from and c.requested_at < :to order by c.id, t.position"};
constexpr db::Sql kOutcomes{
    "sheet.outcomes",
    "select c.id, o.term from conversation c join registration r on r.conversation = c.id and r.state = 'done'"
    " join registration_outcome o on o.registration = c.id"
    " where c.line = :line and c.requested_at >= :from and c.requested_at < :to order by c.id, o.term"};
constexpr db::Sql kHanded{"sheet.handed",
                          "select c.id, h.partner, h.kind from conversation c join handover h on h.conversation = c.id"
                          " where c.line = :line and c.requested_at >= :from and c.requested_at < :to"
                          " and h.state in ('greeted', 'booked', 'linked') order by h.id"};

// By the words of the schema, in the order of the classes.
constexpr std::array<std::string_view, 5> kWho{"", "pupil", "parent", "teacher", "other"};
constexpr std::array<std::string_view, 5> kGender{"", "f", "m", "x", "unsaid"};
constexpr std::array<std::string_view, 4> kDevice{"", "phone", "tablet", "computer"};
constexpr std::array<std::string_view, 5> kHandedKinds{"", "no", "live", "booked", "link"};

template <class E, std::size_t N>
E class_of(const std::optional<std::string>& word, const std::array<std::string_view, N>& words) {
  return word ? static_cast<E>(std::ranges::find(words, *word) - words.begin()) : E{};
}

std::optional<std::uint32_t> seconds(std::optional<Millis> from, std::optional<Millis> until) {
  if (!from || !until) return std::nullopt;
  return static_cast<std::uint32_t>(std::max<Millis>(0, (*until - *from) / 1000));
}

std::optional<std::uint32_t> count(const db::Row& row, std::size_t column) {
  const auto value = row.maybe_integer(column);
  return value ? std::optional(static_cast<std::uint32_t>(*value)) : std::nullopt;
}

std::uint32_t second_of_day(Millis at, Day day) {
  const auto local = hours::local_of(at);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(local - hours::LocalTime(day)).count();
  return static_cast<std::uint32_t>(minutes * 60 + at / 1000 % 60);
}

Course course_of(std::string_view state, bool was_accepted) {
  if (state == "waiting" || state == "active") return Course::open;
  if (was_accepted) return Course::talk;
  return state == "refused" ? Course::refused : Course::left;
}

// A draft says nothing yet.
Known recorded(const db::Row& row, std::size_t column) {
  return row.integer(12) == 0 ? Known::unknown : known(row.integer(column) != 0);
}

Talk talk_of(const db::Row& row, Day day) {
  const Millis requested = row.integer(1);
  const auto accepted = row.maybe_integer(8);
  const auto ended = row.maybe_integer(9);
  Talk talk{.second = second_of_day(requested, day),
            .course = course_of(row.text(2), accepted.has_value()),
            .has_untaken = true,
            .by_appointment = known(row.integer(3) != 0),
            .who = class_of<Who>(row.maybe_text(4), kWho),
            .gender = class_of<Gender>(row.maybe_text(6), kGender),
            .device = class_of<Device>(row.maybe_text(7), kDevice),
            .wait = seconds(requested, accepted ? accepted : ended),
            .duration = seconds(accepted, ended),
            .visitor_messages = count(row, 10),
            .operator_messages = count(row, 11),
            .registered = known(row.integer(12) != 0),
            .fake = recorded(row, 13),
            .boundary = known(row.integer(14) != 0),
            .broken_off = recorded(row, 15),
            .stars = static_cast<std::uint8_t>(row.maybe_integer(16).value_or(0)),
            .breaks = count(row, 17),
            .operator_ = row.maybe_integer(18).value_or(0),
            .source = row.maybe_integer(19).value_or(0),
            .topic = row.maybe_integer(20).value_or(0),
            .handed = Handed::no};
  if (const auto age = row.maybe_integer(5)) talk.age = static_cast<std::uint8_t>(*age);
  if (talk.visitor_messages && talk.operator_messages)
    talk.dialogue = *talk.visitor_messages > 0 && *talk.operator_messages > 0 ? Known::yes : Known::no;
  return talk;
}

}  // namespace

std::vector<Talk> talks_of(db::Connection& db, LineId line, Day day) {
  const db::Arg from{"from", hours::utc_of(hours::LocalTime(day), hours::Edge::begin)};
  const db::Arg to{"to", hours::utc_of(hours::LocalTime(day + date::days(1)), hours::Edge::begin)};
  std::vector<Talk> talks;
  std::unordered_map<std::int64_t, std::size_t> places;
  for (const db::Row row : db.run(kTalks, {{"line", line}, from, to})) {
    places.emplace(row.integer(0), talks.size());
    talks.push_back(talk_of(row, day));
  }
  if (talks.empty()) return talks;
  const auto of = [&](const db::Row& row) -> Talk& { return talks.at(places.at(row.integer(0))); };
  for (const db::Row row : db.run(kThemes, {{"line", line}, from, to})) of(row).themes.push_back(row.integer(1));
  for (const db::Row row : db.run(kOutcomes, {{"line", line}, from, to})) of(row).outcomes.push_back(row.integer(1));
  for (const db::Row row : db.run(kHanded, {{"line", line}, from, to})) {
    of(row).partner = row.integer(1);
    of(row).handed = class_of<Handed>(row.text(2), kHandedKinds);
  }
  return talks;
}

}  // namespace onthaal::sheets::store
