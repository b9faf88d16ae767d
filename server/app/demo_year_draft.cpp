#include "app/demo_year_draft.h"

#include <algorithm>

#include "app/demo_year_spread.h"

namespace onthaal::app::demo {

Talks mixed(const Talks& talks, Mix mix) {
  Talks all;
  for (const std::size_t i : mixed(talks.size(), static_cast<std::uint64_t>(mix))) all.push_back(talks[i]);
  return all;
}

Draft::Draft(const Published& published, const std::vector<imports::Named>& names)
    : published(published), names(names), talks(static_cast<std::size_t>(published.talks)) {
  for (sheets::Talk& talk : talks) {
    talk.course = sheets::Course::talk;
    talk.dialogue = published.dialogue;
    talk.stars = std::uint8_t{0};
  }
}

std::int64_t Draft::key(std::string_view kind, std::string_view name) {
  for (const imports::Named& each : names)
    if (each.kind == kind && each.name == name) return each.key;
  lack(std::string(kind) + "." + std::string(name), "required");
  return 0;
}

void Draft::look_up_all() {
  for (const Group& group : published.groups) {
    for (const Count& theme : group.themes) key("theme", theme.code);
    for (const Count& outcome : group.outcomes) key("outcome", outcome.code);
  }
  for (const Count& source : published.sources) key("source", source.code);
  for (const HandedOver& each : published.handed_over) key("partner", each.partner);
  window_themes();
}

void Draft::lack(const std::string& field, const std::string& problem) {
  const FieldError error{field, problem};
  if (std::ranges::find(lacking, error) == lacking.end()) lacking.push_back(error);
}

std::set<std::int64_t> Draft::window_themes() {
  std::set<std::int64_t> themes;
  if (!published.window) return themes;
  for (const std::string_view theme : published.window->themes) themes.insert(key("theme", theme));
  return themes;
}

}  // namespace onthaal::app::demo
