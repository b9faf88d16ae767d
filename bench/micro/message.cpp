// The steps of one message, each by itself and on memory: what bin/bench measures together, with sockets and a disk.
#include <benchmark/benchmark.h>

#include "features/accounts/accounts.h"
#include "features/conversations/conversations.h"
#include "platform/live/frame.h"
#include "support/world.h"

namespace onthaal {
namespace {

constexpr std::string_view kText =
    "Sinds de herfstvakantie ofzo. Alleen mijn beste vriendin weet het, maar zij zit nu in een andere klas.";
constexpr std::size_t kTalks = 200, kGroup = 60;

std::string command_frame(const Uuid& conversation) {
  return R"({"type":"command","command":"message.post","id":"0190aaaa-0000-7000-8000-000000000001","data":{"conversation":")" +
         conversation.text() + R"(","text":")" + std::string(kText) + R"("}})";
}

// A line with an operator who owns many talks, in a database in memory.
class House {
 public:
  House() {
    streams::register_kinds({conversations::stream_kind()});
    const auto line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    const accounts::NewStaff noor{
        .login = "noor", .name = "Noor", .alias = "Noor", .roles = {{"clbchat", accounts::Role::operator_}}};
    const auto person = world.act([&](Tx& tx) { return accounts::add(tx, noor, "-"); }).value();
    owner = Staff{person.id, {1}};
    for (std::size_t i = 0; i < kTalks; ++i) {
      talks.push_back(world.act([&](Tx& tx) { return start(tx, line, person.id, std::to_string(i)); }));
    }
  }

  support::World world{db::Engine::sqlite};
  conversations::Conversations use{{}};
  live::Commands commands = use.commands();
  std::vector<Uuid> talks;
  Actor owner;

  // What a frame asks for, as the socket's thread makes it.
  Result<Work> parse(std::string_view frame) const {
    auto parsed = live::parse_frame(frame);
    if (!parsed) return std::unexpected(parsed.error());
    const auto& command = std::get<live::CommandFrame>(*parsed);
    return commands.front().parse({owner, command.id, command.again, command.after}, command.data);
  }

 private:
  Uuid start(Tx& tx, const lines::Line& line, StaffId staff, const std::string& name) {
    const auto visit =
        tx.db.run({"bench.visit", "insert into visit (token_hash, created_at) values (:hash, 0) returning id"},
                  {{"hash", db::Bytes{name}}});
    const Uuid uuid = use.request(tx, {line, {visit[0].integer(0)}, Redacted<std::string>(name), "nl"});
    const auto id = conversations::first_waiting(tx.db, line.id);
    use.accept(tx, id.value(), staff, tx.new_uuid()).value();
    return uuid;
  }
};

House& house() {
  static House one;
  return one;
}

void parse_command(benchmark::State& state) {
  const std::string frame = command_frame(house().talks.front());
  for (auto _ : state) {
    auto work = house().parse(frame);
    if (!work) return state.SkipWithError("refused");
    benchmark::DoNotOptimize(work);
  }
}
BENCHMARK(parse_command);

void seal_words(benchmark::State& state) {
  const seal::Key key = house().world.keys.make_key(seal::system_random());
  const Uuid owner = house().talks.front();
  std::int64_t number = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(seal::seal(key, seal::Kind::event, owner, ++number, kText, seal::system_random()));
  }
}
BENCHMARK(seal_words);

void make_event_frame(benchmark::State& state) {
  const Uuid uuid = house().talks.front();
  const streams::Event event{.number = 12,
                             .at = house().world.clock.now(),
                             .event = "message.posted",
                             .author = {Author::Kind::visitor, 1},
                             .command = uuid,
                             .data = R"({"from":"visitor","alias":null,"text":")" + std::string(kText) + R"("})"};
  const StreamKey stream = streams::key("conversation", 1);
  for (auto _ : state) benchmark::DoNotOptimize(streams::event_frame(stream, uuid, event));
}
BENCHMARK(make_event_frame);

// One group of acts, a savepoint each, in one transaction: per message.
void act_in_group(benchmark::State& state) {
  House& here = house();
  std::vector<Act> acts;
  for (std::size_t i = 0; i < kGroup; ++i) {
    acts.push_back(std::get<Act>(here.parse(command_frame(here.talks[i * 7 % kTalks])).value()));
  }
  for (auto _ : state) {
    here.world.act([&](Tx& tx) {
      for (const Act& act : acts) {
        tx.db.savepoint();
        if (!act.run(tx)) return state.SkipWithError("refused");
        tx.db.release_savepoint();
      }
    });
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kGroup));
}
BENCHMARK(act_in_group)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace onthaal

BENCHMARK_MAIN();
