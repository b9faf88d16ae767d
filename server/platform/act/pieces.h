#pragma once

#include <chrono>
#include <memory>
#include <stop_token>

#include "platform/act/engine.h"
#include "platform/act/writer.h"

namespace onthaal {

// What comes of one piece of work, whatever it throws. An act is the Writer's.
Result<Work> prepare(const Prepare& piece);
Result<Work> do_chore(const Chore& piece, const std::stop_token& stop);

// Reads on its connection, which it makes when there is none. Used by one thread.
class Reader {
 public:
  Reader(const EngineSettings& settings, const Clock& clock, const seal::Keyring& keys, Counters& counters)
      : settings_(settings), clock_(clock), keys_(keys), counters_(counters) {}

  Result<Work> read(const Read& piece, std::chrono::milliseconds limit);

 private:
  const EngineSettings& settings_;
  const Clock& clock_;
  const seal::Keyring& keys_;
  Counters& counters_;
  std::unique_ptr<db::Connection> db_;
};

}  // namespace onthaal
