#include "app/serve.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <thread>

#include "app/audit_head.h"
#include "app/backup.h"
#include "app/commands.h"
#include "app/house.h"
#include "app/wiring.h"
#include "platform/control.h"
#include "platform/http/server.h"
#include "platform/live/poll.h"
#include "platform/log.h"
#include "platform/net/loop.h"

namespace onthaal::app {

namespace {

constexpr std::chrono::milliseconds kTick{250};
constexpr std::chrono::hours kHeadEvery{1};
constexpr std::chrono::seconds kGoodbye{3};
constexpr std::chrono::milliseconds kStep{1000};

// As many sockets as the machine allows.
void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// A crash leaves nobody's words behind: no core file, and only root may look into this memory.
void keep_memory_private() {
  const rlimit none{};
  if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    log::warning("server.may_dump_core");
}

EngineSettings engine_settings(const config::Config& config) {
  return {.url = config.database.url,
          .readers = static_cast<int>(config.engine.readers),
          .workers = static_cast<int>(config.engine.workers),
          .write_queue = static_cast<std::size_t>(config.engine.write_queue),
          .group = static_cast<std::size_t>(config.engine.group)};
}

live::HubSettings hub_settings(const config::Config& config) {
  return {.send_limit = static_cast<std::size_t>(config.live.send_limit),
          .hello_timeout = config.live.hello_timeout,
          .ping_interval = config.live.ping_interval,
          .idle_limit = config.live.idle_limit,
          .frames_per_second = static_cast<double>(config.live.frames_per_second),
          .frames_burst = static_cast<double>(config.live.burst)};
}

http::ServerSettings server_settings(const config::Config& config) {
  return {.address = config.http.address,
          .port = static_cast<std::uint16_t>(config.http.port),
          .public_url = config.http.public_url,
          .trusted_proxies = config.http.trusted_proxies,
          .max_header = static_cast<std::size_t>(config.http.max_header),
          .max_body = static_cast<std::size_t>(config.http.max_body),
          .max_frame = static_cast<std::size_t>(config.live.max_frame),
          .max_connections = static_cast<std::size_t>(config.http.max_connections),
          .requests = {.per_second = static_cast<double>(config.http.requests_per_second),
                       .burst = static_cast<double>(config.http.burst)},
          .header_timeout = config.http.header_timeout,
          .body_timeout = config.http.body_timeout,
          .idle_timeout = config.http.idle_timeout};
}

// The parts of a running server, made in the order in which they need each other.
class Serving {
 public:
  Serving(const config::Config& config, const House& house, const Wiring& wiring)
      : pages_(config.pages.dir),
        clock_(fast_clock(system_clock(), static_cast<int>(config.clock.speed))),
        engine_(engine_settings(config), *clock_, seal::system_random(), house.keys, wiring.jobs(),
                [this](std::vector<Finished> batch) { deliver(std::move(batch)); }),
        hub_(hub_settings(config), *clock_, engine_, wiring.commands(), wiring.watches(), wiring.doors()),
        poll_(hub_, system_clock(), seal::system_random(), config.live.idle_limit,
              static_cast<std::size_t>(config.http.max_connections)),
        doors_(wiring.doors()),
        server_(server_settings(config), loop_, engine_, hub_, poll_, doors_, wiring.routes(), pages_),
        control_(config.control_socket(),
                 app::control_commands(wiring.staff_hooks(), wiring.hours_hooks(), key_settings(config)),
                 [this](Work work, Done done) { engine_.run(std::move(work), std::move(done)); }) {
    // Heard before anybody is told that the server started; obeyed once the loop runs.
    loop_.on_stop_signal([this] { stop(); });
  }

  void run() {
    loop_.every(kTick, [this] { tick(); });
    loop_.run();
    if (stopper_.joinable()) stopper_.join();
  }

  std::uint16_t port() const { return server_.port(); }
  bool has_pages() const { return pages_.size() > 0; }

 private:
  void deliver(std::vector<Finished> batch) {
    loop_.post([this, batch = std::move(batch)]() mutable { hub_.deliver(std::move(batch)); });
  }

  void tick() {
    hub_.tick();
    poll_.tick();
    server_.tick();
    watch_head();
    watch_clock();
    if (!goodbye_until_) return;
    const bool is_late = std::chrono::steady_clock::now() > *goodbye_until_;
    if (is_late) server_.cut_all();
    if (is_late || server_.connections() == 0) loop_.stop();
  }

  // Where the database's owner cannot change it afterwards.
  void watch_head() {
    if (std::chrono::steady_clock::now() < next_head_) return;
    next_head_ = std::chrono::steady_clock::now() + kHeadEvery;
    const Read read{"audit.head", [](const Snapshot& snapshot) -> Result<Work> {
                      log_head(snapshot.db);
                      return Reply{};
                    }};
    engine_.run(read, [](Result<Reply>) {});
  }

  // Said once for each time that somebody sets the machine's clock: ours goes there slowly.
  void watch_clock() {
    const Millis ahead = system_clock().ahead();
    const Millis set_by = clock_ahead_ - ahead;
    clock_ahead_ = ahead;
    if (std::abs(set_by) > kStep.count()) log::warning("clock.stepped", {{"seconds", set_by / 1000}});
  }

  // Nobody new; then what was taken is committed and answered; then everybody is told to come back.
  void stop() {
    log::info("server.stopping", {{"sessions", hub_.sessions()}});
    server_.stop();
    control_.stop();
    stopper_ = std::thread([this] {
      engine_.stop();
      loop_.post([this] {
        hub_.say_bye();
        poll_.release();
        goodbye_until_ = std::chrono::steady_clock::now() + kGoodbye;
        tick();
      });
    });
  }

  http::Pages pages_;
  net::Loop loop_;
  std::unique_ptr<const Clock> clock_;
  Engine engine_;
  live::Hub hub_;
  live::Poll poll_;
  live::Doors doors_;
  http::Server server_;
  control::Server control_;
  std::thread stopper_;
  Millis clock_ahead_ = 0;
  std::chrono::steady_clock::time_point next_head_{};
  std::optional<std::chrono::steady_clock::time_point> goodbye_until_;
};

// Before a job of the last time finds who was gone then.
void begin(const config::Config& config, const House& house, const Wiring& wiring) {
  const auto connection = db::connect(config.database.url, db::Access::write);
  const Act act{"app.begin", [&](Tx& tx) -> Result<Reply> {
                  wiring.begin(tx);
                  return Reply{};
                }};
  try {
    static_cast<void>(control::run_alone(act, *connection, system_clock(), seal::system_random(), house.keys));
  } catch (const db::DbError& error) {  // a full disk: whoever comes can at least read
    log::error("server.not_begun", {{"error", log::ours(error.what())}});
  }
}

// A second server waits here as standby, and takes over when the first one is gone. A database that is away for a while
// is no reason to go: it is when a standby is needed.
std::unique_ptr<db::Lock> wait_for_lock(const std::string& url) {
  auto lock = db::try_lock(url);
  if (!lock) log::info("server.standby", {{"why", "another server holds the database"}});
  bool is_away = false;
  while (!lock) {
    std::this_thread::sleep_for(std::chrono::milliseconds(250));
    try {
      lock = db::try_lock(url);
      if (is_away) log::info("db.connected");
      is_away = false;
    } catch (const db::DbError& error) {
      if (!is_away) log::warning("db.unreachable", {{"error", log::ours(error.what())}});
      is_away = true;
    }
  }
  return lock;
}

}  // namespace

int serve(const config::Config& config) {
  std::signal(SIGPIPE, SIG_IGN);  // a log that nobody takes any more ends nothing
  raise_file_limit();
  keep_memory_private();
  if (auto made = make_data_folder(config); !made) throw std::runtime_error(made.error().detail);
  auto lock = wait_for_lock(config.database.url);
  if (auto whole = check_restored(config); !whole) throw std::runtime_error(whole.error().detail);
  const auto house = open_house(config, system_clock(), seal::system_random(), std::move(lock));
  if (!house) throw std::runtime_error(house.error().detail);
  const Wiring wiring(config);
  begin(config, *house, wiring);
  Serving serving(config, *house, wiring);
  if (!serving.has_pages()) log::warning("pages.none", {{"dir", log::ours(config.pages.dir)}});
  log::info("server.started", {{"port", serving.port()}, {"version", ONTHAAL_VERSION}});
  const std::string port = std::to_string(serving.port());
  std::cout << (config.http.public_url.empty() ? "http://localhost:" + port : config.http.public_url) << std::endl;
  serving.run();
  log_head(*db::connect(config.database.url, db::Access::read));
  log::info("server.stopped");
  return 0;
}

}  // namespace onthaal::app
