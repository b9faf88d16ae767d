#include <algorithm>

#include "app/backup.h"
#include "app/house.h"
#include "app/restore_store.h"
#include "app/wiring.h"
#include "features/retention/retention.h"
#include "platform/control.h"
#include "platform/db/migrations.h"
#include "platform/durable_file.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

namespace fs = std::filesystem;

// Gone with its owner, unless it was moved to its place.
struct Opened {
  fs::path file;
  ~Opened() {
    std::error_code unimportant;
    fs::remove(file, unimportant);
  }
};

fs::path place_for_copy(const config::Config& config) {
  constexpr std::string_view kSqlite = "sqlite://";
  const std::string& url = config.database.url;
  const fs::path folder = db::engine_of(url) == db::Engine::sqlite ? fs::path(url.substr(kSqlite.size())).parent_path()
                                                                   : fs::path(config.data);
  return folder / "restore.copy";
}

// There from before the database is put in its place until all of it is done.
fs::path unfinished(const config::Config& config) {
  return fs::path(config.data) / "restore.unfinished";
}

Result<void> check_target(const config::Config& config) {
  try {
    if (db::is_empty(config.database.url)) return {};
  } catch (const db::DbError& error) {
    return fail(Code::internal, error.what());
  }
  return fail(Code::conflict, config::without_password(config.database.url) +
                                  " is not empty: a backup goes to an empty house (another --data, an empty database)");
}

Result<void> check_fits(const backups::Manifest& manifest, const config::Config& config) {
  const std::string here(db::name_of(db::engine_of(config.database.url)));
  if (manifest.engine != here)
    return fail(Code::conflict, "it was made of a database of " + manifest.engine + ", and " +
                                    config::without_password(config.database.url) + " is one of " + here +
                                    ": it can only go back to the same kind");
  const auto known = db::embedded_migrations();
  if (std::ranges::find(known, manifest.schema, &db::Migration::name) == known.end())
    return fail(Code::conflict, "it was made by version " + manifest.version + " with schema " + manifest.schema +
                                    ", which this version (" ONTHAAL_VERSION
                                    ") does not know: use that version or a "
                                    "later one");
  return {};
}

// Which of the keys that its words need were destroyed. Refuses keys of another house.
Result<std::vector<std::string>> check_keys(const backups::Manifest& manifest, const seal::Keyring& keys) {
  const auto living = keys.masters(), gone = keys.destroyed();
  const auto is_among = [](const std::vector<seal::MasterKey>& all, const backups::KeyName& wanted) {
    return std::ranges::any_of(all, [&](const seal::MasterKey& each) {
      return each.number == wanted.number && each.fingerprint == wanted.fingerprint;
    });
  };
  std::vector<std::string> destroyed;
  for (const backups::KeyName& each : manifest.master_keys) {
    const std::string name = std::to_string(each.number) + " (" + each.fingerprint + ")";
    if (is_among(gone, each))
      destroyed.push_back(name);
    else if (!is_among(living, each))
      return fail(Code::conflict, "the words in it were sealed under master key " + name +
                                      ", which the master keys here do not have: put back those of that house first");
  }
  return destroyed;
}

Result<void> check_content(const backups::Manifest& manifest, db::Connection& db) {
  const auto held = backups::tables_of(db);
  const bool is_same = std::ranges::equal(held, manifest.tables, [](const auto& one, const auto& other) {
    return one.name == other.name && one.rows == other.rows;
  });
  if (!is_same) return fail(Code::internal, "the database does not hold the rows that the manifest counts");
  if (manifest.head.number > 0 && !audit::holds(db, manifest.head))
    return fail(Code::internal, "the log does not end as the manifest says");
  return {};
}

using Deletions = std::optional<backups::Deletions>;

// A list of before the backup would delete nothing that the backup does not know itself.
Result<Deletions> find_deletions(const std::optional<fs::path>& file, const backups::Manifest& manifest,
                                 const seal::KeyPair& keys, const seal::Keyring& ring) {
  if (!file) return std::nullopt;
  const std::string otherwise =
      ": without the newest list, talks that were deleted after the backup come back, and so does who was shut out. "
      "Fetch it from where the backups are (--deletions FILE), or say --without-deletions";
  auto found = backups::read_deletions(*file, keys, ring);
  if (!found) return fail(found.error().code, found.error().detail + otherwise);
  if (found->until < manifest.made_at)
    return fail(Code::conflict, file->string() + " is older than the backup" + otherwise);
  return *std::move(found);
}

// Each in an act of its own: how many there were to delete.
Result<std::int64_t> delete_again(const Deletions& deletions, const config::Config& config, const House& house,
                                  db::Connection& db, const Clock& clock, Random& random) {
  std::int64_t count = 0;
  if (!deletions) return count;
  const Wiring wiring(config);
  for (const backups::Deletion& each : deletions->talks) {
    const Act act{"backups.delete_again", [&](Tx& tx) -> Result<Reply> {
                    using retention::By;
                    const auto deleted = retention::delete_again(tx, wiring.conversations(), each.talk,
                                                                 each.is_by_visitor ? By::visitor : By::period);
                    if (!deleted) return std::unexpected(deleted.error());
                    return Reply{.body = *deleted ? "1" : ""};
                  }};
    const auto done = control::run_alone(act, db, clock, random, house.keys);
    if (!done) return std::unexpected(done.error());
    if (!done->body.empty()) ++count;
  }
  return count;
}

// Everything closed, as by who did it then: how many there were to shut out.
Result<std::int64_t> shut_out_again(const Deletions& deletions, const config::Config& config, const House& house,
                                    db::Connection& db, const Clock& clock, Random& random) {
  std::int64_t count = 0;
  if (!deletions) return count;
  const Wiring wiring(config);
  for (const backups::Departure& each : deletions->people) {
    const Act act{"backups.shut_out_again", [&](Tx& tx) -> Result<Reply> {
                    const auto person = accounts::find_person(tx.db, each.staff);
                    if (!person) return Reply{};
                    const auto login = accounts::find_login(tx.db, person->id);
                    if (auto done = accounts::disable(tx, login.value(), wiring.staff_hooks()); !done)
                      return std::unexpected(done.error());
                    return Reply{.body = "1"};
                  }};
    const auto done = control::run_alone(act, db, clock, random, house.keys);
    if (!done) return std::unexpected(done.error());
    if (!done->body.empty()) ++count;
  }
  return count;
}

// Who gets in as at the time of the backup, and did not any more.
std::vector<std::string> changed_since(const Deletions& deletions, const backups::Manifest& manifest,
                                       db::Connection& db) {
  std::vector<std::string> logins;
  if (!deletions) return logins;
  for (const backups::Departure& each : deletions->changed) {
    if (each.at <= manifest.made_at) continue;
    if (const auto person = accounts::find_person(db, each.staff))
      logins.push_back(accounts::find_login(db, person->id).value());
  }
  return logins;
}

// Whoever was logged in then, or had a link, may have been sent away since.
Result<Reply> settle(Tx& tx, const backups::Manifest& manifest, std::int64_t deleted_again,
                     std::int64_t shut_out_again) {
  store::close_all_ways_in(tx.db);
  audit::record(tx, {.what = "backup.restored",
                     .data = json::Out()
                                 .time("made_at", manifest.made_at)
                                 .text("schema", manifest.schema)
                                 .text("sha256", manifest.sha256)
                                 .integer("deleted_again", deleted_again)
                                 .integer("shut_out_again", shut_out_again)
                                 .str()});
  return Reply{};
}

}  // namespace

Result<void> check_restored(const config::Config& config) {
  if (!fs::exists(unfinished(config))) return {};
  return fail(Code::conflict,
              unfinished(config).string() +
                  " says that a backup was being put back and did not come to its end: what was "
                  "deleted since may be in the database. Empty it, remove that file, and restore again");
}

void remove_restore_leftovers(const config::Config& config) {
  std::error_code unimportant;
  fs::remove(place_for_copy(config), unimportant);
  fs::remove(place_for_copy(config).string() + ".partial", unimportant);
}

Result<Restored> restore(const config::Config& config, const fs::path& file, const std::optional<fs::path>& deletions,
                         const seal::KeyPair& keys, const Clock& clock, Random& random) {
  if (auto made = make_data_folder(config); !made) return std::unexpected(made.error());
  auto lock = db::try_lock(config.database.url);
  if (!lock) return fail(Code::busy, "a server or command is using that database");
  if (auto empty = check_target(config); !empty) return std::unexpected(empty.error());
  const auto ring = key_settings(config).place.load();
  if (!ring)
    return fail(Code::not_found, ring.error().detail +
                                     ". A backup never holds the master keys: put them there first (onthaal keys "
                                     "restore), and then restore");
  const auto tools = backup_settings(config).tools;
  if (std::string why = db::put_back_problem(config.database.url, tools); !why.empty())
    return fail(Code::invalid, std::move(why));
  const Opened opened{place_for_copy(config)};
  remove_restore_leftovers(config);
  auto manifest = backups::open(file, keys, opened.file);
  if (!manifest) return std::unexpected(manifest.error());
  if (auto fits = check_fits(*manifest, config); !fits) return std::unexpected(fits.error());
  auto destroyed = check_keys(*manifest, *ring);
  if (!destroyed) return std::unexpected(destroyed.error());
  const auto list = find_deletions(deletions, *manifest, keys, *ring);
  if (!list) return std::unexpected(list.error());
  if (db::engine_of(config.database.url) == db::Engine::sqlite)
    if (const std::string damage = db::damage_in(opened.file); !damage.empty())
      return fail(Code::invalid, "the database in it is damaged: " + damage);
  if (auto begun = durable_file::replace(unfinished(config), ""); !begun) return std::unexpected(begun.error());
  if (auto put = db::put_back(opened.file, config.database.url, tools); !put) {
    fs::remove(unfinished(config));
    return std::unexpected(put.error());
  }

  const auto connection = db::connect(config.database.url, db::Access::write);
  if (auto same = check_content(*manifest, *connection); !same) return std::unexpected(same.error());
  db::migrate(*connection, db::embedded_migrations());
  const auto house = open_house(config, clock, random, std::move(lock));
  if (!house) return std::unexpected(house.error());
  const auto deleted = delete_again(*list, config, *house, *connection, clock, random);
  if (!deleted) return std::unexpected(deleted.error());
  const auto shut_out = shut_out_again(*list, config, *house, *connection, clock, random);
  if (!shut_out) return std::unexpected(shut_out.error());
  const Act act{"backups.settle", [&](Tx& tx) { return settle(tx, *manifest, *deleted, *shut_out); }};
  if (auto settled = control::run_alone(act, *connection, clock, random, house->keys); !settled)
    return std::unexpected(settled.error());
  fs::remove(unfinished(config));
  auto changed = changed_since(*list, *manifest, *connection);
  return Restored{.manifest = *std::move(manifest),
                  .destroyed = *std::move(destroyed),
                  .deleted_again = *deleted,
                  .shut_out_again = *shut_out,
                  .changed = std::move(changed),
                  .deleted_until = *list ? std::optional((*list)->until) : std::nullopt,
                  .checks = examine(*connection, &house->keys)};
}

}  // namespace onthaal::app
