#include "platform/db/migrations.h"

#include <gtest/gtest.h>

#include <array>

#include "platform/db/db.h"
#include "support/database.h"

namespace onthaal::db {
namespace {

constexpr Migration kFirst{"0001_first",
                           "create table a (id {id}, body {bytes}) {strict}; create table b (id {id}) {strict}"};
constexpr Migration kSecond{"0002_second", "insert into a (id) values (1); create table c (id {id}) {strict}"};
constexpr Migration kBroken{"0002_broken", "insert into a (id) values (1); create table b (id {id}) {strict}"};

class MigrationsTest : public testing::TestWithParam<db::Engine> {
 protected:
  int migrate(std::initializer_list<Migration> migrations) { return db::migrate(db, std::vector(migrations)); }
  std::int64_t count() { return db.run({"a.count", "select count(*) from a"}, {})[0].integer(0); }

  support::Database database{GetParam(), support::Schema::empty};
  Connection& db = database.connection();
};
ONTHAAL_ON_BOTH_ENGINES(MigrationsTest);

TEST_P(MigrationsTest, RunsEachOnce) {
  EXPECT_EQ(migrate({kFirst}), 1);
  EXPECT_EQ(migrate({kFirst, kSecond}), 1);
  EXPECT_EQ(migrate({kFirst, kSecond}), 0);
  EXPECT_EQ(count(), 1);
}

TEST_P(MigrationsTest, RefusesADatabaseOfANewerVersion) {
  migrate({kFirst, kSecond});
  try {
    migrate({kFirst});
    FAIL() << "it went on";
  } catch (const DbError& error) {
    EXPECT_NE(std::string(error.what()).find("0002_second"), std::string::npos) << error.what();
  }
}

TEST_P(MigrationsTest, KeepsNothingOfOneThatFails) {
  migrate({kFirst});
  EXPECT_THROW(migrate({kFirst, kBroken}), DbError);
  EXPECT_FALSE(db.in_transaction());
  EXPECT_EQ(count(), 0);
  EXPECT_EQ(migrate({kFirst, kSecond}), 1);
}

TEST_P(MigrationsTest, TheOnesInTheProgramOpenTheHouse) {
  const auto embedded = embedded_migrations();
  ASSERT_FALSE(embedded.empty());
  EXPECT_EQ(embedded.front().name, "0001_open_the_house");
  EXPECT_EQ(db::migrate(db, embedded), static_cast<int>(embedded.size()));
  EXPECT_EQ(db::migrate(db, embedded), 0);
  EXPECT_EQ(db.run({"conversation.count", "select count(*) from conversation"}, {})[0].integer(0), 0);
}

}  // namespace
}  // namespace onthaal::db
