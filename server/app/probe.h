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

// One whole conversation through the public doors: log in, solve the puzzles, visit, go on duty, take, write both ways,
// lose the connection and resume, send again what may have been lost, end, register it as no real talk. Refuses to
// touch a line on which somebody waits. Throws net::BrokenError with what broke.
void probe(const Probe& probe, Transport transport, const Told& told);

}  // namespace onthaal::app
