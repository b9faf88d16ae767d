#include "features/visits/visits_wire.h"

#include <array>

#include "core/text.h"
#include "platform/json.h"

namespace onthaal::visits::wire {
namespace {

constexpr std::array<std::string_view, 3> kRegisters{"nl", "nl-u", "en"};
constexpr std::size_t kTokenLength = 43;
constexpr std::size_t kTokenBytes = 32;

bool is_token(const std::string& text) {
  const auto bytes = from_base64url(text);
  return bytes && bytes->size() == kTokenBytes;
}

}  // namespace

Result<Start> parse_start(std::string slug, const boost::json::object& data) {
  json::Reader read(data);
  Start start{.token = Redacted<std::string>(read.text("token", kTokenLength, kTokenLength)),
              .slug = std::move(slug),
              .nickname = read.words("nickname", 1, 40),
              .language = kRegisters.at(read.choice("register", {"nl", "nl-u", "en"}))};
  if (!start.token.reveal().empty() && !is_token(start.token.reveal())) read.mistake("token", "not_allowed");
  return read.done(std::move(start));
}

std::string started(const Started& started) {
  return json::Out().uuid("conversation", started.conversation).str();
}

std::string visit(const conversations::Summary& conversation, const lines::Line& line) {
  return json::Out()
      .uuid("conversation", conversation.uuid)
      .raw("line", json::Out().text("slug", line.slug).text("name", line.name).str())
      .text("state", conversation.state)
      .text("register", conversation.language)
      .str();
}

}  // namespace onthaal::visits::wire
