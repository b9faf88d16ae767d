#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace load {

struct Options {
  std::string target = "onthaal";  // onthaal, node, floor
  std::string mode;                // rate, saturate, both, idle, recovery
  std::uint16_t port = 8080;
  std::uint32_t talks = 100;
  double rate = 2000;          // messages a second, all talks together
  std::uint32_t window = 512;  // saturate: messages under way, all talks together
  double seconds = 5;          // measured
  double warmup = 1;           // before that, not measured
  pid_t pid = 0;               // of the server: its CPU and memory are measured too
  std::string line = "clbchat";
  std::string login;
  std::string password;
  bool json = false;
};

}  // namespace load
