#pragma once

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

// Another program, without a shell. Not for the writer: an act does no I/O.
namespace onthaal::process {

struct Command {
  std::vector<std::string> argv;  // found by PATH
  std::string_view input = {};
  std::chrono::milliseconds limit{30'000};
  std::size_t max_output = 1 << 20;
};

// What it wrote to its standard output, once it has ended with 0; its standard error goes to ours. It has our
// environment and no other open file of ours. The error says what happened, `timeout` when it took too long: then it
// and all that it started have been killed. Nothing of input or output stands in an error.
Result<std::string> run(const Command& command);

// The same of several, in their order; so many side by side. What was not begun before a stop is `restart`.
std::vector<Result<std::string>> run_all(const std::vector<Command>& commands, std::size_t at_once,
                                         const std::stop_token& stop = {});

// Whether there is a program of that name along PATH.
bool is_installed(std::string_view program);

}  // namespace onthaal::process
