#include "app/backup.h"

#include <algorithm>

#include "platform/db/migrations.h"
#include "platform/log.h"

namespace onthaal::app {

backups::Settings backup_settings(const config::Config& config) {
  const auto& given = config.backup;
  return {.url = config.database.url,
          .data = config.data,
          .dir = given.dir,
          .to = given.to,
          .every = given.every_hours * kHour,
          .keep = {.hourly = given.keep_hourly,
                   .daily = given.keep_daily,
                   .weekly = given.keep_weekly,
                   .monthly = given.keep_monthly},
          .verifies = given.verify != 0,
          .tools = {.pg_dump = given.pg_dump, .pg_restore = given.pg_restore}};
}

Result<void> keep_before_migrating(const config::Config& config, db::Connection& db, Millis now) {
  const std::string schema = backups::schema_of(db);
  const auto known = db::embedded_migrations();
  const auto held = std::ranges::find(known, schema, &db::Migration::name);
  // It is up to date, or of a newer version: what migrates says so.
  if (schema.empty() || held == known.end() || std::next(held) == known.end()) return {};
  auto kept = backups::keep_before(backup_settings(config), std::next(held)->name.substr(0, 4), now);
  if (!kept)
    return std::unexpected(Error{
        kept.error().code,
        "the database was not brought up to date, because no copy of it could be made before: " + kept.error().detail +
            ". Mend that, or go on without a way back: onthaal migrate --without-copy",
        {}});
  log::info("backup.made_before_migrating", {{"file", log::ours(kept->string())}, {"schema", log::ours(schema)}});
  return {};
}

}  // namespace onthaal::app
