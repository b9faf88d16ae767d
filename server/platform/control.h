#pragma once

#include <boost/json.hpp>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/random.h"
#include "platform/act/engine.h"

// Commands of this machine for the running server: a unix socket whose door is its mode. A line of JSON each way:
// {"command":"staff.reset","args":{...}} -> {"ok":{...}} or {"error":{"code","detail","fields"}}.
namespace onthaal::control {

struct Command {
  std::string_view name;  // "staff.add"
  std::function<Result<Work>(const boost::json::object& args)> parse;
};
using Commands = std::vector<Command>;

// The first piece of the work that a command asks for; `invalid` when there is no such command.
Result<Work> parse(const Commands& commands, std::string_view name, const boost::json::object& args);

// Serves one caller after the other on a thread of its own. An old socket file is replaced: whoever starts this holds
// the lock of the database.
class Server {
 public:
  using Run = std::function<void(Work, Done)>;  // Engine::run
  // Throws std::system_error when the socket cannot be made.
  Server(std::filesystem::path socket, Commands commands, Run run);
  ~Server();  // as stop()
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// What the running server answers (JSON, or empty); nothing at all when no server listens.
std::optional<Result<std::string>> ask(const std::filesystem::path& socket, std::string_view command,
                                       const std::string& args);

// Without a server: follows the pieces of a work to its end on one connection, an act in a transaction of its own.
// Nobody is subscribed, so its effects are dropped.
Result<Reply> run_alone(Work work, db::Connection& connection, const Clock& clock, Random& random,
                        const seal::Keyring& keys);

}  // namespace onthaal::control
