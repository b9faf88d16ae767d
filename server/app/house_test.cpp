#include "app/house.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "support/database.h"

namespace onthaal::app {
namespace {

class HouseTest : public testing::TestWithParam<db::Engine> {
 protected:
  HouseTest() {
    config.data = (folder.path() / "data").string();
    config.database.url = database.url();
  }
  Result<House> open() { return open_house(config, system_clock(), seal::system_random()); }
  Error why_refused() {
    const auto house = open();
    return house ? Error{} : house.error();
  }

  support::TempFolder folder;
  support::Database database{GetParam(), support::Schema::empty};
  config::Config config;
};
ONTHAAL_ON_BOTH_ENGINES(HouseTest);

TEST_P(HouseTest, TheFirstStartMakesWhatIsMissing) {
  const auto first = open();
  ASSERT_TRUE(first) << first.error().detail;
  EXPECT_GT(first->migrations_run, 0);
  struct stat status{};
  ASSERT_EQ(::stat(config.data.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0700U);
  const db::Rows named = database.connection().run({"test.named", "select fingerprint from master_key"});
  ASSERT_EQ(named.size(), 1U);
  EXPECT_EQ(named[0].text(0), first->keys.fingerprint());
}

TEST_P(HouseTest, TheSecondStartFindsTheSame) {
  const std::string fingerprint = open().value().keys.fingerprint();
  const auto second = open();
  ASSERT_TRUE(second) << second.error().detail;
  EXPECT_EQ(second->migrations_run, 0);
  EXPECT_EQ(second->keys.fingerprint(), fingerprint);
}

TEST_P(HouseTest, IsOpenToOneAtATime) {
  {
    const auto first = open();
    ASSERT_TRUE(first);
    EXPECT_EQ(why_refused().code, Code::busy);
  }
  EXPECT_TRUE(open());
}

TEST_P(HouseTest, ALostMasterKeyIsNotReplaced) {
  ASSERT_TRUE(open());
  std::filesystem::remove(config.key_file());
  const Error refused = why_refused();
  EXPECT_EQ(refused.code, Code::not_found);
  EXPECT_NE(refused.detail.find("Put it back"), std::string::npos) << refused.detail;
  EXPECT_FALSE(std::filesystem::exists(config.key_file()));
}

TEST_P(HouseTest, AnotherMasterKeyIsRefused) {
  ASSERT_TRUE(open());
  std::filesystem::remove(config.key_file());
  ASSERT_TRUE(seal::Keyring::create(config.key_file(), 1, seal::system_random()));
  EXPECT_EQ(why_refused().code, Code::conflict);
}

TEST_P(HouseTest, AMasterKeyThatOthersCanReadOrThatIsDamagedIsRefused) {
  ASSERT_TRUE(open());
  ::chmod(config.key_file().c_str(), 0640);
  EXPECT_NE(why_refused().detail.find("chmod 600"), std::string::npos);
  ::chmod(config.key_file().c_str(), 0600);
  std::ofstream(config.key_file()) << "1 1 ffff\n";
  EXPECT_NE(why_refused().detail.find("damaged"), std::string::npos);
}

TEST_P(HouseTest, AKeyThatWasMadeBeforeACrashIsTaken) {
  ASSERT_TRUE(make_data_folder(config));
  ASSERT_TRUE(seal::Keyring::create(config.key_file(), 1, seal::system_random()));
  const std::string fingerprint = seal::Keyring::read(config.key_file()).value().fingerprint();
  const auto house = open();
  ASSERT_TRUE(house) << house.error().detail;
  EXPECT_EQ(house->keys.fingerprint(), fingerprint);
}

TEST_P(HouseTest, AKeyThatWasReplacedBeforeACrashIsWrittenDown) {
  const seal::Keyring next = open().value().keys.with_new(2, seal::system_random());
  const seal::KeyPlace place = key_settings(config).place;
  ASSERT_TRUE(place.store(next));
  EXPECT_EQ(open().value().keys.newest(), 2);
  auto& db = database.connection();
  EXPECT_EQ(db.run({"test.newest", "select max(number) from master_key"})[0].integer(0), 2);
  EXPECT_EQ(db.run({"test.told", "select what from audit"})[0].text(0), "keys.replaced");

  // As one that was destroyed before a crash.
  ASSERT_TRUE(place.store(next.without(1)));
  ASSERT_TRUE(open());
  EXPECT_EQ(db.run({"test.gone", "select number from master_key where destroyed_at is not null"})[0].integer(0), 1);
  ASSERT_TRUE(place.store(next));
  EXPECT_TRUE(open()) << "an old copy that was put back still opens";
}

}  // namespace
}  // namespace onthaal::app
