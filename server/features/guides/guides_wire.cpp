#include "features/guides/guides_wire.h"

#include <algorithm>

#include "platform/json.h"

namespace onthaal::guides::wire {
namespace {

constexpr std::string_view kKinds[] = {"fake", "suicide", "emergency", "abuse", "frequent"};

bool is_code(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

}  // namespace

Result<store::NewGuide> parse_guide(const boost::json::object& data) {
  json::Reader read(data);
  store::NewGuide guide{
      .kind = std::string(kKinds[read.choice("kind", {kKinds[0], kKinds[1], kKinds[2], kKinds[3], kKinds[4]})]),
      .code = read.text("code", 2, 40),
      .title = read.text("title", 1, 120),
      .text = read.text("text", 1, 4000),
      .is_step = read.boolean("is_step")};
  if (!is_code(guide.code)) read.mistake("code", "not_allowed");
  return read.done(std::move(guide));
}

std::string guide(const store::Guide& guide) {
  return json::Out()
      .uuid("guide", guide.uuid)
      .text("kind", guide.kind)
      .text("code", guide.code)
      .text("title", guide.title)
      .text("text", guide.text)
      .boolean("is_step", guide.is_step)
      .str();
}

std::string guides(const std::vector<store::Guide>& guides) {
  std::vector<std::string> items;
  for (const store::Guide& each : guides) items.push_back(guide(each));
  return json::Out().raw("guides", json::list(items)).str();
}

}  // namespace onthaal::guides::wire
