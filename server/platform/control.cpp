#include "platform/control.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

#include "platform/control_socket.h"
#include "platform/json.h"
#include "platform/log.h"

namespace onthaal::control {
namespace {

constexpr std::size_t kMaxRequest = std::size_t{1} << 20;
constexpr std::size_t kMaxAnswer = std::size_t{64} << 20;  // the words of a whole talk
constexpr std::chrono::seconds kRequestPatience{5};
constexpr std::chrono::minutes kAnswerPatience{5};

std::string error_line(const Error& error) {
  return json::Out().raw("error", json::error_body(error)).str();
}

std::string answer_line(const Result<Reply>& reply) {
  if (!reply) return error_line(reply.error());
  return json::Out().raw("ok", reply->body.empty() ? "null" : reply->body).str();
}

Error read_error(const boost::json::object& answer) {
  Error error{Code::internal, "the server's answer is not understood", {}};
  const auto* told = answer.if_contains("error");
  if (told == nullptr || !told->is_object()) return error;
  json::Reader read(told->get_object());
  const std::string code = read.text("code", 1, 100);
  for (int i = 0; i <= static_cast<int>(Code::internal); ++i)
    if (error_row(static_cast<Code>(i)).name == code) error.code = static_cast<Code>(i);
  error.detail = read.text("detail", 0, 10000);
  for (const auto& item : read.array_or_empty("fields", 100)) {
    if (!item.is_object()) continue;
    json::Reader field(item.get_object());
    error.fields.push_back({field.text("field", 0, 1000), field.text("problem", 0, 1000)});
  }
  return error;
}

}  // namespace

Result<Work> parse(const Commands& commands, std::string_view name, const boost::json::object& args) {
  const auto found = std::ranges::find(commands, name, &Command::name);
  if (found == commands.end())
    return std::unexpected(Error{Code::invalid, "no such command", {{"command", "not_allowed"}}});
  return parse_guarded([&] { return found->parse(args); });
}

struct Server::Impl {
  Impl(std::filesystem::path path, Commands all, Run how)
      : socket(std::move(path)),
        commands(std::move(all)),
        run(std::move(how)),
        listener(listen_at(socket)),
        stopping(::eventfd(0, EFD_CLOEXEC)),
        thread([this] { serve(); }) {}

  void serve() {
    for (;;) {
      pollfd wanted[2] = {{listener.value(), POLLIN, 0}, {stopping.value(), POLLIN, 0}};
      if (::poll(wanted, 2, -1) < 0) continue;
      if (wanted[1].revents != 0) return;
      const Descriptor caller(::accept4(listener.value(), nullptr, nullptr, SOCK_CLOEXEC));
      if (!caller.is_open()) continue;
      const timeval patience{.tv_sec = kRequestPatience.count(), .tv_usec = 0};
      ::setsockopt(caller.value(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
      const auto line = read_line(caller, kMaxRequest, kRequestPatience, stopping);
      if (line) write_line(caller, answer(*line));
    }
  }

  std::string answer(const std::string& line) {
    auto request = json::parse(line);
    if (!request) return error_line(request.error());
    json::Reader read(*request);
    const std::string name = read.text("command", 1, 100);
    const boost::json::object& args = read.object("args");
    if (const auto error = read.finished()) return error_line(*error);
    auto work = parse(commands, name, args);
    if (!work) return error_line(work.error());
    log::info("control.asked", {{"command", log::ours(name)}});
    return answer_line(finished(*std::move(work)));
  }

  // The engine always delivers, but not to a loop that has stopped.
  Result<Reply> finished(Work work) {
    auto promise = std::make_shared<std::promise<Result<Reply>>>();
    auto future = promise->get_future();
    run(std::move(work), [promise](Result<Reply> reply) { promise->set_value(std::move(reply)); });
    while (future.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready)
      if (is_stopping) return fail(Code::restart, "the server stops");
    return future.get();
  }

  const std::filesystem::path socket;
  const Commands commands;
  const Run run;
  const Descriptor listener;
  const Descriptor stopping;
  std::atomic<bool> is_stopping = false;
  std::thread thread;
};

Server::Server(std::filesystem::path socket, Commands commands, Run run)
    : impl_(std::make_unique<Impl>(std::move(socket), std::move(commands), std::move(run))) {}

Server::~Server() {
  stop();
}

void Server::stop() {
  if (impl_->is_stopping.exchange(true)) return;
  const std::uint64_t one = 1;
  if (::write(impl_->stopping.value(), &one, sizeof one) < 0) log::error("control.not_woken");
  impl_->thread.join();
  ::unlink(impl_->socket.c_str());
}

std::optional<Result<std::string>> ask(const std::filesystem::path& socket, std::string_view command,
                                       const std::string& args) {
  const Descriptor server = connect_to(socket);
  if (!server.is_open()) return std::nullopt;
  if (!write_line(server, json::Out().text("command", command).raw("args", args).str()))
    return fail(Code::restart, "the server hung up");
  const auto line = read_line(server, kMaxAnswer, kAnswerPatience, Descriptor());
  if (!line) return fail(Code::restart, "the server hung up; look whether it was done before you ask again");
  const auto answer = json::parse(*line);
  if (!answer) return std::unexpected(answer.error());
  const auto* ok = answer->if_contains("ok");
  if (ok == nullptr) return std::unexpected(read_error(*answer));
  return ok->is_null() ? std::string() : boost::json::serialize(*ok);
}

}  // namespace onthaal::control
