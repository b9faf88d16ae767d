#pragma once

#include <string>
#include <vector>

#include "load/options.h"

namespace load {

struct Seat {
  std::string conversation;  // UUID
  std::string token;         // the visitor's
};

struct House {
  std::string cookie;  // of the one operator who owns all talks
  std::vector<Seat> seats;
};

// Logs in, starts the visits through the public door and takes them all. The floor has no such things: seats are empty.
House open_house(const Options& options);

}  // namespace load
