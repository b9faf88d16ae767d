#include "features/queue/queue_wire.h"

#include "platform/json.h"

namespace onthaal::queue::wire {
namespace {

std::string items(const std::vector<conversations::Named>& all) {
  std::vector<std::string> items;
  for (const auto& each : all) items.push_back(waiting(each));
  return json::list(items);
}

}  // namespace

Result<Uuid> parse_take(const boost::json::object& data) {
  json::Reader read(data, "data");
  return read.done(read.uuid("line"));
}

std::string waiting(const conversations::Named& named) {
  return json::Out()
      .uuid("conversation", named.uuid)
      .maybe_text("nickname", named.nickname)
      .time("since", named.since)
      .str();
}

std::string taken(const Uuid& conversation, const Uuid& staff, std::string_view alias) {
  return json::Out().uuid("conversation", conversation).uuid("operator", staff).text("alias", alias).str();
}

std::string gone(const Uuid& conversation) {
  return json::Out().uuid("conversation", conversation).str();
}

Uuid parse_taken(const std::string& data) {
  const auto object = json::parse(data).value();
  return Uuid::parse(object.at("conversation").as_string()).value();
}

std::string conversation(const Uuid& conversation) {
  return json::Out().uuid("conversation", conversation).str();
}

std::string state(const lines::Line& line, const std::vector<conversations::Named>& waiting,
                  const std::vector<conversations::Named>& mine) {
  return json::Out()
      .uuid("line", line.uuid)
      .text("slug", line.slug)
      .text("name", line.name)
      .raw("waiting", items(waiting))
      .raw("mine", items(mine))
      .str();
}

std::string place(std::size_t place) {
  return json::Out().integer("place", static_cast<std::int64_t>(place)).str();
}

}  // namespace onthaal::queue::wire
