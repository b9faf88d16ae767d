#include "features/registrations/registrations_wire.h"

#include <array>

namespace onthaal::registrations::wire {
namespace {

constexpr std::array<std::string_view, 5> kMayBeNull{"who", "age", "gender", "source", "note"};
constexpr std::array<std::string_view, 3> kStates{"open", "later", "done"};
constexpr std::size_t kMaxCodes = 30;

std::vector<std::string> codes(json::Reader& read, std::string_view field) {
  std::vector<std::string> all;
  for (const auto& item : read.array(field, kMaxCodes)) {
    if (!item.is_string()) {
      read.mistake(field, "not_text");
      return {};
    }
    all.emplace_back(item.get_string());
  }
  return all;
}

std::string texts(const std::vector<std::string>& items) {
  std::vector<std::string> quoted(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) json::append_quoted(quoted[i], items[i]);
  return json::list(quoted);
}

}  // namespace

Result<Save> parse_save(const boost::json::object& body) {
  json::Reader read(body);
  for (const std::string_view field : kMayBeNull)
    if (!body.contains(field)) read.mistake(field, "required");
  store::Form form{.state = std::string(kStates.at(read.choice("state", {"open", "later", "done"}))),
                   .who = read.maybe_choice("who", {"pupil", "parent", "teacher", "other"}),
                   .age = read.maybe_integer("age", 1, 99),
                   .gender = read.maybe_choice("gender", {"f", "m", "x", "unsaid"}),
                   .source = read.maybe_text("source", 1, 60),
                   .themes = codes(read, "themes"),
                   .outcomes = codes(read, "outcomes"),
                   .is_broken_off = read.boolean("broken_off"),
                   .is_boundary = read.boolean("boundary"),
                   .is_fake = read.boolean("fake")};
  auto note = read.maybe_words("note", 0, 2000);
  if (note && note->reveal().empty()) note.reset();
  return read.done(Save{std::move(form), std::move(note)});
}

std::string registration(const store::Registration& registration, const std::optional<std::string>& nickname,
                         const std::optional<std::string>& note) {
  const store::Form& form = registration.form;
  json::Out out;
  out.uuid("conversation", registration.conversation.uuid)
      .maybe_text("nickname", nickname)
      .text("state", form.state)
      .maybe_text("who", form.who);
  if (form.age)
    out.integer("age", *form.age);
  else
    out.raw("age", "null");
  return out.maybe_text("gender", form.gender)
      .maybe_text("source", form.source)
      .raw("themes", texts(form.themes))
      .raw("outcomes", texts(form.outcomes))
      .boolean("broken_off", form.is_broken_off)
      .boolean("boundary", form.is_boundary)
      .boolean("fake", form.is_fake)
      .maybe_text("note", note)
      .str();
}

}  // namespace onthaal::registrations::wire
