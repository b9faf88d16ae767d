#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "app/house.h"
#include "features/accounts/accounts.h"
#include "features/hours/hours.h"
#include "platform/control.h"

namespace onthaal::app {

// What the control socket of a running server takes, and the command line runs itself where no server runs: those of
// the features, line.add {"slug","name","bare"?}, and partners.ship {"line"}: the lines that are shipped as examples.
control::Commands control_commands(const accounts::Hooks& staff_hooks, const hours::HoursHooks& hours_hooks,
                                   const keys::Settings& key_settings = {});

// The way in for the command line: the running server where there is one, else the database itself.
class Door {
 public:
  explicit Door(const config::Config& config) : config_(config) {}
  // The answer's JSON, or empty. Throws db::DbError.
  Result<std::string> ask(std::string_view command, const std::string& args);

 private:
  struct Alone {
    House house;
    std::unique_ptr<db::Connection> connection;
  };
  Result<std::string> run_alone(std::string_view command, const std::string& args);

  const config::Config& config_;
  std::optional<Alone> alone_;
};

}  // namespace onthaal::app
