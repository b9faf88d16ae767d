#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace load {

struct Percentiles {
  std::size_t count = 0;
  double p50_ms = 0, p99_ms = 0, max_ms = 0;
};
Percentiles percentiles(std::vector<std::int64_t>& samples_ns);

// What was sent, what came back, and whether it came as promised: every acknowledged message once, and in the same
// order on both sides of its talk.
class Ledger {
 public:
  explicit Ledger(std::uint32_t talks);

  // A message is due now or was a while ago; its index is what the id on the wire carries.
  std::uint64_t sent(std::uint32_t talk, std::uint8_t author, std::int64_t due);
  std::string_view command_id(std::uint64_t index);
  // The last number that its author knew when it was first sent.
  std::int64_t known_before(std::uint64_t index) const { return messages_[index].known; }

  // The stream of this talk stands at `number`, as a socket on this side was told.
  void stands_at(std::uint32_t talk, std::uint8_t side, std::int64_t number);
  // An event came: `number` 0 where the server gives none, `id` empty where no command made it. Gives the index of the
  // message that is hereby acknowledged, or -1.
  std::int64_t arrived(std::uint32_t talk, std::uint8_t side, std::int64_t number, std::string_view id);
  // An `ack` frame. As arrived().
  std::int64_t acknowledged(std::string_view id);
  // An `error` frame for a command: nothing was changed. Gives whether it is one of our messages that was under way.
  bool refused(std::string_view id);
  void violation(const std::string& what) { ++violations_[what]; }

  // From here on, latencies count for messages due in [begin, end), and nothing else.
  void measure(std::int64_t begin, std::int64_t end);
  // After the last message: what is missing, and whether both sides saw the same order.
  void close();

  std::uint64_t acknowledged_in_window() const { return in_window_; }
  std::uint64_t refusals() const { return refused_; }
  // Messages without an answer; arrivals that are still to come, two for each message.
  std::uint64_t outstanding() const { return messages_.size() - acknowledged_ - refused_; }
  std::uint64_t underway() const { return 2 * (messages_.size() - refused_) - arrived_; }
  std::size_t total() const { return messages_.size(); }
  std::int64_t last_number(std::uint32_t talk, std::uint8_t side) const { return talks_[talk][side].number; }
  const std::map<std::string, std::uint64_t>& violations() const { return violations_; }
  // The unacknowledged messages of one socket, oldest first.
  std::vector<std::uint64_t> outbox(std::uint32_t talk, std::uint8_t author) const;

  std::vector<std::int64_t> ack_ns, seen_ns;  // until the author's acknowledgement; until the other side has it

 private:
  struct Message {
    std::int64_t due;
    std::int64_t known;
    std::uint32_t talk;
    std::uint32_t place;  // the author's how-manieth in this talk
    std::uint8_t author;
    bool is_acknowledged, is_delivered, is_refused;
  };
  struct Side {
    std::int64_t number = 0;
    std::array<std::uint32_t, 2> next{};  // per author
    std::uint64_t order = 0;              // of all that came, as a hash
    std::uint32_t written = 0;
  };
  struct Gap {  // places of one author that did not come; right where each of them was refused
    std::uint32_t talk, begin, end;
    std::uint8_t author;
  };
  void judge_gaps();
  std::int64_t index_of(std::string_view id) const;
  std::int64_t acknowledge(std::uint64_t index, std::int64_t now);

  std::uint32_t run_;
  std::vector<Message> messages_;
  std::vector<std::array<Side, 2>> talks_;
  std::vector<Gap> gaps_;
  std::map<std::string, std::uint64_t> violations_;
  std::array<char, 37> id_{};
  std::int64_t begin_ = 0, end_ = 0;
  std::uint64_t acknowledged_ = 0, arrived_ = 0, in_window_ = 0, refused_ = 0;
};

}  // namespace load
