#include <algorithm>
#include <array>
#include <limits>

#include "features/lines/lines_wire.h"
#include "platform/name.h"

namespace onthaal::lines::wire {
namespace {

constexpr std::array<std::string_view, 5> kTexts{"welcome", "answered_by", "closed", "goodbye", "boundary"};
constexpr std::size_t kMaxText = 2000;
constexpr std::size_t kMaxHosts = 100;

void read_rules(json::Reader& read, Settings& settings) {
  json::Reader rules(read.object("rules"), "rules");
  settings.talk_minutes = rules.integer("talk_minutes", 5, 240);
  settings.notice_minutes = rules.integer("notice_minutes", 1, 60);
  settings.grace_minutes = rules.integer("grace_minutes", 5, 240);
  settings.kept_days = rules.integer("kept_days", 1, 3650);
  if (settings.talk_minutes > 0 && settings.notice_minutes >= settings.talk_minutes)
    rules.mistake("notice_minutes", "too_large");
  read.take_mistakes(rules);
}

void read_texts(json::Reader& read, Settings& settings) {
  const auto& object = read.object("texts");
  json::Reader texts(object, "texts");
  for (const std::string_view key : kTexts)
    if (object.contains(key)) settings.texts.emplace_back(key, read_label(texts, key, kMaxText));
  read.take_mistakes(texts);
}

// The texts of a list, each once, that `is_good`.
template <class IsGood>
std::vector<std::string> read_list(json::Reader& read, std::string_view field, std::size_t max, const IsGood& is_good) {
  std::vector<std::string> texts;
  for (const auto& item : read.array(field, max)) {
    const std::string text = item.is_string() ? std::string(item.get_string()) : std::string();
    if (is_good(text) && std::ranges::find(texts, text) == texts.end())
      texts.push_back(text);
    else
      read.mistake(std::string(field) + "." + std::to_string(texts.size()), "not_allowed");
  }
  return texts;
}

bool is_party(std::string_view text) {
  static const Settings everybody;
  return std::ranges::find(everybody.who, text) != everybody.who.end();
}

void read_intake(json::Reader& read, Settings& settings) {
  json::Reader intake(read.object("intake"), "intake");
  settings.who = read_list(intake, "who", 4, is_party);
  settings.asks_age = intake.boolean("age");
  settings.asks_gender = intake.boolean("gender");
  settings.asks_question = intake.boolean("question");
  settings.asks_source = intake.boolean("source");
  read.take_mistakes(intake);
}

// "clbchat.be": lower case, without scheme, port or path.
bool is_host(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  if (text.size() > 253 || text.find('.') == text.npos) return false;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('.', start), text.size());
    const std::string_view label = text.substr(start, end - start);
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-' ||
        !std::ranges::all_of(label, is_letter))
      return false;
    start = end + 1;
  }
  return true;
}

Settings read_settings(json::Reader& read, std::int64_t most_talks) {
  Settings settings;
  read_rules(read, settings);
  settings.capacity = read.integer("capacity", 1, most_talks);
  settings.max_waiting = read.integer("max_waiting", 1, 100'000);
  settings.long_wait_minutes = read.integer("long_wait_minutes", 1, 240);
  read_texts(read, settings);
  read_intake(read, settings);
  settings.trusted_hosts = read_list(read, "trusted_hosts", kMaxHosts, is_host);
  return settings;
}

// `over` wins, field by field, whatever the depth.
void lay_over(boost::json::object& under, const boost::json::object& over) {
  for (const auto& [key, value] : over) {
    auto* inner = under.if_contains(key);
    if (inner != nullptr && inner->is_object() && value.is_object())
      lay_over(inner->get_object(), value.get_object());
    else
      under[key] = value;
  }
}

}  // namespace

Result<bool> parse_open(const boost::json::object& data) {
  json::Reader read(data);
  return read.done(read.boolean("open"));
}

Result<NamedSettings> parse_settings(const boost::json::object& data, std::int64_t most_talks) {
  json::Reader read(data);
  const auto revision = read.integer("revision", 1, std::numeric_limits<std::int64_t>::max());
  NamedSettings parsed{.name = json::read_name(read, "name", 80), .settings = read_settings(read, most_talks)};
  parsed.settings.revision = revision;
  return read.done(std::move(parsed));
}

Settings parse_kept(std::string_view text) {
  auto whole = json::parse(kept(Settings{})).value();
  lay_over(whole, json::parse(text).value());
  json::Reader read(whole);
  return read.done(read_settings(read, std::numeric_limits<std::int64_t>::max())).value();
}

}  // namespace onthaal::lines::wire
