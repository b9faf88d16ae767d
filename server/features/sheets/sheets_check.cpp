#include <stdexcept>

#include "features/sheets/sheets_store.h"

namespace onthaal::sheets {
namespace {

bool is_sound(const store::Kept& kept) {
  std::int64_t talks = 0;
  Tally tally;
  const auto count = [&](const Talk& talk) {
    ++talks;
    tally.add(talk);
  };
  try {
    unpack(kept.body, count);
  } catch (const std::runtime_error&) {
    return false;
  }
  return talks == kept.talks && tally == kept.tally;
}

}  // namespace

bool is_right(db::Connection& db, const store::Due& due, std::span<const Talk> rows) {
  const auto kept = store::kept(db, due, 0);
  Tally tally;
  for (const Talk& each : rows) tally.add(each);
  return kept && kept->body == pack(rows) && kept->talks == std::ssize(rows) && kept->tally == tally;
}

std::vector<Wrong> find_wrong(db::Connection& db) {
  std::vector<Wrong> wrong;
  for (const auto& due : store::own_days(db))
    if (!is_right(db, due, store::talks_of(db, due.line, due.day))) wrong.push_back({due.line, due.day, std::nullopt});
  for (const auto& due : store::days_with_talks(db))
    if (store::stale(db, due.line, due.day, due.day).empty() && !store::kept(db, due, 0))
      wrong.push_back({due.line, due.day, std::nullopt});
  for (const auto& [due, import, uuid] : store::imported_days(db)) {
    const auto kept = store::kept(db, due, import);
    if (kept && !is_sound(*kept)) wrong.push_back({due.line, due.day, uuid});
  }
  return wrong;
}

}  // namespace onthaal::sheets
