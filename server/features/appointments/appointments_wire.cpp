#include "features/appointments/appointments_wire.h"

namespace onthaal::appointments::wire {
namespace {

constexpr std::size_t kLongestNote = 1000;

std::string worker_of(const store::Slot& slot) {
  if (!slot.worker) return "null";
  return json::Out().uuid("staff", slot.worker->uuid).text("alias", slot.worker->alias).str();
}

std::optional<std::string> alias_of(const store::Slot& slot) {
  return slot.worker ? std::optional(slot.worker->alias) : std::nullopt;
}

// "16:00"
std::optional<std::chrono::minutes> parse_clock(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 99; };
  const int hours = digit(0) * 10 + digit(1);
  const int minutes = digit(3) * 10 + digit(4);
  if (hours > 23 || minutes > 59) return std::nullopt;
  return std::chrono::minutes{hours * 60 + minutes};
}

std::string_view name_of(There there) {
  switch (there) {
    case There::worker:
      return "worker";
    case There::others:
      return "others";
    case There::nobody:
      return "nobody";
  }
  return "";
}

std::string slot(const store::Slot& slot) {
  return json::Out()
      .uuid("slot", slot.uuid)
      .time("starts_at", slot.starts_at)
      .time("ends_at", slot.ends_at)
      .raw("worker", worker_of(slot))
      .text("state", slot.is_free ? "free" : "booked")
      .str();
}

std::string free_slot(const store::Slot& slot) {
  return json::Out()
      .uuid("slot", slot.uuid)
      .time("starts_at", slot.starts_at)
      .time("ends_at", slot.ends_at)
      .maybe_text("with", alias_of(slot))
      .str();
}

std::string line_name(const lines::Line& line) {
  return json::Out().text("slug", line.slug).text("name", line.name).str();
}

template <class Each>
std::string list(const std::vector<store::Slot>& slots, const Each& each) {
  std::vector<std::string> items;
  for (const store::Slot& one : slots) items.push_back(each(one));
  return json::list(items);
}

}  // namespace

Result<Offer> parse_offer(const boost::json::object& data) {
  json::Reader read(data, "data");
  Offer offer{.conversation = read.uuid("conversation"),
              .slot = read.uuid("slot"),
              .note = read.maybe_words("note", 1, kLongestNote),
              .partner = std::nullopt};
  if (data.contains("partner")) offer.partner = read.uuid("partner");
  return read.done(std::move(offer));
}

Result<Answer> parse_answer(const boost::json::object& data) {
  json::Reader read(data, "data");
  const Answer answer{.appointment = read.uuid("appointment"), .is_yes = read.boolean("yes")};
  return read.done(answer);
}

Result<Uuid> parse_withdraw(const boost::json::object& data) {
  json::Reader read(data, "data");
  return read.done(read.uuid("appointment"));
}

Result<NewSlots> parse_slots(const boost::json::object& data) {
  json::Reader read(data);
  const auto day = hours::parse_day(read.text("day", 10, 10));
  const auto at = parse_clock(read.text("at", 5, 5));
  if (!day) read.mistake("day", "not_allowed");
  if (!at) read.mistake("at", "not_allowed");
  NewSlots slots{.begins = day.value_or(hours::Day{}) + at.value_or(std::chrono::minutes{0}),
                 .minutes = read.integer("minutes", 15, kLongestSlot / kMinute),
                 .worker = std::nullopt,
                 .weeks = read.integer("weeks", 1, 26)};
  if (const auto worker = read.maybe_text("worker", 36, 36)) {
    slots.worker = Uuid::parse(*worker);
    if (!slots.worker) read.mistake("worker", "not_a_uuid");
  }
  return read.done(slots);
}

Result<bool> parse_second_talks(const boost::json::object& data) {
  json::Reader read(data);
  return read.done(read.boolean("second_talks"));
}

std::string offered(const Uuid& appointment, std::string_view state, const store::Slot& slot, std::string_view line,
                    const std::optional<std::string>& privacy, const std::optional<std::string>& note) {
  return json::Out()
      .uuid("appointment", appointment)
      .text("state", state)
      .time("starts_at", slot.starts_at)
      .time("ends_at", slot.ends_at)
      .maybe_text("with", alias_of(slot))
      .text("line", line)
      .maybe_text("privacy", privacy)
      .maybe_text("note", note)
      .str();
}

std::string changed(const Uuid& appointment, std::string_view state) {
  return json::Out().uuid("appointment", appointment).text("state", state).str();
}

std::string code(std::string_view code) {
  return json::Out().text("code", code).str();
}

std::string opened(const Uuid& conversation, const lines::Line& line, std::string_view language) {
  return json::Out().uuid("conversation", conversation).raw("line", line_name(line)).text("register", language).str();
}

std::string page(const store::Appointment& appointment, const lines::Line& line, const Words& words, There there,
                 const std::vector<store::Slot>& free, Millis now) {
  return json::Out()
      .raw("line", line_name(line))
      .text("register", appointment.language)
      .text("nickname", words.nickname)
      .maybe_text("note", words.note)
      .text("state", appointment.state)
      .time("starts_at", appointment.slot.starts_at)
      .time("ends_at", appointment.slot.ends_at)
      .time("opens_at", appointment.slot.starts_at - kEarly)
      .time("closes_at", appointment.slot.starts_at + kLate)
      .time("now", now)
      .maybe_text("with", alias_of(appointment.slot))
      .text("there", name_of(there))
      .raw("slots", list(free, free_slot))
      .str();
}

std::string slots(bool has_second_talks, const std::vector<store::Slot>& slots) {
  return json::Out().boolean("second_talks", has_second_talks).raw("slots", list(slots, slot)).str();
}

std::string elsewhere(const std::vector<Elsewhere>& all) {
  std::vector<std::string> items;
  for (const Elsewhere& each : all)
    items.push_back(json::Out()
                        .uuid("partner", each.partner)
                        .text("name", each.name)
                        .raw("slots", list(each.free, free_slot))
                        .str());
  return json::Out().raw("partners", json::list(items)).str();
}

std::string listed(const store::Appointment& appointment, const std::optional<Words>& words, bool with_note) {
  return json::Out()
      .uuid("appointment", appointment.uuid)
      .text("state", appointment.state)
      .time("starts_at", appointment.slot.starts_at)
      .time("ends_at", appointment.slot.ends_at)
      .raw("worker", worker_of(appointment.slot))
      .maybe_text("nickname", words ? std::optional(words->nickname) : std::nullopt)
      .maybe_text("note", words && with_note ? words->note : std::nullopt)
      .integer("moves", appointment.moves)
      .str();
}

std::string agreed_note(const store::Appointment& appointment, const Words& words) {
  return json::Out().time("starts_at", appointment.slot.starts_at).maybe_text("note", words.note).str();
}

}  // namespace onthaal::appointments::wire
