#include "features/keys/keys_jobs.h"

#include <algorithm>
#include <charconv>

#include "features/audit/audit.h"
#include "features/lines/lines.h"
#include "features/notices/notices.h"
#include "platform/durable_file.h"
#include "platform/json.h"
#include "platform/log.h"
#include "platform/sealed_file.h"

namespace onthaal::keys {
namespace {

constexpr std::string_view kTend = "keys.tend";
constexpr std::string_view kWrap = "keys.wrap";
constexpr Millis kEvery = 5 * kMinute;
constexpr Millis kMoment = 500;
constexpr std::int64_t kSlice = 50;
// Lies in each folder with copies: where it is not, the disk of that folder is not there, though an empty folder is.
constexpr std::string_view kMarker = "onthaal-keys.folder";

// What came of it, to be written down.
struct Outcome {
  seal::Keyring ring;                 // what is in its place
  bool is_kept = true;                // what was planned for it was done
  std::string trouble;                // "gone", "changed", ...; empty: none
  std::optional<Error> error;         // why
  std::optional<store::Escrow> copy;  // that was written
  std::vector<std::int64_t> removed;  // copies
};

Result<seal::Keyring> next_ring(const Settings& settings, const Plan& plan, const Result<seal::Keyring>& kept) {
  if (!kept) return kept;
  if (!plan.ring.is_within(*kept))
    return fail(Code::conflict, settings.place.name() + " does not hold the keys that are in use");
  seal::Keyring next = *kept;
  if (plan.replaces && kept->newest() == plan.ring.newest()) next = kept->with_new(plan.now, seal::system_random());
  for (const std::int64_t number : plan.destroys) next = next.without(number);
  return next;
}

std::string trouble_of(const Error& error, const Plan& plan) {
  if (error.code == Code::not_found) return "gone";
  if (error.code == Code::conflict) return "changed";
  return plan.replaces || !plan.destroys.empty() ? "not_replaced" : "unreadable";
}

std::filesystem::path folder_of(const Settings& settings) {
  return std::filesystem::absolute(settings.escrow_dir / "").parent_path();
}

bool is_there(const std::filesystem::path& file) {
  std::error_code unknown;
  return std::filesystem::exists(file, unknown);
}

bool is_marked(const std::filesystem::path& folder) {
  return is_there(folder / kMarker);
}

// Before its first copy. A folder in which there should be copies is not marked again.
Result<void> mark(const std::filesystem::path& folder, bool has_copies) {
  if (is_marked(folder)) return {};
  const std::filesystem::path marker = folder / kMarker;
  if (has_copies)
    return fail(Code::not_found, marker.string() + " is not there: is its disk mounted? If it is, make that file anew");
  return durable_file::replace(marker, "Copies of master keys of Onthaal lie in this folder.\n");
}

// One file for each newest key and recipient, written anew where it does not hold just what lives, or is gone.
Result<std::optional<store::Escrow>> write_copy(const Settings& settings, const Plan& plan, const seal::Keyring& ring) {
  if (!settings.writes_copies()) return std::nullopt;
  const auto to = seal::read_public_key(settings.escrow_to);
  if (!to) return std::unexpected(to.error());
  const std::string name = "onthaal-keys-" + std::to_string(ring.newest()) + "-" + to->fingerprint() + ".sealed";
  store::Escrow copy{.id = 0,
                     .newest = ring.newest(),
                     .held = std::ssize(ring.masters()),
                     .recipient = to->fingerprint(),
                     .made_at = plan.now,
                     .file = (folder_of(settings) / name).string()};
  if (std::ranges::any_of(
          plan.newest_copies,
          [&](const store::Escrow& each) { return each.file == copy.file && each.held == copy.held; }) &&
      is_there(*copy.file) && is_marked(settings.escrow_dir))
    return std::nullopt;
  if (auto marked = mark(settings.escrow_dir, plan.has_copies_there); !marked)
    return std::unexpected(std::move(marked.error()));
  std::string text = ring.text();
  const auto sealed = seal::seal_whole(*to, kSealedAs, text);
  seal::wipe(text);
  if (!sealed) return std::unexpected(sealed.error());
  if (auto written = durable_file::replace(*copy.file, *sealed); !written)
    return std::unexpected(std::move(written.error()));
  return copy;
}

// Removed now, or by somebody before: not where its folder cannot be looked into, or is only where a disk would be.
bool is_taken_away(const std::filesystem::path& file) {
  std::error_code problem;
  std::filesystem::remove(file.string() + ".new", problem);
  if (std::filesystem::remove(file, problem)) return true;
  return !problem && is_marked(file.parent_path());
}

// Once the newer copy is there, or none is wanted any more.
void remove_expired(const Plan& plan, Outcome& outcome) {
  const auto is_overwritten = [&](const store::Escrow& each) {
    return outcome.copy && each.file == outcome.copy->file;
  };
  for (const store::Escrow& each : plan.newest_copies)
    if (is_overwritten(each)) outcome.removed.push_back(each.id);
  for (const store::Escrow& each : plan.expired_copies) {
    if (is_overwritten(each)) continue;
    if (is_taken_away(*each.file)) {
      outcome.removed.push_back(each.id);
    } else {
      outcome.trouble = "copy_left";
      outcome.error = Error{Code::internal, *each.file + " holds a destroyed key and cannot be removed", {}};
    }
  }
}

Outcome look(const Settings& settings, const Plan& plan) {
  auto kept = settings.place.change([&](const Result<seal::Keyring>& now) { return next_ring(settings, plan, now); });
  if (!kept) {
    const std::string trouble = trouble_of(kept.error(), plan);
    return {.ring = plan.ring, .is_kept = false, .trouble = trouble, .error = std::move(kept.error())};
  }
  Outcome outcome{.ring = *std::move(kept)};
  auto copy = write_copy(settings, plan, outcome.ring);
  if (!copy) {
    outcome.trouble = "not_escrowed";
    outcome.error = std::move(copy.error());
    return outcome;
  }
  outcome.copy = *std::move(copy);
  remove_expired(plan, outcome);
  return outcome;
}

void tell(Tx& tx, const Outcome& outcome) {
  store::delete_troubles_but(tx.db, outcome.trouble);
  if (outcome.trouble.empty() || !store::insert_trouble(tx.db, outcome.trouble, tx.now)) return;
  log::error("keys.trouble", {{"kind", log::ours(outcome.trouble)}, {"why", log::ours(outcome.error->detail)}});
  for (const lines::Line& line : lines::all(tx.db)) notices::raise(tx, {.line = line.id, .kind = notices::Kind::keys});
}

// The ring in use follows when the rows that name its new key are committed.
void write_down(Tx& tx, const Outcome& outcome) {
  tell(tx, outcome);
  if (outcome.ring.masters() != tx.keys.masters()) {
    adopt(tx, outcome.ring);
    tx.effects.push_back(follow_with(Prepare{"keys.take_up", [in_use = tx.keys, ring = outcome.ring]() -> Result<Work> {
                                               if (in_use.take(ring))
                                                 log::info("keys.taken_up", {{"newest", ring.newest()}});
                                               return Reply{};
                                             }}));
  }
  if (outcome.copy) {
    store::insert_escrow(tx.db, *outcome.copy);
    audit::record(
        tx,
        {.what = "keys.escrowed",
         .data = json::Out().integer("newest", outcome.copy->newest).text("recipient", outcome.copy->recipient).str()});
  }
  for (const std::int64_t id : outcome.removed) store::set_removed(tx.db, id, tx.now);
}

void tend(Tx& tx, const jobs::Job& job, const Settings& settings) {
  jobs::later(tx, kTend, job.key, tx.now + kEvery);
  tx.effects.push_back(follow_with(carry_out(settings, plan(tx.db, tx.keys, settings, tx.now), Must::try_again)));
}

// A key that does not open stays as it is, and its master key too: whoever finds out why may still need both.
void wrap(Tx& tx, store::Table table, std::int64_t master, const store::Key& each) {
  const auto gone = tx.keys.destroyed();
  if (const auto key = tx.keys.unwrap(each.wrapped, master, each.uuid))
    store::rewrap(tx.db, table, each.id, tx.keys.wrap(*key, each.uuid, tx.random));
  else if (std::ranges::find(gone, master, &seal::MasterKey::number) != gone.end())
    store::bury(tx.db, table, each.id);  // a restored backup brought it back, and nobody can open it
}

// From `after` on, at most one slice; the last key that was looked at, or nothing when that were all.
std::optional<std::int64_t> wrap_slice(Tx& tx, std::int64_t master, std::int64_t after) {
  if (after == 0)
    for (const store::Key& each : store::under(tx.db, store::Table::trace_key, master, 0, kSlice))
      wrap(tx, store::Table::trace_key, master, each);
  const auto keys = store::under(tx.db, store::Table::seal_key, master, after, kSlice);
  for (const store::Key& each : keys) wrap(tx, store::Table::seal_key, master, each);
  if (keys.empty()) return std::nullopt;
  return keys.back().id;
}

struct Cursor {
  std::int64_t master = 0;
  std::int64_t after = 0;
};
Cursor cursor_of(const jobs::Job& job) {
  Cursor cursor;
  const std::size_t space = std::min(job.data.find(' '), job.data.size());
  std::from_chars(job.data.data(), job.data.data() + space, cursor.master);
  if (space < job.data.size())
    std::from_chars(job.data.data() + space + 1, job.data.data() + job.data.size(), cursor.after);
  return cursor;
}

void wrap_anew(Tx& tx, const jobs::Job& job) {
  const auto rows = store::all(tx.db);
  if (rows.empty()) return;
  // Until the ring in use is the newest, new keys are still wrapped under an older one.
  if (tx.keys.newest() != rows.back().number) return jobs::later(tx, kWrap, job.key, tx.now + kMoment, job.data);
  const Cursor cursor = cursor_of(job);
  bool is_stuck = false;
  for (const store::Master& master : rows) {
    if (master.retired_at || master.number == rows.back().number || master.number < cursor.master) continue;
    const std::int64_t after = master.number == cursor.master ? cursor.after : 0;
    if (const auto last = wrap_slice(tx, master.number, after))
      return jobs::later(tx, kWrap, job.key, tx.now, std::to_string(master.number) + " " + std::to_string(*last));
    if (!store::has_living(tx.db, master.number)) {
      store::set_retired(tx.db, master.number, tx.now);
      continue;
    }
    log::error("keys.not_retired", {{"master", master.number}});
    is_stuck = true;
  }
  if (is_stuck) jobs::later(tx, kWrap, job.key, tx.now + kDay);
}

}  // namespace

void wrap_anew_soon(Tx& tx) {
  jobs::later(tx, kWrap, "all", tx.now);
}

Plan plan(db::Connection& db, const seal::Keyring& ring, const Settings& settings, Millis now) {
  Plan plan{.ring = ring, .now = now};
  const auto rows = store::all(db);
  if (rows.empty()) return plan;
  // Rather a look too early than one too late: what is promised to visitors are whole days.
  const Millis soon = now + kEvery;
  plan.replaces = settings.replace_after > 0 && soon - rows.back().created_at >= settings.replace_after &&
                  rows.back().number == ring.newest();
  const auto held = ring.masters();
  for (const store::Master& row : rows) {
    const bool is_held = std::ranges::find(held, row.number, &seal::MasterKey::number) != held.end();
    const bool is_due =
        row.destroyed_at || (row.retired_at && row.replaced_at && soon - *row.replaced_at >= settings.destroy_after);
    if (is_held && is_due && row.number != ring.newest() && !store::has_living(db, row.number))
      plan.destroys.push_back(row.number);
  }
  auto rows_then = rows;
  for (store::Master& row : rows_then)
    if (std::ranges::find(plan.destroys, row.number) != plan.destroys.end()) row.destroyed_at = now;
  for (const store::Escrow& each : store::escrows(db)) {
    if (!each.file) continue;
    if (settings.writes_copies() && std::filesystem::path(*each.file).parent_path() == folder_of(settings))
      plan.has_copies_there = true;
    if (each.newest == rows.back().number) plan.newest_copies.push_back(each);
    if (holds_destroyed(each, rows_then)) plan.expired_copies.push_back(each);
  }
  return plan;
}

Work carry_out(const Settings& settings, Plan plan, Must must) {
  return Prepare{.name = "keys.carry_out",
                 .run = [settings, plan = std::move(plan), must]() -> Result<Work> {
                   return Act{"keys.write_down", [outcome = look(settings, plan), must](Tx& tx) -> Result<Reply> {
                                if (!outcome.is_kept && must == Must::succeed) return std::unexpected(*outcome.error);
                                write_down(tx, outcome);
                                return Reply{200, json::Out().integer("newest", outcome.ring.newest()).str()};
                              }};
                 },
                 .lane = Lane::waits};
}

std::vector<jobs::JobKind> jobs(const Settings& settings) {
  return {{kTend, [settings](Tx& tx, const jobs::Job& job) { tend(tx, job, settings); }}, {kWrap, wrap_anew}};
}

void schedule_jobs(Tx& tx) {
  jobs::later(tx, kTend, "all", tx.now);
  wrap_anew_soon(tx);
}

}  // namespace onthaal::keys
