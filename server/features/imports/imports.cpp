#include "features/imports/imports.h"

#include <algorithm>

#include "features/audit/audit.h"
#include "features/imports/imports_store.h"
#include "platform/json.h"

namespace onthaal::imports {
namespace {

constexpr std::int64_t kAtOnce = 100;  // sheets that go in a slice
constexpr std::string_view kSweep = "imports.sweep";

std::unexpected<Error> not_staged() {
  return fail(Code::not_found, "the import is not there any more: another one began, or it was withdrawn");
}

Result<Import> access_staged(Tx& tx, const Uuid& uuid) {
  auto import = store::find(tx.db, uuid);
  if (!import || import->state != State::staged) return not_staged();
  return *std::move(import);
}

void record(Tx& tx, std::string_view what, const Import& import, std::string data) {
  audit::record(tx, {.what = what, .line = import.line, .about = import.uuid, .data = std::move(data)});
}

std::string shown_data(const Import& import, const Whole& whole) {
  json::Out out;
  out.integer("talks", import.talks).integer("totals", import.totals).integer("refused", whole.refused);
  if (import.first_day) out.text("first_day", hours::day_text(*import.first_day));
  if (import.last_day) out.text("last_day", hours::day_text(*import.last_day));
  return out.str();
}

Result<void> withdraw_now(Tx& tx, const Import& import) {
  if (!store::withdraw(tx.db, import.id)) return fail(Code::conflict, "it was withdrawn already");
  jobs::later(tx, kSweep, import.uuid.text(), tx.now);
  if (import.state == State::shown)
    record(tx, "import.withdrawn", import,
           json::Out().integer("talks", import.talks).integer("totals", import.totals).str());
  return {};
}

// Of the line's own talks, on a day of which the import has talks too.
std::optional<hours::Day> find_own_day(db::Connection& db, const Import& import) {
  for (const store::OwnDay& each : store::own_days(db, import)) {
    bool is_there = !each.is_stale;
    if (each.is_stale)
      sheets::each(db, import.line, each.day, each.day,
                   [&](hours::Day, const sheets::Talk& talk) { is_there = is_there || talk.import == 0; });
    if (is_there) return each.day;
  }
  return std::nullopt;
}

Result<void> check_beside(Tx& tx, const Import& import, const Whole& whole, std::optional<std::int64_t> replaces) {
  const auto same = store::find_same_total(tx.db, import, replaces);
  if (same)
    return fail(Code::conflict, "import " + same->uuid.text() +
                                    " has some of these totals already: withdraw it first, "
                                    "or replace it (--replaces)");
  const auto beside = whole.is_beside ? std::nullopt : store::find_beside(tx.db, import, replaces);
  if (beside)
    return fail(Code::conflict, "import " + beside->uuid.text() + " has talks from " +
                                    hours::day_text(*beside->first_day) + " to " + hours::day_text(*beside->last_day) +
                                    " already: withdraw it first, replace it (--replaces), or say that both count "
                                    "(--beside)");
  const auto own_day = whole.is_beside ? std::nullopt : find_own_day(tx.db, import);
  if (own_day)
    return fail(Code::conflict, "the line has talks of its own on the same days, first on " +
                                    hours::day_text(*own_day) +
                                    ": leave those days out of the file if they are the same talks, or say that both "
                                    "count (--beside)");
  return {};
}

}  // namespace

std::vector<Import> all(db::Connection& db, std::optional<LineId> line) {
  return store::all(db, line);
}

Import begin(Tx& tx, LineId line, const NewImport& wanted) {
  if (auto shown = store::find_shown(tx.db, line, wanted.digest)) return *std::move(shown);
  Import made = store::insert(tx, line, wanted);
  jobs::later(tx, kSweep, made.uuid.text(), tx.now + kDay);
  return made;
}

Result<void> stage(Tx& tx, const Uuid& uuid, const std::vector<Sheet>& sheets) {
  const auto import = access_staged(tx, uuid);
  if (!import) return std::unexpected(import.error());
  if (sheets.empty()) return {};
  std::int64_t talks = 0;
  hours::Day first = sheets.front().day, last = first;
  for (const Sheet& sheet : sheets) {
    sheets::stage(tx, import->line, import->id, sheet.day, sheet.talks, sheet.body);
    talks += sheet.talks;
    first = std::min(first, sheet.day);
    last = std::max(last, sheet.day);
  }
  if (!store::add_talks(tx.db, import->id, talks, first, last)) return not_staged();
  return {};
}

Result<void> stage(Tx& tx, const Uuid& uuid, const std::vector<sheets::Total>& totals) {
  const auto import = access_staged(tx, uuid);
  if (!import) return std::unexpected(import.error());
  for (const sheets::Total& total : totals) sheets::stage(tx, import->line, import->id, total);
  if (!store::add_totals(tx.db, import->id, std::ssize(totals))) return not_staged();
  return {};
}

Result<Import> show(Tx& tx, const Uuid& uuid, const Whole& whole) {
  auto import = access_staged(tx, uuid);
  if (!import) return import;
  if (import->talks != whole.talks || import->totals != whole.totals)
    return fail(Code::conflict, "not all of it is there: import it again");
  if (store::find_shown(tx.db, import->line, import->digest)) return fail(Code::conflict, "it is shown already");
  std::optional<Import> old;
  if (whole.replaces) {
    old = store::find(tx.db, *whole.replaces);
    if (!old || old->line != import->line || old->state != State::shown)
      return std::unexpected(Error{Code::invalid, "no such import is shown", {{"replaces", "not_allowed"}}});
  }
  const auto replaced = old ? std::optional(old->id) : std::nullopt;
  if (const auto beside = check_beside(tx, *import, whole, replaced); !beside) return std::unexpected(beside.error());
  if (old) {
    if (const auto gone = withdraw_now(tx, *old); !gone) return std::unexpected(gone.error());
  }
  store::show(tx, import->id, whole.refused);
  record(tx, "import.shown", *import, shown_data(*import, whole));
  return *store::find(tx.db, uuid);
}

Result<Import> withdraw(Tx& tx, const Uuid& uuid) {
  const auto import = store::find(tx.db, uuid);
  if (!import) return fail(Code::not_found, "no such import");
  if (const auto gone = withdraw_now(tx, *import); !gone) return std::unexpected(gone.error());
  return *store::find(tx.db, uuid);
}

bool sweep(Tx& tx, LineId line, const std::optional<Uuid>& only) {
  const auto wanted = only ? store::find(tx.db, *only) : std::nullopt;
  if (only && !wanted) return false;
  const auto left = store::find_left(tx.db, line, wanted ? std::optional(wanted->id) : std::nullopt);
  if (!left) return false;
  if (left->state == State::staged) store::withdraw(tx.db, left->id);
  if (!sheets::remove(tx, left->id, kAtOnce)) store::drop(tx.db, left->id);
  return true;
}

std::vector<jobs::JobKind> jobs() {
  return {{kSweep, [](Tx& tx, const jobs::Job& job) {
             const auto import = store::find(tx.db, *Uuid::parse(job.key));
             if (import && sweep(tx, import->line, import->uuid)) jobs::later(tx, kSweep, job.key, tx.now);
           }}};
}

std::vector<Named> vocabulary(db::Connection& db, LineId line) {
  return store::names(db, line);
}

}  // namespace onthaal::imports
