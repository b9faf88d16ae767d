#include "app/doctor.h"

#include <fmt/format.h>

#include <functional>

#include "app/doctor_store.h"
#include "app/house_store.h"
#include "features/appointments/appointments.h"
#include "features/conversations/conversations.h"
#include "features/handovers/handovers.h"
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

Check check_master_key(db::Connection& db, const seal::Keyring& keys) {
  std::vector<std::string> problems;
  const auto expected = store::newest_master_key(db);
  if (!expected) problems.push_back("the database names no master key: it has never been served");
  if (expected && (expected->number != keys.newest() || expected->fingerprint != keys.fingerprint()))
    problems.push_back(fmt::format("the file holds key {} ({}), the database names {} ({})", keys.newest(),
                                   keys.fingerprint(), expected->number, expected->fingerprint));
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

Check check_streams(db::Connection& db) {
  std::vector<std::string> problems;
  for (const std::string& stream : store::broken_streams(db)) problems.push_back(stream + " misses a number");
  return checked("streams", "numbers follow each other", std::move(problems));
}

// Rows of one conversation mostly follow each other, so the last key is kept.
class Opening {
 public:
  explicit Opening(const seal::Keyring& keys) : keys_(keys) {}

  void look(const store::Sealed& sealed) {
    if (!sealed.wrapped) {
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
  const seal::Keyring& keys_;
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

std::vector<Check> examine(db::Connection& db, const seal::Keyring* keys) {
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
  add(checks, db, "streams", [&] { return check_streams(db); });
  if (keys == nullptr) return checks;
  add(checks, db, "master_key", [&] { return check_master_key(db, *keys); });
  add(checks, db, "sealed", [&] { return check_sealed(db, *keys); });
  return checks;
}

std::vector<Check> examine(const config::Config& config) {
  std::vector<Check> checks;
  const auto keys = seal::Keyring::read(config.key_file());
  if (!keys) checks.push_back({"master_key", "", {keys.error().detail}});
  try {
    const auto db = db::connect(config.database.url, db::Access::read);
    for (Check& check : examine(*db, keys ? &*keys : nullptr)) checks.push_back(std::move(check));
  } catch (const db::DbError& error) {
    checks.push_back({"database", "", {error.what()}});
  }
  return checks;
}

}  // namespace onthaal::app
