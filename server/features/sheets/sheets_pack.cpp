#include <stdexcept>

#include "features/sheets/sheets.h"

// A sheet in bytes: the format's number, then talk after talk. A number is LEB128: seven bits a byte, the low ones
// first, the eighth says that more follow.
//
//   talk    = second course who marks service age [wait] [duration] messages messages breaks operator source topic
//             centre partner terms terms
//   course  = byte: course (2 bits), dialogue (2), by_appointment (2), registered (2)
//   who     = byte: who (3), gender (3), device (2, the third bit in service)
//   marks   = byte: fake (2), boundary (2), broken_off (2), has wait, has duration
//   service = byte: stars (3: 0 unknown, else one more than there were), handed (3), has_untaken, device (1)
//   age     = byte: 255 unknown
//   messages, breaks = number: 0 unknown, else one more than there were
//   terms   = how many, and their keys
namespace onthaal::sheets {
namespace {

constexpr char kFormat = 2;
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
  put_byte(out,
           bits(talk.course) | bits(talk.dialogue) << 2 | bits(talk.by_appointment) << 4 | bits(talk.registered) << 6);
  put_byte(out, bits(talk.who) | bits(talk.gender) << 3 | (bits(talk.device) & 3u) << 6);
  put_byte(out, bits(talk.fake) | bits(talk.boundary) << 2 | bits(talk.broken_off) << 4 |
                    bits(talk.wait.has_value()) << 6 | bits(talk.duration.has_value()) << 7);
  put_byte(out, (talk.stars ? *talk.stars + 1u : 0u) | bits(talk.handed) << 3 | bits(talk.has_untaken) << 6 |
                    bits(talk.device) >> 2 << 7);
  put_byte(out, talk.age.value_or(kNoAge));
  if (talk.wait) put(out, *talk.wait);
  if (talk.duration) put(out, *talk.duration);
  for (const auto& count : {talk.visitor_messages, talk.operator_messages, talk.breaks})
    put(out, count ? std::uint64_t{*count} + 1 : 0);
  for (const std::int64_t key : {talk.operator_, talk.source, talk.topic, talk.centre, talk.partner})
    put(out, static_cast<std::uint64_t>(key));
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
  std::optional<std::uint32_t> count() {
    const std::uint64_t value = number();
    if (value == 0) return std::nullopt;
    if (value - 1 > UINT32_MAX) throw std::runtime_error("a sheet has a number that is too large");
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
  talk.by_appointment = some(course, 4, 3, Known::yes);
  talk.registered = some(course, 6, 3, Known::yes);
  const unsigned who = bytes.byte();
  talk.who = some(who, 0, 7, Who::other);
  talk.gender = some(who, 3, 7, Gender::unsaid);
  const unsigned marks = bytes.byte();
  talk.fake = some(marks, 0, 3, Known::yes);
  talk.boundary = some(marks, 2, 3, Known::yes);
  talk.broken_off = some(marks, 4, 3, Known::yes);
  const unsigned service = bytes.byte();
  const unsigned stars = service & 7u;
  if (stars > 6) throw std::runtime_error("a sheet has more stars than there are");
  talk.stars = stars == 0 ? std::nullopt : std::optional(static_cast<std::uint8_t>(stars - 1));
  talk.handed = some(service, 3, 7, Handed::link);
  talk.has_untaken = has(service, 6);
  talk.device = some(who >> 6 | service >> 7 << 2, 0, 7, Device::mobile);
  const std::uint8_t age = bytes.byte();
  talk.age = age == kNoAge ? std::nullopt : std::optional(age);
  talk.wait = has(marks, 6) ? std::optional(bytes.small()) : std::nullopt;
  talk.duration = has(marks, 7) ? std::optional(bytes.small()) : std::nullopt;
  for (auto* count : {&talk.visitor_messages, &talk.operator_messages, &talk.breaks}) *count = bytes.count();
  for (std::int64_t* key : {&talk.operator_, &talk.source, &talk.topic, &talk.centre, &talk.partner})
    *key = bytes.key();
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
