#include "features/keys/keys.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "core/text.h"
#include "features/accounts/accounts.h"
#include "features/audit/audit.h"
#include "features/keys/keys_store.h"
#include "features/keys/keys_wire.h"
#include "features/notices/notices.h"
#include "platform/act/job_store.h"
#include "platform/control.h"
#include "platform/json.h"
#include "platform/sealed_file.h"
#include "platform/streams/streams.h"
#include "support/world.h"

namespace onthaal::keys {
namespace {

struct Killed {};

// A server without threads: its ring is its own, so that it can be replaced, and it can be killed between any two
// pieces of its work.
class KeysTest : public testing::TestWithParam<db::Engine> {
 protected:
  KeysTest() {
    streams::register_kinds({{.name = "line", .table = "line_event", .sealed_as = seal::Kind::line_event}});
    start();
  }

  template <class Run>
  auto act(Run&& run) {
    std::vector<Effect> effects;
    db().begin_write();
    Tx tx{db(), clock.now(), random, *ring, effects};
    if constexpr (std::is_void_v<std::invoke_result_t<Run, Tx&>>) {
      run(tx);
      commit();
      follow(effects);
    } else {
      auto result = run(tx);
      commit();
      follow(effects);
      return result;
    }
  }

  // As a process that starts: nothing is known but the database and what is in the place of the keys.
  void start() {
    lasts_.reset();
    auto found = settings.place.load();
    if (!found) {
      ASSERT_FALSE(has_any(db()));
      found = seal::Keyring::parse(seal::Keyring::make(clock.now(), random), "a new ring");
      ASSERT_TRUE(settings.place.store(*found));
    }
    ring = *std::move(found);
    ASSERT_EQ(find_stranger(db(), *ring), "");
    act([&](Tx& tx) {
      adopt(tx, *ring);
      schedule_jobs(tx);
    });
  }
  void kill_after(int pieces) { lasts_ = pieces; }
  // False when it was killed.
  bool works() {
    try {
      run_jobs();
      return true;
    } catch (const Killed&) {
      return false;
    }
  }
  void days(int count) {
    for (int day = 0; day < count; ++day) {
      clock.advance(std::chrono::hours(24));
      ASSERT_TRUE(works());
    }
  }

  Result<Reply> finish(Work work) {
    for (;;) {
      pass();
      if (auto* reply = std::get_if<Reply>(&work)) return std::move(*reply);
      if (const auto* last = std::get_if<Act>(&work)) return finish_act(*last);
      const auto* read = std::get_if<Read>(&work);
      auto next = read ? read->run(Snapshot{db(), clock.now(), *ring}) : std::get<Prepare>(work).run();
      if (!next) return std::unexpected(next.error());
      work = *std::move(next);
    }
  }
  Result<std::string> ask(std::string_view command, const std::string& args = "{}") {
    auto work = control::parse(control_commands(settings), command, json::parse(args).value());
    if (!work) return std::unexpected(work.error());
    auto reply = finish(*std::move(work));
    if (!reply) return std::unexpected(reply.error());
    return reply->body;
  }

  db::Connection& db() { return database.connection(); }
  streams::Sealing new_words() {
    return act([](Tx& tx) { return streams::make_sealing(tx, tx.new_uuid()); });
  }
  bool opens(const streams::Sealing& words) {
    const auto found = streams::find_sealing(db(), *ring, words.id);
    return found && std::ranges::equal(found->key.bytes(), words.key.bytes());
  }
  std::int64_t count(const std::string& sql) { return db().run({sql, sql})[0].integer(0); }
  std::vector<std::string> told() {
    std::vector<std::string> all;
    for (const audit::Recorded& each : audit::find(db(), {})) all.push_back(each.what);
    return all;
  }
  std::vector<std::string> warnings() { return wire::warnings(db(), settings, clock.now()); }

  support::TempFolder folder;
  support::Database database{GetParam()};
  support::FixedClock clock;
  support::SeededRandom random;
  Settings settings{.place = {.file = folder.path() / "master.key"}};
  std::optional<seal::Keyring> ring;

 private:
  void pass() {
    if (lasts_ && (*lasts_)-- == 0) throw Killed{};
  }
  void commit() {
    try {
      pass();
    } catch (const Killed&) {
      db().rollback();
      throw;
    }
    db().commit();
  }
  void follow(const std::vector<Effect>& effects) {
    for (const Effect& effect : effects)
      if (const auto* followed = std::get_if<Followed>(&effect)) static_cast<void>(finish(followed->work->work));
  }
  Result<Reply> finish_act(const Act& last) {
    std::vector<Effect> effects;
    db().begin_write();
    Tx tx{db(), clock.now(), random, *ring, effects};
    auto reply = last.run(tx);
    if (!reply) {
      db().rollback();
      return reply;
    }
    commit();
    follow(effects);
    return reply;
  }
  // All that is due, and what comes of it within a second.
  void run_jobs() {
    const auto kinds = jobs(settings);
    for (int slice = 0; slice < 200; ++slice) {
      const auto due = jobs::find_due(db(), clock.now() + 1000);
      if (!due) return;
      act([&](Tx& tx) {
        const auto job = jobs::take(tx.db, due->id);
        std::ranges::find(kinds, due->kind, &jobs::JobKind::name)->run(tx, *job);
      });
    }
    FAIL() << "the jobs do not end";
  }

  std::optional<int> lasts_;
};
ONTHAAL_ON_BOTH_ENGINES(KeysTest);

using Names = std::vector<std::string>;

TEST_P(KeysTest, AKeyIsReplacedAfterAMonthAndDestroyedAMonthLater) {
  const auto words = new_words();
  days(29);
  EXPECT_EQ(ring->newest(), 1);
  days(1);
  EXPECT_EQ(ring->newest(), 2);
  EXPECT_EQ(settings.place.load()->newest(), 2);
  EXPECT_EQ(count("select count(*) from seal_key where master = 2"), 1);
  EXPECT_TRUE(opens(words));
  EXPECT_EQ(told(), Names{"keys.replaced"});

  days(29);
  EXPECT_EQ(ring->masters().size(), 2U);
  days(1);  // the next one comes as the first one goes
  EXPECT_EQ(ring->newest(), 3);
  EXPECT_EQ(ring->masters().front().number, 2);
  EXPECT_EQ(settings.place.load()->destroyed().size(), 1U);
  EXPECT_EQ(count("select count(*) from master_key where destroyed_at is not null"), 1);
  EXPECT_EQ(told(), (Names{"key.destroyed", "keys.replaced", "keys.replaced"}));
  EXPECT_TRUE(opens(words));
  EXPECT_EQ(find_problems(db(), *ring, settings, clock.now()), Names{});
}

TEST_P(KeysTest, WhatLivesIsWrappedAnewInSlicesAndWhatComesIsUnderTheNewest) {
  std::vector<streams::Sealing> all;
  for (int each = 0; each < 120; ++each) all.push_back(new_words());
  db().run_script("update seal_key set wrapped = null where id = 7");
  act([](Tx& tx) {
    const Uuid uuid = tx.new_uuid();
    const auto wrapped = tx.keys.wrap(tx.keys.make_key(tx.random), uuid, tx.random);
    tx.db.run({"test.trace", "insert into trace_key (uuid, master, wrapped, made_at) values (:uuid, 1, :wrapped, 1)"},
              {{"uuid", uuid}, {"wrapped", db::Bytes{wrapped.bytes}}});
  });
  ASSERT_TRUE(ask("keys.replace"));
  EXPECT_EQ(count("select count(*) from seal_key where master = 1"), 120);
  all.push_back(new_words());
  ASSERT_TRUE(works());
  EXPECT_EQ(count("select count(*) from seal_key where master = 2"), 120);
  EXPECT_EQ(count("select count(*) from trace_key where master = 2"), 1);
  EXPECT_EQ(count("select count(*) from master_key where retired_at is not null"), 1);
  for (const auto& each : all) EXPECT_EQ(opens(each), each.id != 7) << each.id;
}

// Killed between any two steps of replacing, wrapping anew and destroying, it starts again, opens what it opened, and
// goes on to the same end.
TEST_P(KeysTest, WhereverItIsKilledTheHouseOpens) {
  std::vector<streams::Sealing> all;
  for (int each = 0; each < 60; ++each) all.push_back(new_words());
  const auto month = std::chrono::hours(24 * 31);
  int kills = 0;
  for (bool was_killed = true; was_killed; ++kills) {
    kill_after(kills);
    clock.advance(month);  // to be replaced
    was_killed = !works();
    if (!was_killed) {
      clock.advance(month);  // to be destroyed
      was_killed = !works();
    }
    start();
    for (const auto& each : all) ASSERT_TRUE(opens(each)) << kills;
    all.push_back(new_words());
    ASSERT_TRUE(works());

    settings.replace_after = 0;
    clock.advance(month);
    ASSERT_TRUE(works());
    ASSERT_EQ(ring->masters().size(), 1U) << kills;
    ASSERT_EQ(settings.place.load()->masters(), ring->masters());
    ASSERT_EQ(find_problems(db(), *ring, settings, clock.now()), Names{}) << kills;
    ASSERT_EQ(count("select count(*) from master_key where destroyed_at is null"), 1);
    settings.replace_after = 30 * kDay;
  }
  EXPECT_GT(kills, 15);
  EXPECT_FALSE(audit::find_break(db(), *ring));
}

// What a backup still has of a talk that was deleted opens with nothing that is left 61 days later.
TEST_P(KeysTest, ADeletionReachesBackups) {
  const auto words = new_words();
  const auto kept = new_words();
  const db::Rows backup = db().run({"test.backup", "select wrapped, master from seal_key order by id"});
  db().run_script("update seal_key set wrapped = null where id = 1");  // the talk is deleted
  const seal::Keyring then = *ring;
  ASSERT_TRUE(then.unwrap(backup[0].text(0), backup[0].integer(1), words.owner));
  days(61);
  EXPECT_FALSE(settings.place.load()->unwrap(backup[0].text(0), backup[0].integer(1), words.owner));
  EXPECT_TRUE(opens(kept));

  // The backup is put back: the house opens, the words of then are destroyed and said to be.
  db().run_script("update master_key set destroyed_at = null, retired_at = null, replaced_at = null where number = 1");
  db().run_script("delete from master_key where number > 1");
  for (std::size_t each = 0; each < 2; ++each)
    db().run({"test.restore", "update seal_key set wrapped = :wrapped, master = 1 where id = :id"},
             {{"wrapped", db::Bytes{backup[each].text(0)}}, {"id", static_cast<std::int64_t>(each) + 1}});
  start();
  EXPECT_FALSE(opens(words));
  EXPECT_FALSE(opens(kept));
  ASSERT_TRUE(works());
  EXPECT_EQ(count("select count(*) from seal_key where wrapped is not null"), 0);
  EXPECT_EQ(count("select count(*) from master_key where number = 1 and destroyed_at is not null"), 1);
  EXPECT_TRUE(opens(new_words()));
}

TEST_P(KeysTest, KeysThatAreGoneAreNoticedAndPutBack) {
  const auto line = act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
  const auto words = new_words();
  std::filesystem::remove(settings.place.file);
  days(1);
  EXPECT_EQ(warnings(), (Names{"gone", "no_escrow"}));
  EXPECT_EQ(find_problems(db(), *ring, settings, clock.now()).size(), 1U);
  EXPECT_NE(notices::unseen(Snapshot{db(), clock.now(), *ring}, line.id).find(R"("kind":"keys")"), std::string::npos);
  EXPECT_TRUE(opens(words));
  EXPECT_FALSE(ask("keys.replace"));

  ASSERT_TRUE(ask("keys.put_back"));
  EXPECT_EQ(settings.place.load()->text(), ring->text());
  days(1);
  EXPECT_EQ(warnings(), Names{"no_escrow"});
  EXPECT_EQ(count("select count(*) from notice where kind = 'keys'"), 1);
}

TEST_P(KeysTest, OtherKeysInTheirPlaceAreNoticedAndAreNotReplaced) {
  const seal::Keyring stranger = seal::Keyring::parse(seal::Keyring::make(1, random), "another").value();
  ASSERT_TRUE(settings.place.store(stranger));
  days(31);
  EXPECT_EQ(warnings(), (Names{"changed", "no_escrow"}));
  EXPECT_EQ(settings.place.load()->text(), stranger.text());
  EXPECT_EQ(ask("keys.put_back").error().code, Code::conflict);
  EXPECT_EQ(ask("keys.replace").error().code, Code::conflict);
  EXPECT_EQ(ring->newest(), 1);
}

TEST_P(KeysTest, AnOlderCopyInTheirPlaceIsAStrangerToTheDatabase) {
  const seal::Keyring older = seal::Keyring::parse(ring->text(), "a copy").value();
  ASSERT_TRUE(ask("keys.replace"));
  EXPECT_NE(find_stranger(db(), older).find("older copy"), std::string::npos) << find_stranger(db(), older);
  ASSERT_TRUE(settings.place.store(older));
  days(1);
  EXPECT_EQ(warnings().front(), "changed");
  ASSERT_TRUE(ask("keys.put_back"));
  days(1);
  EXPECT_EQ(warnings(), Names{"no_escrow"});
}

TEST_P(KeysTest, ADestroyedKeyThatIsPutBackIsDestroyedAgain) {
  settings.destroy_after = 0;
  ASSERT_TRUE(ask("keys.replace"));
  const seal::Keyring before = seal::Keyring::parse(ring->text(), "a copy").value();
  days(1);
  ASSERT_EQ(ring->masters().size(), 1U);
  ASSERT_TRUE(settings.place.store(before));
  EXPECT_EQ(find_problems(db(), before, settings, clock.now()).size(), 1U);
  start();
  ASSERT_TRUE(works());
  EXPECT_EQ(ring->masters().size(), 1U);
  EXPECT_EQ(settings.place.load()->masters().size(), 1U);
}

TEST_P(KeysTest, AVaultThatIsAwayPutsTheReplacementOff) {
  const auto script = folder.path() / "vault", kept = folder.path() / "kept", away = folder.path() / "away";
  std::ofstream(script) << "#!/bin/sh\n[ -e " << away.string() << " ] && exit 4\nif [ \"$1\" = store ]; then cat > "
                        << kept.string() << "; else cat " << kept.string() << "; fi\n";
  ::chmod(script.c_str(), 0700);
  std::filesystem::copy(settings.place.file, kept);
  settings.place.command = {script.string()};
  std::ofstream(away).close();
  clock.advance(std::chrono::hours(24 * 32));
  ASSERT_TRUE(works());
  EXPECT_EQ(ring->newest(), 1);
  EXPECT_EQ(warnings(), (Names{"not_replaced", "no_escrow", "overdue"}));
  EXPECT_NE(ask("keys.replace").error().detail.find("ended with 4"), std::string::npos);
  std::filesystem::remove(away);
  days(1);
  EXPECT_EQ(ring->newest(), 2);
  EXPECT_EQ(settings.place.load()->newest(), 2);
  EXPECT_EQ(warnings(), Names{"no_escrow"});
}

// Copies by the server, in a folder of their own.
class CopiesTest : public KeysTest {
 protected:
  CopiesTest() {
    settings.escrow_to = folder.path() / "escrow.pub";
    settings.escrow_dir = folder.path() / "copies";
    std::filesystem::create_directory(settings.escrow_dir);
    seal::write_key_pair(pair, folder.path() / "escrow.key", settings.escrow_to).value();
  }

  Names problems() {
    Names all = find_problems(db(), *ring, settings, clock.now());
    for (const std::string& each : find_neglect(db(), settings, clock.now())) all.push_back(each);
    return all;
  }
  Names copies(const std::filesystem::path& in) {
    Names names;
    for (const auto& each : std::filesystem::directory_iterator(in))
      if (each.path().extension() == ".sealed") names.push_back(each.path().filename().string());
    std::ranges::sort(names);
    return names;
  }
  Names copies() { return copies(settings.escrow_dir); }
  std::string copy_of(int newest) {
    return "onthaal-keys-" + std::to_string(newest) + "-" + pair.public_key.fingerprint() + ".sealed";
  }
  seal::Keyring opened(const std::string& name) {
    std::ifstream in(settings.escrow_dir / name, std::ios::binary);
    const std::string sealed(std::istreambuf_iterator<char>(in), {});
    return seal::Keyring::parse(seal::open_whole(pair, kSealedAs, sealed).value(), name).value();
  }

  const seal::KeyPair pair = seal::make_key_pair(random);
};
ONTHAAL_ON_BOTH_ENGINES(CopiesTest);

TEST_P(CopiesTest, OneIsWrittenAfterEachReplacementAndOpensWhatLives) {
  std::filesystem::remove(settings.escrow_dir);
  days(1);
  EXPECT_EQ(warnings(), (Names{"not_escrowed", "no_escrow"}));
  std::filesystem::create_directory(settings.escrow_dir);
  days(1);
  EXPECT_EQ(warnings(), Names{});
  EXPECT_EQ(copies(), Names{copy_of(1)});
  const auto words = new_words();
  days(29);
  EXPECT_EQ(copies(), (Names{copy_of(1), copy_of(2)}));
  days(31);
  EXPECT_EQ(copies(), Names{copy_of(3)});
  EXPECT_EQ(warnings(), Names{});
  ring = opened(copy_of(3));
  EXPECT_EQ(find_stranger(db(), *ring), "");
  EXPECT_TRUE(opens(words));
}

// What is promised to a visitor: 60 days after a deletion no copy has the key of then.
TEST_P(CopiesTest, NoneHoldsAKeyOfMoreThanSixtyDays) {
  for (int day = 0; day < 200; ++day) {
    days(1);
    ASSERT_FALSE(copies().empty());
    for (const std::string& each : copies())
      for (const seal::MasterKey& key : opened(each).masters()) {
        ASSERT_LE(clock.now() - key.created_at, 60 * kDay) << each << " on day " << day;
        ASSERT_EQ(count("select count(*) from master_key where destroyed_at is not null and number = " +
                        std::to_string(key.number)),
                  0);
      }
    ASSERT_EQ(opened(copies().back()).newest(), ring->newest());
  }
}

TEST_P(CopiesTest, WithoutANewKeyTheCopyIsMadeAnewWithoutTheDestroyedOne) {
  settings.replace_after = 0;
  days(1);
  ASSERT_TRUE(ask("keys.replace"));
  days(1);
  EXPECT_EQ(opened(copy_of(2)).masters().size(), 2U);
  days(30);
  EXPECT_EQ(copies(), Names{copy_of(2)});
  EXPECT_EQ(opened(copy_of(2)).masters().size(), 1U);
  EXPECT_EQ(count("select count(*) from key_escrow where removed_at is null"), 1);
}

TEST_P(CopiesTest, AreRemovedWhereTheyWereWritten) {
  days(1);
  const auto old = settings.escrow_dir, away = folder.path() / "away";
  settings.escrow_dir = folder.path() / "elsewhere";
  std::filesystem::create_directory(settings.escrow_dir);
  days(30);
  EXPECT_EQ(copies(old), Names{copy_of(1)});
  EXPECT_EQ(copies(), (Names{copy_of(1), copy_of(2)}));
  std::filesystem::rename(old, away);
  days(30);
  EXPECT_EQ(warnings(), Names{"copy_left"});
  EXPECT_EQ(problems().size(), 1U);
  EXPECT_EQ(count("select count(*) from key_escrow where newest = 1 and removed_at is null"), 1);
  EXPECT_EQ(copies(), Names{copy_of(3)});
  std::filesystem::rename(away, old);
  days(1);
  EXPECT_EQ(copies(old), Names{});
  EXPECT_EQ(warnings(), Names{});
}

// The place of a disk that is not mounted is an empty folder.
TEST_P(CopiesTest, AnEmptyFolderInItsPlaceIsNotTakenForIt) {
  days(30);
  const auto disk = folder.path() / "disk";
  std::filesystem::rename(settings.escrow_dir, disk);
  std::filesystem::create_directory(settings.escrow_dir);
  days(31);
  EXPECT_EQ(warnings(), (Names{"not_escrowed", "old_escrow"}));
  EXPECT_TRUE(std::filesystem::is_empty(settings.escrow_dir)) << "no copy is written beside the disk";
  EXPECT_EQ(count("select count(*) from key_escrow where removed_at is null"), 2);

  settings.escrow_to = "";  // none is wanted any more
  days(1);
  EXPECT_EQ(warnings(), (Names{"copy_left", "old_escrow"}));
  EXPECT_EQ(count("select count(*) from key_escrow where removed_at is null"), 2);

  std::filesystem::remove(settings.escrow_dir);
  std::filesystem::rename(disk, settings.escrow_dir);
  days(30);
  EXPECT_EQ(copies(), Names{});
  EXPECT_EQ(count("select count(*) from key_escrow where removed_at is null"), 0);
}

TEST_P(CopiesTest, NoneGoesBeforeTheNewerOneIsThere) {
  days(32);
  EXPECT_EQ(copies(), (Names{copy_of(1), copy_of(2)}));
  std::filesystem::remove(settings.escrow_to);
  days(30);
  EXPECT_EQ(copies(), (Names{copy_of(1), copy_of(2)}));
  EXPECT_EQ(warnings(), (Names{"not_escrowed", "old_escrow"}));
  EXPECT_EQ(problems().size(), 2U);
  settings.escrow_to = "";
  days(1);
  EXPECT_EQ(copies(), Names{});
}

TEST_P(CopiesTest, OneThatIsGoneIsWrittenAgain) {
  days(1);
  std::filesystem::remove(settings.escrow_dir / copy_of(1));
  EXPECT_EQ(problems().size(), 1U);
  days(1);
  EXPECT_EQ(copies(), Names{copy_of(1)});
  EXPECT_EQ(count("select count(*) from key_escrow where removed_at is null"), 1);
  EXPECT_EQ(problems(), Names{});
}

TEST_P(CopiesTest, WhatBreaksThePromiseIsSaid) {
  days(1);
  settings.is_beside_backups = true;
  settings.destroy_after = 31 * kDay;
  EXPECT_EQ(warnings(), (Names{"beside_backups", "too_slow"}));
  EXPECT_EQ(problems().size(), 2U);
  settings.replace_after = 0;
  clock.advance(std::chrono::hours(24 * 40));
  EXPECT_EQ(warnings(), (Names{"beside_backups", "never_replaced"}));
  settings = {.place = settings.place};
  EXPECT_EQ(warnings(), Names{"overdue"});
  EXPECT_EQ(problems().size(), 1U);
}

TEST_P(KeysTest, ACopyByHandIsOldAfterTheNextReplacement) {
  const seal::KeyPair pair = seal::make_key_pair(random);
  const std::string hex_key = hex({reinterpret_cast<const char*>(pair.public_key.bytes().data()), 32});
  EXPECT_EQ(warnings(), Names{"no_escrow"});
  const auto answer = ask("keys.escrow", json::Out().text("public_key", hex_key).str());
  ASSERT_TRUE(answer) << answer.error().detail;
  const auto sealed = from_base64url(json::parse(*answer)->at("sealed").as_string().c_str());
  EXPECT_EQ(seal::open_whole(pair, kSealedAs, *sealed), ring->text());
  EXPECT_EQ(warnings(), Names{"no_escrow"}) << "whoever asked for it has not said that it is kept";
  ASSERT_TRUE(
      ask("keys.escrowed",
          json::Out().integer("newest", 1).integer("held", 1).text("recipient", pair.public_key.fingerprint()).str()));
  EXPECT_EQ(warnings(), Names{});
  EXPECT_EQ(told(), Names{"keys.escrowed"});
  ASSERT_TRUE(ask("keys.replace"));
  EXPECT_EQ(warnings(), Names{"old_escrow"});
  EXPECT_FALSE(ask("keys.escrow", R"({"public_key":"zz"})"));
}

// Another thread may take up a newer ring between any two questions.
TEST_P(KeysTest, ACopySaysWhatIsInItAndNotWhatTheServerHoldsByThen) {
  const seal::KeyPair pair = seal::make_key_pair(random);
  const std::string text = ring->text();
  ASSERT_TRUE(ask("keys.replace"));
  ASSERT_EQ(ring->newest(), 2);
  const auto copy = json::parse(wire::escrow(pair.public_key, text).value());
  EXPECT_EQ(copy->at("newest"), 1);
  EXPECT_EQ(copy->at("held"), 1);
  EXPECT_EQ(copy->at("recipient").as_string(), pair.public_key.fingerprint());
}

TEST_P(KeysTest, AreShownToWhoRunsALineOrKeepsTheHouse) {
  using accounts::Role;
  act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
  const auto someone = [&](const std::string& login, const accounts::RoleOnLine& role) {
    const auto person = act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {role}}, "-");
    });
    return Actor{Staff{person.value().id}};
  };
  const auto asked_by = [&](const Actor& actor, std::size_t route, const std::string& slug = "clbchat") {
    auto work = routes(settings).at(route).parse({.actor = actor, .parts = {slug}});
    return finish(*std::move(work));
  };
  constexpr std::size_t kHouse = 0, kLine = 1;
  act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
  const Actor els = someone("els", {"clbchat", Role::coordinator});
  EXPECT_TRUE(asked_by(els, kLine));
  EXPECT_FALSE(asked_by(els, kLine, "gent"));
  EXPECT_FALSE(asked_by(els, kHouse));
  for (const Role role : {Role::administrator, Role::auditor}) {
    const Actor actor = someone(std::string(accounts::name_of(role)), {"", role});
    EXPECT_TRUE(asked_by(actor, kHouse));
    EXPECT_FALSE(asked_by(actor, kLine));
  }
  for (const Role role : {Role::operator_, Role::reviewer, Role::planner})
    for (const std::size_t route : {kHouse, kLine})
      EXPECT_EQ(
          asked_by(someone(std::string(accounts::name_of(role)) + std::to_string(route), {"clbchat", role}), route)
              .error()
              .code,
          Code::not_found);
  EXPECT_EQ(asked_by(Nobody{}, kHouse).error().code, Code::not_found);
  const std::string shown = asked_by(els, kLine)->body;
  EXPECT_EQ(shown.find(settings.place.file.string()), shown.npos);
}

}  // namespace
}  // namespace onthaal::keys
