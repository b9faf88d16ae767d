#include <algorithm>
#include <cctype>

#include "core/text.h"
#include "features/accounts/accounts.h"
#include "features/audit/audit.h"
#include "features/conversations/conversations_access.h"
#include "features/conversations/conversations_wire.h"
#include "platform/json.h"

// A name, an address or a number that should not have been told. The event that says so holds no words: who has
// the message takes out the same part, or asks for a snapshot, as our pages do; the message itself is written anew, and
// says up to which of these events it is: who reads it later takes out nothing twice.
namespace onthaal::conversations {
namespace {

constexpr std::string_view kBlank = "\u25ae\u25ae\u25ae";
constexpr std::int64_t kReached = 500;  // events of a stream
// What is shorter is no name and no number of somebody: an "a", a "12".
constexpr std::size_t kLeastLetters = 2;
constexpr std::size_t kLeastDigits = 3;

bool is_start(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

// The byte at which code point `index` begins; nothing beyond the end.
std::optional<std::size_t> byte_of(std::string_view text, std::int64_t index) {
  for (std::size_t byte = 0; byte <= text.size(); ++byte) {
    if ((byte == text.size() || is_start(text[byte])) && index-- == 0) return byte;
  }
  return std::nullopt;
}

bool is_looked_for(std::string_view word) {
  const bool is_number = std::ranges::all_of(word, [](char byte) { return byte >= '0' && byte <= '9'; });
  return word != kBlank && utf8_length(word).value_or(0) >= (is_number ? kLeastDigits : kLeastLetters);
}

struct Without {
  std::string text;
  std::vector<Redacted<std::string>> words;  // those that are looked for elsewhere
  std::int64_t length = 0;                   // of all that was taken, in code points
};

// From the end, so that what stands before keeps its place. Nothing where a part lies outside, or two overlap.
std::optional<Without> without(std::string text, std::vector<Range> ranges) {
  std::ranges::sort(ranges, std::greater{}, &Range::start);
  Without left{.text = std::move(text), .words = {}};
  std::optional<std::int64_t> next;
  for (const Range& each : ranges) {
    const auto from = byte_of(left.text, each.start);
    const auto until = byte_of(left.text, each.start + each.length);
    if (!from || !until || (next && each.start + each.length > *next)) return std::nullopt;
    next = each.start;
    left.length += each.length;
    const std::string_view word = trimmed(std::string_view(left.text).substr(*from, *until - *from));
    if (is_looked_for(word)) left.words.emplace_back(std::string(word));
    left.text.replace(*from, *until - *from, kBlank);
  }
  return left;
}

// A letter or digit: beyond ASCII whatever is no sign or punctuation, up to U+1FFF. What comes after that are signs,
// and scripts of which most put no space between words.
bool is_of_word(std::string_view from) {
  const auto first = static_cast<unsigned char>(from.front());
  return first < 0x80U ? std::isalnum(first) != 0 : first > 0xC2U && first < 0xE2U;
}
// Whether a word goes on from before this byte to after it.
bool is_within_word(std::string_view text, std::size_t at) {
  if (at == 0 || at == text.size()) return false;
  std::size_t before = at - 1;
  while (before > 0 && !is_start(text[before])) --before;
  return is_of_word(text.substr(before)) && is_of_word(text.substr(at));
}

// Of the letters that take two bytes and whose small one does, too: Latin, Greek, Cyrillic.
unsigned small_letter(unsigned letter) {
  const auto is_in = [letter](unsigned first, unsigned last) { return letter >= first && letter <= last; };
  const bool is_even = letter % 2 == 0;
  if (is_in(0xC0, 0xDE)) return letter == 0xD7 ? letter : letter + 0x20;
  if (is_in(0x100, 0x12F) || is_in(0x132, 0x137) || is_in(0x14A, 0x177) || is_in(0x200, 0x21F)) return letter + is_even;
  if (is_in(0x139, 0x148) || is_in(0x179, 0x17E)) return letter + !is_even;
  if (is_in(0x391, 0x3A9) || is_in(0x410, 0x42F)) return letter + 0x20;
  return is_in(0x400, 0x40F) ? letter + 0x50 : letter;
}
// Capitals as small letters; each byte keeps its place.
std::string folded(std::string_view text) {
  std::string small = ascii_lower(text);
  for (std::size_t at = 0; at + 1 < small.size(); ++at) {
    const auto first = static_cast<unsigned char>(small[at]);
    if (first < 0xC3U || first > 0xD1U) continue;
    const auto second = static_cast<unsigned char>(small[at + 1]);
    const unsigned letter = small_letter((first & 0x1FU) << 6U | (second & 0x3FU));
    small[at] = static_cast<char>(0xC0U | letter >> 6U);
    small[++at] = static_cast<char>(0x80U | (letter & 0x3FU));
  }
  return small;
}

// Whole words, in capitals or not.
std::optional<std::string> without_words(const std::string& text, const std::vector<Redacted<std::string>>& words) {
  std::string left = text;
  for (const auto& each : words) {
    const std::string word = folded(each.reveal());
    for (std::size_t at = folded(left).find(word); at != std::string::npos;) {
      const bool is_whole = !is_within_word(left, at) && !is_within_word(left, at + word.size());
      if (is_whole) left.replace(at, word.size(), kBlank);
      at = folded(left).find(word, at + (is_whole ? kBlank.size() : 1));
    }
  }
  return left == text ? std::nullopt : std::optional(std::move(left));
}

using Fields = std::initializer_list<std::string_view>;

// Also of what stands inside, such as the card of a hand-over.
bool take_from(boost::json::object& data, Fields fields, const std::vector<Redacted<std::string>>& words) {
  bool is_changed = false;
  for (auto& item : data) {
    if (auto* inner = item.value().if_object(); inner != nullptr && take_from(*inner, fields, words)) is_changed = true;
    const auto* text = item.value().if_string();
    if (text == nullptr || std::ranges::find(fields, std::string_view(item.key())) == fields.end()) continue;
    const auto left = without_words(std::string(*text), words);
    if (!left) continue;
    item.value() = *left;
    is_changed = true;
  }
  return is_changed;
}

std::optional<streams::Event> find_message(Tx& tx, const Subject& subject, std::int64_t number) {
  auto found = streams::read({tx.db, tx.now, tx.keys}, stream_of(subject), number - 1, 1);
  if (found.empty() || found[0].number != number || found[0].event != "message.posted" || !found[0].data)
    return std::nullopt;
  return std::move(found[0]);
}

std::unexpected<Error> invalid(const char* field) {
  return std::unexpected(Error{Code::invalid, "", {{field, "not_allowed"}}});
}

// The nickname and the first question: in the row, and in the events that told them; and what the events tell of a
// summary for another line.
std::int64_t take_from_opening(Tx& tx, const WordsTaken& taken) {
  const Subject& subject = taken.conversation;
  std::int64_t places = take_out(tx, taken, stream_of(subject), {"nickname", "question", "summary"});
  const auto shown = store::find_shown(tx.db, subject.id);
  if (const auto left = taken_out(tx, taken, seal::Kind::nickname, subject.uuid, shown->nickname)) {
    store::set_nickname(tx, subject.id, *left);
    ++places;
  }
  store::FullIntake intake = store::full_intake(tx.db, subject.id);
  if (!intake.question) return places;
  const auto left = taken_out(tx, taken, seal::Kind::question, subject.uuid, *intake.question);
  if (!left) return places;
  intake.question = left;
  store::set_intake(tx, subject.id, intake);
  return places + 1;
}

}  // namespace

std::optional<std::string> taken_out(Tx& tx, const WordsTaken& taken, seal::Kind kind, const Uuid& owner,
                                     std::string_view sealed) {
  const auto text = seal::open(taken.sealing.key, kind, owner, 0, sealed);
  const auto left = text ? without_words(*text, taken.words) : std::nullopt;
  if (!left) return std::nullopt;
  return seal::seal(taken.sealing.key, kind, owner, 0, *left, tx.random);
}

std::int64_t take_out(Tx& tx, const WordsTaken& taken, const StreamKey& stream,
                      std::initializer_list<std::string_view> fields) {
  std::int64_t events = 0;
  for (const streams::Event& event : streams::read({tx.db, tx.now, tx.keys}, stream, 0, kReached)) {
    if (!event.data) continue;
    auto data = json::parse(*event.data).value();
    if (!take_from(data, fields, taken.words)) continue;
    events += streams::rewrite(tx, stream, event.number, boost::json::serialize(data), taken.sealing);
  }
  return events;
}

Result<Reply> Conversations::redact(Tx& tx, const live::Envelope& envelope, const Redact& redact) const {
  const auto current = store::find(tx.db, redact.conversation);
  if (!current || !(has_words(envelope.actor, *current, tx.now) ||
                    accounts::is_coordinator(tx.db, envelope.actor, current->subject.line)))
    return fail(Code::not_found, "no such conversation");
  const Subject& subject = current->subject;
  if (const auto number = find_resend(tx, envelope, subject)) return numbered(number);
  const auto sealing = store::sealing_of(*current, tx.keys);
  if (!sealing) return fail(Code::closed, "its words were destroyed");
  const auto message = find_message(tx, subject, redact.number);
  if (!message) return invalid("data.number");
  auto data = json::parse(*message->data).value();
  const auto left = without(std::string(data.at("text").as_string()), redact.ranges);
  if (!left) return invalid("data.ranges");
  const auto number =
      append(tx, subject, nullptr,
             {"message.redacted", onthaal::author_of(envelope.actor), envelope.id, wire::redacted(redact)});
  data["text"] = left->text;
  data["redacted"] = number;
  streams::rewrite(tx, stream_of(subject), redact.number, boost::json::serialize(data), *sealing);
  const WordsTaken taken{subject, *sealing, left->words};
  std::int64_t elsewhere = 0;
  if (!left->words.empty()) {
    elsewhere = take_from_opening(tx, taken);
    if (hooks_.words_taken) elsewhere += hooks_.words_taken(tx, taken);
  }
  audit::record(tx, {.what = "message.redacted",
                     .staff = std::get<Staff>(envelope.actor).staff,
                     .line = subject.line,
                     .about = subject.uuid,
                     .data = json::Out()
                                 .integer("number", redact.number)
                                 .integer("ranges", static_cast<std::int64_t>(redact.ranges.size()))
                                 .integer("length", left->length)
                                 .integer("elsewhere", elsewhere)
                                 .str()});
  return numbered(number);
}

}  // namespace onthaal::conversations
