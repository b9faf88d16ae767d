#include "platform/act/engine.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "platform/act/pieces.h"
#include "platform/act/threads.h"
#include "platform/act/writer_thread.h"

namespace onthaal {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongest{60000};
constexpr int kFiguresTimes = 6;       // as long as a page's reading may figures take
constexpr int kWaiters = 2;            // threads that wait for the keys' own place
constexpr int kAskers = 4;             // threads that wait for other servers
constexpr std::size_t kFilesEach = 4;  // a file may take half a minute: so many wait for one person

template <class Item>
struct Waiting {
  Item item;
  Done done;
  Asker asker;
};

}  // namespace

struct Engine::Impl {
  Impl(EngineSettings s, const Clock& c, Random& random, const seal::Keyring& k, std::vector<jobs::JobKind> j,
       Deliver d)
      : settings(std::move(s)),
        clock(c),
        keys(k),
        jobs(std::move(j)),
        out(std::move(d)),
        deliver([this](std::vector<Finished> finished, std::size_t asked) {
          out(std::move(finished));
          leave(asked);
        }),
        writer(settings, clock, random, keys, jobs, deliver, counters),
        acts(settings.write_queue, 1),
        reads(settings.read_queue, settings.readers),
        figures(settings.prepare_queue, 1),
        prepares(settings.prepare_queue, settings.workers),
        waits(settings.prepare_queue, kWaiters),
        chores(settings.prepare_queue, 1),
        mails(settings.prepare_queue, 1),
        asks(settings.prepare_queue, kAskers),
        files(settings.prepare_queue, 1, kFilesEach) {
    if (!writer.open()) throw db::DbError("another server writes to this database");
    threads.emplace_back([this] { write(); });
    for (int index = 0; index < settings.readers; ++index) threads.emplace_back([this] { read(); });
    threads.emplace_back([this] { figure(); });
    for (int index = 0; index < settings.workers; ++index) threads.emplace_back([this] { work("worker", prepares); });
    for (int index = 0; index < kWaiters; ++index) threads.emplace_back([this] { work("waiter", waits); });
    threads.emplace_back([this] { do_chores("chores", chores); });
    threads.emplace_back([this] { do_chores("mail", mails); });
    threads.emplace_back([this] { do_chores("files", files); });
    for (int index = 0; index < kAskers; ++index) threads.emplace_back([this] { do_chores("asker", asks); });
  }

  void leave(std::size_t count) {
    if (inside.fetch_sub(count) != count || is_open) return;
    const std::scoped_lock lock(mutex);
    changed.notify_all();
  }

  void answer(Done done, Result<Reply> reply) {
    std::vector<Finished> finished;
    finished.push_back({{}, std::move(done), std::move(reply)});
    deliver(std::move(finished), 1);
  }

  // Each piece of work goes where it belongs, until there is a reply.
  void pass(Result<Work> work, Done done, Asker asker) {
    if (!work) return answer(std::move(done), std::unexpected(std::move(work.error())));
    std::visit([&](auto& piece) { pass_on(piece, std::move(done), asker); }, *work);
  }
  void pass_on(Reply& reply, Done done, Asker) { answer(std::move(done), std::move(reply)); }
  void pass_on(Act& act, Done done, Asker asker) { put(acts, Pending{std::move(act), std::move(done)}, asker); }
  void pass_on(Read& piece, Done done, Asker asker) {
    Mailbox<Waiting<Read>>& lane = piece.lane == ReadLane::figures ? figures : reads;
    put(lane, Waiting<Read>{std::move(piece), std::move(done), asker}, asker);
  }
  void pass_on(Prepare& piece, Done done, Asker asker) {
    put(piece.lane == Lane::waits ? waits : prepares, Waiting<Prepare>{std::move(piece), std::move(done), asker},
        asker);
  }
  void pass_on(Chore& piece, Done done, Asker asker) {
    Mailbox<Waiting<Chore>>& lane = lane_of(piece.lane);
    put(lane, Waiting<Chore>{std::move(piece), std::move(done), asker}, asker);
  }

  Mailbox<Waiting<Chore>>& lane_of(ChoreLane lane) {
    switch (lane) {
      case ChoreLane::slow:
        return chores;
      case ChoreLane::mail:
        return mails;
      case ChoreLane::ask:
        return asks;
      case ChoreLane::file:
        return files;
    }
    return chores;
  }

  template <class Item>
  void put(Mailbox<Item>& mailbox, Item item, Asker asker) {
    if (mailbox.put(item, asker)) return;
    ++counters.busy;
    answer(std::move(item.done), fail(Code::busy, "too much is waiting; nothing was changed"));
  }

  void write() {
    name_thread("writer");
    const auto refuse = [this](Done done) { answer(std::move(done), stopped()); };
    WriterThread(settings, clock, writer, acts, refuse, stopping.get_token()).run();
  }

  // One piece at a time, until there will be no more.
  template <class Item, class Run>
  void serve(const char* name, Mailbox<Waiting<Item>>& mailbox, Run run) {
    name_thread(name);
    std::vector<Waiting<Item>> taken;
    while (mailbox.take(taken, 1, kLongest)) {
      for (Waiting<Item>& waiting : taken) pass(run(waiting.item), std::move(waiting.done), waiting.asker);
      taken.clear();
    }
  }

  void read() {
    Reader reader(settings, clock, keys, counters);
    serve("reader", reads, [&](const Read& piece) { return reader.read(piece, settings.read_limit); });
  }

  // A page is still given; for figures a stop does not wait.
  void figure() {
    come_last();
    Reader reader(settings, clock, keys, counters);
    serve("figures", figures, [&](const Read& piece) -> Result<Work> {
      return is_open ? reader.read(piece, settings.read_limit * kFiguresTimes) : stopped();
    });
  }

  void work(const char* name, Mailbox<Waiting<Prepare>>& mailbox) {
    give_way();
    serve(name, mailbox, prepare);
  }

  void do_chores(const char* name, Mailbox<Waiting<Chore>>& mailbox) {
    give_way();
    serve(name, mailbox, [this](const Chore& piece) { return do_chore(piece, stopping.get_token()); });
  }

  static std::unexpected<Error> stopped() { return fail(Code::restart, "the server is stopping"); }

  void stop() {
    {
      std::unique_lock lock(mutex);
      is_open = false;
      stopping.request_stop();
      changed.wait(lock, [&] { return inside == 0; });
    }
    reads.close();
    figures.close();
    prepares.close();
    waits.close();
    chores.close();
    mails.close();
    asks.close();
    files.close();
    acts.close();
    threads.clear();
  }

  const EngineSettings settings;
  const Clock& clock;
  const seal::Keyring& keys;
  const std::vector<jobs::JobKind> jobs;
  const Deliver out;
  const WriterDeliver deliver;
  Counters counters;
  Writer writer;
  Mailbox<Pending> acts;
  Mailbox<Waiting<Read>> reads;
  Mailbox<Waiting<Read>> figures;
  Mailbox<Waiting<Prepare>> prepares;
  Mailbox<Waiting<Prepare>> waits;
  Mailbox<Waiting<Chore>> chores;
  Mailbox<Waiting<Chore>> mails;
  Mailbox<Waiting<Chore>> asks;
  Mailbox<Waiting<Chore>> files;
  std::stop_source stopping;
  std::mutex mutex;
  std::condition_variable changed;
  std::atomic<std::size_t> inside = 0;  // taken and not yet delivered
  std::atomic<bool> is_open = true;
  std::vector<std::jthread> threads;
};

Engine::Engine(EngineSettings settings, const Clock& clock, Random& random, const seal::Keyring& keys,
               std::vector<jobs::JobKind> jobs, Deliver deliver)
    : impl_(std::make_unique<Impl>(std::move(settings), clock, random, keys, std::move(jobs), std::move(deliver))) {}

Engine::~Engine() {
  stop();
}

void Engine::run(Work work, Done done, Asker asker) {
  ++impl_->inside;
  if (!impl_->is_open) return impl_->answer(std::move(done), Impl::stopped());
  impl_->pass(std::move(work), std::move(done), asker);
}

void Engine::stop() {
  impl_->stop();
}

Engine::Counts Engine::counts() const {
  const Counters& counters = impl_->counters;
  return {counters.commits, counters.acts, counters.reads, counters.busy, counters.slow, counters.interrupted};
}

}  // namespace onthaal
