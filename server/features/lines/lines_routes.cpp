#include "features/lines/lines_wire.h"
#include "platform/json.h"

namespace onthaal::lines {
namespace {

Result<Work> list_lines(const http::Request&) {
  return Read{"lines.list",
              [](const Snapshot& snapshot) -> Result<Work> { return Reply{200, wire::lines(all(snapshot.db))}; }};
}

Result<Work> show_line(const http::Request& request) {
  return Read{"lines.show", [slug = request.parts.at(0)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = find_by_slug(snapshot.db, slug);
                if (!line) return fail(Code::not_found, "no such line");
                return Reply{200, wire::line(*line)};
              }};
}

Result<Work> add_line(const boost::json::object& data) {
  auto line = wire::parse_new_line(data);
  if (!line) return std::unexpected(std::move(line.error()));
  return Act{"lines.create", [line = *std::move(line)](Tx& tx) -> Result<Reply> {
               const auto created = create(tx, line);
               if (!created) return std::unexpected(created.error());
               return Reply{201, wire::line(*created)};
             }};
}

}  // namespace

http::Routes routes() {
  return {
      {http::Verb::get, "/api/lines", list_lines},
      {http::Verb::get, "/api/lines/{slug}", show_line},
  };
}

control::Commands control_commands() {
  return {
      {"line.add", add_line},
      {"line.list",
       [](const boost::json::object& data) -> Result<Work> {
         if (auto error = json::Reader(data).finished()) return std::unexpected(*std::move(error));
         return list_lines({});
       }},
  };
}

}  // namespace onthaal::lines
