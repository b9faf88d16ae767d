#include "features/keys/keys.h"

#include <fmt/format.h>

#include <algorithm>

#include "features/audit/audit.h"
#include "features/keys/keys_jobs.h"
#include "features/keys/keys_store.h"
#include "features/keys/keys_wire.h"
#include "platform/json.h"

namespace onthaal::keys {
namespace {

// By number, among the living ones or the destroyed ones.
const seal::MasterKey* find(const std::vector<seal::MasterKey>& keys, std::int64_t number) {
  const auto found = std::ranges::find(keys, number, &seal::MasterKey::number);
  return found == keys.end() ? nullptr : &*found;
}

std::string named(std::int64_t number, const std::string& fingerprint) {
  return fmt::format("master key {} ({})", number, fingerprint);
}

std::string json_of(const seal::MasterKey& key) {
  return json::Out().integer("number", key.number).text("fingerprint", key.fingerprint).str();
}

// What this row needs and the ring does not have; empty when it has it.
std::string missing_in(const store::Master& row, const std::vector<seal::MasterKey>& held,
                       const std::vector<seal::MasterKey>& destroyed) {
  if (row.destroyed_at) return "";
  const seal::MasterKey* key = find(held, row.number);
  if (key == nullptr) key = find(destroyed, row.number);
  if (key == nullptr)
    return fmt::format("it does not hold {}{}", named(row.number, row.fingerprint),
                       row.number > held.back().number ? ": it is an older copy" : "");
  return key->fingerprint == row.fingerprint
             ? ""
             : "it holds " + named(key->number, key->fingerprint) + " instead of " + named(row.number, row.fingerprint);
}

// What an administrator has to do something about. Where copies are made by hand, that there is none is nothing broken:
// `keys list` and the office tell it.
std::string_view meaning_of(std::string_view warning) {
  if (warning == "gone") return "the server did not find its keys where they are kept: onthaal keys put-back";
  if (warning == "unreadable") return "the server could not read its keys where they are kept";
  if (warning == "changed") return "the server found other keys where its own are kept: onthaal keys put-back";
  if (warning == "not_replaced") return "the server could not replace the master key, and tries again";
  if (warning == "not_escrowed")
    return "the server could not write a copy of the master keys (keys.escrow_dir): see its log";
  if (warning == "copy_left")
    return "a copy of the master keys that holds a destroyed one could not be removed: see the server's log";
  if (warning == "not_retired") return "keys under an old master key do not open, so that it cannot be destroyed";
  return "";
}

// What the settings, or a server that does not run, make of the promises.
std::string_view neglect_of(std::string_view warning) {
  if (warning == "beside_backups") return "copies of the keys lie with the backups: whoever finds one has the other";
  if (warning == "never_replaced") return "keys.replace_days is 0: what is deleted stays readable in backups";
  if (warning == "too_slow") return "keys.replace_days and keys.destroy_days are more than the 60 days of the promise";
  if (warning == "overdue") return "the master key should have been replaced by now: is the server running?";
  return "";
}

bool has_newest_copy(db::Connection& db) {
  const auto rows = store::all(db);
  return std::ranges::any_of(store::escrows(db), [&](const store::Escrow& each) {
    std::error_code unknown;
    return !rows.empty() && each.newest == rows.back().number && each.file &&
           std::filesystem::exists(*each.file, unknown);
  });
}

}  // namespace

std::string find_stranger(db::Connection& db, const seal::Keyring& ring) {
  const auto rows = store::all(db);
  const auto held = ring.masters();
  const auto destroyed = ring.destroyed();
  for (const store::Master& row : rows)
    if (auto missing = missing_in(row, held, destroyed); !missing.empty()) return missing;
  for (const seal::MasterKey& key : held)
    if (!rows.empty() && key.number < rows.back().number &&
        std::ranges::find(rows, key.number, &store::Master::number) == rows.end())
      return "it holds " + named(key.number, key.fingerprint) + ", which the database does not know";
  return "";
}

bool has_any(db::Connection& db) {
  return !store::all(db).empty();
}

void adopt(Tx& tx, const seal::Keyring& ring) {
  const auto known = store::all(tx.db);
  const auto is_known = [&](const seal::MasterKey& key) {
    return std::ranges::find(known, key.number, &store::Master::number) != known.end();
  };
  for (const seal::MasterKey& key : ring.destroyed())
    if (!is_known(key)) store::insert(tx.db, key);
  for (const seal::MasterKey& key : ring.masters()) {
    if (is_known(key)) continue;
    store::insert(tx.db, key);
    if (!known.empty()) audit::record(tx, {.what = "keys.replaced", .data = json_of(key)});
  }
  const auto rows = store::all(tx.db);
  for (std::size_t each = 0; each + 1 < rows.size(); ++each)
    if (!rows[each].replaced_at) store::set_replaced(tx.db, rows[each].number, rows[each + 1].created_at);
  for (const seal::MasterKey& key : ring.destroyed()) {
    const auto row = std::ranges::find(rows, key.number, &store::Master::number);
    if (row == rows.end() || row->destroyed_at) continue;
    store::set_destroyed(tx.db, key.number, tx.now);
    audit::record(tx, {.what = "key.destroyed", .data = json_of(key)});
  }
  wrap_anew_soon(tx);
}

std::vector<std::string> find_problems(db::Connection& db, const seal::Keyring& ring, const Settings& settings,
                                       Millis now) {
  std::vector<std::string> found;
  if (!has_any(db)) return {"the database names no master key: it has never been served"};
  if (auto why = find_stranger(db, ring); !why.empty()) found.push_back(settings.place.name() + ": " + why);
  const auto rows = store::all(db);
  for (const seal::MasterKey& key : ring.masters()) {
    const auto row = std::ranges::find(rows, key.number, &store::Master::number);
    if (row != rows.end() && row->destroyed_at)
      found.push_back(fmt::format("{}: it holds {}, which was destroyed: an old copy was put back",
                                  settings.place.name(), named(key.number, key.fingerprint)));
  }
  for (const std::string& warning : wire::warnings(db, settings, now))
    if (const std::string_view told = meaning_of(warning); !told.empty()) found.emplace_back(told);
  return found;
}

std::vector<std::string> find_neglect(db::Connection& db, const Settings& settings, Millis now) {
  std::vector<std::string> found;
  for (const std::string& warning : wire::warnings(db, settings, now))
    if (const std::string_view told = neglect_of(warning); !told.empty()) found.emplace_back(told);
  if (settings.writes_copies() && !has_newest_copy(db))
    found.push_back("there is no copy of the newest keys in " + settings.escrow_dir.string());
  return found;
}

std::string copies_told(db::Connection& db) {
  const auto rows = store::all(db);
  const auto copies = store::escrows(db);
  if (copies.empty()) return "no copy of it is known";
  return !rows.empty() && copies.back().newest == rows.back().number ? "copied on " + iso_time(copies.back().made_at)
                                                                     : "no copy of it, only of older ones";
}

void record_restored(Tx& tx, const seal::Keyring& ring) {
  audit::record(tx, {.what = "keys.restored", .data = json_of(ring.masters().back())});
}

}  // namespace onthaal::keys
