#include "platform/live/poll.h"

#include <gtest/gtest.h>

#include "platform/json.h"
#include "support/clock.h"
#include "support/database.h"
#include "support/random.h"
#include "support/world.h"

namespace onthaal::live {
namespace {

// Answers only what needs no reader: what the poll itself does with a session's frames.
class PollTest : public testing::Test {
 protected:
  PollTest()
      : database_(db::Engine::sqlite),
        engine_({.url = database_.url()}, clock_, random_, support::test_keys(), {}, [](std::vector<Finished>) {}),
        hub_({}, clock_, engine_, {}, {}, {}),
        poll_(hub_, clock_, random_, std::chrono::seconds(60), 3) {}

  std::string open(std::string_view hello = R"({"type":"hello","version":9})") {
    const auto reply = poll_.open(hello, "");
    return std::string(json::parse(reply->body)->at("session").as_string());
  }
  void pull(const std::string& session, std::int64_t after = 0) {
    poll_.pull(session, after, [this](Result<Reply> reply) { answers_.push_back(std::move(reply)); });
  }

  support::Database database_;
  support::FixedClock clock_;
  support::SeededRandom random_;
  Engine engine_;
  Hub hub_;
  Poll poll_;
  std::vector<Result<Reply>> answers_;
};

TEST_F(PollTest, TellsTheCloseCodeAfterTheLastFrames) {
  const std::string session = open();
  pull(session);
  ASSERT_EQ(answers_.size(), 1U);
  const auto answer = json::parse(answers_[0]->body);
  EXPECT_EQ(answer->at("closed"), 4426);
  EXPECT_EQ(answer->at("next"), 1);
  EXPECT_EQ(answer->at("frames").as_array().at(0).at("code"), "unsupported_version");
}

TEST_F(PollTest, KeepsFramesUntilTheyHaveArrived) {
  const std::string session = open();
  pull(session);
  pull(session);  // the first answer was lost on the way
  EXPECT_EQ(answers_[1]->body, answers_[0]->body);
  pull(session, 1);
  EXPECT_TRUE(json::parse(answers_[2]->body)->at("frames").as_array().empty());
}

TEST_F(PollTest, WaitsAndAnswersEmptyInTheEnd) {
  const std::string session = open(R"({"type":"hello","version":1,"token":"x"})");
  pull(session);
  EXPECT_TRUE(answers_.empty());
  clock_.advance(std::chrono::seconds(26));
  poll_.tick();
  ASSERT_EQ(answers_.size(), 1U);
  EXPECT_EQ(answers_[0]->body, R"({"frames":[],"next":0})");
}

TEST_F(PollTest, AnswersTheOlderOfTwoPolls) {
  const std::string session = open(R"({"type":"hello","version":1,"token":"x"})");
  pull(session);
  pull(session);
  EXPECT_EQ(answers_.size(), 1U);
  poll_.release();
  EXPECT_EQ(answers_.size(), 2U);
}

TEST_F(PollTest, ForgetsWhoStaysAway) {
  const std::string session = open();
  clock_.advance(std::chrono::seconds(61));
  poll_.tick();
  EXPECT_EQ(hub_.sessions(), 0U);
  pull(session);
  EXPECT_EQ(answers_[0].error().code, Code::not_found);
}

TEST_F(PollTest, HasRoomForSoMany) {
  for (int i = 0; i < 3; ++i) open();
  EXPECT_EQ(poll_.open(R"({"type":"hello","version":1})", "").error().code, Code::busy);
  EXPECT_EQ(hub_.sessions(), 3U);
  clock_.advance(std::chrono::seconds(61));
  poll_.tick();
  EXPECT_TRUE(poll_.open(R"({"type":"hello","version":1})", ""));
}

TEST_F(PollTest, WhoIsRefusedTakesNoRoomForLong) {
  for (int i = 0; i < 3; ++i) open("no hello");
  EXPECT_EQ(poll_.open(R"({"type":"hello","version":1})", "").error().code, Code::busy);
  clock_.advance(std::chrono::seconds(11));
  poll_.tick();
  EXPECT_TRUE(poll_.open(R"({"type":"hello","version":1})", ""));
}

TEST_F(PollTest, AnswersBeforeTheSessionIsIdle) {
  Poll impatient(hub_, clock_, random_, std::chrono::seconds(10), 1);
  const auto opened = impatient.open(R"({"type":"hello","version":1,"token":"x"})", "");
  const std::string session(json::parse(opened->body)->at("session").as_string());
  impatient.pull(session, 0, [this](Result<Reply> reply) { answers_.push_back(std::move(reply)); });
  clock_.advance(std::chrono::seconds(6));
  impatient.tick();
  EXPECT_EQ(answers_.size(), 1U);
}

TEST_F(PollTest, RefusesAnUnknownSessionAndAWrongBody) {
  EXPECT_EQ(poll_.push("nobody", R"({"frames":[]})").error().code, Code::not_found);
  const std::string session = open(R"({"type":"hello","version":1,"token":"x"})");
  EXPECT_EQ(poll_.push(session, "[]").error().code, Code::malformed);
  EXPECT_EQ(poll_.push(session, R"({"frames":3})").error().code, Code::invalid);
}

}  // namespace
}  // namespace onthaal::live
