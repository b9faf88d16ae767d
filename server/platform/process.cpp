#include "platform/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sodium.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <thread>

#include "platform/files.h"

namespace onthaal::process {
namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
  files::Descriptor from{-1};
  files::Descriptor to{-1};

  bool open() {
    std::array<int, 2> both{};
    if (::pipe2(both.data(), O_CLOEXEC) != 0) return false;
    from = files::Descriptor(both[0]);
    to = files::Descriptor(both[1]);
    return true;
  }
};

// A program that does not read its input must not end this one.
class NoSignal {
 public:
  NoSignal() {
    sigemptyset(&broken_);
    sigaddset(&broken_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken_, &before_);
  }
  ~NoSignal() {
    constexpr timespec kNow{};
    sigtimedwait(&broken_, nullptr, &kNow);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoSignal(const NoSignal&) = delete;
  NoSignal& operator=(const NoSignal&) = delete;

 private:
  sigset_t broken_{};
  sigset_t before_{};
};

// A group of its own, so that all that it starts ends with it.
int spawn(const Command& command, int input, int output, pid_t& pid) {
  std::vector<char*> argv;
  for (const std::string& each : command.argv) argv.push_back(const_cast<char*>(each.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
  posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t usual;
  sigemptyset(&usual);
  posix_spawnattr_setsigmask(&attributes, &usual);
  sigaddset(&usual, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &usual);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  const int problem = posix_spawnp(&pid, argv[0], &files, &attributes, argv.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return problem;
}

// Kills what still runs, and leaves no zombie.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    ::kill(-pid_, SIGKILL);
    if (!has_ended_) ::waitpid(pid_, nullptr, 0);
  }
  // Its status, once it has ended.
  std::optional<int> ended() {
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) != pid_) return std::nullopt;
    has_ended_ = true;
    return status;
  }

 private:
  const pid_t pid_;
  bool has_ended_ = false;
};

enum class Talked { all, too_long, too_much };

// Gives the input and takes the output, until it has closed that.
Talked talk(const Command& command, Pipe& in, Pipe& out, Clock::time_point until, std::string& output) {
  const NoSignal no_signal;
  std::string_view input = command.input;
  ::fcntl(in.to.value(), F_SETFL, O_NONBLOCK);
  for (;;) {
    if (input.empty()) in.to = files::Descriptor(-1);
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
    if (left.count() <= 0) return Talked::too_long;
    std::array<pollfd, 2> waited{{{out.from.value(), POLLIN, 0}, {in.to.value(), POLLOUT, 0}}};
    if (::poll(waited.data(), waited.size(), static_cast<int>(left.count())) <= 0) continue;
    if (waited[1].revents != 0) {
      const ssize_t sent = ::write(in.to.value(), input.data(), input.size());
      if (sent > 0) input.remove_prefix(static_cast<std::size_t>(sent));
      if (sent < 0 && errno != EAGAIN && errno != EINTR) input = {};  // it does not want more
    }
    if (waited[0].revents == 0) continue;
    std::array<char, 4096> bytes;
    const ssize_t got = ::read(out.from.value(), bytes.data(), bytes.size());
    if (got > 0) output.append(bytes.data(), static_cast<std::size_t>(got));
    sodium_memzero(bytes.data(), bytes.size());
    if (output.size() > command.max_output) return Talked::too_much;
    if (got == 0 || (got < 0 && errno != EINTR)) return Talked::all;
  }
}

}  // namespace

bool is_installed(std::string_view program) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path ? path : "/usr/bin:/bin";
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    const std::string file = std::string(folder.empty() ? "." : folder) + "/" + std::string(program);
    if (::access(file.c_str(), X_OK) == 0) return true;
    rest.remove_prefix(std::min(folder.size() + 1, rest.size()));
  }
  return false;
}

Result<std::string> run(const Command& command) {
  const std::string& name = command.argv.at(0);
  const auto until = Clock::now() + command.limit;
  const auto not_started = [&](int problem) {
    return fail(Code::internal, name + " cannot be started: " + std::strerror(problem));
  };
  Pipe in, out;
  if (!in.open() || !out.open()) return not_started(errno);
  pid_t pid = 0;
  if (const int problem = spawn(command, in.from.value(), out.to.value(), pid); problem != 0)
    return not_started(problem);
  Child child(pid);
  in.from = files::Descriptor(-1);
  out.to = files::Descriptor(-1);
  std::string output;
  output.reserve(command.max_output + 4096);  // no copy of it stays behind
  const Talked talked = talk(command, in, out, until, output);
  const auto refused = [&](Code code, const std::string& why) {
    sodium_memzero(output.data(), output.size());
    return fail(code, name + " " + why);
  };
  const std::string too_long = "took longer than " + std::to_string(command.limit.count() / 1000) + " seconds";
  if (talked == Talked::too_long) return refused(Code::timeout, too_long);
  if (talked == Talked::too_much) return refused(Code::internal, "wrote too much");
  std::optional<int> status;
  while (!(status = child.ended())) {
    if (Clock::now() > until) return refused(Code::timeout, too_long);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  if (WIFSIGNALED(*status)) return refused(Code::internal, "was ended by signal " + std::to_string(WTERMSIG(*status)));
  if (WEXITSTATUS(*status) != 0) return refused(Code::internal, "ended with " + std::to_string(WEXITSTATUS(*status)));
  return output;
}

std::vector<Result<std::string>> run_all(const std::vector<Command>& commands, std::size_t at_once,
                                         const std::stop_token& stop) {
  std::vector<Result<std::string>> all(commands.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t at = next++; at < commands.size(); at = next++)
      all[at] = stop.stop_requested() ? fail(Code::restart, "the server stops") : run(commands[at]);
  };
  std::vector<std::jthread> workers;
  while (workers.size() < std::min(at_once, commands.size())) workers.emplace_back(work);
  workers.clear();
  return all;
}

}  // namespace onthaal::process
