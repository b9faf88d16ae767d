#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/commands.h"
#include "features/imports/imports.h"

namespace onthaal::app {

// The way of an import into a line: begun, staged in slices of some milliseconds each, shown by one last step. Until
// then nothing of it is counted, also when this process is killed: the next one that begins, or a day later the server,
// sweeps what was left.
class Staging {
 public:
  Staging(Door& door, std::string line) : door_(door), line_(std::move(line)) {}

  // `name`: what lists call it; `digest`: 32 bytes of all that it is made from. True when it is there already, and
  // there is nothing to do.
  Result<bool> begin(std::string_view name, std::string_view digest);
  // A day once.
  Result<void> add(hours::Day day, std::int64_t talks, std::string_view body);
  Result<void> add(const sheets::Total& total);
  struct How {
    std::int64_t refused = 0;
    std::string replaces;  // the id of an import, or empty
    bool is_beside = false;
  };
  // The import, as control import.show answers it.
  Result<std::string> show(const How& how);
  const std::string& import() const { return import_; }  // its id, once begun
  const std::string& json() const { return json_; }      // as control import.begin answered it

  // What the line's imports that are not shown have left, or only that one (its id), gone slice by slice.
  static Result<void> sweep(Door& door, const std::string& line, const std::string& import = "");
  static Result<std::vector<imports::Named>> vocabulary(Door& door, const std::string& line);

 private:
  Result<void> send_sheets();
  Result<void> send_totals();

  Door& door_;
  const std::string line_;
  std::string import_, json_;
  std::int64_t talks_ = 0, totals_ = 0;
  std::vector<std::string> sheets_, waiting_totals_;  // JSON, not sent yet
  std::size_t bytes_ = 0;                             // of the sheets that wait
};

}  // namespace onthaal::app
