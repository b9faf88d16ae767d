#include "features/mails/mails.h"

#include <gtest/gtest.h>

#include "support/many_events.h"
#include "support/world.h"

namespace onthaal::mails {
namespace {

class MailsTest : public support::StoreTest {
 protected:
  Uuid write() {
    return world.act([&](Tx& tx) {
      return send_later(tx, {.to = Redacted<std::string>("noor@clb.example"),
                             .subject = Redacted<std::string>("Welkom"),
                             .text = Redacted<std::string>("Dag Noor.")});
    });
  }
  // What the job gives to the engine.
  std::optional<Work> given() {
    world.act([&](Tx& tx) { kinds.at(0).run(tx, {.key = "all"}); });
    for (const Effect& effect : world.effects)
      if (const auto* followed = std::get_if<Followed>(&effect)) return followed->work->work;
    return std::nullopt;
  }
  // The same, done here: the mail server is not there.
  bool tries() {
    const auto work = given();
    if (work) EXPECT_TRUE(world.finish(*work));
    return work.has_value();
  }
  State state(const Uuid& mail) {
    return world.view([&](const Snapshot& snapshot) { return state_of(snapshot.db, mail); });
  }
  std::size_t rows(std::string_view table) {
    const std::string sql = "select 1 from " + std::string(table);
    return world.database.connection().run({sql, sql}).size();
  }

  int given_up = 0;
  Hooks hooks{.given_up = [this](Tx&, std::optional<LineId>, std::optional<StaffId>) { ++given_up; }};
  mail::Settings settings{.url = "smtp://127.0.0.1:1", .from = "chat@clb.example"};
  std::vector<jobs::JobKind> kinds = jobs(settings, hooks);
};
ONTHAAL_ON_BOTH_ENGINES(MailsTest);

TEST_P(MailsTest, WaitLongerEachTimeAndAreGivenUpAfterADay) {
  const Uuid mail = write();
  ASSERT_TRUE(tries());
  EXPECT_FALSE(tries()) << "not at once again";
  world.clock.advance(std::chrono::minutes(2));
  ASSERT_TRUE(tries());
  world.clock.advance(std::chrono::minutes(2));
  EXPECT_FALSE(tries());
  EXPECT_EQ(state(mail), State::waiting);
  EXPECT_EQ(given_up, 0);
  world.clock.advance(std::chrono::hours(24));
  ASSERT_TRUE(tries());
  EXPECT_EQ(state(mail), State::given_up);
  EXPECT_EQ(rows("seal_key where wrapped is not null"), 0u) << "its words are gone";
  EXPECT_EQ(rows("audit"), 1u);
  EXPECT_EQ(given_up, 1);
}

TEST_P(MailsTest, AreSettledAtOnceBesideTheTalksOfYears) {
  support::write_many_events(world.database.connection(), 1'000'000);
  const Uuid mail = write();
  world.clock.advance(std::chrono::hours(24));
  const auto settles = std::get<Chore>(given().value()).run({});
  support::limit_work(world.database.connection());
  EXPECT_TRUE(world.finish(settles.value()));
  world.database.connection().set_deadline(std::nullopt);
  EXPECT_EQ(state(mail), State::given_up);
}

// However long the thread of mail is held up: a letter is not queued again behind itself, and uses up no try.
TEST_P(MailsTest, AreUnderWayOneAtATime) {
  write();
  write();
  const auto first = given();
  ASSERT_TRUE(first);
  EXPECT_FALSE(given());
  world.clock.advance(std::chrono::minutes(9));
  EXPECT_FALSE(given());
  EXPECT_TRUE(world.finish(*first));
  const auto other = given();
  ASSERT_TRUE(other) << "the second one";
  world.clock.advance(std::chrono::minutes(10));
  const auto again = given();
  ASSERT_TRUE(again) << "its answer was lost";
  EXPECT_TRUE(world.finish(*other));
  EXPECT_FALSE(given()) << "an old answer says nothing of the new try";
  EXPECT_TRUE(world.finish(*again));
  EXPECT_TRUE(given());
}

TEST_P(MailsTest, AreTriedAtOnceWhenTheServerStartsAgain) {
  write();
  ASSERT_TRUE(given());
  world.act([](Tx& tx) { schedule_jobs(tx); });
  world.clock.advance(std::chrono::minutes(2));
  EXPECT_TRUE(given());
}

TEST_P(MailsTest, StandSealedInTheDatabase) {
  write();
  const auto found = world.database.connection().run({"test.body", "select body from mail"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].text(0).find("Noor"), std::string::npos);
  EXPECT_EQ(found[0].text(0).find("clb.example"), std::string::npos);
}

TEST_P(MailsTest, AreNotTriedWithoutAServer) {
  write();
  settings.url.clear();
  EXPECT_FALSE(tries());
}

}  // namespace
}  // namespace onthaal::mails
