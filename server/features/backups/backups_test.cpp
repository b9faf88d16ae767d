#include "features/backups/backups.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <thread>

#include "features/accounts/accounts.h"
#include "features/backups/backups_file.h"
#include "features/backups/backups_turn.h"
#include "features/lines/lines.h"
#include "platform/db/migrations.h"
#include "platform/durable_file.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::backups {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
void write(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}
std::string code_of(const auto& result) {
  return result ? "well" : std::string(error_row(result.error().code).name);
}

class BackupsTest : public support::StoreTest {
 protected:
  BackupsTest() {
    fs::create_directory(folder.path() / "backups");
    fs::create_directory(folder.path() / "data");
    seal::write_key_pair(keys, folder.path() / "secret", folder.path() / "public").value();
    settings.url = world.database.url();
    settings.data = folder.path() / "data";
    settings.dir = folder.path() / "backups";
    settings.to = folder.path() / "public";
    settings.every = kHour;
  }

  void add_line(const std::string& slug) {
    world.act([&](Tx& tx) { return lines::create(tx, {slug, slug}); }).value();
  }
  Label make_one() { return make(settings, world.clock.now()).value(); }
  std::int64_t rows_of(const Manifest& manifest, std::string_view table) {
    const auto found = std::ranges::find(manifest.tables, table, &Table::name);
    return found == manifest.tables.end() ? -1 : found->rows;
  }
  // What lies in the folders of data and backups.
  std::vector<std::string> files() {
    std::vector<std::string> all;
    for (const char* each : {"data", "backups"})
      for (const auto& file : fs::directory_iterator(folder.path() / each))
        all.push_back(file.path().filename().string());
    std::ranges::sort(all);
    return all;
  }
  State state_now() {
    return world.view([&](const Snapshot& snapshot) { return state(snapshot.db, settings, snapshot.now); });
  }
  // Runs the job as the server does, with what follows it.
  enum class Which : std::uint8_t { make, clean, tell };
  void run_job(Which which = Which::make, const std::string& data = "") {
    const auto kinds = jobs(settings);
    world.act([&](Tx& tx) {
      tx.db.run({"test.take", "delete from job"});
      kinds[static_cast<std::size_t>(which)].run(tx, {.key = "all", .data = data});
    });
    for (const Effect& effect : std::vector(world.effects))
      if (const auto* followed = std::get_if<Followed>(&effect)) world.finish(followed->work->work).value();
  }

  support::TempFolder folder;
  const seal::KeyPair keys = seal::make_key_pair(world.random);
  Settings settings;
};
ONTHAAL_ON_BOTH_ENGINES(BackupsTest);

TEST_P(BackupsTest, TellsWhatItHolds) {
  add_line("chat");
  add_line("gent");
  world.act([](Tx& tx) { audit::record(tx, {.what = "role.given"}); });
  const Label label = make_one();
  EXPECT_EQ(label.name, "onthaal-" + label.name.substr(8, 15) + "Z.backup");
  EXPECT_EQ(label.to, keys.public_key.fingerprint());
  EXPECT_EQ(files(), (std::vector<std::string>{label.name, label.name + ".json"}));
  EXPECT_EQ(verify(settings.dir / label.name).value().sha256, label.sha256);

  const Manifest held = verify(settings.dir / label.name, keys).value();
  EXPECT_EQ(held.schema, db::embedded_migrations().back().name);
  EXPECT_EQ(held.engine, GetParam() == db::Engine::sqlite ? "sqlite" : "postgresql");
  EXPECT_EQ(rows_of(held, "line"), 2);
  EXPECT_EQ(held.head.number, 1);
  EXPECT_EQ(held.head.hash, audit::head(world.database.connection()).hash);
  EXPECT_EQ(held.made_at, world.clock.now());
}

TEST_P(BackupsTest, OpensToADatabaseThatIsTheSame) {
  add_line("chat");
  const Label label = make_one();
  const fs::path file = settings.data / "opened";
  open(settings.dir / label.name, keys, file).value();
  add_line("gent");  // later: not in it
  support::Database target(GetParam(), support::Schema::empty);
  if (GetParam() == db::Engine::sqlite) {
    EXPECT_EQ(db::damage_in(file), "");
    const fs::path there = settings.data / "there.db";
    const std::string url = "sqlite://" + there.string();
    EXPECT_TRUE(db::is_empty(url));
    EXPECT_TRUE(db::put_back(file, url, {}));
    EXPECT_FALSE(db::is_empty(url));
    EXPECT_EQ(db::connect(url, db::Access::read)->run({"test.lines", "select slug from line"})[0].text(0), "chat");
  } else {
    EXPECT_TRUE(db::is_empty(target.url()));
    ASSERT_TRUE(db::put_back(file, target.url(), {}));
    EXPECT_FALSE(db::is_empty(target.url()));
    const db::Rows rows = target.connection().run({"test.lines", "select slug from line"});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].text(0), "chat");
    EXPECT_FALSE(db::put_back(file, target.url(), {}));  // not twice
  }
}

TEST_P(BackupsTest, NothingThatWasTouchedOpens) {
  add_line("chat");
  const fs::path file = settings.dir / make_one().name;
  const std::string whole = bytes_of(file);
  const auto tried = [&](const std::string& bytes) {
    write(file, bytes);
    return code_of(verify(file)) + ", " + code_of(verify(file, keys));
  };
  EXPECT_EQ(tried(whole), "well, well");
  EXPECT_EQ(tried(whole.substr(0, whole.size() / 2)), "invalid, invalid");
  EXPECT_EQ(tried(whole.substr(0, whole.size() - 1)), "invalid, invalid");
  EXPECT_EQ(tried(""), "invalid, invalid");
  EXPECT_EQ(tried(whole + "x"), "invalid, invalid");
  for (const std::size_t at : {std::size_t{3}, std::size_t{60}, whole.size() / 2, whole.size() - 2}) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    EXPECT_EQ(tried(flipped), "invalid, invalid") << at;
  }
  write(file, whole);
  EXPECT_EQ(code_of(verify(file, seal::make_key_pair(world.random))), "not_found");
  const fs::path opened = settings.data / "opened";
  write(file, whole.substr(0, whole.size() - 1));
  EXPECT_FALSE(open(file, keys, opened));
  EXPECT_EQ(files().size(), 2U);  // nothing of it stayed
}

TEST_P(BackupsTest, WhatIsWrongIsSaidAndNothingStays) {
  settings.dir = folder.path() / "gone";
  EXPECT_EQ(code_of(make(settings, 0)), "not_found");
  settings.dir = folder.path() / "backups";
  settings.to = folder.path() / "secret";
  EXPECT_EQ(code_of(make(settings, 0)), "invalid");
  settings.to = "";
  EXPECT_EQ(code_of(make(settings, 0)), "invalid");
  settings.to = folder.path() / "public";
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(code_of(make(settings, 0, stop.get_token())), "restart");
  EXPECT_EQ(files(), std::vector<std::string>{});
  make_one();
  EXPECT_EQ(files().size(), 2U);
}

TEST_P(BackupsTest, TheProgramsThatItNeedsAreLookedAtBeforeAnythingIsBegun) {
  const auto a_program = [&](const char* name, const std::string& version) {
    const fs::path file = folder.path() / name;
    write(file, "#!/bin/sh\necho '" + std::string(name) + " (PostgreSQL) " + version + "'\n");
    fs::permissions(file, fs::perms::owner_all);
    return file.string();
  };
  const bool is_sqlite = GetParam() == db::Engine::sqlite;
  const auto why = [&] { return db::copy_problem(settings.url, settings.tools); };
  EXPECT_EQ(why() + db::put_back_problem(settings.url, settings.tools), "");
  settings.tools.pg_dump = a_program("pg_dump", "9.6.24");
  EXPECT_EQ(why().empty(), is_sqlite);
  EXPECT_EQ(why().find("is of version 9 and cannot copy a database of a server of version") == std::string::npos,
            is_sqlite);
  EXPECT_EQ(code_of(make(settings, 0)), is_sqlite ? "well" : "invalid");
  EXPECT_EQ(code_of(keep_before(settings, "0010", 0)), is_sqlite ? "well" : "invalid");
  EXPECT_EQ(files().empty(), !is_sqlite);
  settings.tools.pg_dump = a_program("pg_dump", "99.1 (Debian)");
  EXPECT_EQ(why(), "") << "a later one can";
  EXPECT_EQ(db::put_back_problem(settings.url, settings.tools).empty(), is_sqlite) << "and then pg_restore is too old";
  settings.tools.pg_restore = a_program("pg_restore", "99.1");
  EXPECT_EQ(db::put_back_problem(settings.url, settings.tools), "");
  settings.tools = {.pg_dump = "/bin/true", .pg_restore = "no_such_pg_restore"};
  EXPECT_EQ(why().empty(), is_sqlite);
  EXPECT_EQ(db::put_back_problem(settings.url, settings.tools).empty(), is_sqlite);
}

TEST_P(BackupsTest, NoCopyOfBeforeAChangeTakesThePlaceOfAnother) {
  const Millis now = world.clock.now();
  for (const bool is_sealed : {true, false}) {
    if (!is_sealed) settings.to = "";
    const fs::path first = keep_before(settings, "0010", now).value();
    const fs::path second = keep_before(settings, "0010", now).value();
    const fs::path other = keep_before(settings, "0015", now).value();
    EXPECT_EQ((std::set{first, second, other}).size(), 3U);
    EXPECT_TRUE(first.filename().string().starts_with("before-0010-" + iso_time(now).substr(0, 4))) << first;
    const fs::path third = keep_before(settings, "0010", now + kHour).value();
    EXPECT_FALSE(fs::exists(first)) << "the last two of a schema";
    for (const fs::path& each : {second, other, third}) EXPECT_TRUE(fs::exists(each)) << each;
    if (is_sealed) {
      EXPECT_EQ(rows_of(verify(second, keys).value(), "line"), 0);
      EXPECT_EQ(files().size(), 6U) << "each with its label";
    }
    for (const fs::path& each : {second, other, third}) {
      fs::remove(each);
      fs::remove(each.string() + ".json");
    }
    EXPECT_EQ(files(), std::vector<std::string>{});
  }
  settings.to = "";
  const fs::path kept = keep_before(settings, "0010", now).value();
  settings.to = folder.path() / "secret";
  EXPECT_EQ(code_of(keep_before(settings, "0010", now)), "invalid");
  EXPECT_EQ(files(), std::vector{kept.filename().string()})
      << "one that fails leaves the earlier one, and nothing else";
}

TEST_P(BackupsTest, IsOneStateWhileOthersWrite) {
  std::atomic<bool> is_done = false;
  const auto writer = world.database.connect(db::Access::write);
  // Both, or neither.
  std::jthread writing([&] {
    for (std::int64_t number = 1; !is_done; ++number) {
      writer->begin_write();
      for (const char* what : {"a", "b"})
        writer->run({"test.add", "insert into job (kind, key, due, data) values (:what, :key, 0, '')"},
                    {{"what", what}, {"key", std::to_string(number)}});
      writer->commit();
    }
  });
  std::vector<std::int64_t> rows;
  for (int times = 0; times < 5; ++times) {
    rows.push_back(rows_of(verify(settings.dir / make_one().name, keys).value(), "job"));
    world.clock.advance(std::chrono::seconds(1));
  }
  is_done = true;
  for (const std::int64_t count : rows) EXPECT_EQ(count % 2, 0);
  EXPECT_GT(rows.back(), rows.front());
}

TEST_P(BackupsTest, TheJobRecordsWhatBecameOfIt) {
  EXPECT_TRUE(state_now().is_late);
  run_job();
  State now = state_now();
  ASSERT_TRUE(now.made);
  EXPECT_EQ(json::parse(now.made->data)->at("name").as_string(), list(settings.dir).value().at(0).name.c_str());
  EXPECT_FALSE(now.is_late);

  world.clock.advance(std::chrono::hours(1));
  const fs::path elsewhere = folder.path() / "elsewhere";
  fs::rename(settings.dir, elsewhere);
  run_job();
  now = state_now();
  ASSERT_TRUE(now.failed);
  EXPECT_EQ(now.failed->data, R"({"reason":"not_there"})");
  EXPECT_FALSE(now.is_late);
  world.clock.advance(std::chrono::hours(2));
  EXPECT_TRUE(state_now().is_late);

  fs::rename(elsewhere, settings.dir);
  run_job();
  now = state_now();
  EXPECT_FALSE(now.is_late);
  EXPECT_FALSE(now.failed);
  EXPECT_EQ(audit::find_break(world.database.connection(), world.keys), std::nullopt);
}

TEST_P(BackupsTest, TwoAtOnceDoNotSpoilEachOther) {
  add_line("chat");
  std::vector<Result<Label>> made(4, fail(Code::internal, "nothing yet"));
  {
    std::vector<std::jthread> all;
    for (std::size_t each = 0; each < made.size(); ++each)
      all.emplace_back(
          [&, each] { made[each] = make(settings, world.clock.now() + static_cast<Millis>(each / 2) * kHour); });
  }
  for (const auto& each : made) ASSERT_TRUE(each) << each.error().detail;
  // Two of the same hour: the newest of it stays.
  const auto kept = list(settings.dir).value();
  EXPECT_EQ(kept.size(), 2U);
  for (const Label& each : kept) EXPECT_EQ(rows_of(verify(settings.dir / each.name, keys).value(), "line"), 1);
  EXPECT_EQ(files().size(), 4U);
}

TEST_P(BackupsTest, WhatIsNotAsItsManifestTellsIsNotKept) {
  add_line("chat");
  const Label label = make_one();
  const Manifest manifest = verify(settings.dir / label.name, keys).value();
  const fs::path other = settings.data / "other";
  open(settings.dir / label.name, keys, other).value();
  const fs::path made = settings.dir / "made";
  EXPECT_TRUE(file::write(made, keys.public_key, manifest, other, {}));
  fs::remove(made);
  std::string bytes = bytes_of(other);
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  write(other, bytes);
  EXPECT_EQ(code_of(file::write(made, keys.public_key, manifest, other, {})), "internal");
  write(other, bytes + "x");
  EXPECT_EQ(code_of(file::write(made, keys.public_key, manifest, other, {})), "internal");
  EXPECT_FALSE(fs::exists(made));
  EXPECT_FALSE(fs::exists(made.string() + ".partial"));
}

TEST_P(BackupsTest, WhatACrashLeftGoes) {
  settings.every = 0;  // also when backups were switched off since
  const auto leave = [&] {
    for (const char* each :
         {"backup.copy", "backup.copy.42", "before-0014-20260901T080000Z.backup.partial", "backup.secret"})
      write(settings.data / each, "words");
    for (const char* each :
         {"onthaal-20260901T080000Z.backup.partial", "onthaal-20260901T090000Z.backup", "my.partial"})
      write(settings.dir / each, "sealed");
  };
  const std::vector<std::string> kept{"backup.secret", "my.partial", "onthaal-20260901T090000Z.backup"};
  const auto grow_old = [&](const char* name) {
    fs::last_write_time(settings.dir / name, fs::file_time_type::clock::now() - std::chrono::hours(2));
  };
  const char* partial = "onthaal-20260901T080000Z.backup.partial";
  leave();
  {
    const auto turn = Turn::wait(settings.data, {}).value();  // somebody makes one
    run_job(Which::clean);
    EXPECT_EQ(files().size(), 7U);
  }
  run_job(Which::clean);
  EXPECT_EQ(files().size(), 4U);
  EXPECT_TRUE(fs::exists(settings.dir / partial)) << "another house may be writing it";
  grow_old(partial);
  run_job(Which::clean);
  EXPECT_EQ(files(), kept);
  leave();
  settings.dir = "";
  clean(settings, world.clock.now());
  EXPECT_EQ(files().size(), 4U);  // those of the other folder
  settings.dir = folder.path() / "backups";
  const fs::path unlabelled = settings.dir / kept[2];
  fs::last_write_time(unlabelled, fs::file_time_type::clock::now() - std::chrono::hours(24 * 60));
  leave();
  grow_old(partial);
  fs::last_write_time(unlabelled, fs::file_time_type::clock::now() - std::chrono::hours(24 * 60));
  make_one();
  EXPECT_EQ(files().size(), 4U);
  EXPECT_FALSE(fs::exists(unlabelled));
}

// A talk whose words are gone, as features/retention leaves it.
class DeletionsTest : public BackupsTest {
 protected:
  DeletionsTest() { add_line("chat"); }

  Uuid deletes(bool is_by_visitor = true) {
    return world.act([&](Tx& tx) {
      const Uuid uuid = tx.new_uuid();
      const auto id = [&](const std::string& sql, const db::Args& args) {
        return tx.db.run({sql, sql}, args)[0].integer(0);
      };
      const auto visit =
          id("insert into visit (token_hash, created_at) values (:uuid, 0) returning id", {{"uuid", uuid}});
      const auto key = id("insert into seal_key (uuid, master) values (:uuid, 1) returning id", {{"uuid", uuid}});
      id("insert into conversation (uuid, line, visit, key, nickname, register, state, requested_at, ended_at, "
         "ended_by,"
         " is_forgotten, forgotten_at, forgotten_by) values (:uuid, (select max(id) from line), :visit, :key, :uuid, "
         "'nl',"
         " 'left', 0, 1, 'visitor', 1, :now, :by) returning id",
         {{"uuid", uuid},
          {"visit", visit},
          {"key", key},
          {"now", tx.now},
          {"by", is_by_visitor ? "visitor" : "period"}});
      return uuid;
    });
  }
  Result<Deletions> told() { return read_deletions(settings.dir / kDeletionsFile, keys, world.keys); }
  std::string data() {
    const db::Rows rows =
        world.database.connection().run({"test.data", "select data from job where kind = 'backups.tell_deletions'"});
    return rows.empty() ? "" : rows[0].text(0);
  }
};
ONTHAAL_ON_BOTH_ENGINES(DeletionsTest);

TEST_P(DeletionsTest, AreListedBesideTheBackupsForWhoHasBothKeys) {
  const Uuid old = deletes();
  world.clock.advance(std::chrono::hours(24 * 61));
  const Uuid sam = deletes(), robin = deletes(false);
  write_deletions(settings, world.keys, world.clock.now()).value();
  const Deletions list = told().value();
  EXPECT_EQ(list.until, world.clock.now());
  ASSERT_EQ(list.talks.size(), 2U);
  for (const Deletion& each : list.talks) {
    EXPECT_NE(each.talk, old);
    EXPECT_EQ(each.is_by_visitor, each.talk == sam);
    EXPECT_TRUE(each.talk == sam || each.talk == robin);
  }
  const fs::path file = settings.dir / kDeletionsFile;
  EXPECT_EQ(bytes_of(file).find(sam.text()), std::string::npos);
  EXPECT_EQ(code_of(read_deletions(file, seal::make_key_pair(world.random), world.keys)), "not_found");
  const auto stranger = seal::Keyring::parse(seal::Keyring::make(0, world.random), "another house").value();
  EXPECT_EQ(code_of(read_deletions(file, keys, stranger)), "invalid");
  EXPECT_EQ(code_of(read_deletions(settings.dir / "none", keys, world.keys)), "not_found");
  // Whoever can write there could seal a list to the public key, and have talks deleted.
  std::string text = seal::open_whole(keys, "deleted", bytes_of(file)).value();
  text.replace(text.find(sam.text()), 36, old.text());
  write(file, seal::seal_whole(keys.public_key, "deleted", text).value());
  EXPECT_EQ(code_of(told()), "invalid");
  for (const char* each : {"", "onthaal-deleted 1\n", "mac ", "onthaal-deleted 1\nmac 00\n"}) {
    write(file, seal::seal_whole(keys.public_key, "deleted", each).value());
    EXPECT_EQ(code_of(told()), "invalid") << each;
  }
}

TEST_P(DeletionsTest, AreToldSoonAndOnlyWhenThereIsOne) {
  run_job(Which::tell);
  EXPECT_FALSE(told());
  deletes();
  world.clock.advance(std::chrono::seconds(1));
  run_job(Which::tell);
  EXPECT_EQ(told().value().talks.size(), 1U);
  const std::string until = data();
  EXPECT_EQ(until, std::to_string(world.clock.now()));
  world.clock.advance(std::chrono::minutes(5));
  fs::remove(settings.dir / kDeletionsFile);
  run_job(Which::tell, until);
  EXPECT_FALSE(told()) << "nothing was deleted since";
  deletes();
  fs::rename(settings.dir, folder.path() / "away");
  run_job(Which::tell, until);
  EXPECT_EQ(data(), until) << "it could not be written: again";
  fs::rename(folder.path() / "away", settings.dir);
  run_job(Which::tell, until);
  EXPECT_EQ(told().value().talks.size(), 2U);
}

TEST_P(DeletionsTest, AreToldLaterWhereNothingCameOfIt) {
  deletes();
  run_job(Which::tell, "7");
  const std::string until = data();
  // What follows was lost: the queue was full, or the server stopped.
  world.act([&](Tx& tx) {
    tx.db.run({"test.take", "delete from job"});
    jobs(settings)[static_cast<std::size_t>(Which::tell)].run(tx, {.key = "all", .data = "7"});
  });
  EXPECT_EQ(data(), "7");
  const auto due = [&] { return world.database.connection().run({"test.due", "select due from job"})[0].integer(0); };
  const Millis lost = due();
  run_job(Which::tell, "7");
  EXPECT_EQ(data(), until);
  EXPECT_LT(due(), lost) << "what became of it counts";
}

TEST_P(DeletionsTest, NoTurnIsWaitedForByTheServer) {
  deletes();
  const auto turn = Turn::wait(settings.to, {}).value();  // a command writes it
  run_job(Which::tell, "7");
  EXPECT_FALSE(told());
  EXPECT_EQ(data(), "7") << "again";
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(code_of(write_deletions(settings, world.keys, world.clock.now(), stop.get_token())), "restart");
  settings.to = folder.path() / "gone";
  EXPECT_EQ(code_of(try_write_deletions(settings, world.keys, world.clock.now())), "invalid");
}

TEST_P(DeletionsTest, WhoMayNotLogInAnyMoreIsToldToo) {
  const auto act = [&](auto what) { return world.act(what).value(); };
  const auto told_of = [&] {
    run_job(Which::tell, data());
    std::vector<std::string> all;
    for (const Departure& each : told().value().people) all.push_back(each.staff.text());
    return all;
  };
  const Uuid noor = act([](Tx& tx) { return accounts::add(tx, {"noor", "Noor", "Noor", {}, {}}, "-"); }).uuid;
  const auto changed = [&] {
    std::vector<std::string> all;
    for (const Departure& each : told().value().changed) all.push_back(each.staff.text());
    return all;
  };
  act([](Tx& tx) {
    audit::record(tx, {.what = "factor.removed", .about = accounts::find_person(tx.db, StaffId{1}).value().uuid});
    return Result<Reply>(Reply{});
  });
  world.clock.advance(std::chrono::seconds(1));
  EXPECT_EQ(told_of(), std::vector<std::string>{});
  EXPECT_EQ(changed(), std::vector{noor.text()}) << "who gets in otherwise than before is told, too";
  fs::remove(settings.dir / kDeletionsFile);
  world.clock.advance(std::chrono::seconds(1));
  ASSERT_TRUE(world.act([](Tx& tx) { return accounts::disable(tx, "noor"); }));
  const Millis left = world.clock.now();
  EXPECT_EQ(world.view([&](const Snapshot& now) { return find_untold(now.db, settings, left + kHour); }), left);
  world.clock.advance(std::chrono::seconds(1));
  EXPECT_EQ(told_of(), std::vector{noor.text()});
  EXPECT_EQ(told().value().people[0].at, left);
  EXPECT_EQ(changed(), std::vector<std::string>{}) << "nobody is both";
  world.clock.advance(std::chrono::hours(24 * 61));
  write_deletions(settings, world.keys, world.clock.now()).value();
  EXPECT_TRUE(told().value().people.empty()) << "no backup is that old";
}

TEST_P(DeletionsTest, ThatAreNotToldAreFoundByTheDoctor) {
  const auto untold = [&](Millis later) {
    return find_untold(world.database.connection(), settings, world.clock.now() + later);
  };
  EXPECT_FALSE(untold(kHour));
  deletes();
  EXPECT_FALSE(untold(0));
  EXPECT_EQ(untold(kHour), world.clock.now());
  write_deletions(settings, world.keys, world.clock.now()).value();
  const fs::path file = settings.dir / kDeletionsFile;
  const auto written_at = [&](Millis at) {
    const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(at)};
    fs::last_write_time(file, std::chrono::file_clock::from_sys(time));
  };
  written_at(world.clock.now() + kMinute);
  EXPECT_FALSE(untold(kHour));
  written_at(world.clock.now() - kMinute);
  EXPECT_EQ(untold(kHour), world.clock.now());
  settings.dir = "";
  EXPECT_FALSE(untold(kHour)) << "there are no backups";
}

TEST_P(DeletionsTest, AreListedWithEachBackup) {
  const Uuid sam = deletes();
  run_job();
  EXPECT_EQ(told().value().talks.at(0).talk, sam);
  EXPECT_GE(told().value().until, list(settings.dir).value().at(0).made_at);
}

TEST_P(DeletionsTest, AreNeverOlderThanABackupOfSomebodyElse) {
  const Label first = make_one(), second = make_one();
  EXPECT_GT(second.made_at, first.made_at);
  write_deletions(settings, world.keys, first.made_at).value();  // late: the second one told already
  EXPECT_EQ(told().value().until, second.made_at);
  const fs::path label = settings.dir / (second.name + ".json"), list = settings.dir / kDeletionsFile;
  const auto written = [](const fs::path& file, std::chrono::minutes ago) {
    fs::last_write_time(file, fs::file_time_type::clock::now() - ago);
  };
  written(label, std::chrono::minutes(40));
  EXPECT_FALSE(is_list_behind(settings.dir));
  written(list, std::chrono::minutes(50));
  EXPECT_TRUE(is_list_behind(settings.dir));
  written(label, std::chrono::minutes(5));
  EXPECT_FALSE(is_list_behind(settings.dir)) << "it is being written";
  written(label, std::chrono::minutes(40));
  fs::remove(list);
  EXPECT_TRUE(is_list_behind(settings.dir));
  EXPECT_FALSE(is_list_behind(folder.path() / "data")) << "there are no backups";
}

TEST_P(BackupsTest, OneAfterTheOtherIsThereAndTheNewest) {
  const Millis now = world.clock.now();
  Millis last = 0;
  for (const Millis asked : {now, now + 900, now, now}) {  // some waited for their turn
    const Label label = make(settings, asked).value();
    EXPECT_TRUE(fs::exists(settings.dir / label.name)) << label.name;
    EXPECT_EQ(list(settings.dir).value().at(0).name, label.name);
    EXPECT_GT(label.made_at, last);
    last = label.made_at;
  }
  const Label ahead = make(settings, now + kDay).value();  // by a clock that was wrong
  settings.keep = {.hourly = 1, .daily = 0, .weekly = 0, .monthly = 0};
  const Label right = make(settings, now + kHour).value();
  EXPECT_EQ(right.made_at, now + kHour);
  EXPECT_TRUE(fs::exists(settings.dir / right.name)) << "what was just made is never thinned";
  EXPECT_TRUE(fs::exists(settings.dir / ahead.name));
}

TEST_P(BackupsTest, OldOnesGo) {
  settings.keep = {.hourly = 2, .daily = 2, .weekly = 0, .monthly = 0};
  for (int times = 0; times < 10; ++times) {
    make_one();
    world.clock.advance(std::chrono::hours(5));
  }
  EXPECT_EQ(list(settings.dir).value().size(), 3U);
  EXPECT_EQ(files().size(), 6U);
}

TEST_P(BackupsTest, ThoseWithoutALabelThatCanBeReadGoToo) {
  const Label good = make_one();
  const auto leave = [&](const std::string& name, const char* label) {
    write(settings.dir / name, "sealed");
    if (label != nullptr) write(settings.dir / (name + ".json"), label);
  };
  const std::string young = "onthaal-" + good.name.substr(8, 8) + "T000000Z.backup";
  leave("onthaal-20010101T000000Z.backup", "{");
  leave("onthaal-20010102T000000Z.backup", nullptr);
  leave("onthaal-20010103T000000Z.backup", bytes_of(settings.dir / (good.name + ".json")).c_str());  // of another
  leave("onthaal-copied.backup", "");
  leave("onthaal.backup", "of somebody else");
  leave(young, "{");
  const auto named = [&] {
    std::vector<std::string> all;
    for (const Unlabelled& each : find_unlabelled(settings.dir, world.clock.now())) all.push_back(each.name);
    return all;
  };
  EXPECT_EQ(named(), (std::vector<std::string>{"onthaal-20010101T000000Z.backup", "onthaal-20010102T000000Z.backup",
                                               "onthaal-20010103T000000Z.backup", young, "onthaal-copied.backup"}));
  clean(settings, world.clock.now());
  EXPECT_EQ(named(), (std::vector<std::string>{young, "onthaal-copied.backup"}));
  EXPECT_FALSE(fs::exists(settings.dir / "onthaal-20010101T000000Z.backup.json"));
  fs::last_write_time(settings.dir / "onthaal-copied.backup",
                      fs::file_time_type::clock::now() - std::chrono::hours(24 * 60));
  clean(settings, world.clock.now());
  EXPECT_EQ(named(), std::vector{young});
  EXPECT_EQ(list(settings.dir).value().size(), 1U);
  EXPECT_TRUE(fs::exists(settings.dir / "onthaal.backup"));
}

TEST_P(BackupsTest, NoneAtAllIsLateAlsoWhereOnlyCommandsMakeThem) {
  settings.every = 0;
  EXPECT_TRUE(state_now().is_late);
  settings.dir = "";
  EXPECT_FALSE(state_now().is_late) << "there are to be none";
}

using Days = std::vector<Millis>;
Days kept(Days days, const Keep& keep, Millis now) {
  for (Millis& day : days) day *= kDay;
  for (const Millis gone : to_drop(days, keep, now * kDay)) std::erase(days, gone);
  for (Millis& day : days) day /= kDay;
  return days;
}

TEST(Thinning, KeepsTheNewestOfEachStretch) {
  Days days;
  for (Millis day = 700; day <= 800; ++day) days.push_back(day);
  EXPECT_EQ(kept(days, {.hourly = 0, .daily = 3, .weekly = 0, .monthly = 0}, 800), (Days{798, 799, 800}));
  EXPECT_EQ(kept(days, {.hourly = 0, .daily = 0, .weekly = 3, .monthly = 0}, 800), (Days{790, 797, 800}));
  EXPECT_EQ(kept(days, {.hourly = 0, .daily = 0, .weekly = 0, .monthly = 2}, 800), (Days{779, 800}));
}

TEST(Thinning, TheNewestStaysAndTheTooOldGoes) {
  const Keep nothing{.hourly = 0, .daily = 0, .weekly = 0, .monthly = 0};
  EXPECT_EQ(kept({799, 800}, nothing, 801), (Days{800}));
  EXPECT_EQ(kept({800}, nothing, 859), (Days{800}));
  EXPECT_EQ(kept({800}, nothing, 860), (Days{}));
  const Keep everything{.hourly = 720, .daily = 59, .weekly = 8, .monthly = 1};
  EXPECT_EQ(kept({740, 741, 800}, everything, 800), (Days{741, 800}));
}

}  // namespace
}  // namespace onthaal::backups
