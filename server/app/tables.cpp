#include "app/tables.h"

#include <algorithm>
#include <array>

#include "app/commands.h"
#include "platform/streams/streams.h"

namespace onthaal::app {
namespace {

constexpr std::array<std::string_view, 4> kVerbs{"GET", "POST", "PUT", "DELETE"};

template <class Table, class Name>
void add(std::vector<std::string>& doors, const Table& table, const Name& name) {
  std::vector<std::string> names;
  for (const auto& each : table) names.push_back(name(each));
  std::ranges::sort(names);
  doors.insert(doors.end(), names.begin(), names.end());
}

}  // namespace

std::vector<std::string> doors(const Wiring& wiring) {
  std::vector<std::string> all;
  add(all, wiring.routes(), [](const http::Route& route) {
    return std::string(kVerbs.at(static_cast<std::size_t>(route.verb))) + " " + std::string(route.path);
  });
  add(all, wiring.commands(), [](const live::Command& each) { return "command " + std::string(each.name); });
  add(all, streams::kinds(), [](const streams::StreamKind& each) { return "stream " + std::string(each.name); });
  add(all, control_commands(wiring.staff_hooks(), wiring.hours_hooks()),
      [](const control::Command& each) { return "control " + std::string(each.name); });
  return all;
}

}  // namespace onthaal::app
