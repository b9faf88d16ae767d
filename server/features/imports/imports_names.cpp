#include "features/imports/imports_names.h"

namespace onthaal::imports {

Names::Names(const std::vector<Named>& all) {
  for (const Named& each : all) {
    Answer& answer = kinds_[each.kind][each.name];
    answer = answer.found == Found::no ? Answer{Found::one, each.key} : Answer{Found::several, 0};
  }
}

Names::Answer Names::find(std::string_view kind, std::string_view name) const {
  const auto names = kinds_.find(kind);
  if (names == kinds_.end()) return {};
  const auto found = names->second.find(name);
  return found == names->second.end() ? Answer{} : found->second;
}

}  // namespace onthaal::imports
