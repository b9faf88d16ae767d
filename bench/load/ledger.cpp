#include "load/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <random>
#include <set>
#include <tuple>

#include "load/wire.h"

namespace load {

Percentiles percentiles(std::vector<std::int64_t>& samples_ns) {
  if (samples_ns.empty()) return {};
  std::ranges::sort(samples_ns);
  const auto at = [&](std::size_t percent) {
    const std::size_t rank = (samples_ns.size() * percent + 99) / 100;
    return static_cast<double>(samples_ns[std::max<std::size_t>(rank, 1) - 1]) / 1e6;
  };
  return {samples_ns.size(), at(50), at(99), at(100)};
}

Ledger::Ledger(std::uint32_t talks) : run_(std::random_device{}()), talks_(talks) {
  messages_.reserve(1 << 20);
}

std::uint64_t Ledger::sent(std::uint32_t talk, std::uint8_t author, std::int64_t due) {
  Side& side = talks_[talk][author];
  messages_.push_back({due, side.number, talk, side.written++, author, false, false, false});
  return messages_.size() - 1;
}

std::string_view Ledger::command_id(std::uint64_t index) {
  fmt::format_to_n(id_.data(), id_.size(), "{:08x}-0000-7000-8000-{:012x}", run_, index);
  return {id_.data(), 36};
}

void Ledger::measure(std::int64_t begin, std::int64_t end) {
  begin_ = begin;
  end_ = end;
  in_window_ = 0;
  ack_ns.clear();
  seen_ns.clear();
}

std::int64_t Ledger::index_of(std::string_view id) const {
  std::uint32_t run = 0;
  std::uint64_t index = 0;
  if (id.size() != 36) return -1;
  std::from_chars(id.data(), id.data() + 8, run, 16);
  std::from_chars(id.data() + 24, id.data() + 36, index, 16);
  return run == run_ && index < messages_.size() ? static_cast<std::int64_t>(index) : -1;
}

void Ledger::stands_at(std::uint32_t talk, std::uint8_t side, std::int64_t number) {
  std::int64_t& known = talks_[talk][side].number;
  if (known != 0 && known != number) violation("a snapshot where the events that followed were asked");
  known = number;
}

std::int64_t Ledger::arrived(std::uint32_t talk, std::uint8_t side, std::int64_t number, std::string_view id) {
  Side& here = talks_[talk][side];
  if (number != 0) {
    if (number != here.number + 1) violation(number <= here.number ? "an event came twice" : "a gap in the numbers");
    here.number = number;
  }
  const std::int64_t index = index_of(id);
  if (index < 0) {
    if (!id.empty()) violation("an event of somebody else's command");
    return -1;
  }
  Message& message = messages_[static_cast<std::size_t>(index)];
  if (message.talk != talk) {
    violation("a message in another talk");
    return -1;
  }
  std::uint32_t& next = here.next.at(message.author);
  if (message.place < next) violation("a message came twice, or late");
  if (message.place > next) gaps_.push_back({talk, next, message.place, message.author});
  next = message.place + 1;
  here.order = (here.order ^ static_cast<std::uint64_t>(index + 1)) * 0x100000001b3;
  ++arrived_;
  const std::int64_t now = now_ns();
  if (side == message.author) return acknowledge(static_cast<std::uint64_t>(index), now);
  message.is_delivered = true;
  if (message.due >= begin_ && message.due < end_) seen_ns.push_back(now - message.due);
  return -1;
}

std::int64_t Ledger::acknowledged(std::string_view id) {
  const std::int64_t index = index_of(id);
  return index < 0 ? -1 : acknowledge(static_cast<std::uint64_t>(index), now_ns());
}

std::int64_t Ledger::acknowledge(std::uint64_t index, std::int64_t now) {
  Message& message = messages_[index];
  if (message.is_acknowledged) return -1;
  message.is_acknowledged = true;
  ++acknowledged_;
  if (now >= begin_ && now < end_) ++in_window_;
  if (message.due >= begin_ && message.due < end_) ack_ns.push_back(now - message.due);
  return static_cast<std::int64_t>(index);
}

bool Ledger::refused(std::string_view id) {
  const std::int64_t index = index_of(id);
  if (index < 0) return false;
  Message& message = messages_[static_cast<std::size_t>(index)];
  if (message.is_refused || message.is_acknowledged) return false;
  message.is_refused = true;
  ++refused_;
  return true;
}

std::vector<std::uint64_t> Ledger::outbox(std::uint32_t talk, std::uint8_t author) const {
  std::vector<std::uint64_t> waiting;
  for (std::size_t i = 0; i < messages_.size(); ++i) {
    const Message& message = messages_[i];
    if (!message.is_acknowledged && !message.is_refused && message.talk == talk && message.author == author)
      waiting.push_back(i);
  }
  return waiting;
}

void Ledger::judge_gaps() {
  std::set<std::tuple<std::uint32_t, std::uint8_t, std::uint32_t>> refused;
  for (const Message& message : messages_) {
    if (message.is_refused) refused.emplace(message.talk, message.author, message.place);
  }
  for (const Gap& gap : gaps_) {
    for (std::uint32_t place = gap.begin; place < gap.end; ++place) {
      if (!refused.contains({gap.talk, gap.author, place})) violation("a message missing or out of order");
    }
  }
}

void Ledger::close() {
  judge_gaps();
  for (const Message& message : messages_) {
    if (!message.is_acknowledged && !message.is_refused) violation("neither acknowledged nor refused");
    if (message.is_refused && message.is_delivered) violation("refused, and seen by the other side");
    if (message.is_acknowledged && !message.is_delivered) violation("acknowledged, and never seen by the other side");
  }
  for (const auto& sides : talks_) {
    if (sides[0].order != sides[1].order) violation("the two sides saw another order");
  }
}

}  // namespace load
