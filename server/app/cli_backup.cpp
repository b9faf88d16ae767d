#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "app/backup.h"
#include "app/cli.h"
#include "app/commands.h"
#include "app/house.h"
#include "platform/json.h"

namespace onthaal::app {
namespace {

namespace fs = std::filesystem;

struct Given {
  std::string file;
  std::string key;
  std::string secret = "backup.secret";
  std::string open = "backup.public";
  std::string deletions;
  bool is_without_deletions = false;
};

std::string megabytes(std::int64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

Result<void> tell_deletions(const config::Config& config, const backups::Settings& settings, Millis now) {
  const auto keys = key_settings(config).place.load();
  if (!keys) return std::unexpected(keys.error());
  return backups::write_deletions(settings, *keys, now);
}

// The line of the log goes through the running server; a backup is one all the same where that cannot be, or where the
// list of what was deleted cannot be written.
int make(const Cli& cli) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto settings = backup_settings(*config);
  const auto label = backups::make(settings, system_clock().now());
  if (!label) return tell(label.error());
  const std::string told = backups::label_json(*label);
  if (const auto written = tell_deletions(*config, settings, label->made_at); !written) tell(written.error());
  if (const auto recorded = Door(*config).ask("backup.record", told); !recorded) tell(recorded.error());
  if (cli.as_json)
    std::cout << told << "\n";
  else
    std::cout << fmt::format("{}: {} in {} ms.\n", (settings.dir / label->name).string(), megabytes(label->bytes),
                             label->took);
  return kOk;
}

int make_key(const Cli& cli, const Given& given) {
  const auto made = seal::write_key_pair(seal::make_key_pair(seal::system_random()), given.secret, given.open);
  if (!made) return tell(made.error());
  const std::string place = fs::absolute(given.open).string();
  if (cli.as_json)
    std::cout << json::Out().text("secret", fs::absolute(given.secret).string()).text("public", place).str() << "\n";
  else
    std::cout << "For backups set backup.to = \"" << place << "\", for copies of the master keys keys.escrow_to.\n"
              << fs::absolute(given.secret).string()
              << " opens what is sealed to it: take it off this machine, and keep two copies of it, where no backup "
                 "lies.\n";
  return kOk;
}

int list(const Cli& cli) {
  const auto config = load(cli);
  if (!config) return kUsage;
  if (config->backup.dir.empty()) return tell(Error{Code::invalid, "backup.dir is not set: there are no backups", {}});
  const auto all = backups::list(config->backup.dir);
  if (!all) return tell(all.error());
  std::vector<std::string> items;
  for (const backups::Label& each : *all) {
    items.push_back(backups::label_json(each));
    if (!cli.as_json)
      std::cout << fmt::format("{}  {:>12}  {}  {}\n", each.name, megabytes(each.bytes), each.engine, each.schema);
  }
  if (cli.as_json) std::cout << json::Out().raw("backups", json::list(items)).str() << "\n";
  return kOk;
}

int verify(const Cli& cli, const Given& given) {
  const auto label = backups::verify(given.file);
  if (!label && given.key.empty()) return tell(label.error());
  if (given.key.empty()) {
    if (cli.as_json)
      std::cout << backups::label_json(*label) << "\n";
    else
      std::cout << "The file is whole, as its label says. Whether it opens, only who has the secret key can tell: "
                   "--key FILE.\n";
    return kOk;
  }
  const auto keys = seal::read_secret_key(given.key);
  if (!keys) return tell(keys.error());
  const auto manifest = backups::verify(given.file, *keys);
  if (!manifest) return tell(manifest.error());
  if (cli.as_json) {
    std::cout << backups::manifest_json(*manifest) << "\n";
    return kOk;
  }
  std::cout << fmt::format("It opens, and holds what it says: made at {} by version {}, schema {}, {} of {}.\n",
                           iso_time(manifest->made_at), manifest->version, manifest->schema, megabytes(manifest->bytes),
                           manifest->engine);
  for (const backups::Table& each : manifest->tables)
    if (each.rows > 0) std::cout << fmt::format("{:<28} {:>12}\n", each.name, each.rows);
  for (const backups::KeyName& each : manifest->master_keys)
    std::cout << fmt::format("Its words need master key {} ({}).\n", each.number, each.fingerprint);
  return kOk;
}

int put_back(const Cli& cli, const Given& given) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto keys = seal::read_secret_key(given.key);
  if (!keys) return tell(keys.error());
  std::optional<fs::path> deletions;
  if (!given.is_without_deletions)
    deletions = given.deletions.empty() ? fs::path(given.file).parent_path() / backups::kDeletionsFile
                                        : fs::path(given.deletions);
  const auto restored = restore(*config, given.file, deletions, *keys, system_clock(), seal::system_random());
  if (!restored) return tell(restored.error());
  const bool is_well = std::ranges::all_of(restored->checks, [](const Check& check) { return check.problems.empty(); });
  std::vector<std::string> changed;
  for (const std::string& login : restored->changed) json::append_quoted(changed.emplace_back(), login);
  if (cli.as_json) {
    std::cout << json::Out()
                     .boolean("ok", is_well)
                     .time("made_at", restored->manifest.made_at)
                     .integer("destroyed_keys", std::ssize(restored->destroyed))
                     .integer("deleted_again", restored->deleted_again)
                     .integer("shut_out_again", restored->shut_out_again)
                     .raw("changed", json::list(changed))
                     .maybe_time("deleted_until", restored->deleted_until)
                     .str()
              << "\n";
  } else {
    std::cout << fmt::format("The database is there, as it was at {}.\n", iso_time(restored->manifest.made_at));
    if (restored->deleted_until)
      std::cout << fmt::format(
          "{} talks that were deleted after it are deleted again, {} people who were shut out are shut out again; what "
          "was deleted after {} is back, and who was shut out then may log in.\n",
          restored->deleted_again, restored->shut_out_again, iso_time(*restored->deleted_until));
    else
      std::cout << "Whatever was deleted after it is back, and whoever was shut out may log in.\n";
    std::cout
        << "Everybody logs in anew, and is invited anew. Passwords, second factors and roles are those of then: look "
           "at who has which, and take what was taken since.\n";
    for (const std::string& login : restored->changed)
      std::cout << "Look at " << login << ": a password, a second factor, a role or an address was changed since.\n";
    for (const std::string& each : restored->destroyed)
      std::cout << "Master key " << each << " was destroyed: words under it show as destroyed.\n";
    for (const Check& check : restored->checks) {
      std::cout << fmt::format("{:<6} {:<20} {}\n", check.problems.empty() ? "ok" : "wrong", check.name, check.told);
      for (const std::string& problem : check.problems) std::cout << "         " << problem << "\n";
    }
    if (is_well) std::cout << "All is well: start the server.\n";
  }
  return is_well ? kOk : kFailed;
}

}  // namespace

void add_backup(CLI::App& app, Cli& cli) {
  auto given = std::make_shared<Given>();
  auto& group = add_command(app, cli, "backup", "Make a backup, also beside a running server", "onthaal backup");
  add_json(group, cli);
  group.require_subcommand(0, 1);
  group.callback([&cli, &group] {
    if (group.get_subcommands().empty()) cli.run = [&cli] { return make(cli); };
  });

  auto& key =
      *group.add_subcommand("key", "Make the two keys: the public one seals backups, the secret one opens them");
  add_json(key, cli);
  key.add_option("--secret", given->secret, "File for the secret key (default: backup.secret here)")
      ->option_text("FILE");
  key.add_option("--public", given->open, "File for the public key (default: backup.public here)")->option_text("FILE");
  key.callback([&cli, given] { cli.run = [&cli, given] { return make_key(cli, *given); }; });

  auto& listing = add_command(group, cli, "list", "List the backups in backup.dir", "onthaal backup list");
  add_json(listing, cli);
  listing.callback([&cli] { cli.run = [&cli] { return list(cli); }; });

  auto& verifying =
      *group.add_subcommand("verify", "Look whether a backup is whole; with the secret key, whether it opens");
  add_json(verifying, cli);
  verifying.add_option("file", given->file, "The backup")->required()->option_text("FILE");
  verifying.add_option("--key", given->key, "File with the secret key")->option_text("FILE");
  verifying.callback([&cli, given] { cli.run = [&cli, given] { return verify(cli, *given); }; });
}

void add_restore(CLI::App& app, Cli& cli) {
  auto given = std::make_shared<Given>();
  auto& command =
      add_command(app, cli, "restore", "Make an empty house out of a backup, and examine it",
                  "onthaal restore onthaal-20261122T160000Z.backup --key backup.secret --data /var/lib/onthaal");
  add_json(command, cli);
  command.add_option("file", given->file, "The backup")->required()->option_text("FILE");
  command.add_option("--key", given->key, "File with the secret key")->required()->option_text("FILE");
  auto* list = command.add_option("--deletions", given->deletions,
                                  "The list of what was deleted (default: onthaal-deleted.sealed beside the backup)");
  list->option_text("FILE");
  command
      .add_flag("--without-deletions", given->is_without_deletions,
                "There is no such list: what was deleted after the backup comes back, and who was shut out")
      ->excludes(list);
  command.callback([&cli, given] { cli.run = [&cli, given] { return put_back(cli, *given); }; });
}

}  // namespace onthaal::app
