#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "app/probe_live.h"
#include "core/redacted.h"

namespace onthaal::app {

struct Probe {
  net::Url url;
  std::string origin;  // a page from here: what public_url says
  std::string login;
  Redacted<std::string> password;
  std::string line;  // slug; empty: the first on which this person answers
};

struct Step {
  std::string name;
  std::chrono::microseconds took;
};
using Told = std::function<void(const Step&)>;

// Nothing is wrong: the line lets nobody in at this hour.
struct ClosedError : net::BrokenError {
  using BrokenError::BrokenError;
};

// One whole conversation through the public doors: log in, go on duty, solve the puzzles, visit, take, write both ways,
// lose the connection and resume, send again what may have been lost, end, register it as no real talk. Refuses to
// touch a line on which somebody waits. Leaves nothing behind, also where it breaks: no talk, nobody on duty who was
// not, no session. Throws net::BrokenError with what broke.
void probe(const Probe& probe, Transport transport, const Told& told);

}  // namespace onthaal::app
