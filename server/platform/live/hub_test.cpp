#include "platform/live/hub.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "platform/json.h"
#include "support/clock.h"
#include "support/database.h"
#include "support/random.h"
#include "support/world.h"

namespace onthaal::live {
namespace {

const Uuid kStream = *Uuid::parse("01900000-0000-7000-8000-000000000001");
constexpr std::string_view kName = "line:01900000-0000-7000-8000-000000000001";
const Uuid kCommand = *Uuid::parse("01900000-0000-7000-8000-0000000000c1");

// What a page would have received.
class Page : public Transport {
 public:
  void send(Frame frame) override {
    frames.push_back(*frame);
    if (counts) waiting += frame->size();
  }
  std::size_t waiting_bytes() const override { return waiting; }
  void ping() override { ++pings; }
  void close(Code code) override { closed = code; }

  std::size_t count(std::string_view part) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(frames, [&](const std::string& frame) { return frame.find(part) != std::string::npos; }));
  }
  bool has(std::string_view part) const { return count(part) > 0; }
  // The numbers of the events that came, in their order.
  std::vector<std::int64_t> numbers() const {
    std::vector<std::int64_t> numbers;
    for (const std::string& frame : frames) {
      const auto object = json::parse(frame);
      if (object->at("type") == "event") numbers.push_back(object->at("number").as_int64());
    }
    return numbers;
  }

  std::vector<std::string> frames;
  std::size_t waiting = 0;
  bool counts = false;  // what is sent waits
  int pings = 0;
  std::optional<Code> closed;
};

// A real engine over a real database; the stream is a line's, where the visitor with token "v" and the operator with
// the cookie "s" may come in, and the token "stranger" is somebody who may not.
class HubTest : public testing::Test {
 protected:
  HubTest()
      : database_(db::Engine::sqlite),
        engine_({.url = database_.url()}, clock_, random_, support::test_keys(), {},
                [this](std::vector<Finished> batch) { gather(std::move(batch)); }),
        hub_({.send_limit = 1000, .frames_per_second = 10, .frames_burst = 30}, clock_, engine_, commands(), watches(),
             doors()) {
    streams::register_kinds({kind()});
    state_padding = 0;
    presence.clear();
    refusals = 0;
    looks_left = 1000;
    is_open = true;
    place = 2;
    looked = 0;
    database_.connection().run({"test.line",
                                "insert into line (id, uuid, slug, name, created_at) values (1, :uuid, "
                                "'l', 'L', 0)"},
                               {{"uuid", kStream}});
  }
  ~HubTest() override { engine_.stop(); }

  static streams::StreamKind kind() {
    return {.name = "line",
            .table = "line_event",
            .labels = {"visitor", "operator"},
            .signals = {{"typing"}, {"seen", streams::SignalKind::Carries::number, "visitor", "operator"}},
            .door = [](const Snapshot&, const Actor& actor, const Uuid& uuid) -> Result<streams::Door> {
              if (uuid != kStream || actor == Actor(Visitor{{9}})) return fail(Code::not_found, "no such stream");
              return streams::Door{1, std::holds_alternative<Visitor>(actor) ? "visitor" : "operator"};
            },
            .state = [](const Snapshot&, const Actor&, std::int64_t) -> Result<std::string> {
              return R"({"all":"well")" + std::string(state_padding, ' ') + "}";
            },
            .present = [](Tx&, std::int64_t id, std::string_view label,
                          bool is_there) { write_presence(std::to_string(id) + " " + std::string(label), is_there); }};
  }

  static Doors doors() {
    return {.visitor = [](const Snapshot&, std::string_view token) -> Actor {
              if (token == "v") return Visitor{{1}};
              if (token == "stranger") return Visitor{{9}};
              return Nobody{};
            },
            .staff = [](const Snapshot&, std::string_view cookie) -> Actor {
              return cookie == "s" && looks_left-- > 0 ? Actor(Staff{{7}, {70}}) : Actor(Nobody{});
            },
            .staff_open = [](Tx&, const Staff& staff) { return is_open && staff == Staff{{7}, {70}}; },
            .staff_present = [](Tx&, StaffId staff,
                                bool is_there) { write_presence("staff " + std::to_string(staff.value), is_there); }};
  }

  // On the writer's thread.
  static void write_presence(const std::string& who, bool is_there) {
    if (refusals > 0) {
      --refusals;
      throw db::InterruptedError("too slow");
    }
    const std::lock_guard lock(presence_mutex);
    presence.push_back(who + (is_there ? " came" : " went"));
  }
  static std::vector<std::string> presence_said() {
    const std::lock_guard lock(presence_mutex);
    return presence;
  }

  static std::int64_t write(Tx& tx, std::optional<Uuid> command) {
    return streams::append(tx, streams::key("line", 1), kStream,
                           {.event = "said", .author = {}, .command = command, .data = "{}"}, nullptr);
  }

  static Commands commands() {
    return {{"say",
             [](const Envelope& envelope, const boost::json::object&) -> Result<Work> {
               return Act{"test.say",
                          [id = envelope.id](Tx& tx) -> Result<Reply> { return Reply{.number = write(tx, id)}; }};
             }},
            {"stumble",
             [](const Envelope&, const boost::json::object& data) -> Result<Work> {
               return Reply{.body = std::string(data.at("missing").as_string())};
             }},
            {"refuse", [](const Envelope&, const boost::json::object&) -> Result<Work> {
               return Act{"test.refuse", [](Tx&) -> Result<Reply> { return fail(Code::conflict, "no"); }};
             }}};
  }

  static inline std::atomic<int> place = 2;
  static inline std::atomic<int> looked = 0;
  static std::vector<Watch> watches() {
    return {{"queue", [](const Snapshot&, std::int64_t id) -> std::vector<Signal> {
               ++looked;
               return {{streams::key("line", id), kStream, "place", R"({"place":)" + std::to_string(place) + "}"}};
             }}};
  }

  void touch() {
    std::vector<Finished> batch;
    batch.push_back({{Touched{"queue", 1}, Touched{"queue", 1}}, [](const Result<Reply>&) {}, Reply{}});
    hub_.deliver(std::move(batch));
  }

  void gather(std::vector<Finished> batch) {
    const std::lock_guard lock(mutex_);
    batches_.push_back(std::move(batch));
    came_.notify_one();
  }

  // Delivers what the engine finishes until it holds.
  template <class Holds>
  void until(Holds holds) {
    while (!holds()) {
      std::unique_lock lock(mutex_);
      ASSERT_TRUE(came_.wait_for(lock, std::chrono::seconds(20), [this] { return !batches_.empty(); }));
      auto batch = std::move(batches_.front());
      batches_.pop_front();
      lock.unlock();
      hub_.deliver(std::move(batch));
    }
  }

  void say(std::optional<Uuid> command = std::nullopt) {
    bool is_done = false;
    engine_.run(Act{"test.say", [command](Tx& tx) -> Result<Reply> { return Reply{.number = write(tx, command)}; }},
                [&](const Result<Reply>&) { is_done = true; });
    until([&] { return is_done; });
  }

  std::shared_ptr<Session> enter(Page& page, std::string_view token = "v") {
    const bool is_staff = token == "s";
    auto session = hub_.open(page, is_staff ? "s" : "");
    hub_.receive(session, is_staff ? std::string(R"({"type":"hello","version":1})")
                                   : R"({"type":"hello","version":1,"token":")" + std::string(token) + "\"}");
    until([&] { return page.has(R"("type":"hello")") || page.closed; });
    return session;
  }

  void send(const std::shared_ptr<Session>& session, std::string_view type, std::string_view rest) {
    hub_.receive(session, R"({"type":")" + std::string(type) + "\"," + std::string(rest) + "}");
  }
  void subscribe(const std::shared_ptr<Session>& session, std::string_view after = "") {
    send(session, "subscribe", R"("stream":")" + std::string(kName) + "\"" + std::string(after));
  }
  void command(const std::shared_ptr<Session>& session, std::string_view name) {
    send(session, "command", R"("command":")" + std::string(name) + R"(","id":")" + kCommand.text() + R"(","data":{})");
  }

  static inline std::size_t state_padding;  // of the snapshot, in bytes
  static inline std::mutex presence_mutex;
  static inline std::vector<std::string> presence;
  static inline std::atomic<int> refusals;    // of what is said about presence, to come
  static inline std::atomic<int> looks_left;  // until the cookie's session is gone
  static inline std::atomic<bool> is_open;    // what the rows say of the session of staff

  support::Database database_;
  support::FixedClock clock_;
  support::SeededRandom random_;
  std::mutex mutex_;
  std::condition_variable came_;
  std::deque<std::vector<Finished>> batches_;
  Engine engine_;
  Hub hub_;
  Page page_;
};

TEST_F(HubTest, LetsNobodyInWithAnUnknownToken) {
  enter(page_, "somebody");
  EXPECT_EQ(page_.closed, Code::unauthenticated);
}

TEST_F(HubTest, OnlyATokenThatIsSomebodysHasAShareOfItsOwn) {
  Page other;
  enter(page_, "made up");
  enter(other, "v");
  EXPECT_EQ(hub_.askers().share_of(asker_of("made up")), kNobody);
  EXPECT_EQ(hub_.askers().share_of(asker_of("v")), asker_of("v"));
}

TEST_F(HubTest, GivesASnapshotThenEventsInOrder) {
  say();
  const auto session = enter(page_);
  subscribe(session);
  until([&] { return page_.has("snapshot"); });
  EXPECT_TRUE(page_.has(R"("number":1,"state":{"all":"well"})"));
  say();
  say();
  EXPECT_EQ(page_.numbers(), (std::vector<std::int64_t>{2, 3}));
}

TEST_F(HubTest, ResumesAfterTheLastNumber) {
  for (int i = 0; i < 4; ++i) say();
  const auto session = enter(page_);
  subscribe(session, R"(,"after":2)");
  until([&] { return page_.numbers().size() == 2; });
  EXPECT_EQ(page_.numbers(), (std::vector<std::int64_t>{3, 4}));
  EXPECT_FALSE(page_.has("snapshot"));
}

TEST_F(HubTest, GivesASnapshotWhereThePastIsPruned) {
  for (int i = 0; i < 4; ++i) say();
  database_.connection().run({"test.prune", "delete from line_event where number < 3"});
  const auto session = enter(page_);
  subscribe(session, R"(,"after":1)");
  until([&] { return page_.has("snapshot"); });
  EXPECT_TRUE(page_.numbers().empty());
}

TEST_F(HubTest, LosesAndDoublesNothingThatIsCommittedWhileItReads) {
  const auto session = enter(page_);
  subscribe(session);
  for (int i = 0; i < 50; ++i) say();  // the snapshot is read somewhere in between
  until([&] { return page_.has("snapshot"); });
  const auto snapshot = json::parse(*std::ranges::find_if(
      page_.frames, [](const std::string& frame) { return frame.find("snapshot") != std::string::npos; }));
  std::vector<std::int64_t> expected;
  for (std::int64_t number = snapshot->at("number").as_int64() + 1; number <= 50; ++number) expected.push_back(number);
  EXPECT_EQ(page_.numbers(), expected);
}

TEST_F(HubTest, ReadsWhatWasMissed) {
  const auto session = enter(page_);
  subscribe(session);
  until([&] { return page_.has("snapshot"); });
  // Two events reach the disk, and only the second reaches the fan-out.
  support::FixedClock clock;
  std::vector<Effect> effects;
  Tx tx{database_.connection(), 0, random_, support::test_keys(), effects};
  tx.db.begin_write();
  write(tx, std::nullopt);
  write(tx, std::nullopt);
  tx.db.commit();
  std::vector<Finished> batch;
  batch.push_back({{effects[1]}, [](const Result<Reply>&) {}, Reply{}});
  hub_.deliver(std::move(batch));
  until([&] { return page_.numbers().size() == 2; });
  EXPECT_EQ(page_.numbers(), (std::vector<std::int64_t>{1, 2}));
}

TEST_F(HubTest, AStreamThatCannotBeReadForAMomentHasNotEnded) {
  const auto session = enter(page_);
  subscribe(session);
  until([&] { return page_.has("snapshot"); });
  engine_.stop();
  std::vector<Finished> batch;
  batch.push_back({{Appended{streams::key("line", 1), 5, std::make_shared<const std::string>("{}"), {}, kStream}},
                   [](const Result<Reply>&) {},
                   Reply{}});
  hub_.deliver(std::move(batch));
  until([&] { return page_.has("restart"); });
  EXPECT_TRUE(page_.has(R"("type":"error")"));
  EXPECT_FALSE(page_.has(R"("type":"ended")"));
}

TEST_F(HubTest, AnEventIsTheAcknowledgementOfItsCommand) {
  const auto session = enter(page_);
  subscribe(session);
  until([&] { return page_.has("snapshot"); });
  command(session, "say");
  until([&] { return !page_.numbers().empty(); });
  EXPECT_TRUE(page_.has(R"("id":")" + kCommand.text()));
  EXPECT_FALSE(page_.has(R"("type":"ack")"));
}

TEST_F(HubTest, AcknowledgesWhereNoEventComes) {
  const auto session = enter(page_);
  command(session, "say");
  until([&] { return page_.has(R"("type":"ack")"); });
  EXPECT_TRUE(page_.has(R"("number":1)"));
}

// A command may wait while an act before it closes the session: its socket goes only after that one's commit.
TEST_F(HubTest, ACommandOfAClosedSessionDoesNothing) {
  Page other;
  const auto staff = enter(page_, "s");
  const auto visitor = enter(other);
  is_open = false;
  command(staff, "say");
  until([&] { return page_.has("unauthenticated"); });
  command(visitor, "say");
  until([&] { return other.has(R"("type":"ack")"); });
  EXPECT_TRUE(other.has(R"("number":1)")) << "nothing was written before";
  EXPECT_FALSE(page_.has(R"("type":"ack")"));
  is_open = true;
  command(staff, "say");
  until([&] { return page_.has(R"("type":"ack")"); });
}

TEST_F(HubTest, SaysWhyACommandWasRefused) {
  const auto session = enter(page_);
  command(session, "refuse");
  until([&] { return page_.has("conflict"); });
  command(session, "dance");
  EXPECT_TRUE(page_.has(R"("field":"command")"));
  EXPECT_FALSE(page_.closed);
}

TEST_F(HubTest, AParserThatThrowsEndsItsCommandOnly) {
  const auto session = enter(page_);
  command(session, "stumble");
  EXPECT_TRUE(page_.has(R"("code":"internal")"));
  command(session, "say");
  until([&] { return page_.has(R"("type":"ack")"); });
  EXPECT_FALSE(page_.closed);
}

TEST_F(HubTest, AStrangerSeesNothing) {
  Page stranger;
  const auto session = enter(stranger, "stranger");
  subscribe(session);
  until([&] { return stranger.has("not_found"); });
  say();
  EXPECT_TRUE(stranger.numbers().empty());
  EXPECT_FALSE(stranger.has("presence"));
}

TEST_F(HubTest, ShowsWhoComesAndGoes) {
  const auto visitor = enter(page_);
  subscribe(visitor);
  until([&] { return page_.has("presence"); });
  EXPECT_TRUE(page_.has(R"("who":"operator","connected":false)"));

  Page desk;
  const auto staff = enter(desk, "s");
  subscribe(staff);
  until([&] { return desk.has("presence"); });
  EXPECT_TRUE(desk.has(R"("who":"visitor","connected":true)"));
  EXPECT_TRUE(page_.has(R"("who":"operator","connected":true)"));

  hub_.closed(*visitor);
  EXPECT_TRUE(desk.has(R"("who":"visitor","connected":false)"));
}

using Said = std::vector<std::string>;

TEST_F(HubTest, WritesThatTheFirstCameAndTheLastWent) {
  Page second;
  const auto visitor = enter(page_);
  subscribe(visitor);
  until([&] { return page_.has("snapshot"); });
  say();  // the writer's queue is in order
  EXPECT_EQ(presence_said(), Said{"1 visitor came"});
  const auto tab = enter(second);
  subscribe(tab);
  until([&] { return second.has("snapshot"); });
  hub_.closed(*visitor);
  say();
  EXPECT_EQ(presence_said(), Said{"1 visitor came"});
  send(tab, "unsubscribe", R"("stream":")" + std::string(kName) + "\"");
  say();
  EXPECT_EQ(presence_said(), (Said{"1 visitor came", "1 visitor went"}));
}

TEST_F(HubTest, WritesComingAndGoingInTheirOrder) {
  const auto visitor = enter(page_);
  subscribe(visitor);
  until([&] { return page_.has("snapshot"); });
  hub_.closed(*visitor);  // before it is known that the coming was written
  for (int i = 0; i < 3; ++i) say();
  EXPECT_EQ(presence_said(), (Said{"1 visitor came", "1 visitor went"}));
}

TEST_F(HubTest, SaysPresenceAgainUntilItIsWritten) {
  refusals = 2;
  const auto visitor = enter(page_);
  subscribe(visitor);
  until([&] { return page_.has("snapshot"); });
  for (int i = 0; i < 2; ++i) {
    say();
    EXPECT_TRUE(presence_said().empty());
    hub_.tick();
  }
  say();
  EXPECT_EQ(presence_said(), Said{"1 visitor came"});
  hub_.tick();
  say();
  EXPECT_EQ(presence_said().size(), 1U);
}

TEST_F(HubTest, SaysTheLatestOfWhatCouldNotBeWritten) {
  refusals = 1;
  const auto visitor = enter(page_);
  subscribe(visitor);
  until([&] { return page_.has("snapshot"); });
  hub_.closed(*visitor);
  for (int i = 0; i < 2; ++i) {
    say();
    hub_.tick();
  }
  say();
  EXPECT_EQ(presence_said(), Said{"1 visitor went"});
}

TEST_F(HubTest, WhoLosesAccessIsNoLongerPresent) {
  const auto visitor = enter(page_);
  subscribe(visitor);
  until([&] { return page_.has("snapshot"); });
  std::vector<Finished> batch;
  batch.push_back({{Revoked{streams::key("line", 1), Visitor{{1}}, kStream}}, [](const Result<Reply>&) {}, Reply{}});
  hub_.deliver(std::move(batch));
  for (int i = 0; i < 2; ++i) say();
  EXPECT_EQ(presence_said(), (Said{"1 visitor came", "1 visitor went"}));
}

TEST_F(HubTest, StaffAreThereWhileOneOfTheirSessionsIs) {
  Page second;
  const auto first_tab = enter(page_, "s");
  const auto second_tab = enter(second, "s");
  say();
  EXPECT_EQ(presence_said(), Said{"staff 7 came"});
  hub_.closed(*first_tab);
  say();
  EXPECT_EQ(presence_said(), Said{"staff 7 came"});
  std::vector<Finished> batch;
  batch.push_back({{ActorClosed{Staff{{7}, {0}}}}, [](const Result<Reply>&) {}, Reply{}});
  hub_.deliver(std::move(batch));
  hub_.closed(*second_tab);
  say();
  EXPECT_EQ(presence_said(), (Said{"staff 7 came", "staff 7 went"}));
}

TEST_F(HubTest, StaffWithoutALabelAreThereWhileOneOfTheirPagesShowsTheStream) {
  streams::StreamKind quiet = kind();
  quiet.labels = {};
  quiet.door = [](const Snapshot&, const Actor&, const Uuid&) -> Result<streams::Door> { return streams::Door{1, ""}; };
  quiet.staff_present = [](Tx&, std::int64_t id, StaffId staff, bool is_there) {
    write_presence(std::to_string(staff.value) + " in " + std::to_string(id), is_there);
  };
  streams::register_kinds({quiet});
  Page second, elsewhere, visitors;
  const auto first_tab = enter(page_, "s");
  const auto second_tab = enter(second, "s");
  enter(elsewhere, "s");
  const auto visitor = enter(visitors);
  for (const auto& session : {first_tab, second_tab, visitor}) subscribe(session);
  until([&] { return page_.has("snapshot") && second.has("snapshot") && visitors.has("snapshot"); });
  hub_.closed(*first_tab);
  say();
  EXPECT_EQ(presence_said(), (Said{"staff 7 came", "7 in 1 came"}));
  send(second_tab, "unsubscribe", R"("stream":")" + std::string(kName) + "\"");
  say();
  EXPECT_EQ(presence_said(), (Said{"staff 7 came", "7 in 1 came", "7 in 1 went"}));
  subscribe(second_tab);
  until([&] { return second.count("snapshot") == 2; });
  say();
  hub_.closed(*second_tab);
  say();
  EXPECT_EQ(presence_said(), (Said{"staff 7 came", "7 in 1 came", "7 in 1 went", "7 in 1 came", "7 in 1 went"}));
}

TEST_F(HubTest, PassesKnownSignalsToTheOthersOnly) {
  Page desk;
  const auto visitor = enter(page_);
  const auto staff = enter(desk, "s");
  subscribe(visitor);
  subscribe(staff);
  until([&] { return desk.has("snapshot") && page_.has("snapshot"); });
  const std::string stream = R"("stream":")" + std::string(kName) + R"(","signal":)";
  send(visitor, "signal", stream + R"("typing","data":{"on":true})");
  send(visitor, "signal", stream + R"("shouting","data":{"on":true})");
  EXPECT_EQ(desk.count("typing"), 1U);
  EXPECT_EQ(page_.count("typing"), 0U);
  EXPECT_EQ(desk.count("shouting"), 0U);
  send(visitor, "signal", stream + R"("typing","data":{"on":true,"text":"psst"})");
  EXPECT_EQ(page_.closed, Code::invalid);
  EXPECT_FALSE(desk.has("psst"));
}

TEST_F(HubTest, ASignalOfOneLabelReachesTheOtherOnly) {
  Page desk;
  Page second;
  const auto visitor = enter(page_);
  const auto tab = enter(second);
  const auto staff = enter(desk, "s");
  for (const auto& session : {visitor, tab, staff}) subscribe(session);
  until([&] { return desk.has("snapshot") && page_.has("snapshot") && second.has("snapshot"); });
  const std::string seen = R"("stream":")" + std::string(kName) + R"(","signal":"seen","data":)";
  send(visitor, "signal", seen + R"({"number":12})");
  send(staff, "signal", seen + R"({"number":13})");
  EXPECT_TRUE(desk.has(R"("signal":"seen","data":{"who":"visitor","number":12})"));
  EXPECT_EQ(page_.count("seen") + second.count("seen"), 0U);
  send(visitor, "signal", seen + R"({"number":-1})");
  EXPECT_EQ(page_.closed, Code::invalid);
  send(tab, "signal", seen + R"({"on":true})");
  EXPECT_EQ(second.closed, Code::invalid);
  EXPECT_EQ(desk.count("seen"), 1U);
}

TEST_F(HubTest, WhatFollowsAnActGoesOnAfterItsCommit) {
  std::atomic<bool> has_followed = false;  // set on the worker
  std::vector<Finished> batch;
  batch.push_back({{follow_with(Prepare{"test.long",
                                        [&]() -> Result<Work> {
                                          has_followed = true;
                                          return Reply{};
                                        }})},
                   [](const Result<Reply>&) {},
                   Reply{}});
  hub_.deliver(std::move(batch));
  until([&] { return has_followed.load(); });
}

TEST_F(HubTest, ComputesTouchedSignalsAfresh) {
  const auto session = enter(page_);
  subscribe(session);
  until([&] { return page_.has("snapshot"); });
  clock_.advance(std::chrono::seconds(1));
  touch();
  until([&] { return page_.has("place"); });
  EXPECT_EQ(page_.count("place"), 1U);  // the second waits its turn
  clock_.advance(std::chrono::seconds(1));
  hub_.tick();
  until([&] { return looked == 2; });
  place = 1;
  clock_.advance(std::chrono::seconds(1));
  touch();
  until([&] {
    hub_.tick();
    return page_.count("place") == 2;
  });
  EXPECT_EQ(page_.count(R"({"place":2})"), 1U);  // said only where it differs
  EXPECT_EQ(page_.count(R"({"place":1})"), 1U);
}

TEST_F(HubTest, TellsWhoComesLaterWhatWasComputedLast) {
  Page late;
  const auto session = enter(page_);
  subscribe(session);
  clock_.advance(std::chrono::seconds(1));
  touch();
  until([&] { return page_.has("place"); });
  subscribe(enter(late));
  until([&] { return late.has("place"); });
  EXPECT_EQ(late.count("place"), 1U);
}

TEST_F(HubTest, ClosesWhoDoesNotRead) {
  const auto session = enter(page_);
  subscribe(session);
  until([&] { return page_.has("snapshot"); });
  page_.waiting = 1001;
  say();
  EXPECT_EQ(page_.closed, Code::too_slow);
}

TEST_F(HubTest, ATalkLongerThanTheSendLimitCanBeCaughtUpWith) {
  state_padding = 5000;
  const auto session = enter(page_);
  page_.counts = true;  // it has not read any of it yet
  subscribe(session);
  until([&] { return page_.has("snapshot") || page_.closed; });
  say();
  EXPECT_EQ(page_.numbers(), (std::vector<std::int64_t>{1}));
  EXPECT_FALSE(page_.closed);
  for (int i = 0; i < 20 && !page_.closed; ++i) say();
  EXPECT_EQ(page_.closed, Code::too_slow);
}

TEST_F(HubTest, ManyMissedEventsCanBeCaughtUpWith) {
  for (int i = 0; i < 20; ++i) say();
  const auto session = enter(page_);
  page_.counts = true;
  subscribe(session, R"(,"after":0)");
  until([&] { return page_.numbers().size() == 20 || page_.closed; });
  EXPECT_GT(page_.waiting, 2000U);
  EXPECT_FALSE(page_.closed);
}

TEST_F(HubTest, ClosesWhoAsksAgainAndAgainWithoutReading) {
  state_padding = 9000;
  const auto session = enter(page_);
  page_.counts = true;
  for (std::size_t i = 1; i <= 5 && !page_.closed; ++i) {
    subscribe(session);
    until([&] { return page_.count("snapshot") == i || page_.closed; });
  }
  EXPECT_EQ(page_.closed, Code::too_slow);
  EXPECT_LT(page_.waiting, 30000U);
}

TEST_F(HubTest, ClosesWhoSendsTooMuch) {
  const auto session = enter(page_);
  for (int i = 0; i < 40; ++i) hub_.receive(session, R"({"type":"ping"})");
  EXPECT_EQ(page_.closed, Code::too_many);
  EXPECT_EQ(page_.count("pong"), 29U);  // thirty at once, hello counted
}

TEST_F(HubTest, MorePagesOfOneVisitorMaySendNoMore) {
  Page second, third, other;
  const auto first = enter(page_);
  const auto also = enter(second);
  for (int i = 0; i < 20; ++i) hub_.receive(first, R"({"type":"ping"})");
  for (int i = 0; i < 20; ++i) hub_.receive(also, R"({"type":"ping"})");
  EXPECT_EQ(page_.count("pong") + second.count("pong"), 29U);
  EXPECT_EQ(second.closed, Code::too_many);
  hub_.closed(*first);
  hub_.closed(*also);
  hub_.tick();
  hub_.receive(enter(third), R"({"type":"ping"})");  // who comes back at once does not begin anew
  EXPECT_EQ(third.closed, Code::too_many);
  const auto somebody = enter(other, "s");
  for (int i = 0; i < 20; ++i) hub_.receive(somebody, R"({"type":"ping"})");
  EXPECT_FALSE(other.closed);
}

TEST_F(HubTest, AVisitorHasNoMorePagesThanAPersonOpens) {
  std::array<Page, 33> pages;
  for (Page& page : pages) enter(page);
  EXPECT_TRUE(std::none_of(pages.begin(), pages.end() - 1, [](const Page& page) { return page.closed.has_value(); }));
  EXPECT_EQ(pages.back().closed, Code::too_many);
  Page other;
  enter(other, "s");
  EXPECT_FALSE(other.closed);
}

TEST_F(HubTest, AWrongFrameClosesThatSocketOnly) {
  Page desk;
  const auto visitor = enter(page_);
  enter(desk, "s");
  hub_.receive(visitor, "no JSON");
  EXPECT_EQ(page_.closed, Code::malformed);
  EXPECT_FALSE(desk.closed);
}

TEST_F(HubTest, WantsHelloFirstAndOnce) {
  const auto early = hub_.open(page_, "");
  hub_.receive(early, R"({"type":"ping"})");
  EXPECT_EQ(page_.closed, Code::malformed);
  Page hasty;  // does not wait for the answer
  const auto session = hub_.open(hasty, "");
  hub_.receive(session, R"({"type":"hello","version":1,"token":"v"})");
  command(session, "say");
  EXPECT_EQ(hasty.closed, Code::malformed);
  Page other;
  const auto twice = enter(other);
  hub_.receive(twice, R"({"type":"hello","version":1,"token":"v"})");
  EXPECT_EQ(other.closed, Code::malformed);
  Page future;
  hub_.receive(hub_.open(future, ""), R"({"type":"hello","version":2,"token":"v"})");
  EXPECT_EQ(future.closed, Code::unsupported_version);
}

TEST_F(HubTest, EndsWhatWasLost) {
  const auto session = enter(page_);
  subscribe(session);
  until([&] { return page_.has("snapshot"); });
  std::vector<Finished> batch;
  batch.push_back({{Revoked{streams::key("line", 1), Visitor{{1}}, kStream}}, [](const Result<Reply>&) {}, Reply{}});
  hub_.deliver(std::move(batch));
  EXPECT_TRUE(page_.has(R"("type":"ended")"));
  say();
  EXPECT_TRUE(page_.numbers().empty());
}

TEST_F(HubTest, WhoLosesAStreamLosesItInEverySession) {
  const auto session = enter(page_, "s");
  subscribe(session);
  until([&] { return page_.has("snapshot"); });
  std::vector<Finished> batch;
  batch.push_back({{Revoked{streams::key("line", 1), Staff{{8}, {0}}, kStream}}, [](const Result<Reply>&) {}, Reply{}});
  batch.push_back({{Revoked{streams::key("line", 1), Staff{{7}, {0}}, kStream}}, [](const Result<Reply>&) {}, Reply{}});
  hub_.deliver(std::move(batch));
  EXPECT_EQ(page_.count(R"("type":"ended")"), 1U);
}

TEST_F(HubTest, ClosesTheSocketsOfAClosedActor) {
  Page desk;
  const auto visitor = enter(page_);
  enter(desk, "s");
  std::vector<Finished> batch;
  batch.push_back({{ActorClosed{Staff{{7}, {0}}}}, [](const Result<Reply>&) {}, Reply{}});
  hub_.deliver(std::move(batch));
  EXPECT_EQ(desk.closed, Code::unauthenticated);
  EXPECT_FALSE(page_.closed);
}

// The reader looked before the log-out was committed, and its answer comes after it.
TEST_F(HubTest, WhoWasClosedWhileItSaidHelloIsLookedUpAgain) {
  looks_left = 1;
  const auto session = hub_.open(page_, "s");
  hub_.receive(session, R"({"type":"hello","version":1})");
  std::vector<Finished> batch;
  batch.push_back({{ActorClosed{Staff{{7}, {70}}}}, [](const Result<Reply>&) {}, Reply{}});
  hub_.deliver(std::move(batch));
  until([&] { return page_.closed || page_.has(R"("type":"hello")"); });
  EXPECT_EQ(page_.closed, Code::unauthenticated);
}

TEST_F(HubTest, PingsWhoIsSilentAndClosesWhoStaysSilent) {
  const auto session = enter(page_);
  clock_.advance(std::chrono::seconds(26));
  hub_.tick();
  hub_.tick();
  EXPECT_EQ(page_.pings, 1);
  hub_.heard(*session);
  clock_.advance(std::chrono::seconds(59));
  hub_.tick();
  EXPECT_FALSE(page_.closed);
  clock_.advance(std::chrono::seconds(2));
  hub_.tick();
  EXPECT_EQ(page_.closed, Code::timeout);

  Page silent;
  hub_.open(silent, "");
  clock_.advance(std::chrono::seconds(11));
  hub_.tick();
  EXPECT_EQ(silent.closed, Code::timeout);
}

TEST_F(HubTest, SaysByeToEverybody) {
  enter(page_);
  hub_.say_bye();
  EXPECT_TRUE(page_.has(R"({"type":"bye","code":"restart"})"));
  EXPECT_EQ(page_.closed, Code::restart);
}

}  // namespace
}  // namespace onthaal::live
