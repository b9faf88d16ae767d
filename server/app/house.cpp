#include "app/house.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "app/house_store.h"
#include "platform/db/migrations.h"
#include "platform/log.h"

namespace onthaal::app {
namespace {

std::string named(const store::MasterKey& key) {
  return "master key " + std::to_string(key.number) + " (" + key.fingerprint + ")";
}

Error missing(const std::filesystem::path& file, const store::MasterKey& expected) {
  return {Code::not_found,
          file.string() + " does not exist, but the words in the database were sealed under " + named(expected) +
              ". Put the file back from where you keep it, with mode 600. Without it nothing that anybody wrote can be "
              "read again; to begin anew, use an empty data folder and an empty database.",
          {}};
}

Result<seal::Keyring> find_or_make_keys(const std::filesystem::path& file,
                                        const std::optional<store::MasterKey>& expected, const Clock& clock,
                                        Random& random) {
  if (std::filesystem::exists(file)) return seal::Keyring::read(file);
  if (expected) return std::unexpected(missing(file, *expected));
  if (const auto made = seal::Keyring::create(file, clock.now(), random); !made) return std::unexpected(made.error());
  log::info("master_key.created", {{"file", log::ours(file.string())}});
  return seal::Keyring::read(file);
}

}  // namespace

Result<void> make_data_folder(const config::Config& config) {
  std::error_code problem;
  const std::filesystem::path folder = std::filesystem::absolute(config.data).lexically_normal();
  if (std::filesystem::is_directory(folder, problem)) return {};
  std::filesystem::create_directories(folder.parent_path(), problem);
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
    return fail(Code::internal, "cannot make the data folder " + folder.string() + ": " + std::strerror(errno));
  return {};
}

Result<House> open_house(const config::Config& config, const Clock& clock, Random& random) {
  if (auto made = make_data_folder(config); !made) return std::unexpected(made.error());
  auto lock = db::try_lock(config.database.url);
  if (!lock)
    return fail(Code::busy,
                "another server or command is using the database " + config::without_password(config.database.url));
  return open_house(config, clock, random, std::move(lock));
}

Result<House> open_house(const config::Config& config, const Clock& clock, Random& random,
                         std::unique_ptr<db::Lock> lock) {
  if (auto made = make_data_folder(config); !made) return std::unexpected(made.error());
  const auto connection = db::connect(config.database.url, db::Access::write);
  const int migrations = db::migrate(*connection, db::embedded_migrations());
  if (migrations > 0) log::info("database.migrated", {{"migrations", migrations}});
  const auto expected = store::newest_master_key(*connection);
  auto keys = find_or_make_keys(config.key_file(), expected, clock, random);
  if (!keys) return std::unexpected(std::move(keys.error()));
  const store::MasterKey held{keys->newest(), keys->fingerprint()};
  if (!expected) {
    connection->begin_write();
    store::insert_master_key(*connection, held, clock.now());
    connection->commit();
  } else if (expected->number != held.number || expected->fingerprint != held.fingerprint) {
    return fail(Code::conflict, config.key_file().string() + " holds " + named(held) +
                                    ", but the database was sealed under " + named(*expected) +
                                    ". Put back the file that belongs to this database.");
  }
  return House{std::move(lock), *std::move(keys), migrations};
}

}  // namespace onthaal::app
