#include "features/visits/visits_wire.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "platform/json.h"

namespace onthaal::visits::wire {
namespace {

constexpr std::array<std::string_view, 3> kRegisters{"nl", "nl-u", "en"};
constexpr std::size_t kTokenLength = 43;
constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kDigits = 16;
constexpr std::size_t kMaxWritten = 64;  // a code with spaces and hyphens
constexpr std::int64_t kMaxSolution = (std::int64_t{1} << 53) - 1;

Redacted<std::string> parse_token(json::Reader& read) {
  std::string token = read.text("token", kTokenLength, kTokenLength);
  const auto bytes = from_base64url(token);
  if (!token.empty() && !(bytes && bytes->size() == kTokenBytes)) read.mistake("token", "not_allowed");
  return Redacted<std::string>(std::move(token));
}

Redacted<std::string> parse_code(json::Reader& read) {
  std::string code = read.text("code", 1, kMaxWritten);
  if (code.empty()) return {};
  std::erase_if(code, [](char c) { return c == ' ' || c == '-'; });
  if (code.size() != kDigits || !std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; }))
    read.mistake("code", "not_allowed");
  return Redacted<std::string>(std::move(code));
}

Result<proof::Claim> parse_claim(const boost::json::object& data) {
  json::Reader read(data, "proof");
  proof::Claim claim{.challenge = read.text("challenge", 1, 200), .solutions = {}};
  for (const auto& item : read.array_or_empty("solutions", proof::kPuzzles)) {
    const auto* number = item.if_int64();
    if (number == nullptr || *number < 0 || *number > kMaxSolution) {
      read.mistake("solutions", "not_allowed");
      break;
    }
    claim.solutions.push_back(*number);
  }
  return read.done(std::move(claim));
}

// `asked` with the claim that came with it, or all mistakes of both.
template <class T>
Result<T> with_claim(json::Reader& read, T asked) {
  const auto* data = read.maybe_object("proof");
  auto claim = data != nullptr ? std::optional(parse_claim(*data)) : std::nullopt;
  auto done = read.done(std::move(asked));
  if (!done || !claim) return done;
  if (!*claim) return std::unexpected(std::move(claim->error()));
  done->claim = **std::move(claim);
  return done;
}

std::string line_name(const lines::Line& line) {
  return json::Out().text("slug", line.slug).text("name", line.name).str();
}

}  // namespace
}  // namespace onthaal::visits::wire

namespace onthaal::visits {

Redacted<std::string> read_token(json::Reader& read) {
  return wire::parse_token(read);
}

CodeTry read_code_try(json::Reader& read) {
  CodeTry tried{.code = wire::parse_code(read), .claim = std::nullopt};
  const auto* data = read.maybe_object("proof");
  if (data == nullptr) return tried;
  auto claim = wire::parse_claim(*data);
  if (claim)
    tried.claim = *std::move(claim);
  else
    for (const FieldError& each : claim.error().fields) read.mistake(each.field, each.problem);
  return tried;
}

}  // namespace onthaal::visits

namespace onthaal::visits::wire {

Result<Asked> parse_start(std::string slug, const boost::json::object& data) {
  json::Reader read(data);
  Start start{.token = parse_token(read),
              .slug = std::move(slug),
              .nickname = read.words("nickname", 1, 40),
              .language = kRegisters.at(read.choice("register", {"nl", "nl-u", "en"})),
              .device = read.maybe_choice("device", {"phone", "tablet", "computer"}),
              .who = read.maybe_choice("who", {"pupil", "parent", "teacher", "other"}),
              .topic = read.maybe_text("topic", 1, 40)};
  if (const auto earlier = read.maybe_text("earlier", kTokenLength, kTokenLength)) {
    start.earlier = from_base64url(*earlier);
    if (!start.earlier) read.mistake("earlier", "not_allowed");
  }
  return with_claim(read, Asked{std::move(start), std::nullopt});
}

Result<AskedBack> parse_return(const boost::json::object& data) {
  json::Reader read(data);
  Return back{.code = parse_code(read), .token = parse_token(read)};
  return with_claim(read, AskedBack{std::move(back), std::nullopt});
}

std::string challenge(std::string_view challenge, std::int64_t bits) {
  return json::Out().text("challenge", challenge).integer("puzzles", proof::kPuzzles).integer("bits", bits).str();
}

std::string started(const Uuid& conversation) {
  return json::Out().uuid("conversation", conversation).str();
}

std::string visit(const Shown& shown, bool has_code, const std::optional<Shown>& second) {
  const auto named = [](const Shown& each) {
    json::Out out;
    out.uuid("conversation", each.conversation.uuid).raw("line", line_name(each.line));
    return out;
  };
  return named(shown)
      .text("state", shown.conversation.state)
      .text("register", shown.conversation.language)
      .boolean("has_code", has_code)
      .raw("second", second ? named(*second).str() : "null")
      .str();
}

std::string returned(const conversations::Summary& conversation, const lines::Line& line) {
  return json::Out()
      .uuid("conversation", conversation.uuid)
      .raw("line", line_name(line))
      .text("register", conversation.language)
      .str();
}

std::string code(std::string_view code) {
  return json::Out().text("code", code).str();
}

}  // namespace onthaal::visits::wire
