#include "features/lines/lines_wire.h"

#include "platform/json.h"

namespace onthaal::lines::wire {

Result<NewLine> parse_new_line(const boost::json::object& data) {
  json::Reader read(data);
  NewLine line{.slug = read.text("slug", 2, 40), .name = read.text("name", 1, 80)};
  if (line.slug.size() >= 2 && !is_slug(line.slug)) read.mistake("slug", "not_allowed");
  return read.done(std::move(line));
}

// No hours yet: a line that exists is open.
std::string line(const Line& line) {
  return json::Out()
      .uuid("line", line.uuid)
      .text("slug", line.slug)
      .text("name", line.name)
      .boolean("open", true)
      .str();
}

std::string lines(const std::vector<Line>& lines) {
  std::vector<std::string> items;
  for (const Line& each : lines) items.push_back(json::Out().text("slug", each.slug).text("name", each.name).str());
  return json::Out().raw("lines", json::list(items)).str();
}

}  // namespace onthaal::lines::wire
