#pragma once

#include "features/imports/imports.h"

namespace onthaal::imports::store {

std::vector<Import> all(db::Connection& db, std::optional<LineId> line);
std::optional<Import> find(db::Connection& db, const Uuid& uuid);
std::optional<Import> find_shown(db::Connection& db, LineId line, std::string_view digest);
Import insert(Tx& tx, LineId line, const NewImport& wanted);
void drop(db::Connection& db, std::int64_t import);  // unless it was ever shown

// False unless it is staged.
bool add_talks(db::Connection& db, std::int64_t import, std::int64_t talks, hours::Day first, hours::Day last);
bool add_totals(db::Connection& db, std::int64_t import, std::int64_t totals);
bool show(Tx& tx, std::int64_t import, std::int64_t refused);
bool withdraw(db::Connection& db, std::int64_t import);

// Of the line, shown, with talks from `first` to `last`, and not one of these two.
std::optional<Import> find_beside(db::Connection& db, const Import& import, std::optional<std::int64_t> replaces);
// The same, with a total for the same year and figure.
std::optional<Import> find_same_total(db::Connection& db, const Import& import, std::optional<std::int64_t> replaces);

// The days of which the import has talks and the line a sheet of its own, or had its own talks changed (`is_stale`:
// perhaps there are none).
struct OwnDay {
  hours::Day day;
  bool is_stale;
};
std::vector<OwnDay> own_days(db::Connection& db, const Import& import);

// Of the line, not shown, and with something left of it; where `only` says so, only that one.
std::optional<Import> find_left(db::Connection& db, LineId line, std::optional<std::int64_t> only);

std::vector<Named> names(db::Connection& db, LineId line);

}  // namespace onthaal::imports::store
