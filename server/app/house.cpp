#include "app/house.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "app/backup.h"
#include "platform/control.h"
#include "platform/db/migrations.h"
#include "platform/log.h"

namespace onthaal::app {
namespace {

Error missing(const seal::KeyPlace& place) {
  return {Code::not_found,
          place.name() + (place.is_command() ? " gives no keys" : " does not exist") +
              ", but the words in the database were sealed under a master key. Put it back from where you keep a copy"
              " (onthaal keys restore; a file by hand with mode 600). Without it nothing that anybody wrote can be read"
              " again; to begin anew, use an empty data folder and an empty database.",
          {}};
}

Result<seal::Keyring> find_or_make_keys(const seal::KeyPlace& place, db::Connection& db, const Clock& clock,
                                        Random& random) {
  auto found = place.load();
  if (found || found.error().code != Code::not_found) return found;
  if (keys::has_any(db)) return std::unexpected(missing(place));
  std::string text = seal::Keyring::make(clock.now(), random);
  auto made = seal::Keyring::parse(text, "a new ring");
  seal::wipe(text);
  if (!made) return made;
  if (auto stored = place.store(*made); !stored) return std::unexpected(std::move(stored.error()));
  log::info("master_key.created", {{"place", log::ours(place.name())}});
  return made;
}

// The ring of this database; what it knows more than the rows is written down.
Result<seal::Keyring> take_keys(const seal::KeyPlace& place, db::Connection& db, const Clock& clock, Random& random) {
  auto ring = find_or_make_keys(place, db, clock, random);
  if (!ring) return ring;
  if (const std::string why = keys::find_stranger(db, *ring); !why.empty())
    return fail(Code::conflict,
                place.name() + " is not this database's: " + why + ". Put back the keys that belong to this database.");
  const Act adopt{"keys.adopt", [&](Tx& tx) -> Result<Reply> {
                    keys::adopt(tx, *ring);
                    return Reply{};
                  }};
  if (auto adopted = control::run_alone(adopt, db, clock, random, *ring); !adopted)
    return std::unexpected(std::move(adopted.error()));
  return ring;
}

// The same, or one in the other.
bool is_one_folder(const std::filesystem::path& one, const std::filesystem::path& other) {
  if (one.empty() || other.empty()) return false;
  std::error_code unknown;
  const auto place = [&](const std::filesystem::path& given) {
    std::string text = std::filesystem::weakly_canonical(std::filesystem::absolute(given, unknown), unknown).string();
    return text.ends_with('/') ? text : text + "/";
  };
  const std::string here = place(one), there = place(other);
  return here.starts_with(there) || there.starts_with(here);
}

}  // namespace

keys::Settings key_settings(const config::Config& config) {
  const auto& given = config.keys;
  return {.place = {.file = config.key_file(),
                    .command = given.command,
                    .store_command = given.store_command,
                    .limit = given.command_timeout},
          .replace_after = given.replace_days * kDay,
          .destroy_after = given.destroy_days * kDay,
          .escrow_to = given.escrow_to,
          .escrow_dir = given.escrow_dir,
          .is_beside_backups = is_one_folder(given.escrow_dir, config.backup.dir)};
}

Result<void> make_data_folder(const config::Config& config) {
  std::error_code problem;
  const std::filesystem::path folder = std::filesystem::absolute(config.data).lexically_normal();
  if (std::filesystem::is_directory(folder, problem)) return {};
  std::filesystem::create_directories(folder.parent_path(), problem);
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
    return fail(Code::internal, "cannot make the data folder " + folder.string() + ": " + std::strerror(errno));
  return {};
}

Result<int> bring_up_to_date(const config::Config& config, db::Connection& db, const Clock& clock, Before before) {
  if (before == Before::copy)
    if (auto kept = keep_before_migrating(config, db, clock.now()); !kept)
      return std::unexpected(std::move(kept.error()));
  const int migrations = db::migrate(db, db::embedded_migrations());
  if (migrations > 0) log::info("database.migrated", {{"migrations", migrations}});
  return migrations;
}

Result<House> open_house(const config::Config& config, const Clock& clock, Random& random, Before before) {
  if (auto made = make_data_folder(config); !made) return std::unexpected(made.error());
  auto lock = db::try_lock(config.database.url);
  if (!lock)
    return fail(Code::busy,
                "another server or command is using the database " + config::without_password(config.database.url));
  if (auto whole = check_restored(config); !whole) return std::unexpected(whole.error());
  return open_house(config, clock, random, std::move(lock), before);
}

Result<House> open_house(const config::Config& config, const Clock& clock, Random& random,
                         std::unique_ptr<db::Lock> lock, Before before) {
  if (auto made = make_data_folder(config); !made) return std::unexpected(made.error());
  remove_restore_leftovers(config);
  const auto connection = db::connect(config.database.url, db::Access::write);
  const auto migrations = bring_up_to_date(config, *connection, clock, before);
  if (!migrations) return std::unexpected(migrations.error());
  auto keys = take_keys(key_settings(config).place, *connection, clock, random);
  if (!keys) return std::unexpected(std::move(keys.error()));
  return House{std::move(lock), *std::move(keys), *migrations};
}

}  // namespace onthaal::app
