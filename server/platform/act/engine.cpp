#include "platform/act/engine.h"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <typeinfo>

#include "platform/act/mailbox.h"
#include "platform/act/writer.h"
#include "platform/log.h"

namespace onthaal {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kIdle{500};       // nothing to write for so long: time to move the write-ahead log
constexpr milliseconds kLongest{60000};  // the wall clock may jump: jobs are looked for at least this often
constexpr milliseconds kFirstPause{100};
constexpr milliseconds kLongestPause{5000};
constexpr int kLowPriority = 19;       // whatever is not for a talk goes where a talk leaves time
constexpr int kFiguresTimes = 6;       // as long as a page's reading may figures take
constexpr int kWaiters = 2;            // threads that wait for the keys' own place
constexpr int kAskers = 4;             // threads that wait for other servers
constexpr std::size_t kFilesEach = 4;  // a file may take half a minute: so many wait for one person
constexpr int kExitTryAgain = 75;

void name_thread(const char* name) {
  pthread_setname_np(pthread_self(), name);
}

void give_way() {
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kLowPriority);
}

// Of the lowest priority, a thread still keeps a core for some milliseconds from a talk that wants it; so it leaves it
// at once. Where the machine forbids it, it goes on as it was.
void come_last() {
  give_way();
  const sched_param none{};
  sched_setscheduler(0, SCHED_IDLE, &none);
}

// Of what was thrown only the type is told: its words may be anybody's. To be called while it is handled.
void log_thrown(const char* event, const char* kind, const char* name) {
  try {
    throw;
  } catch (const std::exception& error) {
    log::error(event, {{kind, log::ours(name)}, {"type", log::ours(typeid(error).name())}});
  } catch (...) {
    log::error(event, {{kind, log::ours(name)}});
  }
}

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
    for (int index = 0; index < settings.readers; ++index) threads.emplace_back([this] { read("reader", reads, 1); });
    threads.emplace_back([this] {
      come_last();
      read("figures", figures, kFiguresTimes);
    });
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
    std::vector<Pending> waiting;
    bool is_idle = false;
    for (;;) {
      const bool goes_on = !waiting.empty() || acts.take(waiting, settings.group, pause_before(is_idle));
      if (!goes_on) break;
      is_idle = waiting.empty();
      if (writer.is_lost() && !reconnect()) return refuse(std::move(waiting));
      writer.run_group(waiting);
      writer.checkpoint(is_idle);
    }
    writer.checkpoint(true);
  }

  milliseconds pause_before(bool is_idle) const {
    const milliseconds most = is_idle ? kLongest : kIdle;
    if (!writer.next_job()) return most;
    return std::clamp(milliseconds((*writer.next_job() - clock.now()) / clock.speed()), milliseconds(0), most);
  }

  // False when this process must not write any more, or is stopping.
  bool reconnect() {
    const auto started = std::chrono::steady_clock::now();
    for (milliseconds pause = kFirstPause; !is_stopping_within(pause); pause = std::min(pause * 2, kLongestPause)) {
      try {
        if (writer.open()) {
          log::info("db.connected");
          return true;
        }
        log::warning("db.taken");
        if (std::chrono::steady_clock::now() - started < settings.claim_wait) continue;
        give_up();
        return false;
      } catch (const db::DbError& error) {
        log::warning("db.unreachable", {{"error", log::ours(error.what())}});
      }
    }
    return false;
  }

  bool is_stopping_within(milliseconds pause) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, pause, [&] { return !is_open; });
  }

  void give_up() const {
    log::error("server.replaced");
    if (settings.give_up) return settings.give_up();
    std::_Exit(kExitTryAgain);
  }

  void refuse(std::vector<Pending> waiting) {
    do {
      for (Pending& pending : waiting) answer(std::move(pending.done), stopped());
      waiting.clear();
    } while (acts.take(waiting, settings.group, kLongest));
  }

  void read(const char* name, Mailbox<Waiting<Read>>& mailbox, int times) {
    name_thread(name);
    std::unique_ptr<db::Connection> connection;
    std::vector<Waiting<Read>> taken;
    while (mailbox.take(taken, 1, kLongest)) {
      for (Waiting<Read>& waiting : taken)
        pass(may_read(mailbox) ? read_one(connection, waiting.item, settings.read_limit * times) : stopped(),
             std::move(waiting.done), waiting.asker);
      taken.clear();
    }
  }

  // A page is still given; for figures a stop does not wait.
  bool may_read(const Mailbox<Waiting<Read>>& mailbox) const { return &mailbox != &figures || is_open; }

  static std::unexpected<Error> stopped() { return fail(Code::restart, "the server is stopping"); }

  Result<Work> read_one(std::unique_ptr<db::Connection>& connection, const Read& piece, milliseconds limit) {
    ++counters.reads;
    Result<Work> next = fail(Code::internal, "it could not be read");
    try {
      if (!connection) connection = db::connect(settings.url, db::Access::read);
      connection->set_deadline(db::Deadline{std::chrono::steady_clock::now() + limit});
      connection->begin_snapshot();
      next = piece.run(Snapshot{*connection, clock.now(), keys});
    } catch (const db::InterruptedError&) {
      ++counters.interrupted;
      log::warning("read.slow", {{"read", log::ours(piece.name)}});
      next = fail(Code::busy, "it took too long");
    } catch (const db::ConnectionLostError& error) {
      log::error("db.lost", {{"read", log::ours(piece.name)}, {"error", log::ours(error.what())}});
      connection.reset();
      next = fail(Code::busy, "the connection to the database was lost");
    } catch (const db::DbError& error) {
      log::error("read.failed", {{"read", log::ours(piece.name)}, {"error", log::ours(error.what())}});
      if (!connection) next = fail(Code::busy, "the database cannot be reached");
    } catch (...) {
      log_thrown("read.failed", "read", piece.name);
    }
    if (connection) connection->rollback();
    return next;
  }

  void work(const char* name, Mailbox<Waiting<Prepare>>& mailbox) {
    name_thread(name);
    give_way();
    std::vector<Waiting<Prepare>> taken;
    while (mailbox.take(taken, 1, kLongest)) {
      for (Waiting<Prepare>& waiting : taken) pass(prepare_one(waiting.item), std::move(waiting.done), waiting.asker);
      taken.clear();
    }
  }

  static Result<Work> prepare_one(const Prepare& piece) {
    try {
      return piece.run();
    } catch (...) {
      log_thrown("prepare.failed", "prepare", piece.name);
      return fail(Code::internal, "it failed; nothing was changed");
    }
  }

  void do_chores(const char* name, Mailbox<Waiting<Chore>>& mailbox) {
    name_thread(name);
    give_way();
    std::vector<Waiting<Chore>> taken;
    while (mailbox.take(taken, 1, kLongest)) {
      for (Waiting<Chore>& waiting : taken) pass(do_one(waiting.item), std::move(waiting.done), waiting.asker);
      taken.clear();
    }
  }

  Result<Work> do_one(const Chore& piece) {
    try {
      return piece.run(stopping.get_token());
    } catch (...) {
      log_thrown("chore.failed", "chore", piece.name);
      return fail(Code::internal, "it failed; nothing was changed");
    }
  }

  void stop() {
    {
      std::unique_lock lock(mutex);
      is_open = false;
      stopping.request_stop();
      changed.notify_all();
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
  if (!impl_->is_open) return impl_->answer(std::move(done), fail(Code::restart, "the server is stopping"));
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
