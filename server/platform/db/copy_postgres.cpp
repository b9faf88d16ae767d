#include <fcntl.h>
#include <libpq-fe.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "platform/db/copy_engines.h"
#include "platform/db/statement.h"
#include "platform/files.h"

namespace onthaal::db {
namespace {

constexpr int kLookEveryMs = 200;
constexpr std::size_t kMostSaid = 4000;

constexpr Sql kExport{"copy.export_snapshot", "select pg_export_snapshot()"};
constexpr Sql kVersion{"copy.server_version", "select current_setting('server_version_num')"};
constexpr Sql kTables{"copy.tables", "select count(*) from pg_tables where schemaname = current_schema()"};

// How to reach the database, as libpq's programs read it: a password in an argument could be seen by every user of the
// machine.
struct Where {
  std::vector<std::string> environment;
  std::string database;
};

Where where_is(const std::string& url) {
  Where where;
  PQconninfoOption* options = PQconninfoParse(url.c_str(), nullptr);
  for (const auto* each = options; each != nullptr && each->keyword != nullptr; ++each) {
    if (each->val == nullptr) continue;
    if (each->envvar != nullptr) where.environment.push_back(std::string(each->envvar) + "=" + each->val);
    if (std::string_view(each->keyword) == "dbname") where.database = each->val;
  }
  PQconninfoFree(options);
  for (char** each = environ; *each != nullptr; ++each) where.environment.emplace_back(*each);
  return where;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

// What it says, until it ends; it is ended when a stop is asked for.
std::string listen(int pipe, pid_t child, const std::stop_token& stop) {
  std::string said;
  bool is_told = false;
  for (;;) {
    if (stop.stop_requested() && !is_told) is_told = ::kill(child, SIGTERM) == 0;
    pollfd ready{.fd = pipe, .events = POLLIN, .revents = 0};
    if (::poll(&ready, 1, kLookEveryMs) <= 0) continue;
    char piece[512];
    const ssize_t got = ::read(pipe, piece, sizeof piece);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return said;
    if (said.size() < kMostSaid) said.append(piece, static_cast<std::size_t>(got));
  }
}

struct Ended {
  bool is_well;
  std::string said;
};
// `hears`: which of its outputs.
Result<Ended> call(const Where& where, std::vector<std::string> words, int hears, const std::stop_token& stop) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return fail(Code::internal, words[0] + " cannot be started");
  const files::Descriptor pipe(ends[0]);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  const int unheard = hears == STDERR_FILENO ? STDOUT_FILENO : STDERR_FILENO;
  posix_spawn_file_actions_addopen(&actions, unheard, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], hears);
  std::vector<std::string> environment = where.environment;
  pid_t child = 0;
  const int problem =
      ::posix_spawnp(&child, words[0].c_str(), &actions, nullptr, pointers(words).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (problem != 0) return fail(Code::internal, words[0] + " cannot be started: " + std::strerror(problem));
  std::string said = listen(pipe.value(), child, stop);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return Ended{.is_well = WIFEXITED(status) && WEXITSTATUS(status) == 0, .said = std::move(said)};
}

// Of what a program says only the first line: what follows may quote rows.
Result<void> run(const Where& where, const std::vector<std::string>& words, const std::stop_token& stop) {
  const auto ended = call(where, words, STDERR_FILENO, stop);
  if (!ended) return std::unexpected(ended.error());
  if (ended->is_well) return {};
  if (stop.stop_requested()) return fail(Code::restart, "the server is stopping");
  const bool is_full = ended->said.find("No space left") != std::string::npos;
  return fail(is_full ? Code::busy : Code::internal,
              words[0] + " failed: " + ended->said.substr(0, ended->said.find('\n')));
}

// "pg_dump (PostgreSQL) 15.8 (Debian 15.8-0+deb12u1)": 15.
Result<int> version_of(const std::string& program) {
  constexpr std::string_view kBefore = "(PostgreSQL) ";
  const auto told = call(where_is(""), {program, "--version"}, STDOUT_FILENO, {});
  if (!told) return std::unexpected(told.error());
  const std::size_t at = told->said.find(kBefore);
  const int version = at == std::string::npos ? 0 : std::atoi(told->said.c_str() + at + kBefore.size());
  if (!told->is_well || version == 0) return fail(Code::internal, program + " does not tell its version");
  return version;
}

std::string wanted(int version) {
  return ": install the package postgresql-client of version " + std::to_string(version) + " or later";
}

}  // namespace

Result<void> copy_postgres(const std::filesystem::path& file, const std::string& url, const std::string& pg_dump,
                           const std::stop_token& stop, const std::function<void(Connection&)>& look) {
  const auto connection = connect_postgres(url, Access::read);
  connection->begin_snapshot();
  const std::string snapshot = connection->run(kExport)[0].text(0);
  // Words are sealed and do not become shorter; what surrounds them does, cheaply.
  auto copied = run(where_is(url),
                    {pg_dump, "--format=custom", "--compress=1", "--no-owner", "--no-privileges",
                     "--snapshot=" + snapshot, "--file=" + file.string()},
                    stop);
  if (!copied) return copied;
  if (auto synced = files::sync(file); !synced) return synced;
  look(*connection);
  connection->rollback();
  return {};
}

std::string dump_problem(const std::string& url, const Tools& tools) {
  const int server = std::stoi(connect_postgres(url, Access::read)->run(kVersion)[0].text(0)) / 10'000;
  const auto dump = version_of(tools.pg_dump);
  if (!dump) return dump.error().detail + wanted(server) + ", or set backup.pg_dump";
  if (*dump >= server) return "";
  return tools.pg_dump + " is of version " + std::to_string(*dump) +
         " and cannot copy a database of a server of version " + std::to_string(server) + wanted(server) +
         ", or set backup.pg_dump";
}

std::string put_back_problem(const Tools& tools) {
  const auto restore = version_of(tools.pg_restore);
  if (!restore) return restore.error().detail + ": install the package postgresql-client, or set backup.pg_restore";
  const auto dump = version_of(tools.pg_dump);
  if (!dump || *restore >= *dump) return "";
  return tools.pg_restore + " is of version " + std::to_string(*restore) + " and cannot read what " + tools.pg_dump +
         " of version " + std::to_string(*dump) + " writes" + wanted(*dump) + ", or set backup.pg_restore";
}

bool is_empty_postgres(const std::string& url) {
  return connect_postgres(url, Access::read)->run(kTables)[0].integer(0) == 0;
}

Result<void> put_back_postgres(const std::filesystem::path& file, const std::string& url,
                               const std::string& pg_restore) {
  const Where where = where_is(url);
  return run(where,
             {pg_restore, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
              "--dbname=" + where.database, file.string()},
             {});
}

}  // namespace onthaal::db
