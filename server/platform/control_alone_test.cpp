#include <gtest/gtest.h>

#include <filesystem>

#include "platform/control.h"
#include "support/database.h"

namespace onthaal::control {
namespace {

inline constexpr db::Sql kInsert{"test.insert", "insert into thing (name) values (:name)"};
inline constexpr db::Sql kCount{"test.count", "select count(*) from thing"};

struct RunAlone : testing::Test {
  RunAlone() {
    connection = db::connect("sqlite://" + (folder / "alone.db").string(), db::Access::write);
    connection->run_script("create table thing (name text not null unique)");
    EXPECT_TRUE(seal::Keyring::create(folder / "master.key", 1, seal::system_random()));
  }

  Result<Reply> run(Work work) {
    const auto keys = seal::Keyring::read(folder / "master.key");
    return run_alone(std::move(work), *connection, system_clock(), seal::system_random(), keys.value());
  }
  std::int64_t count() { return connection->run(kCount)[0].integer(0); }

  support::TempFolder temporary;
  std::filesystem::path folder = temporary.path();
  std::unique_ptr<db::Connection> connection;
};

Work insert(const char* name) {
  return Act{"insert", [name](Tx& tx) -> Result<Reply> {
               tx.db.run(kInsert, {{"name", name}});
               return Reply{201, name};
             }};
}

TEST_F(RunAlone, follows_the_pieces_to_the_end) {
  const auto reply =
      run(Read{"look", [](const Snapshot& snapshot) -> Result<Work> {
                 const auto found = snapshot.db.run(kCount)[0].integer(0);
                 return Prepare{"think", [found]() -> Result<Work> { return insert(found == 0 ? "first" : "later"); }};
               }});
  ASSERT_TRUE(reply) << reply.error().detail;
  EXPECT_EQ(reply->body, "first");
  EXPECT_EQ(count(), 1);
  EXPECT_FALSE(connection->in_transaction());
}

TEST_F(RunAlone, keeps_nothing_of_what_was_refused_or_threw) {
  const auto refused = run(Act{"refuse", [](Tx& tx) -> Result<Reply> {
                                 tx.db.run(kInsert, {{"name", "a"}});
                                 return fail(Code::conflict, "no");
                               }});
  EXPECT_EQ(refused.error().code, Code::conflict);
  EXPECT_TRUE(run(insert("a")));
  EXPECT_THROW(run(insert("a")), db::ConstraintError);
  EXPECT_FALSE(connection->in_transaction());
  EXPECT_EQ(count(), 1);
}

}  // namespace
}  // namespace onthaal::control
