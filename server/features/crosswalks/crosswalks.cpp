#include "features/crosswalks/crosswalks.h"

#include "features/crosswalks/crosswalks_categories.h"
#include "features/crosswalks/crosswalks_store.h"

namespace onthaal::crosswalks {

void ship(Tx& tx, LineId line) {
  if (store::newest(tx.db, line, kChi) > 0) return;
  std::vector<store::Mapping> mappings;
  for (const Proposed& each : proposed())
    if (const auto term = terms::find(tx.db, line, each.category.kind, each.code))
      mappings.push_back({term->id, each.category.domain, each.category.category});
  store::add(tx, line, kChi, 1, std::nullopt, mappings);
}

void ship(Tx& tx) {
  for (const LineId line : store::lines_without(tx.db, kChi)) ship(tx, line);
}

}  // namespace onthaal::crosswalks
