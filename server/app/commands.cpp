#include "app/commands.h"

#include "features/accounts/accounts.h"
#include "features/lines/lines.h"
#include "platform/json.h"

namespace onthaal::app {

control::Commands control_commands() {
  control::Commands all = lines::control_commands();
  for (auto& command : accounts::control_commands()) all.push_back(std::move(command));
  return all;
}

Result<std::string> Door::ask(std::string_view command, const std::string& args) {
  if (!alone_) {
    if (auto answer = control::ask(config_.control_socket(), command, args)) return *std::move(answer);
    auto house = open_house(config_, system_clock(), seal::system_random());
    if (!house) return std::unexpected(std::move(house.error()));
    alone_.emplace(*std::move(house), db::connect(config_.database.url, db::Access::write));
    if (!alone_->connection->claim_writing()) return fail(Code::busy, "another server writes to the database");
  }
  return run_alone(command, args);
}

Result<std::string> Door::run_alone(std::string_view command, const std::string& args) {
  const auto parsed = json::parse(args);
  if (!parsed) return std::unexpected(parsed.error());
  auto work = control::parse(control_commands(), command, *parsed);
  if (!work) return std::unexpected(std::move(work.error()));
  auto reply = control::run_alone(*std::move(work), *alone_->connection, system_clock(), seal::system_random(),
                                  alone_->house.keys);
  if (!reply) return std::unexpected(std::move(reply.error()));
  return std::move(reply->body);
}

}  // namespace onthaal::app
