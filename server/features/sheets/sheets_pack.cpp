#include <stdexcept>

#include "features/sheets/sheets.h"

// A sheet in bytes: the format's number, then talk after talk. A number is LEB128: seven bits a byte, the low ones
// first, the eighth says that more follow.
//
//   talk   = second course who marks age [wait] [duration] messages messages operator source topic centre partner
//            breaks terms terms
//   course = byte: course (2 bits), dialogue (2), handed (2), is_registered, is_second
//   who    = byte: who (3), gender (3), device (2)
//   marks  = byte: stars (3), is_fake, is_boundary, is_broken_off, has wait, has duration
//   age    = byte: 255 unknown
//   messages = number: 0 unknown, else one more than there were
//   terms  = how many, and their keys
namespace onthaal::sheets {
namespace {

constexpr char kFormat = 1;
constexpr std::uint8_t kNoAge = 255;

void put(std::string& out, std::uint64_t number) {
  while (number >= 0x80) {
    out.push_back(static_cast<char>(number | 0x80));
    number >>= 7;
  }
  out.push_back(static_cast<char>(number));
}

void put_byte(std::string& out, unsigned bits) {
  out.push_back(static_cast<char>(bits));
}

void put_terms(std::string& out, const std::vector<std::int64_t>& terms) {
  put(out, terms.size());
  for (const std::int64_t term : terms) put(out, static_cast<std::uint64_t>(term));
}

template <class E>
unsigned bits(E value) {
  return static_cast<unsigned>(value);
}

void put(std::string& out, const Talk& talk) {
  put(out, talk.second);
  put_byte(out, bits(talk.course) | bits(talk.dialogue) << 2 | bits(talk.handed) << 4 | bits(talk.is_registered) << 6 |
                    bits(talk.is_second) << 7);
  put_byte(out, bits(talk.who) | bits(talk.gender) << 3 | bits(talk.device) << 6);
  put_byte(out, talk.stars | bits(talk.is_fake) << 3 | bits(talk.is_boundary) << 4 | bits(talk.is_broken_off) << 5 |
                    bits(talk.wait.has_value()) << 6 | bits(talk.duration.has_value()) << 7);
  put_byte(out, talk.age.value_or(kNoAge));
  if (talk.wait) put(out, *talk.wait);
  if (talk.duration) put(out, *talk.duration);
  put(out, talk.visitor_messages ? std::uint64_t{*talk.visitor_messages} + 1 : 0);
  put(out, talk.operator_messages ? std::uint64_t{*talk.operator_messages} + 1 : 0);
  for (const std::int64_t key : {talk.operator_, talk.source, talk.topic, talk.centre, talk.partner})
    put(out, static_cast<std::uint64_t>(key));
  put(out, talk.breaks);
  put_terms(out, talk.themes);
  put_terms(out, talk.outcomes);
}

class Bytes {
 public:
  explicit Bytes(std::string_view left) : left_(left) {}
  bool is_empty() const { return left_.empty(); }

  std::uint8_t byte() {
    if (left_.empty()) throw std::runtime_error("a sheet ends in the middle of a talk");
    const auto first = static_cast<std::uint8_t>(left_.front());
    left_.remove_prefix(1);
    return first;
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      const std::uint8_t part = byte();
      value |= std::uint64_t{part & 0x7fu} << shift;
      if (part < 0x80) return value;
    }
    throw std::runtime_error("a sheet has a number that is too long");
  }
  std::int64_t key() { return static_cast<std::int64_t>(number()); }
  std::uint32_t small() {
    const std::uint64_t value = number();
    if (value > UINT32_MAX) throw std::runtime_error("a sheet has a number that is too large");
    return static_cast<std::uint32_t>(value);
  }
  std::optional<std::uint32_t> messages() {
    const std::uint64_t value = number();
    if (value == 0) return std::nullopt;
    return static_cast<std::uint32_t>(value - 1);
  }
  void terms(std::vector<std::int64_t>& terms) {
    terms.clear();
    for (std::uint64_t more = number(); more > 0; --more) terms.push_back(key());
  }

 private:
  std::string_view left_;
};

template <class E>
E some(unsigned byte, unsigned shift, unsigned mask, E last) {
  const unsigned value = byte >> shift & mask;
  if (value > static_cast<unsigned>(last)) throw std::runtime_error("a sheet has a class that does not exist");
  return static_cast<E>(value);
}

bool has(unsigned byte, unsigned bit) {
  return (byte >> bit & 1u) != 0;
}

void read(Bytes& bytes, Talk& talk) {
  talk.second = bytes.small();
  const unsigned course = bytes.byte();
  talk.course = some(course, 0, 3, Course::talk);
  talk.dialogue = some(course, 2, 3, Known::yes);
  talk.handed = some(course, 4, 3, Handed::link);
  talk.is_registered = has(course, 6);
  talk.is_second = has(course, 7);
  const unsigned who = bytes.byte();
  talk.who = some(who, 0, 7, Who::other);
  talk.gender = some(who, 3, 7, Gender::unsaid);
  talk.device = some(who, 6, 3, Device::computer);
  const unsigned marks = bytes.byte();
  talk.stars = marks & 7u;
  if (talk.stars > 5) throw std::runtime_error("a sheet has more stars than there are");
  talk.is_fake = has(marks, 3);
  talk.is_boundary = has(marks, 4);
  talk.is_broken_off = has(marks, 5);
  const std::uint8_t age = bytes.byte();
  talk.age = age == kNoAge ? std::nullopt : std::optional(age);
  talk.wait = has(marks, 6) ? std::optional(bytes.small()) : std::nullopt;
  talk.duration = has(marks, 7) ? std::optional(bytes.small()) : std::nullopt;
  talk.visitor_messages = bytes.messages();
  talk.operator_messages = bytes.messages();
  for (std::int64_t* key : {&talk.operator_, &talk.source, &talk.topic, &talk.centre, &talk.partner})
    *key = bytes.key();
  talk.breaks = bytes.small();
  bytes.terms(talk.themes);
  bytes.terms(talk.outcomes);
}

}  // namespace

std::string pack(std::span<const Talk> talks) {
  std::string out(1, kFormat);
  out.reserve(1 + talks.size() * 32);
  for (const Talk& talk : talks) put(out, talk);
  return out;
}

void unpack(std::string_view body, const std::function<void(const Talk&)>& talk) {
  Bytes bytes(body);
  if (bytes.byte() != kFormat) throw std::runtime_error("a sheet has a format that this version does not know");
  Talk each;
  while (!bytes.is_empty()) {
    read(bytes, each);
    talk(each);
  }
}

}  // namespace onthaal::sheets
