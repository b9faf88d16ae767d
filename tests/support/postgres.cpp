#include "support/postgres.h"

#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>
#include <vector>

#include "platform/db/db.h"
#include "support/database.h"

extern char** environ;

namespace onthaal::support {
namespace {

namespace fs = std::filesystem;

fs::path programs() {
  for (const char* version : {"15", "16", "17", "18", "14"}) {
    const fs::path folder = fs::path("/usr/lib/postgresql") / version / "bin";
    if (fs::exists(folder / "initdb")) return folder;
  }
  throw std::runtime_error("PostgreSQL's server programs are missing: run bin/setup");
}

const passwd& other_user() {
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* user = getpwnam(name)) return *user;
  }
  throw std::runtime_error("there is no user postgres to run PostgreSQL as: run bin/setup");
}

// setpriv also sees to it that the server ends with this program, however that ends.
std::vector<std::string> as_other_user(std::vector<std::string> command) {
  std::vector<std::string> words{"setpriv", "--pdeathsig", "QUIT"};
  if (geteuid() == 0) {
    const passwd& user = other_user();
    for (const std::string& word : {std::string("--reuid"), std::to_string(user.pw_uid), std::string("--regid"),
                                    std::to_string(user.pw_gid), std::string("--clear-groups")}) {
      words.push_back(word);
    }
  }
  words.push_back("--");
  words.insert(words.end(), std::make_move_iterator(command.begin()), std::make_move_iterator(command.end()));
  return words;
}

pid_t start(std::vector<std::string> command, const fs::path& folder) {
  std::vector<std::string> words = as_other_user(std::move(command));
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const std::string log = folder / "log";
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  posix_spawn_file_actions_adddup2(&files, 1, 2);
  posix_spawn_file_actions_addchdir_np(&files, folder.c_str());
  pid_t pid = 0;
  const int failed = posix_spawnp(&pid, arguments[0], &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) throw std::runtime_error("could not start setpriv (util-linux)");
  return pid;
}

class Server {
 public:
  Server() {
    const fs::path bin = programs();
    if (geteuid() == 0 && chown(folder_.path().c_str(), other_user().pw_uid, other_user().pw_gid) != 0) {
      throw std::runtime_error("could not give PostgreSQL its folder");
    }
    const pid_t initdb = start({bin / "initdb", "--no-sync", "--auth=trust", "--username=onthaal", "--encoding=UTF8",
                                "--locale=C", "--pgdata=" + data()},
                               folder_.path());
    int status = 0;
    waitpid(initdb, &status, 0);
    if (status != 0) throw std::runtime_error("initdb failed:\n" + log());
    std::vector<std::string> command{bin / "postgres", "-D", data(), "-k", folder_.path()};
    for (const char* setting : {"listen_addresses=", "fsync=off", "full_page_writes=off", "autovacuum=off",
                                "wal_level=minimal", "max_wal_senders=0", "max_wal_size=64MB", "min_wal_size=32MB",
                                "shared_buffers=16MB", "max_connections=50", "log_min_messages=fatal"}) {
      command.insert(command.end(), {"-c", setting});
    }
    pid_ = start(std::move(command), folder_.path());
    wait_until_ready();
  }

  ~Server() {
    kill(pid_, SIGQUIT);
    waitpid(pid_, nullptr, 0);
  }

  std::string url(const std::string& database) const {
    return "postgresql:///" + database + "?user=onthaal&host=" + folder_.path().string();
  }

 private:
  std::string data() const { return folder_.path() / "data"; }

  std::string log() const {
    std::ifstream file(folder_.path() / "log");
    return {std::istreambuf_iterator<char>(file), {}};
  }

  void wait_until_ready() const {
    for (;;) {
      try {
        db::connect(url("postgres"), db::Access::read);
        return;
      } catch (const db::DbError&) {
        int status = 0;
        if (waitpid(pid_, &status, WNOHANG) != 0) throw std::runtime_error("PostgreSQL did not start:\n" + log());
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
      }
    }
  }

  TempFolder folder_;
  pid_t pid_ = 0;
};

}  // namespace

std::string postgres_url(const std::string& database) {
  static const Server server;
  return server.url(database);
}

}  // namespace onthaal::support
