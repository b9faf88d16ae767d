#include "platform/http/answer.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>

#include "support/clock.h"
#include "support/database.h"
#include "support/random.h"
#include "support/world.h"

namespace onthaal::http {
namespace {

// A real engine over a real database, and one route that answers staff; the cookie "s" is somebody's.
class AnswerTest : public testing::Test {
 protected:
  AnswerTest()
      : database_(db::Engine::sqlite),
        engine_({.url = database_.url()}, clock_, random_, support::test_keys(), {},
                [this](std::vector<Finished> batch) { gather(std::move(batch)); }),
        hub_({}, clock_, engine_, {}, {}, {}),
        poll_(hub_, clock_, random_, std::chrono::seconds(60), 3),
        house_({}, Origins("", 8080, {}), Router({{Verb::get, "/api/session", show}, {Verb::get, "/api/file", make}}),
               pages_, engine_, hub_, poll_, doors, deadlines_) {
    doors.staff = [](const Snapshot&, std::string_view cookie) -> Actor {
      return cookie == "s" ? Actor(Staff{{7}, {70}}) : Actor(Nobody{});
    };
  }
  ~AnswerTest() override { engine_.stop(); }

  static Result<Work> show(const Request& request) {
    return Read{"test.show", [actor = request.actor](const Snapshot&) -> Result<Work> {
                  if (!std::holds_alternative<Staff>(actor)) return fail(Code::unauthenticated, "nobody");
                  return Reply{};
                }};
  }

  static Result<Work> make(const Request&) {
    return Read{"test.make", [](const Snapshot&) -> Result<Work> {
                  return Act{"test.log", [](Tx&) -> Result<Reply> { return Reply{}; }};
                }};
  }

  // The status of GET /api/session with that cookie.
  int status_for(const std::string& cookie, const char* path = "/api/session",
                 net::beast::http::verb verb = net::beast::http::verb::get) {
    Message message(verb, path, 11);
    message.set("Cookie", "__Host-onthaal=" + cookie);
    std::optional<int> status;
    answer(house_, message, "127.0.0.1", [&](const Answer& answered) { status = answered.status; });
    while (!status) deliver_next();
    return *status;
  }

  live::Doors doors;

 private:
  void gather(std::vector<Finished> batch) {
    const std::lock_guard lock(mutex_);
    batches_.push_back(std::move(batch));
    came_.notify_one();
  }
  void deliver_next() {
    std::unique_lock lock(mutex_);
    came_.wait(lock, [this] { return !batches_.empty(); });
    auto batch = std::move(batches_.front());
    batches_.pop_front();
    lock.unlock();
    hub_.deliver(std::move(batch));
  }

  std::mutex mutex_;
  std::condition_variable came_;
  std::deque<std::vector<Finished>> batches_;
  support::Database database_;
  support::FixedClock clock_;
  support::SeededRandom random_;
  Engine engine_;
  live::Hub hub_;
  live::Poll poll_;
  Pages pages_{""};
  net::Deadlines deadlines_;
  House house_;
};

TEST_F(AnswerTest, StaffReadWhileNothingCanBeWritten) {
  doors.staff_used = [](const Snapshot&, const Staff&) -> std::optional<Act> {
    return Act{"test.use", [](Tx&) -> Result<Reply> { return fail(Code::busy, "the disk is full"); }};
  };
  EXPECT_EQ(status_for("s"), 200);
  EXPECT_EQ(status_for("x"), 401);
}

TEST_F(AnswerTest, ForHeadersAloneNothingIsWritten) {
  using net::beast::http::verb;
  EXPECT_EQ(status_for("s", "/api/session", verb::head), 200);
  EXPECT_EQ(status_for("x", "/api/session", verb::head), 401);
  EXPECT_EQ(status_for("s", "/api/file"), 200);
  EXPECT_EQ(status_for("s", "/api/file", verb::head), 405);
}

TEST_F(AnswerTest, WhoCannotBeLookedUpIsNobody) {
  doors.staff = [](const Snapshot&, std::string_view) -> Actor { throw std::runtime_error("the database is away"); };
  EXPECT_EQ(status_for("s"), 500);
}

}  // namespace
}  // namespace onthaal::http
