#include "app/doctor.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "app/audit_head.h"
#include "app/backup.h"
#include "app/doctor_store.h"
#include "app/house.h"
#include "features/appointments/appointments.h"
#include "features/conversations/conversations.h"
#include "features/handovers/handovers.h"
#include "features/sheets/sheets.h"
#include "platform/db/migrations.h"

namespace onthaal::app {
namespace {

constexpr std::size_t kMaxTold = 20;

Check checked(std::string_view name, std::string told, std::vector<std::string> problems) {
  if (problems.size() > kMaxTold) {
    const std::size_t more = problems.size() - kMaxTold;
    problems.resize(kMaxTold);
    problems.push_back(fmt::format("and {} more", more));
  }
  return {name, std::move(told), std::move(problems)};
}

Check check_migrations(db::Connection& db) {
  std::vector<std::string> known;
  for (const auto& migration : db::embedded_migrations()) known.emplace_back(migration.name);
  const auto run = store::migrations(db);
  if (run == known) return {"migrations", "at " + run.back(), {}};
  return {"migrations",
          fmt::format("{} of {}", run.size(), known.size()),
          {run.size() < known.size() ? "not up to date: run onthaal migrate, or start the server"
                                     : "made by a newer version of Onthaal"}};
}

Check check_master_key(db::Connection& db, const seal::Keyring& keys, const keys::Settings& settings) {
  std::vector<std::string> problems = keys::find_problems(db, keys, settings, system_clock().now());
  for (const auto& use : store::unknown_masters(db))
    problems.push_back(fmt::format("{} keys are wrapped by master key {}, which is not known", use.keys, use.master));
  return {"master_key", fmt::format("key {}", keys.newest()), std::move(problems)};
}

Check check_conversations(db::Connection& db) {
  std::vector<std::string> problems;
  for (const Uuid& id : conversations::find_astray(db)) problems.push_back("conversation " + id.text() + " is astray");
  return checked("conversations", "open ones in one queue or with one operator, all as their streams say",
                 std::move(problems));
}

Check check_handovers(db::Connection& db) {
  std::vector<std::string> problems;
  for (const Uuid& id : handovers::find_odd(db)) problems.push_back("hand-over " + id.text() + " is astray");
  return checked("handovers", "the second talk open for as long as its hand-over, the first until it is greeted",
                 std::move(problems));
}

Check check_appointments(db::Connection& db) {
  std::vector<std::string> problems;
  for (const Uuid& id : appointments::find_odd(db))
    problems.push_back("appointment or talk " + id.text() + " is astray");
  return checked("appointments", "booked ones have their code and their moment, opened ones their talk",
                 std::move(problems));
}

Check check_sheets(db::Connection& db) {
  std::vector<std::string> problems;
  for (const auto& [line, day, import] : sheets::find_wrong(db))
    problems.push_back(import ? fmt::format("import {} of line {} is damaged on {}: withdraw it, and import it again",
                                            import->text(), line.value, hours::day_text(day))
                              : fmt::format("the figures of line {} on {} are not those of its talks", line.value,
                                            hours::day_text(day)));
  return checked("sheets", "what is counted is what the rows of the talks say, and all of an import can be read",
                 std::move(problems));
}

Check check_streams(db::Connection& db) {
  std::vector<std::string> problems;
  for (const std::string& stream : store::broken_streams(db)) problems.push_back(stream + " misses a number");
  return checked("streams", "numbers follow each other", std::move(problems));
}

// Rows of one conversation mostly follow each other, so the last key is kept.
class Opening {
 public:
  explicit Opening(const seal::Keyring& keys) : keys_(keys), gone_(keys.destroyed()) {}

  void look(const store::Sealed& sealed) {
    if (!sealed.wrapped || is_destroyed(sealed.master)) {
      ++destroyed_;
      return;
    }
    if (id_ != sealed.key) {
      key_ = keys_.unwrap(*sealed.wrapped, sealed.master, sealed.key_owner);
      id_ = sealed.key;
      if (!key_) problems_.push_back(fmt::format("key {} is not opened by master key {}", id_, sealed.master));
    }
    if (!key_) return;
    if (seal::open(*key_, sealed.kind, sealed.owner, sealed.number, sealed.text))
      ++opened_;
    else
      problems_.push_back(sealed.name + " does not open");
  }

  Check result() {
    const std::string told = fmt::format("{} open, {} destroyed", opened_, destroyed_);
    return checked("sealed", told, std::move(problems_));
  }

 private:
  // A backup of a time before that was put back.
  bool is_destroyed(std::int64_t master) const {
    return std::ranges::find(gone_, master, &seal::MasterKey::number) != gone_.end();
  }

  const seal::Keyring& keys_;
  const std::vector<seal::MasterKey> gone_;
  std::int64_t id_ = 0;
  std::optional<seal::Key> key_;
  std::int64_t opened_ = 0;
  std::int64_t destroyed_ = 0;
  std::vector<std::string> problems_;
};

Check check_sealed(db::Connection& db, const seal::Keyring& keys) {
  Opening opening(keys);
  store::each_sealed_event(db, [&](const store::Sealed& each) { opening.look(each); });
  store::each_sealed_word(db, [&](const store::Sealed& each) { opening.look(each); });
  return opening.result();
}

// What was deleted must be gone from them, too.
std::vector<std::string> old_backups(const config::Config& config) {
  std::vector<std::string> problems;
  if (config.backup.dir.empty()) return problems;
  const auto all = backups::list(config.backup.dir);
  if (!all) return {all.error().detail};
  const Millis now = system_clock().now();
  const auto look = [&](const std::string& name, Millis made_at) {
    if (now - made_at > backups::kOldest + kDay)
      problems.push_back(name + " is more than 60 days old: what was deleted since is in it");
  };
  for (const backups::Label& each : *all) look(each.name, each.made_at);
  for (const backups::Unlabelled& each : backups::find_unlabelled(config.backup.dir, now)) {
    look(each.name, each.made_at);
    if (now - each.made_at > kHour)  // what is being made gets its label last
      problems.push_back(each.name +
                         " has no label that the server can read: was it made by another user? It is not "
                         "thinned, and goes when it is 59 days old");
  }
  return problems;
}

Check check_backups(db::Connection& db, const config::Config& config) {
  const auto state = backups::state(db, backup_settings(config), system_clock().now());
  std::string last = state.made ? "the last one of " + iso_time(state.made->at) : "there is none yet";
  std::vector<std::string> problems = old_backups(config);
  const auto tools = backup_settings(config).tools;
  for (std::string& why :
       std::array{db::copy_problem(config.database.url, tools), db::put_back_problem(config.database.url, tools)})
    if (!why.empty()) problems.push_back(std::move(why));
  if (const auto untold = backups::find_untold(db, backup_settings(config), system_clock().now()))
    problems.push_back(
        fmt::format("{} does not tell of what was deleted, or who was shut out, at {}: see the server's log",
                    backups::kDeletionsFile, iso_time(*untold)));
  if (backups::is_list_behind(config.backup.dir))
    problems.push_back(
        fmt::format("{} is older than the newest backup, which cannot be put back with it: make another one (onthaal "
                    "backup)",
                    backups::kDeletionsFile));
  if (config.backup.every_hours == 0) {
    if (state.is_late) problems.emplace_back(state.made ? "none for more than a week" : "none was ever made");
    return {"backups", state.made ? last : "none are made by the server: see backup.every_hours", std::move(problems)};
  }
  if (state.is_late) problems.push_back(fmt::format("none for twice {} hours", config.backup.every_hours));
  if (state.failed)
    problems.push_back("the last try failed, at " + iso_time(state.failed->at) + ": see the server's log");
  return {"backups", last, std::move(problems)};
}

// One that cannot be made must not hide the others.
void add(std::vector<Check>& checks, db::Connection& db, std::string_view name, const std::function<Check()>& make) {
  db.begin_snapshot();
  try {
    checks.push_back(make());
  } catch (const std::exception& error) {
    checks.push_back({name, "", {error.what()}});
  }
  db.rollback();
}

}  // namespace

std::vector<Check> examine(db::Connection& db, const seal::Keyring* keys, const keys::Settings& settings) {
  std::vector<Check> checks;
  const bool is_postgres = db.engine() == db::Engine::postgres;
  add(checks, db, "database",
      [&] { return checked("database", is_postgres ? "reachable" : "whole", store::integrity_problems(db)); });
  add(checks, db, "migrations", [&] { return check_migrations(db); });
  add(checks, db, "foreign_keys", [&] {
    return checked("foreign_keys", is_postgres ? "kept by PostgreSQL" : "all lead somewhere",
                   store::foreign_key_problems(db));
  });
  add(checks, db, "conversations", [&] { return check_conversations(db); });
  add(checks, db, "handovers", [&] { return check_handovers(db); });
  add(checks, db, "appointments", [&] { return check_appointments(db); });
  add(checks, db, "sheets", [&] { return check_sheets(db); });
  add(checks, db, "streams", [&] { return check_streams(db); });
  if (keys == nullptr) return checks;
  add(checks, db, "master_key", [&] { return check_master_key(db, *keys, settings); });
  add(checks, db, "sealed", [&] { return check_sealed(db, *keys); });
  add(checks, db, "audit", [&] { return check_audit(db, *keys); });
  return checks;
}

namespace {

// Off is for tests and demonstrations; people come to a house with an address of its own.
Check check_second_factor(const config::Config& config) {
  std::vector<std::string> problems;
  if (config.staff.second_factor == "off" && config.http.public_url.starts_with("https:"))
    problems.emplace_back("staff.second_factor is off: one password opens the talks of a line");
  return {"second_factor", "asked of " + config.staff.second_factor, std::move(problems)};
}

std::vector<Check> examine_with(const config::Config& config, const Result<seal::Keyring>& keys) {
  std::vector<Check> checks;
  if (!keys) checks.push_back({"master_key", "", {keys.error().detail}});
  try {
    const auto db = db::connect(config.database.url, db::Access::read);
    for (Check& check : examine(*db, keys ? &*keys : nullptr, key_settings(config))) checks.push_back(std::move(check));
    checks.push_back(check_second_factor(config));
    if (const auto whole = check_restored(config); !whole) checks.push_back({"restore", "", {whole.error().detail}});
    add(checks, *db, "keys", [&] {
      return Check{"keys", keys::copies_told(*db), keys::find_neglect(*db, key_settings(config), system_clock().now())};
    });
    add(checks, *db, "backups", [&] { return check_backups(*db, config); });
  } catch (const db::DbError& error) {
    checks.push_back({"database", "", {error.what()}});
  }
  return checks;
}

}  // namespace

std::vector<Check> examine(const config::Config& config) {
  const seal::KeyPlace place = key_settings(config).place;
  const auto keys = place.load();
  auto checks = examine_with(config, keys);
  if (!keys || std::ranges::all_of(checks, [](const Check& each) { return each.problems.empty(); })) return checks;
  // Where a running server replaced them meanwhile, what was found under the older ones says nothing.
  const auto newer = place.load();
  return newer && newer->masters() != keys->masters() ? examine_with(config, newer) : checks;
}

}  // namespace onthaal::app
