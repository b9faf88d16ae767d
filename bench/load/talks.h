#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "load/ledger.h"
#include "load/options.h"
#include "load/setup.h"
#include "load/wire.h"

namespace load {

// All talks with their two sockets, and what comes over them.
class Talks : public Listener {
 public:
  Talks(Loop& loop, const Options& options, Ledger& ledger);

  // Opens every socket and waits until each follows its conversation.
  void open();
  // Opens one socket (again). Where it was before, it asks for what followed.
  void connect(std::uint32_t talk, std::uint8_t side);
  void post(std::uint64_t index, std::uint32_t talk, std::uint8_t side, bool is_again);

  Wire& wire(std::uint32_t talk, std::uint8_t side) { return *wires_[talk * 2 + side]; }
  std::size_t sockets() const { return wires_.size(); }

  std::function<void(std::uint64_t index)> on_acknowledged = [](std::uint64_t) {};
  std::function<void()> on_refused = [] {};
  std::function<void(Wire&)> on_following = [](Wire&) {};
  std::function<void(Wire&, int code)> on_closed;

  void opened(Wire& wire) override;
  void received(Wire& wire, std::string_view text) override;
  void closed(Wire& wire, int code) override { on_closed(wire, code); }

 private:
  void follow(Wire& wire);
  void event(Wire& wire, std::string_view text);
  void error(std::string_view text);

  Loop& loop_;
  const Options& options_;
  Ledger& ledger_;
  House house_;
  std::vector<std::unique_ptr<Wire>> wires_;
  std::string frame_;
};

}  // namespace load
