#include <future>
#include <thread>

#include "features/appointments/appointments_world.h"
#include "support/racing.h"

namespace onthaal::appointments {
namespace {

// The code is used while something else happens, over a real engine: one of them decides, and the rows agree.
class AppointmentsRaceTest : public AppointmentsWorld {
 protected:
  AppointmentsRaceTest() {
    // Both stay connected to the first talk: no grace ends it.
    for (const char* label : {"visitor", "operator"})
      world.act([&](Tx& tx) { talks.present(tx, id_of(talk), label, true); });
  }
  void TearDown() override {
    engine.stop();
    AppointmentsWorld::TearDown();
  }
  int used(const std::string& act, const std::string& code, const std::string& more = "") {
    const std::string body = R"({"code":")" + code + '"' + more + '}';
    http::Request request;
    request.body = body;
    for (const http::Route& route : doors)
      if (route.path == "/api/appointments" + act) return status_of(done(route.parse(request).value()));
    throw std::logic_error("no such route");
  }
  int opened(const std::string& code) { return used("/open", code, R"(,"token":")" + make_token() + '"'); }
  Result<Reply> done(Work work) {
    std::promise<Result<Reply>> answer;
    engine.run(std::move(work), [&](Result<Reply> reply) { answer.set_value(std::move(reply)); });
    return answer.get_future().get();
  }
  // The jobs that are due have run.
  void settle() {
    for (int round = 0; jobs::find_due(db(), world.clock.now()); ++round) {
      ASSERT_LT(round, 1000);
      done(Act{"test.wake", [](Tx&) -> Result<Reply> { return Reply{}; }}).value();
    }
  }
  std::vector<jobs::JobKind> all_jobs() {
    auto all = talks.jobs();
    for (const jobs::JobKind& kind : jobs(talks, duty)) all.push_back(kind);
    return all;
  }
  // One is booked, and its time has come.
  std::pair<Uuid, std::string> comes() {
    const Uuid appointment = offered(open_slot(1));
    const std::string code = code_in(done(
        Act{"test.book", [&, envelope = from(visitor)](Tx& tx) { return answer(tx, envelope, {appointment, true}); }}));
    world.clock.advance(1h);
    settle();
    return {appointment, code};
  }
  std::int64_t second_talks() {
    return db().run({"test.seconds", "select count(*) from conversation where is_second = 1"})[0].integer(0);
  }

  http::Routes doors = routes(talks, duty, {.puzzle_bits = 0});
  Engine engine = support::racing_engine(world, all_jobs());
};
ONTHAAL_ON_BOTH_ENGINES(AppointmentsRaceTest);

TEST_P(AppointmentsRaceTest, ItsTimeIsOverWhileItIsOpened) {
  for (int round = 0; round < 10; ++round) {
    const auto [appointment, code] = comes();
    world.clock.advance(std::chrono::milliseconds(kLate) - 1min);
    int status = 0;
    {
      const std::jthread opens([&] { status = opened(code); });
      world.clock.advance(1min);
      settle();
    }
    EXPECT_EQ(state_of(appointment), status == 201 ? "opened" : "missed") << status;
  }
}

TEST_P(AppointmentsRaceTest, CalledOffWhileItIsOpened) {
  for (int round = 0; round < 10; ++round) {
    const auto [appointment, code] = comes();
    const std::int64_t before = second_talks();
    int open = 0, cancel = 0;
    {
      const std::jthread opens([&] { open = opened(code); });
      cancel = used("/cancel", code);
    }
    EXPECT_NE(open == 201, cancel == 204) << open << " " << cancel;
    EXPECT_EQ(second_talks() - before, open == 201 ? 1 : 0);
    EXPECT_EQ(has_words(appointment), open == 201);
  }
}

TEST_P(AppointmentsRaceTest, TwoDevicesOpenOneTalk) {
  for (int round = 0; round < 10; ++round) {
    const auto [appointment, code] = comes();
    const std::int64_t before = second_talks();
    int one = 0, other = 0;
    {
      const std::jthread opens([&] { one = opened(code); });
      other = opened(code);
    }
    EXPECT_EQ(one + other, 201 + 200);
    EXPECT_EQ(second_talks() - before, 1);
  }
}

}  // namespace
}  // namespace onthaal::appointments
