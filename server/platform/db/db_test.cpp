#include "platform/db/db.h"

#include <gtest/gtest.h>

#include "core/ids.h"
#include "support/database.h"

namespace onthaal::db {
namespace {

using support::Schema;

constexpr std::string_view kTables =
    "create table thing (id {id}, name text unique, size {int}, body {bytes}) {strict};"
    "create table part (id {id}, thing {int} not null references thing) {strict};";
constexpr Sql kAdd{"thing.add", "insert into thing (name, size, body) values (:name, :size, :body) returning id"};
constexpr Sql kGet{"thing.get", "select name, size, body from thing where id = :id {for_update}"};
constexpr Sql kCount{"thing.count", "select count(*) from thing"};
constexpr Sql kForEver{
    "thing.for_ever",
    "with recursive c(x) as (select 1 union all select x + 1 from c where x > 0) select count(*) from c"};

class DbTest : public testing::TestWithParam<db::Engine> {
 protected:
  DbTest() { db.run_script(kTables); }

  std::int64_t add(std::string_view name, std::int64_t size = 0) {
    return db.run(kAdd, {{"name", name}, {"size", size}, {"body", std::nullopt}})[0].integer(0);
  }
  std::int64_t count() { return db.run(kCount)[0].integer(0); }

  support::Database database{GetParam(), Schema::empty};
  Connection& db = database.connection();
};
ONTHAAL_ON_BOTH_ENGINES(DbTest);

TEST_P(DbTest, BindsByNameInAnyOrder) {
  const Rows made = db.run(kAdd, {{"body", Bytes{"b"}}, {"name", "a"}, {"size", 7}});
  const Rows again = db.run(kAdd, {{"size", 8}, {"body", Bytes{"c"}}, {"name", "b"}});
  const Rows first = db.run(kGet, {{"id", made[0].integer(0)}});
  const Rows second = db.run(kGet, {{"id", again[0].integer(0)}});
  EXPECT_EQ(first[0].text(0), "a");
  EXPECT_EQ(first[0].integer(1), 7);
  EXPECT_EQ(second[0].text(2), "c");
  EXPECT_EQ(second[0].integer(1), 8);
}

TEST_P(DbTest, OneNameMayStandInSeveralPlaces) {
  static constexpr Sql kTwice{
      "thing.twice", "select 'a:b', ':x' -- :y\n, cast(:n as {int}) + cast(:n as {int}) where :n = cast(:n as {int})"};
  const Rows rows = db.run(kTwice, {{"n", 21}});
  EXPECT_EQ(rows[0].text(0), "a:b");
  EXPECT_EQ(rows[0].text(1), ":x");
  EXPECT_EQ(rows[0].integer(2), 42);
}

TEST_P(DbTest, RefusesArgumentsThatAreNotTheParameters) {
  EXPECT_THROW(db.run(kGet, {}), std::logic_error);
  EXPECT_THROW(db.run(kGet, {{"key", 1}}), std::logic_error);
  EXPECT_THROW(db.run(kAdd, {{"name", "a"}, {"name", "b"}, {"size", 1}}), std::logic_error);
  EXPECT_EQ(count(), 0);
}

TEST_P(DbTest, RefusesTwoTextsUnderOneName) {
  db.run(kCount);
  EXPECT_THROW(db.run({"thing.count", "select 1"}, {}), std::logic_error);
}

TEST_P(DbTest, KeepsNullEmptyTextAndEmptyBytesApart) {
  const std::int64_t nothing =
      db.run(kAdd, {{"name", std::nullopt}, {"size", std::nullopt}, {"body", std::nullopt}})[0].integer(0);
  const std::int64_t empty = db.run(kAdd, {{"name", std::string_view()}, {"size", 0}, {"body", Bytes{}}})[0].integer(0);
  const Rows null_row = db.run(kGet, {{"id", nothing}});
  EXPECT_TRUE(null_row[0].is_null(0));
  EXPECT_EQ(null_row[0].maybe_integer(1), std::nullopt);
  EXPECT_EQ(null_row[0].maybe_text(2), std::nullopt);
  EXPECT_EQ(null_row[0].maybe_uuid(2), std::nullopt);
  const Rows empty_row = db.run(kGet, {{"id", empty}});
  EXPECT_EQ(empty_row[0].maybe_text(0), "");
  EXPECT_EQ(empty_row[0].maybe_integer(1), 0);
  EXPECT_EQ(empty_row[0].maybe_text(2), "");
}

TEST_P(DbTest, KeepsEveryByteAndEveryInteger) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  const auto most = db.run(kAdd, {{"name", "most"}, {"size", kMost}, {"body", Bytes{bytes}}})[0].integer(0);
  const auto least =
      db.run(kAdd, {{"name", "caf\u00e9 \u2615"}, {"size", kLeast}, {"body", Bytes{bytes}}})[0].integer(0);
  const Rows row = db.run(kGet, {{"id", most}});
  EXPECT_EQ(row[0].integer(1), kMost);
  EXPECT_EQ(row[0].text(2), bytes);
  EXPECT_EQ(db.run(kGet, {{"id", least}})[0].integer(1), kLeast);
  EXPECT_EQ(db.run(kGet, {{"id", least}})[0].text(0), "caf\u00e9 \u2615");
}

TEST_P(DbTest, TakesIdsAndUuidsAsTheyAre) {
  const Uuid uuid = *Uuid::parse("01890a5d-ac96-774b-bcce-b302099a8057");
  const auto id = LineId{db.run(kAdd, {{"name", "a"}, {"size", true}, {"body", uuid}})[0].integer(0)};
  const Rows row = db.run(kGet, {{"id", id}});
  EXPECT_EQ(row[0].uuid(2), uuid);
  EXPECT_EQ(row[0].maybe_uuid(2), uuid);
  EXPECT_EQ(row[0].integer(1), 1);
  EXPECT_THROW((void)row[0].uuid(0), std::logic_error);
}

TEST_P(DbTest, ReadsSumsAndTruthsAsIntegers) {
  add("a", 123'456'789'012);
  add("b", 10'000);
  static constexpr Sql kSums{
      "thing.sums", "select sum(size), -sum(size), exists(select 1 from thing), sum(size) - sum(size) from thing"};
  const Rows rows = db.run(kSums);
  EXPECT_EQ(rows[0].integer(0), 123'456'799'012);
  EXPECT_EQ(rows[0].integer(1), -123'456'799'012);
  EXPECT_EQ(rows[0].integer(2), 1);
  EXPECT_EQ(rows[0].integer(3), 0);
}

TEST_P(DbTest, RefusesAColumnOfAnotherType) {
  add("a");
  const Rows rows = db.run({"thing.names", "select name from thing"}, {});
  EXPECT_THROW((void)rows[0].integer(0), std::logic_error);
  EXPECT_THROW((void)rows[0].text(1), std::logic_error);
  EXPECT_THROW(db.run({"thing.float", "select cast(1.5 as double precision)"}, {}), std::logic_error);
}

TEST_P(DbTest, CountsWhatChanged) {
  add("a");
  add("b");
  static constexpr Sql kGrow{"thing.grow", "update thing set size = size + 1"};
  static constexpr Sql kQuiet{"thing.quiet",
                              "insert into thing (name) values (:name) on conflict do nothing returning id"};
  EXPECT_EQ(db.run(kGrow).changed(), 2);
  EXPECT_EQ(db.run(kCount).changed(), 0);
  EXPECT_EQ(db.run(kQuiet, {{"name", "c"}}).changed(), 1);
  const Rows quiet = db.run(kQuiet, {{"name", "c"}});
  EXPECT_TRUE(quiet.empty());
  EXPECT_EQ(quiet.changed(), 0);
}

TEST_P(DbTest, NamesTheConstraintAndNeverTheValue) {
  add("secret-words");
  try {
    add("secret-words");
    FAIL() << "the second one was taken";
  } catch (const ConstraintError& error) {
    const std::string what = error.what();
    EXPECT_TRUE(what.starts_with("thing.add: ")) << what;
    EXPECT_EQ(what.find("secret"), std::string::npos) << what;
    EXPECT_NE(what.find("thing"), std::string::npos) << what;
  }
  EXPECT_THROW(db.run({"part.add", "insert into part (thing) values (:thing)"}, {{"thing", 99}}), ConstraintError);
}

TEST_P(DbTest, RefusesTextThatIsNotTheColumnsTypeWithoutQuotingIt) {
  try {
    db.run({"thing.wrong_type", "insert into part (thing) values (:thing)"}, {{"thing", "secret-words"}});
    FAIL() << "text went into an integer";
  } catch (const DbError& error) {
    EXPECT_EQ(std::string(error.what()).find("secret"), std::string::npos) << error.what();
  }
}

TEST_P(DbTest, AStatementIsClosedWhenRunReturns) {
  db.begin_write();
  db.savepoint();
  add("a");
  db.run({"thing.ids", "select id from thing"}, {});
  db.release_savepoint();
  db.commit();
  EXPECT_FALSE(db.in_transaction());
  EXPECT_EQ(count(), 1);
}

TEST_P(DbTest, RollsBackToASavepointAndGoesOn) {
  db.begin_write();
  db.savepoint();
  add("kept");
  db.release_savepoint();
  db.savepoint();
  add("undone");
  EXPECT_THROW(add("undone"), ConstraintError);
  EXPECT_TRUE(db.in_transaction());
  db.rollback_to_savepoint();
  db.savepoint();
  add("kept too");
  db.release_savepoint();
  db.commit();
  const Rows names = db.run({"thing.sorted", "select name from thing order by name"}, {});
  ASSERT_EQ(names.size(), 2U);
  EXPECT_EQ(names[0].text(0), "kept");
  EXPECT_EQ(names[1].text(0), "kept too");
}

TEST_P(DbTest, InterruptsAtTheDeadlineAndWorksAfterIt) {
  db.begin_write();
  db.savepoint();
  db.set_deadline(Deadline{std::chrono::steady_clock::now() + std::chrono::milliseconds(20)});
  EXPECT_THROW(db.run(kForEver), InterruptedError);
  EXPECT_TRUE(db.in_transaction());
  db.rollback_to_savepoint();
  add("after");
  db.commit();
  EXPECT_EQ(count(), 1);
  db.set_deadline(Deadline{std::chrono::steady_clock::now()});
  EXPECT_THROW(count(), InterruptedError);
  db.set_deadline(std::nullopt);
  EXPECT_EQ(count(), 1);
}

// PostgreSQL works elsewhere: there the processor time of this thread is looked at between statements only.
TEST_P(DbTest, InterruptsWhenTheThreadHasWorkedForItsTime) {
  const auto now = std::chrono::steady_clock::now();
  const auto after = [now](std::chrono::milliseconds work) {
    return Deadline{.at = now + std::chrono::hours(1), .ask_from = now, .work_until = ThreadClock::now() + work};
  };
  if (GetParam() == Engine::sqlite) {
    db.set_deadline(after(std::chrono::milliseconds(20)));
    EXPECT_THROW(db.run(kForEver), InterruptedError);
  }
  db.set_deadline(after(std::chrono::milliseconds(0)));
  EXPECT_THROW(count(), InterruptedError);
  db.set_deadline(after(std::chrono::hours(1)));
  EXPECT_EQ(count(), 0);
}

TEST_P(DbTest, AnInterruptedWriteCanBeRolledBackWhollyAndTheTransactionSaysSo) {
  static constexpr Sql kGrowForEver{"thing.grow_for_ever",
                                    "insert into thing (size) with recursive c(x) as (select 1 union all select x + 1 "
                                    "from c where x > 0) select x from c"};
  db.begin_write();
  add("lost");
  db.savepoint();
  db.set_deadline(Deadline{std::chrono::steady_clock::now() + std::chrono::milliseconds(20)});
  EXPECT_THROW(db.run(kGrowForEver), InterruptedError);
  EXPECT_EQ(db.in_transaction(), GetParam() == Engine::postgres);
  db.rollback();
  EXPECT_FALSE(db.in_transaction());
  EXPECT_EQ(count(), 0);
}

TEST_P(DbTest, ASnapshotStaysAsItWas) {
  add("before");
  const auto reader = database.connect(Access::read);
  reader->begin_snapshot();
  EXPECT_EQ(reader->run(kCount)[0].integer(0), 1);
  add("after");
  EXPECT_EQ(reader->run(kCount)[0].integer(0), 1);
  reader->commit();
  EXPECT_EQ(reader->run(kCount)[0].integer(0), 2);
}

TEST_P(DbTest, AReaderCannotWrite) {
  const auto reader = database.connect(Access::read);
  EXPECT_THROW(reader->run(kAdd, {{"name", "a"}, {"size", 1}, {"body", std::nullopt}}), DbError);
  EXPECT_EQ(count(), 0);
}

TEST_P(DbTest, OneServerHoldsTheLock) {
  auto lock = try_lock(database.url());
  ASSERT_NE(lock, nullptr);
  EXPECT_EQ(try_lock(database.url()), nullptr);
  lock.reset();
  EXPECT_NE(try_lock(database.url()), nullptr);
}

TEST(Sqlite, NamesWhatToDoWhenItCannotBeOpened) {
  try {
    connect("sqlite:///nowhere/at/all.db", Access::write);
    FAIL() << "it was opened";
  } catch (const DbError& error) {
    EXPECT_NE(std::string(error.what()).find("folder must exist"), std::string::npos) << error.what();
  }
  EXPECT_THROW(connect("mysql://x", Access::write), DbError);
  EXPECT_THROW(connect("sqlite://relative.db", Access::write), DbError);
}

TEST(Sqlite, TellsAFullDisk) {
  const support::Database database(Engine::sqlite, Schema::empty);
  const auto db = database.connect(Access::write);
  db->run_script(kTables);
  db->run_script("pragma max_page_count = 8");
  db->begin_write();
  const std::string large(100'000, 'x');
  EXPECT_THROW(db->run(kAdd, {{"name", large}, {"size", 1}, {"body", std::nullopt}}), FullError);
  db->rollback();
  EXPECT_EQ(db->run(kCount)[0].integer(0), 0);
}

TEST(Sqlite, OnlyTheWriterMovesItsLogAndOnlyWhenAsked) {
  const support::Database database(Engine::sqlite, Schema::empty);
  const std::string log = database.url().substr(std::string_view("sqlite://").size()) + "-wal";
  const auto db = database.connect(Access::write);
  db->run_script(kTables);
  const std::string large(1'000'000, 'x');
  const auto add = [&](std::int64_t size) {
    db->run(kAdd, {{"name", std::nullopt}, {"size", size}, {"body", Bytes{large}}});
  };
  for (int index = 0; index < 10; ++index) add(index);
  const auto before = std::filesystem::file_size(log);
  EXPECT_GT(before, 10'000'000U);
  db->checkpoint(64 << 20);
  add(11);
  const auto grown = std::filesystem::file_size(log);
  EXPECT_GT(grown, before);
  db->checkpoint(0);
  add(12);  // begins the log anew
  EXPECT_EQ(std::filesystem::file_size(log), grown);
}

TEST(Postgres, ALostConnectionSaysSoAndANewOneWorks) {
  support::Database database(Engine::postgres, Schema::empty);
  database.connection().run_script(kTables);
  const auto doomed = database.connect(Access::write);
  doomed->begin_write();
  doomed->run(kAdd, {{"name", "a"}, {"size", 1}, {"body", std::nullopt}});
  database.cut_connections();
  EXPECT_THROW(doomed->commit(), ConnectionLostError);
  EXPECT_FALSE(doomed->in_transaction());
  EXPECT_THROW(doomed->run(kCount), ConnectionLostError);
  EXPECT_EQ(database.connect(Access::write)->run(kCount)[0].integer(0), 0);
}

TEST(Postgres, OneConnectionWrites) {
  const support::Database database(Engine::postgres, Schema::empty);
  auto first = database.connect(Access::write);
  const auto second = database.connect(Access::write);
  EXPECT_TRUE(first->claim_writing());
  EXPECT_FALSE(second->claim_writing());
  first.reset();
  EXPECT_TRUE(second->claim_writing())
      << "at once, although PostgreSQL notices the end of a connection in its own time";
}

TEST(Postgres, ACommitOfAFailedTransactionIsAnError) {
  support::Database database(Engine::postgres, Schema::empty);
  Connection& db = database.connection();
  db.run_script(kTables);
  db.begin_write();
  EXPECT_THROW(db.run({"thing.nonsense", "select nothing from thing"}, {}), DbError);
  EXPECT_THROW(db.commit(), DbError);
  db.rollback();
  EXPECT_FALSE(db.in_transaction());
}

}  // namespace
}  // namespace onthaal::db
