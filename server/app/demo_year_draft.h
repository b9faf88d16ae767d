#pragma once

#include <concepts>
#include <set>
#include <string_view>
#include <vector>

#include "app/demo_year_published.h"
#include "core/result.h"
#include "features/imports/imports.h"

// The talks of a synthetic year while they are made.
namespace onthaal::app::demo {

using Talks = std::vector<sheets::Talk*>;

// What is mixed, each in its own way.
enum Mix : std::uint64_t {
  outcomes,
  genders,
  ages,
  raters,
  unrecorded,
  sources,
  givers,
  lengths,
  waits,
  devices,
  turns
};
Talks mixed(const Talks& talks, Mix mix);

class Draft {
 public:
  // Both outlive it.
  Draft(const Published& published, const std::vector<imports::Named>& names);

  const Published& published;
  const std::vector<imports::Named>& names;
  std::vector<sheets::Talk> talks;
  std::set<const sheets::Talk*> in_window;  // of those about its themes
  std::vector<FieldError> lacking;          // of the line

  std::int64_t key(std::string_view kind, std::string_view name);
  void look_up_all();  // of what is published
  void lack(const std::string& field, const std::string& problem);
  std::set<std::int64_t> window_themes();
  Talks those(const std::predicate<const sheets::Talk&> auto& is_one) {
    Talks all;
    for (sheets::Talk& talk : talks)
      if (is_one(talk)) all.push_back(&talk);
    return all;
  }
};

// The talks of a group, from the number `first` on, and all that is told of the group.
void add_group(Draft& draft, const Group& group, std::size_t first);

}  // namespace onthaal::app::demo
