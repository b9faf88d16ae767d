#include "platform/net/loop.h"

#include <csignal>
#include <vector>

#include "platform/net/asio.h"
#include "platform/net/deadlines.h"

namespace onthaal::net {

namespace {

struct Ticker {
  asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor> timer;
  std::chrono::milliseconds period;
  std::function<void()> task;

  void start() {
    timer.expires_after(period);
    timer.async_wait([this](const boost::system::error_code& error) {
      if (error) return;
      task();
      start();
    });
  }
};

}  // namespace

struct Loop::Impl {
  Deadlines deadlines;
  asio::io_context context{1};
  asio::executor_work_guard<Executor> work = asio::make_work_guard(context);
  std::vector<std::unique_ptr<Ticker>> tickers;
  asio::basic_signal_set<Executor> signals{context.get_executor()};
};

Loop::Loop() : impl_(std::make_unique<Impl>()) {}
Loop::~Loop() = default;

void Loop::run() {
  impl_->context.run();
}
void Loop::stop() {
  impl_->context.stop();
}
void Loop::post(std::function<void()> task) {
  asio::post(impl_->context, std::move(task));
}

void Loop::every(std::chrono::milliseconds period, std::function<void()> task) {
  impl_->tickers.push_back(
      std::make_unique<Ticker>(decltype(Ticker::timer)(impl_->context.get_executor()), period, std::move(task)));
  impl_->tickers.back()->start();
}

void Loop::on_stop_signal(std::function<void()> task) {
  impl_->signals.add(SIGTERM);
  impl_->signals.add(SIGINT);
  impl_->signals.async_wait([task = std::move(task)](const boost::system::error_code& error, int) {
    if (!error) task();
  });
}

asio::io_context& Loop::context() {
  return impl_->context;
}
Deadlines& Loop::deadlines() {
  return impl_->deadlines;
}

}  // namespace onthaal::net
